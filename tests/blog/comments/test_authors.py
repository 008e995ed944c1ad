"""What an author can do later by the signed address, and what is forgotten."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from blog.comments import erasure, intake, links, states
from blog.comments.people import person_hash
from blog.models import Comment, CommentEvent


@pytest.fixture
def mine(article, write):
    """Return the author's address of a comment that was just written, and approved."""
    address = write(article, email="river@example.org")["Location"].partition("#")[0]
    states.decide([Comment.objects.get().pk], "approved")
    return address


CHANGED = {"comment-name": "Rio", "comment-text": "On second thought: thank you."}


def test_a_change_within_ten_minutes_waits_again(client, article, mine):
    assert client.get(f"{mine}edit/").status_code == 200
    assert client.post(f"{mine}edit/", CHANGED).status_code == 303
    comment = Comment.objects.get()
    assert (comment.status, comment.name) == ("pending", "Rio")
    assert "edited" in comment.holds
    assert "second thought" not in client.get(article.url).content.decode()


def test_a_change_with_errors_comes_back(client, mine):
    response = client.post(f"{mine}edit/", {**CHANGED, "comment-text": ""})
    assert response.status_code == 422
    assert Comment.objects.get().status == "approved"


def test_after_ten_minutes_nothing_changes(client, mine):
    Comment.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    words = {**CHANGED, "comment-text": "Now I want to die"}
    late = client.post(f"{mine}edit/", words)
    assert late.status_code == 410
    assert "Now I want to die" in late.content.decode()
    assert 'id="crisis-heading"' in late.content.decode()
    assert Comment.objects.get().name == "River"


def test_a_change_overturns_no_rejection_of_the_same_moment(mine):
    comment = Comment.objects.get()
    states.decide([comment.pk], "rejected")
    assert not intake.edit(comment, "Rio", "A second thought.")
    comment.refresh_from_db()
    assert (comment.status, comment.name) == ("rejected", "River")


def test_an_author_deletes_a_comment_and_nothing_of_it_is_kept(client, article, mine):
    assert client.get(f"{mine}delete/").status_code == 200
    assert Comment.objects.get().status == "approved"  # opening the address does nothing
    assert (
        client.post(f"{mine}delete/", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    )
    assert client.post(f"{mine}delete/").status_code == 303
    comment = Comment.objects.get()
    assert comment.status == "removed"
    kept = (comment.name, comment.text, comment.email, comment.email_hash, comment.network)
    assert kept == ("", "", None, "", "")
    assert "deleted" in client.get(mine).content.decode()
    assert client.post(f"{mine}edit/", CHANGED).status_code == 410
    assert states.decide([comment.pk], "approved") == []


@pytest.mark.parametrize("token", ["1", "1:forged", "x" * 500, "%00", "1%3A%3A"])
def test_nobody_else_has_such_an_address(client, add, token):
    add()
    assert client.get(f"/comments/yours/{token}/").status_code == 404
    assert client.post(f"/comments/yours/{token}/delete/").status_code == 404


def test_what_is_deleted_leaves_its_answers_an_empty_place(client, article, add):
    parent = add("The first word")
    add("The answer", parent)
    states.remove([parent.pk], CommentEvent.Kind.REMOVED)
    page = client.get(article.url).content.decode()
    assert "The first word" not in page
    assert "The answer" in page
    assert "is not shown any more" in page


def test_networks_are_forgotten_after_thirty_days(add):
    month = timezone.now() - timedelta(days=31)
    old = add(network="192.0.2.0/24", fingerprint="ab", created_at=month)
    new = add(network="192.0.2.0/24", fingerprint="cd")
    assert erasure.forget_networks() == 1
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.network, old.fingerprint) == ("", "")
    assert (new.network, new.fingerprint) == ("192.0.2.0/24", "cd")


def test_spam_is_emptied_after_three_months(add):
    long_ago = timezone.now() - timedelta(days=91)
    old = {"created_at": long_ago, "status": "spam"}
    arrived, marked = add("Pills", **old), add("Pills", **old, decided_at=long_ago)
    kept = [
        add("Just decided", **old, decided_at=timezone.now()),
        add("New", status="spam"),
        add("Rejected", status="rejected", created_at=long_ago, decided_at=long_ago),
    ]
    answer = add("An answer that was approved", parent=marked)
    assert erasure.forget_spam() == 2
    assert erasure.forget_spam() == 0
    for comment in (arrived, marked, *kept, answer):
        comment.refresh_from_db()
    assert {arrived.status, marked.status} == {"removed"}
    assert (arrived.text, arrived.name) == ("", "")
    assert all(comment.text for comment in (*kept, answer))
    assert CommentEvent.objects.filter(comment=arrived, kind="erased", user=None).exists()


def test_a_person_is_erased_everywhere(add, make_user):
    theirs = {"email": "river@example.org", "email_hash": person_hash("river@example.org")}
    first, second, other = add("One", **theirs), add("Two", **theirs, status="spam"), add("Three")
    states.correct(first, "Corrected", user=make_user(superuser=True))
    assert CommentEvent.objects.get().old_text == "One"
    call_command("erase_commenter", " River@example.org ")
    for comment in (first, second):
        comment.refresh_from_db()
        assert (comment.text, comment.status) == ("", "removed")
        assert comment.erased_at
    assert not CommentEvent.objects.exclude(old_text="").exists()
    other.refresh_from_db()
    assert other.text == "Three"


def test_the_address_outlives_nothing_it_should_not(add):
    comment = add()
    assert links.comment_of(links.token_of(comment)) == comment
    comment.delete()
    assert links.comment_of(links.token_of(Comment(pk=999_999))) is None
