"""Pages stay in memory until what they show has changed, and not a moment longer."""

import fcntl

import pytest
from published import publish
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from headless.turns import lock_of
from home.models import StandardPage


def test_a_page_is_made_once(front, make_article):
    url = make_article("One").url
    first = front.get(url)
    assert first.status == 200
    second = front.get(url)
    assert front.made == [url]
    assert (second.body, second.headers) == (first.body, first.headers)


def test_publishing_changes_the_page_and_its_list(front, commit, make_article, topics):
    one, two = make_article("One", topics[0]), make_article("Two", topics[1])
    assert "One" in front.get(one.url).text
    assert "One" in front.get("/articles/").text
    assert "Two" in front.get(two.url).text
    with commit():
        one.title = "Changed"
        one.save_revision().publish()
    assert "Changed" in front.get(one.url).text
    assert "Changed" in front.get("/articles/").text
    assert front.is_kept(two.url)


@pytest.mark.parametrize("api", [False, True])
def test_a_page_without_its_pictures_is_not_kept(front, home_page, api):
    """Another process has the picture in hand: nobody waits, and the next gets it."""
    file = get_test_image_file(size=(700, 500))
    picture = get_image_model().objects.create(title="Quay", file=file)
    page = publish(home_page, StandardPage(title="Visits", slug="visits", lead_image=picture))
    address = f"/api/v2/pages/{page.pk}/" if api else "/visits/"
    with lock_of(picture).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        without = front.get(address)
        assert not front.is_kept(address)
    assert without.status == 200
    assert without.headers["cache-control"] == "no-store"
    assert ("picture-to-come" in without.text) is not api
    assert "og:image" not in without.text
    assert '"lead_image":null' in without.text if api else True
    whole = front.get(address)
    assert ".webp" in whole.text
    assert "picture-to-come" not in whole.text
    assert front.is_kept(address)
