"""No picture is stored with what a camera wrote into it, whichever way it came."""

import io
import struct
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageSequence, PngImagePlugin
from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

from headless.image_metadata import DamagedImageError, without_metadata
from headless.outbox.worker import Worker

MAKE, ORIENTATION, TIME, GPS = 0x010F, 0x0112, 0x0132, 0x8825
CAMERA, POSITION = b"Pentax of Riley", (40.0, 42.0, 46.0)


def exif(orientation=1):
    data = Image.Exif()
    data[MAKE] = CAMERA.decode()
    data[TIME] = "2026:05:01 10:00:00"
    data[ORIENTATION] = orientation
    data[GPS] = {1: "N", 2: POSITION, 3: "W", 4: POSITION}
    return data.tobytes()


def two_colors(mode="RGB"):
    """Red on the left, blue on the right: 80 by 40 pixels."""
    image = Image.new("RGB", (80, 40), "red")
    image.paste("blue", (40, 0, 80, 40))
    return image.convert(mode)


def encoded(kind, *, image=None, orientation=1, **options):
    file = io.BytesIO()
    (image or two_colors()).save(file, kind, exif=exif(orientation), **options)
    return file.getvalue()


def png_with_text():
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Author", CAMERA.decode())
    return encoded("PNG", pnginfo=chunks)


def png_with_time():
    data = encoded("PNG")
    chunk = b"tIME" + struct.pack(">HBBBBB", 2026, 5, 1, 10, 0, 0)
    packed = struct.pack(">I", 7) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return data[:33] + packed + data[33:]


def gif_with_comment():
    file = io.BytesIO()
    two_colors().save(file, "GIF", comment=CAMERA)
    return file.getvalue()


def jpeg_with_thumbnail():
    """JFIF keeps a small picture in its first segment, which is not cut when the large one is."""
    data = encoded_without()
    assert data[2:4] == b"\xff\xe0"
    assert data[6:11] == b"JFIF\0"
    pixels = (CAMERA * 4)[:48]
    segment = data[6:18] + bytes((4, 4)) + pixels
    return data[:2] + struct.pack(">HH", 0xFFE0, len(segment) + 2) + segment + data[20:]


def gif_with_more_than_its_loop():
    file = io.BytesIO()
    second = Image.new("RGB", (80, 40), "blue")
    two_colors().save(file, "GIF", save_all=True, append_images=[second], loop=0)
    data = file.getvalue()
    block = b"!\xff\x0bXMP DataXMP" + bytes((len(CAMERA),)) + CAMERA + b"\0"
    return data[:-1] + block + b";" + CAMERA


def webp_with_a_chunk_of_its_own():
    data = encoded("WEBP")
    chunk = b"CAMR" + struct.pack("<I", len(CAMERA)) + CAMERA + b"\0" * (len(CAMERA) % 2)
    return b"RIFF" + struct.pack("<I", len(data) - 8 + len(chunk)) + data[8:] + chunk


def encoded_without():
    file = io.BytesIO()
    two_colors().save(file, "JPEG")
    return file.getvalue()


PHOTOS = {
    "behind.jpg": encoded_without() + CAMERA,
    "thumbnail.jpg": jpeg_with_thumbnail(),
    "loop.gif": gif_with_more_than_its_loop(),
    "chunk.webp": webp_with_a_chunk_of_its_own(),
    "photo.jpg": encoded("JPEG", comment=CAMERA),
    "xmp.jpg": encoded("JPEG", xmp=b"<x:xmpmeta>" + CAMERA + b"</x:xmpmeta>"),
    "text.png": png_with_text(),
    "time.png": png_with_time(),
    "photo.webp": encoded("WEBP", xmp=b"<x:xmpmeta>" + CAMERA + b"</x:xmpmeta>"),
    "photo.avif": encoded("AVIF"),
    "comment.gif": gif_with_comment(),
}


def opened(data):
    return Image.open(io.BytesIO(data))


def tells(data):
    """What a reader of files would find, with the bytes themselves."""
    image = opened(data)
    image.load()
    return (
        CAMERA in data
        or b"tIME" in data
        or len(image.getexif()) > 0
        or bool({"exif", "xmp", "comment"} & image.info.keys())
    )


@pytest.mark.parametrize("name", PHOTOS)
def test_nothing_is_left_but_the_picture(name):
    assert tells(PHOTOS[name])
    clean = without_metadata(ContentFile(PHOTOS[name], name=name))
    data = clean.read()
    assert not tells(data)
    assert opened(data).format == opened(PHOTOS[name]).format
    left, right = (opened(data).convert("RGB").getpixel((x, 20)) for x in (10, 70))
    assert (left[0] > 200, right[2] > 200) == (True, True)
    assert without_metadata(ContentFile(data, name=name)) is None, "clean already"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_as_it_was_looked_at(kind):
    data = without_metadata(ContentFile(encoded(kind, orientation=6), name="a")).read()
    image = opened(data).convert("RGB")
    assert image.size == (40, 80)
    assert image.getpixel((20, 10))[0] > 200, "red, now above"


def test_the_color_profile_and_what_is_transparent_stay():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP"):
        data = encoded(kind, icc_profile=profile)
        cleaned = without_metadata(ContentFile(data, name="a")).read()
        assert opened(cleaned).info["icc_profile"] == profile
    for kind in ("PNG", "WEBP"):
        clear = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
        data = without_metadata(ContentFile(encoded(kind, image=clear), name="a")).read()
        assert opened(data).convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_an_animation_goes_on_moving(kind):
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "green", "blue")]
    data = encoded(kind, image=frames[0], save_all=True, append_images=frames[1:], duration=70)
    cleaned = opened(without_metadata(ContentFile(data, name="a")).read())
    assert cleaned.n_frames == 3
    shown = [frame.convert("RGB").getpixel((5, 5)) for frame in ImageSequence.Iterator(cleaned)]
    assert [max(range(3), key=pixel.__getitem__) for pixel in shown] == [0, 1, 2]


