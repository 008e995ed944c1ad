"""A site that takes comments, and short ways to write, store and decide them."""

import pytest
from django.core.cache import cache

from blog.comments import states
from blog.comments.threads import place_below
from blog.models import Comment, CommentSettings
from leads.captcha import Outcome, ProofOfWork

WORDS = {"name": "River", "text": "Thank you. This helped me today."}


@pytest.fixture(autouse=True)
def fresh_counters():
    cache.clear()


@pytest.fixture
def comment_settings(site):
    return CommentSettings.objects.create(site=site, enabled=True)


@pytest.fixture
def article(make_article, comment_settings):
    return make_article()


@pytest.fixture
def captcha(monkeypatch):
    """Let the captcha pass, or say what else it finds; its own work is tested in tests/leads."""
    found = {"outcome": Outcome.PASS}
    monkeypatch.setattr(ProofOfWork, "verify", lambda self, data, prefix: found["outcome"])
    return found


@pytest.fixture
def write(client, captcha):
    """Return a function that posts the form, as a browser without scripts would."""

    def post(article, headers=None, **words):
        said = {**WORDS, **words}
        data = {f"comment-{name}": value for name, value in said.items()}
        return client.post(f"/comments/{article.pk}/", data, headers=headers)

    return post


@pytest.fixture
def send(client, captcha):
    """Return a function that posts to the API."""

    def post(article, headers=None, **members):
        body = {"page": article.pk, **WORDS, **members}
        address = "/api/v2/comments/"
        return client.post(address, body, content_type="application/json", headers=headers)

    return post


@pytest.fixture
def add(article):
    """Return a function that stores a comment, approved unless another status is given."""

    def store(text="Words.", parent=None, **columns):
        columns = {"article": article, "name": "River", "status": "approved", **columns}
        return Comment.objects.create(text=text, **place_below(parent), **columns)

    return store


@pytest.fixture
def decide():
    def to(status, *comments):
        return states.decide([comment.pk for comment in comments], status)

    return to
