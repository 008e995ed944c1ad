"""Drafts get what an import writes, so that publishing one later does not undo it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Revision, TaskState

from treatment.importing.values import Values, current, set_values
from treatment.models import FacilityPage, FacilityPhone, Service
from treatment.provenance import EDITOR


@dataclass(frozen=True)
class Written:
    """What an import has written to a page, and what stood there before."""

    before: Values
    values: Values
    phones: Sequence[FacilityPhone]
    services: Sequence[Service]


def carry_along(page: FacilityPage, written: Written) -> None:
    """Write a new revision of a page's draft that has what was written to the page.

    A field that the draft's editor has changed stays as the draft has it. Older revisions that
    somebody planned or submitted to be published are brought up to date where they stand.
    """
    latest = page.latest_revision
    if not page.has_unpublished_changes or latest is None:
        return
    in_progress = Q(task_states__status=TaskState.STATUS_IN_PROGRESS)
    planned = Q(approved_go_live_at__isnull=False)
    for older in page.revisions.filter(in_progress | planned).exclude(pk=latest.pk).distinct():
        older.content = _brought_up(older, page, written).serializable_data()
        older.save(update_fields=["content"])
    draft = _brought_up(latest, page, written)
    revision = draft.save_revision(clean=False, approved_go_live_at=latest.approved_go_live_at)
    _replace(latest, revision)


def _brought_up(revision: Revision, page: FacilityPage, written: Written) -> FacilityPage:
    """Return the draft of a revision with what was written, but for its editor's fields."""
    draft: FacilityPage = revision.as_object()
    editors = _changed_in(draft, written.before)
    taken = {field: value for field, value in written.values.items() if field not in editors}
    set_values(draft, taken)
    if "phones" in taken:
        draft.phones = list(written.phones)
    if "services" in taken:
        draft.services = list(written.services)
    own = {field: note for field, note in draft.provenance.items() if note["source"] == EDITOR}
    draft.provenance = {**page.provenance, **own}
    draft.gone_on = page.gone_on
    if "source" not in own:
        draft.source, draft.source_date = page.source, page.source_date
    return draft


def _changed_in(draft: FacilityPage, before: Values) -> set[str]:
    """Return the fields that the draft's editor has changed."""
    phones = [[phone.kind, phone.number] for phone in draft.phones.all()]
    values = current(draft, phones, [service.code for service in draft.services.all()])
    return {
        *(field for field, value in values.items() if value != before[field]),
        *(field for field, note in draft.provenance.items() if note["source"] == EDITOR),
    }


def _replace(old: Revision, new: Revision) -> None:
    """Let a planned publication and a running workflow go on with the new revision."""
    if old.approved_go_live_at:
        old.approved_go_live_at = None
        old.save(update_fields=["approved_go_live_at"])
    old.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).update(revision=new)