@pytest.mark.parametrize("name", [name for name in PHOTOS if not name.endswith("avif")])
def test_an_upright_picture_keeps_every_pixel(name):
    data = PHOTOS[name]
    clean = without_metadata(ContentFile(data, name="a")).read()
    frames = [
        [frame.convert("RGBA").tobytes() for frame in ImageSequence.Iterator(opened(one))]
        for one in (data, clean)
    ]
    assert frames[0] == frames[1]
    assert opened(clean).info.get("loop") == opened(data).info.get("loop")


def test_a_photograph_that_is_turned_loses_next_to_nothing():
    noisy = Image.effect_noise((200, 200), 60).convert("RGB")
    data = encoded("JPEG", image=noisy, quality=92, orientation=3)
    clean = without_metadata(ContentFile(data, name="a")).read()
    assert opened(clean).quantization == opened(data).quantization
    before, after = (opened(one).convert("L") for one in (data, clean))
    pixels = zip(before.rotate(180).tobytes(), after.tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pixels) <= 6


@given(
    data=st.sampled_from(sorted(PHOTOS.values())),
    cut=st.floats(0, 1),
    noise=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6),
)
def test_a_broken_file_is_named_or_cleaned(data, cut, noise):
    broken = bytearray(data[: int(len(data) * cut)])
    for place, value in noise:
        if broken:
            broken[int(place * (len(broken) - 1))] = value
    try:
        clean = without_metadata(ContentFile(bytes(broken), name="a"))
    except DamagedImageError:
        return
    assert clean is None or len(clean) <= len(data) * 3


def test_what_is_no_picture_is_left_alone_and_a_damaged_one_is_named():
    assert without_metadata(ContentFile(b"<svg/>", name="a.svg")) is None
    with pytest.raises(DamagedImageError):
        without_metadata(ContentFile(PHOTOS["photo.jpg"][:-200], name="a.jpg"))


def stored(image):
    with image.file.storage.open(image.file.name) as file:
        return file.read()


@pytest.mark.django_db
def test_whoever_stores_a_picture_stores_it_clean():
    data = encoded("JPEG", orientation=6)
    image = get_image_model().objects.create(title="A", file=ContentFile(data, name="a.jpg"))
    assert not tells(stored(image))
    assert (image.width, image.height) == (40, 80)
    assert image.file_size == len(stored(image))
    assert not tells(stored(image.get_rendition("width-20")))
    image.file = ContentFile(PHOTOS["photo.jpg"], name="b.jpg")
    image.save()
    assert not tells(stored(image))
    image.file.save("c.jpg", ContentFile(PHOTOS["photo.jpg"], name="c.jpg"))
    assert not tells(stored(image))
    many = [get_image_model()(title="B", file=ContentFile(data, name="d.jpg"))]
    get_image_model().objects.bulk_create(many)
    for image in get_image_model().objects.all():
        assert not tells(stored(image))
        assert image.file_size == len(stored(image))


def test_every_door_of_the_admin(admin_user_client, django_user_model):
    photo = lambda: SimpleUploadedFile("a.jpg", encoded("JPEG"), "image/jpeg")  # noqa: E731
    post = admin_user_client.post
    assert (
        post("/admin/images/multiple/add/", {"title": "1", "files[]": photo()}).status_code == 200
    )
    chooser = {"image-chooser-upload-title": "Two", "image-chooser-upload-file": photo()}
    assert post("/admin/images/chooser/create/", chooser).status_code == 200
    images = list(get_image_model().objects.all())
    assert len(images) == 2
    for image in images:
        change = {"title": "New", "file": photo(), "collection": image.collection_id}
        assert post(f"/admin/images/{image.pk}/", change).status_code == 302
    assert not any(tells(stored(image)) for image in get_image_model().objects.all())
    user = django_user_model.objects.get(username="admin")
    UserProfile.objects.create(user=user, avatar=photo())
    with UserProfile.objects.get().avatar.open() as file:
        assert not tells(file.read())


def test_the_command_mends_what_was_stored_before(capsys, db):
    clean = get_image_model().objects.create(
        title="Clean", file=ContentFile(encoded_without(), name="c.jpg")
    )
    image = get_image_model().objects.create(
        title="Old", file=ContentFile(encoded_without(), name="o.jpg")
    )
    old = image.file.name
    with image.file.storage.open(old, "wb") as file:
        file.write(PHOTOS["photo.jpg"])
    rendition = image.get_rendition("width-20")
    call_command("strip_image_metadata", dry_run=True)
    assert "2 pictures looked at, 1 would be cleaned." in capsys.readouterr().out
    assert tells(stored(image))
    call_command("strip_image_metadata")
    assert "2 pictures looked at, 1 cleaned." in capsys.readouterr().out
    image.refresh_from_db()
    assert not tells(stored(image))
    storage = image.file.storage
    assert not image.renditions.filter(pk=rendition.pk).exists()
    Worker().run_due()
    assert not storage.exists(old)
    assert image.file_size == len(stored(image))
    assert get_image_model().objects.get(pk=clean.pk).file.name == clean.file.name
    call_command("strip_image_metadata")
    assert "2 pictures looked at, 0 cleaned." in capsys.readouterr().out
