"""An issue: written, tried, sent to each subscriber once; the desk, the export, erasure."""

import csv
from io import StringIO

import pytest
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from headless.models import Delivery
from headless.outbox import channels
from headless.outbox.channels import DeliveryError
from headless.outbox.worker import Worker
from leads.models import (
    AccessRecord,
    ConsentWording,
    IssueCopy,
    LeadsSettings,
    NewsletterIssue,
    Subscriber,
    SubscriptionConsent,
)
from leads.newsletter import letters, mailing
from leads.newsletter.subscribing import address_hash, erase
from leads.reader_mail import message

SUBSCRIBERS = "/admin/newsletter_subscribers/"


@pytest.fixture
def offer(site):
    settings = LeadsSettings.for_site(site)
    settings.newsletter_offered, settings.newsletter_address = True, "1 Quay\nBoston, MA 02110"
    settings.save()
    return settings


@pytest.fixture
def subscriber(offer):
    def add(email, state="confirmed", **fields):
        gone = state in {"left", "erased"}
        return Subscriber.objects.create(
            site=offer.site,
            email=None if gone else email,
            email_hash=address_hash(email),
            state=state,
            wording=ConsentWording.objects.first(),
            confirmed_at=None if state == "pending" else timezone.now(),
            **fields,
        )

    return add


@pytest.fixture
def issue(offer, add_page):
    page = add_page(title="What detox is", slug="detox", summary="Days & nights.")
    made = NewsletterIssue(site=offer.site, subject="In November", intro="<p>Dear all,</p>")
    made.articles.create(page=page)
    made.save()
    return made


@pytest.fixture
def moderator(make_user, site):
    return make_user("Moderators")


@pytest.fixture
def tested(issue, moderator):
    mailing.send_test(moderator, issue)
    return issue


def run_all():
    """Do what the worker does, until nothing is left; return to whom mail went."""
    before = len(outbox.outbox)
    while mailing.owe_copies() or Worker().run_due():
        pass
    return sorted(letter.to[0] for letter in outbox.outbox[before:])


def test_a_letter_has_both_texts_the_articles_and_the_ways_out(issue, subscriber, settings):
    settings.SECURE_SSL_REDIRECT = True
    one = subscriber("riley@example.org")
    copy = IssueCopy.objects.create(issue=issue, subscriber=one)
    letter = letters.issue_letter(copy.pk)
    assert letter.unsubscribe in letter.text
    assert letter.unsubscribe in letter.html
    for text in (letter.text, letter.html):
        assert "In November" in text
        assert "Dear all," in text
        assert "http://localhost/detox/" in text
        assert "Boston, MA 02110" in text
    assert "Days & nights." in letter.text
    assert "Days &amp; nights." in letter.html
    assert message(letter).extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_was_sent_does_not_call_itself_a_test(issue):
    assert "This is a test." in letters.draft(issue).text
    issue.state = "sent"
    letter = letters.draft(issue)
    for text in (letter.text, letter.html):
        assert "This is a test." not in text
        assert "each reader got a link to unsubscribe" in text


def test_an_article_that_is_not_public_any_more_is_left_out(issue):
    issue.articles.first().page.unpublish()
    assert "detox" not in letters.draft(issue).text


def test_a_test_goes_to_oneself_alone(tested, subscriber, moderator):
    subscriber("riley@example.org")
    assert run_all() == [moderator.email]
    assert outbox.outbox[-1].subject == "Test: In November"
    assert "This is a test." in outbox.outbox[-1].body


def test_nothing_is_sent_untested_or_changed_since(issue, subscriber, moderator):
    subscriber("riley@example.org")
    with pytest.raises(mailing.NotSendableError, match="a test of this text"):
        mailing.send(moderator, issue)
    mailing.send_test(moderator, issue)
    issue.subject = "In December"
    issue.save()
    with pytest.raises(mailing.NotSendableError, match="a test of this text"):
        mailing.send(moderator, issue)
    mailing.send_test(moderator, issue)
    assert mailing.send(moderator, issue) == 1


def test_who_may_send(tested, subscriber, make_user):
    subscriber("riley@example.org")
    editor = make_user("Editors")
    mailing.send_test(editor, tested)
    with pytest.raises(PermissionDenied):
        mailing.send(editor, tested)
    with pytest.raises(PermissionDenied):
        mailing.send_test(make_user("Intake agents"), tested)


