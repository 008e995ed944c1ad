"""Pictures that are not made yet, on real servers: nobody waits for whoever makes them."""

import fcntl
import os
import re
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from machines import wait_for

READERS = 20
SURFACE = "picture-to-come"
# A page with a picture that takes a while, of which the delivery is owed; prints the file to lock.
PUBLISH = """
from io import BytesIO
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images import get_image_model
from headless.turns import lock_of
from home.models import HomePage, StandardPage
content = BytesIO()
Picture.effect_noise((1300, 900), 80).convert('RGB').save(content, 'JPEG')
file = ImageFile(content, name='quay.jpg')
image = get_image_model().objects.create(title='Quay', file=file)
page = StandardPage(title='Quay', slug='quay', lead_image=image)
HomePage.objects.get().add_child(instance=page)
page.save_revision().publish()
print(lock_of(image))
"""


@pytest.fixture
def lock(site):
    """The file that whoever encodes the picture of the page /quay/ has locked."""
    published = site.manage("shell", "-v", "0", "-c", PUBLISH)
    assert published.returncode == 0, published.stderr
    return Path(published.stdout.strip().splitlines()[-1])


def read(site):
    return requests.get(f"{site.address}/quay/", timeout=60)


def read_at_once(site, number=READERS):
    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(lambda _: read(site), range(number)))


def files(site):
    return {path.name for path in (site.folder / "test-media" / "images").glob("quay*")}


def stored(site):
    return {Path(name).name for (name,) in site.rows("SELECT file FROM wagtailimages_rendition")}


def test_nobody_waits_for_who_encodes_and_each_size_is_encoded_once(site, lock):
    with lock.open("w") as held, ThreadPoolExecutor(READERS) as pool:
        fcntl.flock(held, fcntl.LOCK_EX)  # as a worker that is at it for as long as this lasts
        reading = [pool.submit(read, site) for _ in range(READERS)]
        assert site.ask().headers["Location"].startswith("/call-me/thank-you/")
        answers = [answer.result() for answer in reading]
        assert {answer.status_code for answer in answers} == {200}
        assert all(SURFACE in answer.text for answer in answers)
        assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
        assert files(site) == set()
    answers = read_at_once(site)
    assert {answer.status_code for answer in answers} == {200}
    wait_for(lambda: SURFACE not in read(site).text)
    assert files(site) == stored(site)  # of an encoding done twice, a file would be left
    assert len(stored(site)) > 5
    addresses = set(re.findall(r"/[\w-]*media/images/[\w.-]+", read(site).text))
    assert addresses
    assert {Path(address).name for address in addresses} <= stored(site)


def test_a_worker_that_is_killed_leaves_the_rest_to_others(site, lock):
    worker = site.work()
    wait_for(lambda: stored(site), seconds=60)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    before = stored(site)
    wait_for(lambda: SURFACE not in read(site).text, seconds=60)
    assert before <= stored(site)
    assert len(files(site) - stored(site)) <= 1  # what it was at; removed a day later
    site.rows("UPDATE headless_delivery SET lease_until = now() RETURNING 1")
    site.work()
    owed = "SELECT 1 FROM headless_delivery WHERE channel = 'home.renditions' AND status <> "
    wait_for(lambda: not site.rows(f"{owed} 'delivered'"), seconds=60)
