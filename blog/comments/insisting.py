"""A second try for those whose browser runs no scripts.

A captcha that failed refuses a comment. One that was never begun may mean a person without scripts:
they are asked to send the form once more, and then somebody reads it first. What comes back with
the form is signed, so that a program that posts once stays out. One that learns this gains a place
in the queue, counted and ranked like everybody.
"""

import logging
from datetime import timedelta

from django.core.cache import cache
from django.core.signing import BadSignature, TimestampSigner

from leads.encryption import keyed_hash

logger = logging.getLogger(__name__)

LATEST = timedelta(hours=2)
_signer = TimestampSigner(salt="blog.comments.again")


def token(article_id: int) -> str:
    """Return what the form on this article brings back the second time."""
    return _signer.sign(str(article_id))


def insists(text: str, article_id: int, words: str) -> bool:
    """Say whether this is a token of ours for the article, not too old, and not used for others.

    The same words may come with it again: a double click is no second comment.
    """
    try:
        if _signer.unsign(text, max_age=LATEST) != str(article_id):
            return False
    except BadSignature:
        return False
    key, mine = f"comments:again:{keyed_hash(text)}", keyed_hash(words)
    try:
        return cache.add(key, mine, LATEST.total_seconds()) or cache.get(key) == mine
    except Exception as error:  # every cache has exceptions of its own; nobody is refused for it
        logger.warning("Second tries cannot be counted: %s", type(error).__name__)
        return True
