"""A day at the desks: who moderates, calls back, manages, and sends the newsletter."""

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from published import publish
from visitor import Visitor
from wagtail.models import Site
from wagtail.test.utils.form_data import rich_text

from blog.comments import states
from blog.models import ArticleIndexPage, ArticlePage, Ban
from headless.outbox.worker import Worker
from leads.models import AccessRecord, CallbackRequest, NewsletterIssue, Subscriber
from leads.newsletter import mailing
from tests.mail_server import Mailbox, smtp_server


@pytest.fixture
def letters(settings):
    """Return a function: the worker sends by SMTP; gives the letters since the last look."""
    box = Mailbox()

    def sent():
        before = len(box.kept)
        while mailing.owe_copies() or Worker().run_due():
            pass
        return [letter.replace("=\r\n", "").replace("=3D", "=") for letter in box.kept[before:]]

    with smtp_server(settings, box):
        yield sent


@pytest.fixture
def article(publisher):
    return publish(ArticleIndexPage.objects.get(), ArticlePage(title="Sleep", slug="sleep"))


@pytest.fixture
def asked(publisher):
    """Let somebody ask for a call, and give the request."""
    reader = Visitor().open("/call-me/")
    said = {"name": "Riley", "comments": "After work, please."}
    reader.press("Ask for a call", phone="(202) 555-0143", consent_call="on", **said)
    return CallbackRequest.objects.get()


def shown(article):
    return Visitor().open(article.url).text


def test_a_moderator_empties_the_queue(publisher, article):
    said = ("It gets better.", "You are all fools.", "Buy pills here.", "Casino bonus.")
    for number, text in enumerate(said):
        network = f"198.51.{number}.0/24"
        states.enter(article=article, name=f"Reader {number}", text=text, network=network)
    host = publisher("host")
    assert "4" in host.open("/admin/").text
    queue = reverse("reader_comments:index")
    host.open(queue).press("Approve the comment of Reader 0")
    assert "It gets better." in shown(article)
    host.press("Reject the comment of Reader 1")
    host.press("Spam the comment of Reader 2")
    host.click("Reader 3")
    host.press("Ban", kind="network", reason="Sells.")
    assert "Banned" in host.told()
    host.press("Spam")
    host.open(queue)
    assert "Reader" not in host.text.replace("Reader comments", "")
    comment = article.comments.get(name="Reader 0")
    host.open(reverse("reader_comments:comment", args=(comment.pk,)))
    host.press("Send the answer", text="We are glad.")
    page = shown(article)
    assert "We are glad." in page
    for text in said[1:]:
        assert text not in page
    assert Ban.objects.get().value == "198.51.3.0/24"


def test_an_agent_calls_back(publisher, asked, letters):
    (notice,) = [letter for letter in letters() if "To: desk@example.org" in letter]
    assert "Riley" not in notice
    assert "555-0143" not in notice
    link = re.search(r"https?://\S+(/admin/leads/requests/\S+)", notice)[1]
    agent = Visitor().open(link)
    assert agent.address.startswith("/admin/login/")
    agent.press("Sign in", username="agent", password="recovery-demo")
    assert asked.reference in agent.text
    assert "555-0143" not in agent.text
    agent.press("Assign to me")
    agent.press("Show")
    assert "(202) 555-0143" in agent.text
    agent.press("Set status", status="attempted", text="Nobody there.")
    agent.press("Set status", status="reached")
    agent.press("Set status", status="closed", close_reason="helped", text="Found a place.")
    for words in ("Assigned to agent", "Nobody there.", "Found a place.", "Reached", "Was helped"):
        assert words in agent.text, words
    asked.refresh_from_db()
    assert (asked.status, asked.close_reason) == ("closed", "helped")
    assert asked.assigned_to.username == "agent"
    agent.open("/admin/")
    assert "0 waiting for a first call" in agent.text


def test_a_manager_reports_exports_and_erases(publisher, asked):
    agent, manager = publisher("agent"), publisher("manager")
    agent.open(reverse("leads_requests_modeladmin_inspect", args=(asked.pk,)))
    agent.press("Show")
    manager.open(reverse("leads_charts"))
    listing = reverse("leads_requests_modeladmin_index")
    manager.open(listing).press("CSV")
    rows = list(csv.DictReader(StringIO(manager.content())))
    assert [row["reference"] for row in rows] == [asked.reference]
    assert "Riley" in rows[0].values()
    log = manager.open(reverse("leads_access_log")).text
    for words in ("agent", "manager", asked.reference):
        assert words in log
    assert AccessRecord.objects.filter(username="manager", action="export").count() == 1
    manager.open(reverse("leads_requests_modeladmin_inspect", args=(asked.pk,)))
    manager.press("Erase for good")
    assert "is erased" in manager.told()
    assert "Riley" not in manager.text
    manager.open(listing).press("CSV")
    assert "Riley" not in manager.content()


def test_an_issue_from_its_draft_to_who_leaves(publisher, article, letters):
    reader = Visitor().open("/")
    reader.press("Sign up", email="riley@example.org")
    (letter,) = letters()
    reader.open(re.search(r"http://[^/\s]+(/newsletter/confirm/\S+/)", letter)[1])
    reader.press("Yes, send it to me")
    moderator = publisher("moderator")
    moderator.open(reverse("newsletter_issues:index")).click("Add")
    chosen = {
        "articles-TOTAL_FORMS": "1",
        "articles-0-page": str(article.pk),
        "articles-0-ORDER": "1",
    }
    site = Site.objects.get()
    form = moderator.form("Create") | chosen
    moderator.send(
        form | {"subject": "In November", "intro": rich_text("<p>Dear all</p>"), "site": site.pk}
    )
    issue = NewsletterIssue.objects.get()
    assert "Once somebody has been sent a test" in moderator.text
    moderator.press("Send a test")
    (test,) = letters()
    assert "To: moderator@example.org" in test
    moderator.open(moderator.address).press("Send to everybody now")
    (copy,) = letters()
    assert "To: riley@example.org" in copy
    for words in ("In November", "Dear all", "/articles/sleep/"):
        assert words in copy
    moderator.open(moderator.address)
    assert "1 copies, 1 of them handed" in moderator.text or "1 copy" in moderator.text
    issue.refresh_from_db()
    assert issue.state == "sent"
    reader.open(re.search(r"http://[^/\s]+(/newsletter/leave/\S+/)", copy)[1])
    reader.press("Unsubscribe")
    assert Subscriber.objects.get().state == "left"
    assert issue.sending_at < timezone.now() + timedelta(seconds=1)
