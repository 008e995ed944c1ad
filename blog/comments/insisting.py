"""A second try for those whose browser runs no scripts.

A captcha that failed refuses a comment. One that was never begun may mean a person without scripts:
they are asked to send the form once more, and then somebody reads it first. What comes back with
the form is signed, so that a program that posts once stays out. One that learns this gains a place
in the queue, counted and ranked like everybody.
"""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

LATEST = timedelta(hours=2)
_signer = TimestampSigner(salt="blog.comments.again")


def token(article_id: int) -> str:
    """Return what the form on this article brings back the second time."""
    return _signer.sign(str(article_id))


def insists(text: str, article_id: int) -> bool:
    """Say whether this is a token of ours for the article, and not too old."""
    try:
        return _signer.unsign(text, max_age=LATEST) == str(article_id)
    except BadSignature:
        return False
