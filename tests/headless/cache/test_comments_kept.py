"""Comments and the answer cache: what shows them is made anew when a visible one comes or goes."""

import pytest

from blog.comments import states
from blog.models import Comment, CommentEvent, CommentSettings


@pytest.fixture
def pages(make_article, site):
    CommentSettings.objects.create(site=site, enabled=True)
    return {"one": make_article("One"), "two": make_article("Two")}


@pytest.fixture
def kept(front, pages):
    """Return a function that asks for everything that shows comments, and says what was kept."""
    addresses = {"all": "/comments/rss/"}
    for name, page in pages.items():
        addresses[name] = page.url
        addresses[f"{name} api"] = f"/api/v2/comments/?page={page.pk}"
        addresses[f"{name} rss"] = f"/comments/{page.pk}/rss/"

    def ask():
        return {name for name, address in addresses.items() if front.is_kept(address)}

    ask()
    assert ask() == set(addresses)
    return ask


FEEDS = {"all", "one rss", "two rss"}  # they hold by the table of visible comments
ONE = {"one", "one api"} | FEEDS


@pytest.fixture
def waiting(pages):
    return Comment.objects.create(article=pages["one"], name="River", text="Words of hope")


def test_what_waits_changes_nothing_until_it_is_approved(front, commit, pages, waiting, kept):
    everything = kept()
    with commit():
        Comment.objects.create(article=pages["one"], name="Ash", text="Another")
        states.replace(waiting, text="Other words of hope")
        states.decide([waiting.pk], "spam")
        Comment.objects.update(network="192.0.2.0/24")
    assert kept() == everything
    with commit():
        states.decide([waiting.pk], "approved")
    assert kept() == everything - ONE
    assert "Other words of hope" in front.get(pages["one"].url).text
    assert "Other words of hope" in front.get(f"/api/v2/comments/?page={pages['one'].pk}").text


@pytest.mark.parametrize(
    "change",
    [
        lambda comment: states.decide([comment.pk], "rejected"),
        lambda comment: states.correct(comment, "Corrected", user=None),
        lambda comment: states.remove([comment.pk], CommentEvent.Kind.REMOVED),
        lambda comment: comment.delete(),
        lambda comment: Comment.objects.filter(name="River").update(text="By hand"),
    ],
)
def test_whatever_happens_to_a_visible_one_shows(commit, pages, waiting, kept, change):
    states.decide([waiting.pk], "approved")
    everything = kept() | kept()
    with commit():
        change(waiting)
    assert kept() == everything - ONE


def test_one_that_comes_approved_shows_and_its_queue_data_does_not(commit, pages, kept):
    everything = kept()
    with commit():
        Comment.objects.bulk_create(
            Comment(article=pages["one"], name="Ash", text="Imported", status=status)
            for status in ("approved", "pending")
        )
    assert kept() == everything - ONE
    everything = kept()
    with commit():
        Comment.objects.update(flags=["many"], network="192.0.2.0/24")
    assert kept() == everything
