"""A comment, from the form to the page."""

import pytest
from django.core.cache import cache

from blog.comments import states
from blog.models import Comment, CommentSettings

WORDS = {"comment-name": "River", "comment-text": "Thank you. This helped me today."}


@pytest.fixture(autouse=True)
def fresh_counters():
    cache.clear()


@pytest.fixture
def settings_row(site):
    return CommentSettings.objects.create(site=site, enabled=True)


@pytest.fixture
def article(make_article, settings_row):
    return make_article()


@pytest.fixture
def passed(monkeypatch):
    """Let the captcha pass; that it does its work is tested in tests/leads."""
    from leads.captcha import Outcome, ProofOfWork

    monkeypatch.setattr(ProofOfWork, "verify", lambda self, data, prefix: Outcome.PASS)


@pytest.fixture
def write(client, passed):
    def post(article, **words):
        data = {**WORDS, **{f"comment-{name}": value for name, value in words.items()}}
        return client.post(f"/comments/{article.pk}/", data)

    return post


def approve(*comments):
    states.decide([comment.pk for comment in comments], Comment.Status.APPROVED)


def test_a_comment_waits_and_is_shown_when_it_is_approved(client, article, write):
    response = write(article)
    assert response.status_code == 303
    comment = Comment.objects.get()
    assert (comment.status, comment.holds) == ("pending", ["new"])
    own = client.get(response["Location"])
    assert own.status_code == 200
    assert "no-store" in own["Cache-Control"]
    assert "This helped me today" in own.content.decode()
    assert "This helped me today" not in client.get(article.url).content.decode()
    approve(comment)
    page = client.get(article.url).content.decode()
    assert "This helped me today" in page
    assert f'id="comment-{comment.pk}"' in page
    assert [event.kind for event in comment.events.all()] == ["posted", "approved"]
