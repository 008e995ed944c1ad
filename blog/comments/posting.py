"""From what somebody sent to a comment, or to the errors that say why not.

HTML and the API both come here with a form and what they know of its sender.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from blog.comments import insisting, intake
from blog.comments.forms import CommentForm
from blog.comments.intake import Arrival, Taken
from blog.comments.opening import opening_of, settings_for
from leads import floods
from leads.captcha import Outcome, get_captcha
from leads.flags import Flag, address_of, flags_of

COUNTER = "comments"  # its own: a flood of comments must not make callers look unusual
CLOSED = "This article takes no comments any more."
NOT_CHECKED = (
    "Our check that a person is writing did not run in your browser. Send the form again: then one "
    "of us reads your comment first."
)
FAILED = "Our check that a person is writing failed. Please send the form once more."


def post(form: CommentForm, request: HttpRequest) -> Taken | None:
    """Take what a form holds; None where it was not taken, and then `form.errors` says why."""
    settings = settings_for(form.article)
    if not opening_of(form.article, settings).is_open:
        form.is_valid()
        form.add_error(None, _error(CLOSED, "closed"))
        return None
    if not form.is_valid():
        return None
    outcome = _verify(form)
    if outcome is Outcome.FAIL:
        return None
    said = form.cleaned_data
    crowd = floods.count(COUNTER, {**floods.signs_of(request), **_signs(said)})
    flags = (*flags_of(said["website"], said["seconds"]), *crowd.flags)
    if outcome is not Outcome.PASS:
        flags = (*flags, Flag.UNVERIFIED)
    arrival = Arrival(outcome, flags, address_of(request), said["attempt"])
    taken = intake.take(form.article, settings, form.words(), arrival)
    crowd.remember(taken.comment.pk)
    intake.fold_away(crowd.before())
    return taken


def _signs(said: Mapping[str, str]) -> dict[str, str]:
    """Return what a comment may have in common with others, besides its sender."""
    return {**floods.email_sign(said["email"]), **floods.words_sign(said["text"])}


def _verify(form: CommentForm) -> Outcome:
    """Ask the captcha; give whoever could not begin it a second try."""
    captcha, prefix = get_captcha(), str(form.prefix)
    outcome = captcha.verify(form.data, prefix)
    if outcome is not Outcome.FAIL:
        return outcome
    if form.data.get(captcha.field_name(prefix)):
        form.add_error(None, _error(FAILED, "captcha"))
    elif insisting.insists(form.cleaned_data["again"], form.article.pk, form.cleaned_data["text"]):
        return Outcome.UNKNOWN
    else:
        form.fill_in("again", insisting.token(form.article.pk))
        form.add_error(None, _error(NOT_CHECKED, "captcha"))
    return Outcome.FAIL


def _error(message: str, code: str) -> ValidationError:
    return ValidationError(message, code=code)
