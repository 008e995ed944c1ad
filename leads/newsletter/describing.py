"""The sign-up as front ends are told of it: in the API, in blocks, in the API's document."""

from typing import Literal, NotRequired

from django.urls import NoReverseMatch, reverse
from typing_extensions import TypedDict

from headless.openapi.content import SITE
from headless.openapi.operations import Operation
from leads.captcha import get_captcha
from leads.models import LeadsSettings
from leads.models.consent import version_of
from leads.newsletter.drawing import action


class NewsletterDescription(TypedDict):
    """What a front end needs to draw the form; send `version` back with the address."""

    name: str
    promise: str
    wording: str
    version: str
    action: str
    requests: str
    captcha: dict[str, str]


class SignUpBody(TypedDict):
    """A sign-up; `version` is of the wording that stood beside the button."""

    email: str
    version: str
    source: NotRequired[int | None]
    captcha: NotRequired[str]
    seconds: NotRequired[int]


class SignUpTaken(TypedDict):
    """The same for every address: whoever owns it learns the rest by mail."""

    state: Literal["check-mail"]


def describe_newsletter(offer: LeadsSettings) -> NewsletterDescription:
    """Return the sign-up of a site as data."""
    return {
        "name": offer.newsletter_name,
        "promise": offer.newsletter_promise,
        "wording": offer.newsletter_wording,
        "version": version_of(offer.newsletter_wording),
        "action": action(),
        "requests": _requests_url(),
        "captcha": get_captcha().describe(),
    }


def _requests_url() -> str:
    try:
        return reverse("wagtailapi_v2:newsletter:newsletter")
    except NoReverseMatch:
        return ""


def operations() -> list[Operation]:
    """Describe `/newsletter/`."""
    return [
        Operation(
            "getNewsletter",
            "/",
            "The newsletter's sign-up as data",
            NewsletterDescription,
            (SITE,),
            problems=(400, 404),
        ),
        Operation(
            "signUp",
            "/",
            "Sign up for the newsletter",
            SignUpTaken,
            (SITE,),
            method="post",
            status=202,
            body=SignUpBody,
            problems=(400, 404, 415, 422),
        ),
    ]
