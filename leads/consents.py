"""Consents: the wordings a form shows, and the record of what was ticked beside them.

A wording names the answerer and repeats the disclosure. Its version is the beginning of its
SHA-256. The form posts the versions it showed, so that the record holds what the person read,
even where a cache kept the page while an editor changed it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leads.models.consent import ConsentRecord, ConsentWording, version_of
from leads.models.purposes import Purpose
from leads.models.requests import CallbackRequest

if TYPE_CHECKING:
    from leads.models import Answerer, CallbackFormPage

# The wording of a call-back follows the Telephone Consumer Protection Act's rules for prior
# express consent (47 CFR 64.1200): who calls, at which number, and that it is no condition.
USUAL = {
    Purpose.CALL: "{answerer} may call me at the number I gave, about this request.",
    Purpose.VOICEMAIL: "{answerer} may leave a voicemail.",
    Purpose.TEXT: "{answerer} may send me text messages. Message and data rates may apply; "
    "replying STOP ends them.",
    Purpose.EMAIL: "{answerer} may answer me by email.",
}
BY_PHONE = (Purpose.CALL, Purpose.VOICEMAIL, Purpose.TEXT)
WAYS = {**dict.fromkeys(BY_PHONE, "phone"), Purpose.EMAIL: "email"}  # the question it is about


@dataclass(frozen=True)
class Consent:
    """One box of a form, with the text as the reader sees it."""

    purpose: Purpose
    wording: str
    required: bool

    @property
    def version(self) -> str:
        """The version of the text."""
        return version_of(self.wording)

    @property
    def way(self) -> str:
        """The question whose answer the consent is about: `phone` or `email`."""
        return WAYS[self.purpose]

    @property
    def name(self) -> str:
        """The name of the form field."""
        return f"consent_{self.purpose}"


def consents_of(page: "CallbackFormPage") -> list[Consent]:
    """Return the boxes of a form: the editor's own, or the usual ones, for the ways it asks for."""
    own = [(item.purpose, item.wording, item.required) for item in page.consents.all()]
    return [
        Consent(Purpose(purpose), resolve(wording, page.answerer, purpose), required)
        for purpose, wording, required in own or _usual(page)
        if getattr(page, WAYS[Purpose(purpose)]) != "hidden"
    ]


def _usual(page: "CallbackFormPage") -> list[tuple[Purpose, str, bool]]:
    """Return a box for each way; one for email where somebody may leave no number."""
    boxes = [(purpose, USUAL[purpose], purpose == Purpose.CALL) for purpose in BY_PHONE]
    if page.phone != "required":
        boxes.append((Purpose.EMAIL, USUAL[Purpose.EMAIL], True))
    return boxes


def resolve(wording: str, answerer: "Answerer", purpose: str) -> str:
    """Return a wording with the answerer's name, and for the first consent the disclosure."""
    text = wording.replace("{answerer}", answerer.name)
    first = purpose in (Purpose.CALL, Purpose.EMAIL)
    return f"{text} {answerer.disclosure}".strip() if first else text


def keep_wordings(pages: Iterable["CallbackFormPage"]) -> None:
    """Remember the wordings that these forms show from now on."""
    shown = (item.wording for page in pages if page.live for item in consents_of(page))
    ConsentWording.keep(*shown)


def form_saved(sender: Any, instance: "CallbackFormPage", *, raw: bool = False, **kw: Any) -> None:
    """Keep the wordings of a form that was saved."""
    if not raw:
        keep_wordings([instance])


def answerer_saved(sender: Any, instance: "Answerer", *, raw: bool = False, **kw: Any) -> None:
    """Keep the wordings of every form that names this answerer."""
    if not raw:
        keep_wordings(instance.forms.select_related("answerer"))


def versions_text(consents: Iterable[Consent]) -> str:
    """Return what the form posts about the wordings it showed: 'call:0f3a… text:77c2…'."""
    return " ".join(f"{item.purpose}:{item.version}" for item in consents)


def shown_wordings(posted: str, consents: list[Consent]) -> dict[str, str] | None:
    """Return the wording shown for each purpose, or None where one was never shown by us."""
    current = {item.version: item.wording for item in consents}
    shown = dict(part.split(":", 1) for part in posted.split() if ":" in part)
    if set(shown) != {item.purpose for item in consents}:
        return None
    missing = set(shown.values()) - set(current)
    if missing:
        current |= dict(
            ConsentWording.objects.filter(version__in=missing).values_list("version", "wording")
        )
    if not set(shown.values()) <= set(current):
        return None
    return {purpose: current[version] for purpose, version in shown.items()}


@dataclass(frozen=True)
class Answer:
    """What a person did with one box."""

    purpose: str
    wording: str
    given: bool


def record(request: CallbackRequest, answers: list[Answer], page_url: str) -> None:
    """Write the consent records of a new request."""
    ConsentRecord.objects.bulk_create(
        ConsentRecord(
            request=request,
            ordinal=ordinal,
            of=len(answers),
            purpose=answer.purpose,
            wording=answer.wording,
            version=version_of(answer.wording),
            given=answer.given,
            at=request.created_at,
            form_id=request.form_page_id or 0,
            form_title=request.form_title,
            page_id=request.source_page_id or 0,
            page_url=page_url,
            answerer_name=request.answerer_name,
        )
        for ordinal, answer in enumerate(answers, start=1)
    )


def faults() -> Iterable[str]:
    """Yield what does not add up: altered records, and requests whose records are missing."""
    for item in ConsentRecord.objects.iterator():
        if not item.is_intact:
            yield f"Consent record {item.pk} of request {item.request_id} was altered."
        elif item.version != version_of(item.wording):
            yield f"Consent record {item.pk} of request {item.request_id}: version and text differ."
    expected: dict[int, int] = {}
    found: dict[int, int] = {}
    rows = ConsentRecord.objects.values_list("request_id", "of")
    for request_id, of in rows.iterator():
        expected[request_id] = of
        found[request_id] = found.get(request_id, 0) + 1
    for pk in CallbackRequest.objects.values_list("pk", flat=True).iterator():
        if found.get(pk, 0) != expected.get(pk, 1):
            yield f"Request {pk} has {found.get(pk, 0)} consent records of {expected.get(pk, 1)}."
