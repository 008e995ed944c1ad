"""Mail about replies: wished for, confirmed, sent over real SMTP, ended with one click."""

from email import message_from_string, policy
from urllib.parse import urlsplit

import pytest
from django.core.signing import TimestampSigner
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from blog.comments import replies, states
from blog.comments.people import person_hash
from blog.models import Comment
from headless.models import Delivery
from headless.outbox.worker import Worker
from tests.mail_server import Mailbox, smtp_server

ASH, KIM = "ash@example.org", "kim@example.org"
APPROVED = Comment.Status.APPROVED


@pytest.fixture
def article(make_article):
    Site.objects.update(hostname="harbor.example", port=443)  # mail promises one click over https
    Site.clear_site_root_paths_cache()
    return make_article("The first week")


@pytest.fixture
def write(article):
    """Return a function: write(ASH, notify="asked", parent=…) stores a comment that waits."""

    def store(email=ASH, *, notify="asked", parent=None, name="Ash"):
        place = {"parent": parent, "root": parent and (parent.root or parent)}
        return Comment.objects.create(
            article=article,
            name=name,
            text="A quiet evening.",
            email=email or None,
            email_hash=person_hash(email),
            notify=notify,
            notify_confirmed_at=timezone.now() if notify == "confirmed" else None,
            level=parent.level + 1 if parent else 1,
            **place,
        )

    return store


@pytest.fixture
def sent(settings):
    """Return a function that lets the worker work and gives the mails that arrived."""

    def deliver():
        box = Mailbox()
        with smtp_server(settings, box):
            Worker().run_due()
        return [message_from_string(text, policy=policy.default) for text in box.kept]

    return deliver


def approve(*comments):
    states.decide([comment.pk for comment in comments], APPROVED)


def path_in(mail, word):
    """Return the path of the first link of a mail that holds a word."""
    links = [line for line in mail.get_content().split() if line.startswith("https://")]
    return urlsplit(next(link for link in links if word in link)).path


def test_nobody_is_written_to_before_the_comment_is_approved(write, sent):
    write()
    assert sent() == []


def test_from_the_wish_to_the_reply(client, write, sent):
    comment = write()
    approve(comment)
    [question] = sent()
    assert question["To"] == ASH
    assert "quiet evening" not in question.get_content()
    path = path_in(question, "/told/")
    assert "stop" not in path
    page = client.get(path)
    assert page.status_code == 200
    comment.refresh_from_db()
    assert comment.notify == "asked"  # a scanner that opens links confirms nothing
    assert client.post(path).status_code == 200
    comment.refresh_from_db()
    assert comment.notify == "confirmed"
    answer = write(KIM, notify="no", parent=comment, name="Kim")
    assert sent() == []
    approve(answer)
    [notice] = sent()
    assert notice["To"] == ASH
    assert notice["Subject"] == "Somebody answered your comment"
    assert path_in(notice, "/at/") == f"/comments/at/{answer.pk}/"
    for secret in ("Kim", KIM, "quiet evening", "first week"):
        assert secret not in notice.as_string()


def test_the_outbox_names_nobody(write, sent):
    approve(write())
    assert Delivery.objects.get().payload == {
        "kind": replies.CONFIRMATION,
        "pk": Comment.objects.get().pk,
    }


