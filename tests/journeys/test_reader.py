"""A reader's day, without scripts and without a cookie: from the front page in, and out again."""

import re

import pytest
from published import publish
from visitor import Visitor, committed

from blog.models import ArticleIndexPage, ArticlePage, Comment
from headless.outbox.worker import Worker
from home.models import HomePage
from leads.models import CallbackRequest, Subscriber
from tests.mail_server import Mailbox, smtp_server
from treatment.models import LocatorPage


class Reader(Visitor):
    """Somebody whose browser is never handed a cookie, nor a token of a visit."""

    def _ask(self, *args, **sent):
        super()._ask(*args, **sent)
        assert not self.client.cookies
        assert "csrfmiddlewaretoken" not in self.response.content.decode()
        return self


@pytest.fixture
def reader(publisher):
    """A reader in front of a home page that leads to the locator and to an article."""
    article = publish(ArticleIndexPage.objects.get(), ArticlePage(title="Sleep", slug="sleep"))
    home = HomePage.objects.get()
    cards = [{"page": page, "text": ""} for page in (LocatorPage.objects.get(), article)]
    home.body = [("cards", {"heading": "Begin here", "items": cards})]
    with committed():
        home.save_revision().publish()
    return Reader().open("/")


@pytest.fixture
def letters(settings):
    """Return a function: the worker sends by SMTP; gives the letters since the last look."""
    box = Mailbox()

    def sent():
        before = len(box.kept)
        Worker().run_due()
        return [letter.replace("=\r\n", "").replace("=3D", "=") for letter in box.kept[before:]]

    with smtp_server(settings, box):
        yield sent


def link_in(letter, part):
    return re.search(rf"http://[^/\s]+(/{part}/\S+/)", letter)[1]


def test_to_a_facility_and_a_call(reader):
    reader.click("Find help")
    reader.press("Find facilities", near="02118")
    reader.click("Quiet Harbor")
    assert "1 Main St" in reader.text
    reader.click("Ask Harbor to call you")
    reader.press("Ask for a call", phone="", name="Riley", expect=422)
    assert "Riley" in reader.form("Ask for a call")["form-name"]
    reader.press("Ask for a call", phone="(202) 555-0143", name="Riley", consent_call="on")
    assert "Thank you" in reader.text
    request = CallbackRequest.objects.get()
    assert (request.facility, request.name) == ("Quiet Harbor", "Riley")
    assert "Riley" not in reader.address


def test_a_comment_and_its_deletion(reader, publisher):
    reader.click("Sleep")
    reader.press("Send", name="Low Tide", text="I sleep again.", expect=422)
    assert "Send the form again" in reader.text  # no script, so one of us reads it first
    reader.press("Send")
    own = reader.address
    assert "I sleep again." in reader.text
    comment = Comment.objects.get()
    assert "I sleep again." not in Reader().open(comment.article.url).text
    moderator = publisher("host")
    moderator.open(f"/admin/reader_comments/{comment.pk}/")
    moderator.press("Approve")
    assert "I sleep again." in Reader().open(comment.article.url).text
    reader.open(own).click("Delete it")
    reader.press("Delete it")
    assert "I sleep again." not in Reader().open(comment.article.url).text
    comment.refresh_from_db()
    assert (comment.status, comment.text, comment.name) == ("removed", "", "")


def test_the_newsletter_in_and_out(reader, letters):
    reader.press("Sign up", email="riley@example.org")
    assert "look at your mail" in reader.text
    (letter,) = letters()
    reader.open(link_in(letter, "newsletter/confirm"))
    reader.press("Yes, send it to me")
    assert "You are subscribed" in reader.text
    assert Subscriber.objects.get().state == "confirmed"
    reader.open("/")
    reader.press("Sign up", email="riley@example.org")
    (letter,) = letters()
    reader.open(link_in(letter, "newsletter/leave"))
    reader.press("Unsubscribe")
    assert "You are unsubscribed" in reader.text
    subscriber = Subscriber.objects.get()
    assert (subscriber.state, subscriber.email) == ("left", None)
    assert letters() == []
