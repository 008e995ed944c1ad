"""Putting a form on a page: a fresh one, or the one that was posted with errors.

A posted form is kept on the request while its page is rendered again; only the copy with its
prefix takes it up.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from headless.visibility import is_public
from leads.captcha import get_captcha
from leads.forms import CallbackForm, form_class, form_url
from leads.models import CallbackFormPage

ABOUT = "about"  # the parameter of a link to a form


@dataclass
class PostedForm:
    """A form with errors, on its way back to the reader."""

    page: CallbackFormPage
    form: CallbackForm
    source: Page | None = None  # from where it was asked for
    anywhere: bool = False  # the page has no copy with its prefix: any copy may show it
    shown: bool = False


def _take_posted(request: HttpRequest | None, page: CallbackFormPage, prefix: str) -> Any:
    posted: PostedForm | None = getattr(request, "bound_callback_form", None)
    if posted is None or posted.shown or posted.page.pk != page.pk:
        return None
    if not posted.anywhere and posted.form.prefix != prefix:
        return None
    posted.shown = True
    return posted


def form_context(
    request: HttpRequest | None, page: CallbackFormPage, prefix: str, source: Page | None
) -> dict[str, Any]:
    """Return what `components/forms/callback.html` needs."""
    posted = _take_posted(request, page, prefix)
    form = posted.form if posted else form_class(page)(prefix=prefix)
    standing_on = (posted and posted.source) or source or page
    return {
        "form": form,
        "form_page": page,
        "answerer": page.answerer,
        # A page with errors opens at their summary, and browsers give it the focus, script or not.
        "action": f"{form_url(page)}#{form.prefix}-errors",
        "source": (standing_on == page and _asked_about(request)) or standing_on.pk,
        "captcha": get_captcha().render(str(form.prefix)),
    }


def _asked_about(request: HttpRequest | None) -> int | None:
    """Return the key of the page whose link led to the form; whether it is public is asked later.

    A facility offers the form by a link, and who calls back is to know of which facility.
    """
    about = request.GET.get(ABOUT, "") if request is not None else ""
    return int(about) if about.isascii() and about.isdecimal() and len(about) < 10 else None


def may_be_shown(page: CallbackFormPage | None) -> bool:
    """Say whether the public may see this form."""
    return page is not None and is_public(page)