def test_each_subscriber_gets_it_once(tested, subscriber, moderator, monkeypatch):
    monkeypatch.setattr(mailing, "BATCH", 2)
    for number in range(5):
        subscriber(f"reader{number}@example.org")
    subscriber("pending@example.org", "pending")
    subscriber("left@example.org", "left")
    run_all()
    assert mailing.send(moderator, tested) == 5
    with pytest.raises(mailing.NotSendableError, match="sent already"):
        mailing.send(moderator, tested)
    subscriber("later@example.org")
    assert run_all() == [f"reader{number}@example.org" for number in range(5)]
    tested.refresh_from_db()
    assert tested.state == "sent"
    assert run_all() == []


def test_a_worker_that_dies_is_followed_by_one_that_goes_on(
    tested, subscriber, moderator, monkeypatch
):
    monkeypatch.setattr(mailing, "BATCH", 2)
    for number in range(5):
        subscriber(f"reader{number}@example.org")
    run_all()
    mailing.send(moderator, tested)
    assert mailing.owe_copies() == 2

    def die(*args):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("leads.reader_mail.owe_all", die)
        with pytest.raises(RuntimeError):
            mailing.owe_copies()
    assert IssueCopy.objects.filter(tester=None).count() == 2
    assert run_all() == [f"reader{number}@example.org" for number in range(5)]


def test_who_left_meanwhile_gets_none(tested, subscriber, moderator):
    first, second = subscriber("a@example.org"), subscriber("b@example.org")
    run_all()
    mailing.send(moderator, tested)
    while mailing.owe_copies():
        pass
    Subscriber.objects.filter(pk=first.pk).update(state="left", email=None)
    assert run_all() == ["b@example.org"]
    dead = Delivery.objects.exclude(status=Delivery.Status.DELIVERED)
    assert not dead.exists()
    assert second.gets_mail


def test_call_backs_do_not_wait_for_a_mailing(tested, subscriber, moderator, monkeypatch):
    """While one sender is held by a mailing, the others take what else is due."""
    from headless.outbox import queue

    subscriber("a@example.org")
    run_all()
    mailing.send(moderator, tested)
    mailing.owe_copies()
    held = queue.claim()
    queue.owe("leads.notice", "recipient:1", "k", {})
    assert queue.claim({held.target}).channel == "leads.notice"
    assert queue.claim({held.target}) is None


def test_a_mail_server_that_is_away_is_tried_again(tested, subscriber, moderator, monkeypatch):
    subscriber("a@example.org")
    run_all()
    mailing.send(moderator, tested)
    mailing.owe_copies()

    def away(delivery):
        raise DeliveryError("The mail server cannot be reached")

    with monkeypatch.context() as patch:
        patch.setitem(channels._channels, "leads.reader_mail", away)
        Worker().run_due()
    waiting = Delivery.objects.filter(status=Delivery.Status.WAITING)
    assert waiting.count() == 1
    waiting.update(due_at=timezone.now())
    assert run_all() == ["a@example.org"]


def test_the_same_queries_for_any_number_of_articles(issue, add_page, django_assert_num_queries):
    letters.draft(issue)
    with django_assert_num_queries(6):
        letters.draft(NewsletterIssue.objects.select_related("site").get(pk=issue.pk))
    for number in range(3):
        issue.articles.create(page=add_page(title=f"More {number}", slug=f"more-{number}"))
    issue.save()
    with django_assert_num_queries(6):
        letters.draft(NewsletterIssue.objects.select_related("site").get(pk=issue.pk))


def test_the_desk_of_an_issue(moderator_client, issue, subscriber):
    subscriber("riley@example.org")
    address = reverse("newsletter_issues:send", args=(issue.pk,))
    html = moderator_client.get(address).content.decode()
    assert "What detox is" in html
    assert "Send to everybody" not in html
    moderator_client.post(address, {"step": "test"})
    assert "Send to everybody" in moderator_client.get(address).content.decode()
    moderator_client.post(address, {"step": "everybody"})
    assert set(run_all()) == {"moderators@example.org", "riley@example.org"}
    html = moderator_client.get(address).content.decode()
    assert "1 copy, 1 handed" in html
    assert "riley" not in html
    edit = reverse("newsletter_issues:edit", args=(issue.pk,))
    assert moderator_client.get(edit)["Location"] == address
    data = {"subject": "Other", "intro": "null", "site": issue.site_id}
    assert moderator_client.post(edit, data)["Location"] == address


