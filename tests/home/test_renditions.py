"""The worker makes the pictures of what is published, so that no reader waits for them."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from published import publish
from wagtail.images import get_image_model
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from headless import turns
from headless.models import Delivery
from headless.outbox.worker import Worker
from home import renditions
from home.models import StandardPage


@pytest.fixture(autouse=True)
def none_is_known():
    """Wagtail keeps renditions by their image's key, which SQLite gives again."""
    caches["default"].clear()


@pytest.fixture
def picture(db):
    file = get_test_image_file(size=(1400, 900))
    return get_image_model().objects.create(title="Quay", file=file)


@pytest.fixture
def encodings(monkeypatch):
    made = []
    encode = Image.generate_rendition_file

    def counted(image, filter, **kwargs):  # noqa: A002
        made.append(filter.spec)
        return encode(image, filter, **kwargs)

    monkeypatch.setattr(Image, "generate_rendition_file", counted)
    return made


def owed():
    return Delivery.objects.filter(channel=renditions.CHANNEL, status=Delivery.Status.WAITING)


def test_readers_and_front_ends_find_the_pictures_made(home_page, picture, encodings):
    block = {"image": {"image": picture.pk, "decorative": False, "alt_text": "A quay"}}
    body = [("picture", {"caption": "", "credit": "", **block})]
    page = StandardPage(title="Visits", slug="visits", lead_image=picture)
    page.body = [{"type": kind, "value": value} for kind, value in body]
    publish(home_page, page)
    assert not encodings, "publication itself waits for nothing"
    Worker().run_due()
    assert not owed().exists(), owed().values_list("last_error", flat=True)
    assert encodings
    encodings.clear()
    html = Client().get("/visits/").content.decode()
    assert html.count("<picture>") >= 2
    assert Client().get(f"/api/v2/pages/{page.pk}/").json()["lead_image"]["srcset"]
    assert encodings == []


def test_an_upload_brings_what_front_ends_may_ask_for(picture, encodings):
    Worker().run_due()
    assert set(encodings) == set(renditions.allowed())
    url = f"/api/v2/images/{picture.pk}/?renditions={','.join(renditions.allowed())}"
    encodings.clear()
    assert Client().get(url).status_code == 200
    assert encodings == []


def test_a_picture_in_another_s_place_is_made_for_the_pages_that_show_it(
    home_page, picture, encodings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        publish(home_page, StandardPage(title="Visits", slug="visits", lead_image=picture))
    Worker().run_due()
    picture.file = get_test_image_file("other.png", size=(1300, 800))
    picture.file_hash = ""
    picture.save()
    picture.renditions.all().delete()
    Worker().run_due()
    encodings.clear()
    assert Client().get("/visits/").status_code == 200
    assert encodings == []


def test_a_page_without_pictures_owes_nothing(home_page):
    before = owed().count()
    publish(home_page, StandardPage(title="Words", slug="words"))
    assert owed().count() == before


def test_what_is_gone_or_private_needs_nothing(home_page, picture, encodings):
    page = publish(home_page, StandardPage(title="Visits", slug="visits", lead_image=picture))
    page.unpublish()
    owed().exclude(payload__has_key="page").delete()
    Worker().run_due()
    assert encodings == []
    assert not owed().exists()


def test_one_picture_that_cannot_be_read_keeps_no_other_from_being_made(
    home_page, picture, encodings
):
    block = {"image": {"image": picture.pk, "decorative": False, "alt_text": "A quay"}}
    body = [{"type": "picture", "value": {"caption": "", "credit": "", **block}}]
    broken = get_image_model().objects.create(title="B", file=get_test_image_file("b.png"))
    page = StandardPage(title="Visits", slug="visits", lead_image=broken, body=body)
    with broken.file.storage.open(broken.file.name, "wb") as file:
        file.write(b"no picture")
    Delivery.objects.all().delete()
    publish(home_page, page)
    Worker().run_due()
    assert picture.renditions.count() > 2
    delivery = Delivery.objects.get(payload__has_key="page")
    assert (delivery.status, delivery.last_error) == ("dead", renditions.UNREADABLE)
    answer = Client().get("/visits/")
    assert answer.status_code == 200
    assert "picture-to-come" in answer.content.decode()
    assert Client().get(f"/api/v2/pages/{page.pk}/").json()["lead_image"] is None


def test_a_full_disk_is_tried_again(home_page, picture, monkeypatch):
    def full(self, *args, **kwargs):
        raise OSError(28, "No space left on device")

    publish(home_page, StandardPage(title="Visits", slug="visits", lead_image=picture))
    with monkeypatch.context() as patched:
        patched.setattr(Image, "generate_rendition_file", full)
        patched.setattr(turns, "disk", turns.Disk())
        Worker().run_due()
        assert Client().get("/visits/").status_code == 200
    assert set(owed().values_list("last_error", flat=True)) == {renditions.NOT_WRITTEN}
    assert owed().count() == 2  # the upload's, and the page's


def test_a_delivery_that_takes_long_keeps_its_lease(home_page, picture, monkeypatch):
    """Before each turn: another worker must not begin with what one is still at."""
    publish(home_page, StandardPage(title="Visits", slug="visits", lead_image=picture))
    encode, leases = Image.generate_rendition_file, []
    sending = Delivery.objects.filter(status="sending")
    before = timezone.now()

    def slow(image, *args, **kwargs):
        leases.append(sending.get().lease_until)
        sending.update(lease_until=before)  # as if it took as long
        return encode(image, *args, **kwargs)

    monkeypatch.setattr(turns, "let_go", lambda: pytest.fail("The worker builds no answer."))
    monkeypatch.setattr(Image, "generate_rendition_file", slow)
    Worker().run_due()
    assert len(leases) > 5
    assert min(leases) > before
    assert not owed().exists()
