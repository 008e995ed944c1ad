"""The desk for one request: what is shown of it.

Personal values go to the page alone: never into a message, a title or the log. Numbers and
addresses are masked until somebody who may asks for them, which is noted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from headless.models import Delivery
from leads.admin.forms import AssignForm, CommentForm, StatusForm
from leads.encryption import UnreadableValueError
from leads.flags import WORDS, Flag
from leads.models import CallbackRequest, Recipient
from leads.notices import CHANNEL
from leads.phones import dial, read_number
from leads.workflow import latest_event, may

UNREADABLE = "Cannot be read: the value is damaged, or its key was removed."
SHOWN_OF_NUMBER = 2  # the last digits, to tell two callers apart


@dataclass(frozen=True)
class Value:
    """One fact about the person; `readable` is False where it could not be decrypted."""

    label: str
    text: str
    readable: bool = True
    link: str = ""


@dataclass(frozen=True)
class Moment:
    """Something on the timeline; `quote` are words of staff."""

    at: datetime
    who: str
    text: str
    quote: str = ""


class Desk:
    """What the template of one request needs."""

    def __init__(self, request: CallbackRequest, user: Any, *, revealed: bool = False) -> None:
        self.request = request
        self.revealed = revealed
        self.may_reveal = may(user, "reveal") and request.erased_at is None and not revealed
        self.may_set_status = may(user, "change_status")
        self.may_comment = may(user, "comment")
        self.may_assign = may(user, "assign")
        self.may_erase = may(user, "delete") and request.erased_at is None
        self.status_form = StatusForm(request=request)
        self.comment_form = CommentForm(use_required_attribute=False)
        self.assign_form = AssignForm(initial={"assigned_to": request.assigned_to_id})
        self.seen = latest_event(request)

    def values(self) -> Iterable[Value]:
        """Yield what the person told us, each value on its own: one may be damaged."""
        for label, name, show in (
            ("Phone", "phone", self._phone),
            ("Email", "email", self._email),
            ("Name", "name", Value),
            ("Say who is calling", "say_name", Value),
            ("Comments", "comments", Value),
        ):
            text = read_value(self.request, name)
            if text is None:
                yield Value(label, UNREADABLE, readable=False)
            elif text:
                yield show(label, text)
        yield from self._answers()

    def _phone(self, label: str, phone: str) -> Value:
        if not self.revealed:
            return Value(label, f"••• ••• ••{read_number(phone).digits[-SHOWN_OF_NUMBER:]}")
        dialed = dial(phone)
        return Value(label, phone, link=f"tel:{dialed}" if dialed else "")

    def _email(self, label: str, email: str) -> Value:
        if not self.revealed:
            return Value(label, f"•••@{email.rpartition('@')[2]}")
        return Value(label, email, link=f"mailto:{email}")

    def _answers(self) -> Iterable[Value]:
        answers = read_value(self.request, "answers")
        if answers is None:
            yield Value("Other answers", UNREADABLE, readable=False)
        for label, answer in (answers or {}).items():
            if text := as_text(answer):
                yield Value(label, text)

    def consents(self) -> Iterable[dict[str, Any]]:
        """Yield what was agreed to, and what was not."""
        for record in self.request.consents.all():
            yield {"record": record, "altered": not record.is_intact}

    def flags(self) -> list[str]:
        """Return what is unusual about the request, in words."""
        return [WORDS[Flag(flag)] for flag in self.request.flags]

    def repeated(self) -> QuerySet:
        """Other requests from the same number, newest first."""
        same = CallbackRequest.objects.filter(phone_hash=self.request.phone_hash)
        return same.exclude(pk=self.request.pk) if self.request.phone_hash else same.none()

    def timeline(self) -> list[Moment]:
        """Return what happened, in order: the system's doings and the words of staff."""
        return sorted([*self._events(), *self._comments(), *self._notices()], key=lambda m: m.at)

    def _events(self) -> Iterable[Moment]:
        for event in self.request.events.select_related("user"):
            yield Moment(event.at, event.user.get_username() if event.user else "", event.text)

    def _comments(self) -> Iterable[Moment]:
        for note in self.request.notes.defer("text").select_related("author"):
            text = read_value(note, "text")
            who = note.author.get_username() if note.author else "Former member of staff"
            yield Moment(
                note.created_at, who, "Comment", quote=UNREADABLE if text is None else text
            )

    def _notices(self) -> Iterable[Moment]:
        names = dict(Recipient.objects.values_list("pk", "name"))
        prefix = f"{CHANNEL}:{self.request.pk}:"
        for delivery in Delivery.objects.filter(unique_key__startswith=prefix):
            name = names.get(delivery.payload["recipient"], "a former recipient")
            state = delivery.get_status_display().lower()
            twice = ", perhaps twice" if delivery.maybe_sent_before else ""
            error = f" – {delivery.last_error}" if delivery.last_error else ""
            at = delivery.finished_at or delivery.created_at
            yield Moment(at, "", f"Notice to {name}: {state}{twice}{error}")


def read_value(instance: Any, name: str) -> Any:
    """Return a decrypted value, an empty text for none, or None where it cannot be read."""
    try:
        return getattr(instance, name) or ""
    except (UnreadableValueError, ValueError):
        return None


def as_text(answer: Any) -> str:
    """Return an answer to an editor's question as one text."""
    if isinstance(answer, list):
        return ", ".join(str(part) for part in answer)
    if isinstance(answer, bool):
        return "Yes" if answer else "No"
    return "" if answer is None else str(answer)