def test_what_is_being_sent_is_not_deleted(moderator_client, issue):
    delete = reverse("newsletter_issues:delete", args=(issue.pk,))
    NewsletterIssue.objects.update(state="sending", sending_at=timezone.now())
    told = moderator_client.post(delete, follow=True).content.decode()
    assert "This issue is being sent." in told
    NewsletterIssue.objects.update(state="sent")
    moderator_client.post(delete)
    assert not NewsletterIssue.objects.exists()


def test_an_issue_is_written_in_the_admin(moderator_client, offer, add_page):
    page = add_page()
    data = {
        "site": offer.site.pk,
        "subject": "In January",
        "intro": "null",
        "articles-TOTAL_FORMS": "1",
        "articles-INITIAL_FORMS": "0",
        "articles-MIN_NUM_FORMS": "0",
        "articles-MAX_NUM_FORMS": "20",
        "articles-0-page": page.pk,
        "articles-0-ORDER": "1",
    }
    add = reverse("newsletter_issues:add")
    form = moderator_client.get(add).context["form"]
    assert form["site"].value() == offer.site.pk  # nobody chooses from a list of one
    response = moderator_client.post(add, data)
    issue = NewsletterIssue.objects.get()
    assert response["Location"] == reverse("newsletter_issues:send", args=(issue.pk,))
    assert [row.page_id for row in issue.articles.all()] == [page.pk]
    html = moderator_client.get(reverse("newsletter_issues:index")).content.decode()
    assert "In January" in html


def test_an_open_editor_does_not_bring_back_the_draft(tested, subscriber, moderator):
    subscriber("a@example.org")
    stale = NewsletterIssue.objects.get(pk=tested.pk)
    mailing.send(moderator, tested)
    stale.save()
    tested.refresh_from_db()
    assert tested.state == "sending"


def test_the_list_of_subscribers_shows_no_address(manager_client, subscriber):
    one = subscriber("riley@example.org")
    html = manager_client.get(SUBSCRIBERS).content.decode()
    assert f"Subscriber {one.pk}" in html
    assert "riley" not in html
    found = manager_client.post(f"{SUBSCRIBERS}find/", {"email": "RILEY@example.org"})
    assert found["Location"] == f"{SUBSCRIBERS}{one.pk}/"
    assert "riley" not in manager_client.get(found["Location"]).content.decode()
    missing = manager_client.post(f"{SUBSCRIBERS}find/", {"email": "x@example.org"})
    assert missing["Location"] == SUBSCRIBERS


def test_the_export_holds_subscribers_alone_and_is_noted(manager_client, subscriber):
    subscriber("riley@example.org")
    subscriber("+evil@example.org")
    subscriber("pending@example.org", "pending")
    response = manager_client.post(f"{SUBSCRIBERS}export/")
    rows = list(csv.reader(StringIO(b"".join(response.streaming_content).decode())))
    assert rows[0][0] == "email"
    assert [row[0] for row in rows[1:]] == ["riley@example.org", "'+evil@example.org"]
    record = AccessRecord.objects.get()
    assert (record.action, record.request) == ("export", None)
    assert record.detail == "2 newsletter subscribers, CSV"
    assert record.is_intact
    log = manager_client.get(reverse("leads_access_log")).content.decode()
    assert "2 newsletter subscribers, CSV" in log


@pytest.mark.parametrize("group", ["Editors", "Moderators", "Intake agents"])
def test_who_may_not_export(make_user, client, site, group):
    client.force_login(make_user(group))
    assert client.post(f"{SUBSCRIBERS}export/").status_code in {302, 403}
    assert client.get(f"{SUBSCRIBERS}export/").status_code == 405
    assert not AccessRecord.objects.exists()


def test_erasing_leaves_no_trace_of_the_address(manager_client, subscriber, tested):
    one = subscriber("riley@example.org")
    SubscriptionConsent.objects.create(
        subscriber=one, wording="W", version="v", asked_at=one.asked_at, at=timezone.now()
    )
    manager_client.post(f"{SUBSCRIBERS}{one.pk}/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT email, email_hash, state FROM leads_subscriber")
        assert cursor.fetchall() == [(None, None, "erased")]
    assert AccessRecord.objects.get().detail == str(one)
    assert SubscriptionConsent.objects.count() == 1
    call_command("verify_records", verbosity=0)


