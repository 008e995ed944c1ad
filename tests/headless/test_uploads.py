"""Broken and odd pictures at every door: a clear error and nothing kept, or one that draws."""

import json
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from headless import uploads


def drawn(mode="RGB", kind="JPEG", size=(320, 200), **options):
    out = BytesIO()
    Image.effect_noise(size, 60).convert("L").convert(mode).save(out, kind, **options)
    return out.getvalue()


def animated():
    frames = [Image.new("P", (40, 30), color) for color in (1, 2, 3)]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def sixteen_bits():
    out = BytesIO()
    Image.new("I;16", (64, 64), 40_000).save(out, "PNG")
    return out.getvalue()


def bomb():
    """A PNG of few bytes and very many pixels."""
    out = BytesIO()
    Image.new("1", (16_000, 16_000)).save(out, "PNG", optimize=True)
    return out.getvalue()


BROKEN = {
    "cut.jpg": lambda: drawn()[:-4_000],
    "half.png": lambda: drawn(kind="PNG")[: len(drawn(kind="PNG")) // 2],
    "half.webp": lambda: drawn(kind="WEBP")[:3_000],
    "half.gif": lambda: drawn("P", "GIF")[:5_000],
    "empty.jpg": bytes,
    "text.jpg": lambda: b"Not a picture at all.",
    "wrong.png": drawn,
    "bomb.png": bomb,
    "deep.png": sixteen_bits,
}
ODD = {
    "cmyk.jpg": lambda: drawn("CMYK"),
    "gray.jpg": lambda: drawn("L"),
    "palette.png": lambda: drawn("P", "PNG"),
    "alpha.png": lambda: drawn("RGBA", "PNG"),
    "grayalpha.png": lambda: drawn("LA", "PNG"),
    "bits.png": lambda: drawn("1", "PNG"),
    "moving.gif": animated,
}


def sent(name):
    return SimpleUploadedFile(name, {**BROKEN, **ODD}[name](), "image/jpeg")


@pytest.fixture
def client(admin_user_client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return admin_user_client


def add_one(client, file):
    response = client.post(
        reverse("wagtailimages:add"), {"title": "P", "file": file, "collection": 1}
    )
    return response.status_code == 302, response


def add_many(client, file):
    address = reverse("wagtailimages:add_multiple")
    response = client.post(address, {"title": "P", "files[]": file})
    return json.loads(response.content)["success"], response


def choose(client, file):
    address = reverse("wagtailimages_chooser:create")
    data = {"image-chooser-upload-title": "P", "image-chooser-upload-file": file}
    response = client.post(address, {**data, "image-chooser-upload-collection": 1})
    return json.loads(response.content)["step"] != "reshow_creation_form", response


def stored():
    return default_storage.listdir("")[0]


@pytest.mark.parametrize("door", [add_one, add_many, choose])
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_is_refused_and_nothing_of_it_kept(client, door, name):
    taken, response = door(client, sent(name))
    assert response.status_code == 200
    assert not taken
    assert not get_image_model().objects.exists()
    assert stored() == []
    if name in {"cut.jpg", "half.png"}:
        assert "damaged or incomplete" in response.content.decode()


@pytest.mark.parametrize("door", [add_one, add_many, choose])
@pytest.mark.parametrize("name", ODD)
def test_an_odd_picture_is_taken_and_can_be_drawn(client, door, name):
    taken, response = door(client, sent(name))
    assert taken, response.content.decode()[:2_000]
    assert client.get(reverse("wagtailimages:index")).status_code == 200
    picture = get_image_model().objects.get()
    for spec in ("width-320|format-webp", "fill-100x100|format-jpeg", "max-165x165"):
        assert picture.get_rendition(spec).width


@pytest.mark.parametrize("name", ["cut.jpg", "empty.jpg", "text.jpg"])
def test_a_broken_picture_does_not_take_the_place_of_a_good_one(client, name):
    add_one(client, sent("gray.jpg"))
    picture = get_image_model().objects.get()
    address = reverse("wagtailimages:edit", args=[picture.pk])
    response = client.post(address, {"title": "P", "file": sent(name), "collection": 1})
    assert response.status_code == 200
    kept = get_image_model().objects.get()
    assert kept.file.name == picture.file.name
    assert kept.get_rendition("max-100x100").width


@pytest.mark.parametrize("name", ["cut.jpg", "half.png", "bomb.png", "empty.jpg"])
def test_a_broken_portrait_of_an_account_is_refused(client, name):
    response = client.post(
        reverse("wagtailadmin_account"),
        {"avatar-avatar": sent(name), "avatar-submitted": "1"},
    )
    assert response.status_code == 200
    assert stored() == []


def test_more_pixels_than_a_picture_may_have_are_refused(client, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PIXELS", 1_000)
    taken, response = add_one(client, sent("moving.gif"))
    assert not taken
    assert "too many pixels" in response.content.decode()
