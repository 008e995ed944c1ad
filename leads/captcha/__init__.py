"""Is there a person? One interface, two ways to ask, and an answer that refuses nobody."""

from django.conf import settings

from leads.captcha.base import Captcha, Outcome
from leads.captcha.proof_of_work import ProofOfWork
from leads.captcha.recaptcha import Recaptcha

__all__ = ["Captcha", "Outcome", "get_captcha"]


def get_captcha() -> Captcha:
    """Return reCAPTCHA where the operator configured both keys, else the proof of work."""
    public = getattr(settings, "RECAPTCHA_PUBLIC_KEY", "")
    private = getattr(settings, "RECAPTCHA_PRIVATE_KEY", "")
    return Recaptcha(public, private) if public and private else ProofOfWork()