def test_an_altered_consent_is_found(subscriber, make_user, capsys):
    one = subscriber("riley@example.org")
    SubscriptionConsent.objects.create(
        subscriber=one, wording="W", version="v", asked_at=one.asked_at, at=timezone.now()
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE leads_subscriptionconsent SET wording = 'X'")
    with pytest.raises(CommandError, match="1 faults"):
        call_command("verify_records")
    with pytest.raises(PermissionDenied):
        erase(make_user("Editors"), one)


def test_keys_are_changed_for_subscribers_too(subscriber, settings):
    from cryptography.fernet import Fernet

    one = subscriber("riley@example.org")
    old = list(settings.LEADS_ENCRYPTION_KEYS)
    settings.LEADS_ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *old]
    call_command("rotate_encryption_keys", verbosity=0)
    settings.LEADS_ENCRYPTION_KEYS = settings.LEADS_ENCRYPTION_KEYS[:1]
    assert Subscriber.objects.defer(None).get(pk=one.pk).email == "riley@example.org"


def test_to_whom_an_issue_went_is_forgotten_after_three_months(
    admin_client, tested, subscriber, moderator
):
    subscriber("riley@example.org")
    mailing.send(moderator, tested)
    run_all()
    assert mailing.forget_copies() == 0
    long_ago = timezone.now() - mailing.COPIES_KEPT
    NewsletterIssue.objects.update(sending_at=long_ago)
    Delivery.objects.update(finished_at=long_ago)
    Delivery.objects.create(channel="x", target="x", unique_key="x", status="delivered")
    assert mailing.forget_copies() == 4  # a test, a copy, and their deliveries
    assert not IssueCopy.objects.exists()
    assert Delivery.objects.get().channel == "x"
    page = admin_client.get(reverse("newsletter_issues:send", args=(tested.pk,)))
    assert "kept for 90 days" in page.content.decode()
    assert run_all() == []


def test_a_refused_address_ends_its_subscription_at_once_and_the_host_is_told(
    settings, client, manager_client, subscriber, tested, moderator
):
    from tests.mail_server import Mailbox, smtp_server

    for name in ("riley", "gone"):
        subscriber(f"{name}@example.org")

    class Server(Mailbox):
        async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
            self.recipient = "550 No such user" if address.startswith("gone") else "250 OK"
            return await super().handle_RCPT(server, session, envelope, address, options)

    with smtp_server(settings, box := Server()):
        mailing.send(moderator, tested)
        run_all()
    assert len(box.kept) == 2  # the test, and the one that arrives
    states = Subscriber.objects.order_by("pk").values_list("state", "email", "bounced_at")
    assert [(state, bool(bounced)) for state, _, bounced in states] == [
        ("confirmed", False),
        ("left", True),
    ]
    [dead] = Delivery.objects.filter(status="dead")
    assert (dead.attempts, dead.last_error) == (1, "The mail server refused the address")
    client.force_login(moderator)
    html = client.get(reverse("newsletter_issues:send", args=(tested.pk,))).content.decode()
    assert "1 bounced for good" in html
    assert "Bounced" in manager_client.get(SUBSCRIBERS).content.decode()


@pytest.mark.parametrize(
    "answer", ["452 Full", "554 5.7.1 Relay access denied", "550 5.7.1 Blocked", "571 Blocked"]
)
def test_who_is_not_known_to_be_gone_keeps_the_subscription(settings, subscriber, answer):
    """A full mailbox mends by itself; a relay that takes no mail says nothing of anybody."""
    from leads import reader_mail
    from leads.newsletter.subscribing import KNOWN
    from tests.mail_server import Mailbox, smtp_server

    one = subscriber("riley@example.org")
    reader_mail.owe(KNOWN, one.pk)
    with smtp_server(settings, Mailbox(recipient=answer)):
        Worker().run_due()
    one.refresh_from_db()
    assert (one.state, one.bounced_at) == ("confirmed", None)
    assert Delivery.objects.get().status == "waiting"