def test_one_click_ends_it_as_rfc_8058_has_it(write, sent):
    comment = write(notify="confirmed")
    other = write(notify="asked")
    approve(comment)
    approve(write(KIM, notify="no", parent=comment))
    [notice] = sent()
    assert notice["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = notice["List-Unsubscribe"].strip(" <>")
    assert address.startswith("https://harbor.example/comments/told/")
    assert address in notice.get_content()
    # The mail program's own request: no cookie, no origin, and it must not be led elsewhere.
    client = Client(enforce_csrf_checks=True)
    page = client.get(urlsplit(address).path)
    assert '<form method="post">' in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    comment.refresh_from_db()
    assert comment.notify == "confirmed"  # to look is not to leave
    response = client.post(urlsplit(address).path, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert not response.cookies
    assert {c.notify for c in Comment.objects.filter(email_hash=person_hash(ASH))} == {"stopped"}
    assert client.post(urlsplit(address).path).status_code == 200  # twice does no harm
    other.refresh_from_db()
    assert other.notify == "stopped"


def test_after_leaving_nothing_more_is_sent(client, write, sent):
    comment = write(notify="confirmed")
    approve(comment)
    approve(write(KIM, notify="no", parent=comment))  # owed, and not sent yet
    client.post(f"/comments/told/{replies.stop_token(comment)}/stop/")
    assert sent() == []
    approve(write(KIM, notify="no", parent=comment))
    assert sent() == []
    assert {delivery.status for delivery in Delivery.objects.all()} == {"delivered"}


def withdrawn(comment, answer):
    states.decide([answer.pk], Comment.Status.SPAM)


def erased(comment, answer):
    states.remove([comment.pk], "erased")


def hidden(comment, answer):
    comment.article.unpublish()


@pytest.mark.parametrize("change", [withdrawn, erased, hidden])
def test_what_changed_before_it_was_sent_is_not_sent(write, sent, change):
    comment = write(notify="confirmed")
    approve(comment)
    answer = write(KIM, notify="no", parent=comment)
    approve(answer)
    change(comment, answer)
    assert sent() == []


def test_a_reply_is_told_once_however_often_it_is_approved(write, sent):
    comment = write(notify="confirmed")
    answer = write(KIM, notify="no", parent=comment)
    for status in (APPROVED, Comment.Status.PENDING, APPROVED):
        states.decide([comment.pk, answer.pk], status)
    assert len(sent()) == 1


@pytest.mark.parametrize("notify", ["no", "asked", "stopped"])
def test_without_a_confirmed_wish_nobody_is_told(write, sent, notify):
    comment = write(notify=notify)
    approve(comment)
    sent()  # the question, where there was a wish
    approve(write(KIM, notify="no", parent=comment))
    assert sent() == []


def test_nobody_is_told_of_their_own_reply(write, sent):
    comment = write(notify="confirmed")
    approve(comment)
    approve(write(f" {ASH.upper()}", notify="no", parent=comment))
    assert sent() == []


def test_a_mailbox_is_not_filled_with_questions(write, sent):
    for _ in range(replies.MOST_UNANSWERED + 3):
        approve(write())
    assert len(sent()) == replies.MOST_UNANSWERED


def test_a_link_that_is_old_or_wrong_says_so(client, write, monkeypatch):
    comment = write()
    token = replies.confirmation_token(comment)
    stop = replies.stop_token(comment)
    for path in (f"{token}x/", f"{stop}/", f"{token}/stop/", f"{stop}x/stop/", "%00/", "%00/stop/"):
        response = client.get(f"/comments/told/{path}")
        assert response.status_code == 404, path
        assert client.post(f"/comments/told/{path}").status_code == 404, path
    monkeypatch.setattr(TimestampSigner, "timestamp", lambda self: "1A2b3C")  # of 1999
    old = replies.confirmation_token(comment)
    assert client.post(f"/comments/told/{old}/").status_code == 404
    comment.refresh_from_db()
    assert comment.notify == "asked"


def test_who_left_is_not_confirmed_by_an_old_link(client, write):
    comment = write()
    token = replies.confirmation_token(comment)
    replies.stop(replies.stop_token(comment))
    assert client.post(f"/comments/told/{token}/").status_code == 404
    comment.refresh_from_db()
    assert comment.notify == "stopped"


def test_the_answer_of_the_team_is_told_too(write, sent, make_user):
    from blog.groups import COMMENT_MODERATORS
    from blog.moderation.answering import answer

    comment = write(notify="confirmed")
    approve(comment)
    comment.refresh_from_db()
    answer(make_user(COMMENT_MODERATORS), comment, "Thank you.")
    [notice] = sent()
    assert notice["To"] == ASH


def test_the_pages_leak_nothing_to_others(client, write):
    comment = write()
    for path in (replies.confirmation_token(comment) + "/", replies.stop_token(comment) + "/stop/"):
        response = client.get(f"/comments/told/{path}")
        assert "noindex" in response.content.decode()
        assert "csrf" not in response.content.decode()
        assert response["Referrer-Policy"] in {"same-origin", "no-referrer"}
        assert not response.cookies
