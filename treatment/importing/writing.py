"""Writing profiles, phones, services and surveys of a chunk with a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from headless.cache.tables import tag_of
from headless.changes.ledger import changed
from home.bulk import Slugs, add_pages, index_pages, insert_pairs
from treatment.importing.codes import services_for
from treatment.importing.drafts import Written, carry_along
from treatment.importing.outcomes import Outcome, Services, Subject, outcome
from treatment.importing.values import Told, Values, merged, placed, set_values
from treatment.models import (
    DirectoryImport,
    FacilityPage,
    FacilityPhone,
    FacilitySurvey,
    Service,
)
from treatment.provenance import EDITOR, is_editors, stamp

_ALWAYS = ("provenance", "source", "source_date", "gone_on")
_COLUMNS = {
    "title": ("title", "draft_title"),
    "position": ("latitude", "longitude", "position_source"),
    "surveys": ("treats_substance_use", "treats_mental_health"),
    "phones": (),
    "services": (),
}
_SEARCHED = {field.field_name for field in FacilityPage.get_search_fields()}


@dataclass(eq=False)
class _Piece:
    """A profile to be written, and what is new about it."""

    page: FacilityPage
    values: Values
    told: list[Told]
    gone: dict[str, date] = field(default_factory=dict)
    before: Values | None = None  # None where it is made


class Batch:
    """The profiles of a chunk, collected and then written together."""

    def __init__(self, run: DirectoryImport) -> None:
        self.locator = run.locator
        self.by = run.approved_by.get_username() if run.approved_by else ""
        self.names = {code: name for file in run.files for code, name in file["new_codes"].items()}
        self._made: list[_Piece] = []
        self._updated: list[_Piece] = []
        self._slugs: Slugs | None = None

    def make(self, told: list[Told]) -> FacilityPage:
        """Add a profile; it has its key after `write`."""
        values = placed(merged(told))
        self._slugs = self._slugs or Slugs(self.locator)
        now = timezone.now()
        page = FacilityPage(
            slug=self._slugs.free(f"{values['title']} {values['city']} {values['state']}"),
            first_published_at=now,
            last_published_at=now,
            latest_revision_created_at=now,
        )
        set_values(page, values)
        newest = max(told, key=lambda one: one.as_of)
        self._note(page, newest, [*(name for name, value in values.items() if value), "source"])
        self._made.append(_Piece(page, values, told))
        return page

    def update(self, subject: Subject, told: list[Told], gone: dict[str, date]) -> None:
        """Change a profile by what its surveys say now."""
        before = subject.values
        news = outcome(subject, told, gone)
        page = subject.page
        page.gone_on = news.gone_on
        set_values(page, news.values)
        if not page.has_unpublished_changes:
            page.draft_title = page.title
        if news.told:
            self._note(page, news.told, self._confirmed(page, news))
        self._updated.append(_Piece(page, news.values, told, gone, before))

    @staticmethod
    def _confirmed(page: FacilityPage, news: Outcome) -> list[str]:
        """Return the fields that the sources set now, or set earlier and still say."""
        noted = page.provenance.items()
        return [*(name for name, note in noted if note["source"] != EDITOR), *news.values]

    def _note(self, page: FacilityPage, told: Told, fields: Sequence[str]) -> None:
        if not is_editors(page.provenance, "source", page.source):
            page.source, page.source_date = told.source, told.as_of
        note = stamp(told.source, told.as_of, self.by)
        page.provenance = {**page.provenance, **dict.fromkeys(fields, note)}

    def write(self) -> list[int]:
        """Write everything; return the profiles' keys."""
        add_pages(self.locator, [piece.page for piece in self._made])
        self._update_pages()
        pieces = [*self._made, *self._updated]
        phones = self._write_phones([piece for piece in pieces if "phones" in piece.values])
        services = self._write_services([piece for piece in pieces if "services" in piece.values])
        _write_surveys(pieces)
        for piece in self._updated:
            if piece.before is not None:
                own = [services[code] for code in piece.values.get("services", ())]
                written = Written(piece.before, piece.values, phones.get(piece.page.pk, ()), own)
                carry_along(piece.page, written)
        return [piece.page.pk for piece in pieces]

    def _update_pages(self) -> None:
        if not self._updated:
            return
        pages = [piece.page for piece in self._updated]
        changed = {name for piece in self._updated for name in piece.values}
        columns = {column for name in changed for column in _COLUMNS.get(name, (name,))}
        FacilityPage.objects.bulk_update(pages, [*_ALWAYS, *sorted(columns)])
        index_pages([piece.page for piece in self._updated if _SEARCHED & set(piece.values)])

    def _write_phones(self, pieces: list[_Piece]) -> dict[int, list[FacilityPhone]]:
        """Replace the numbers of these profiles."""
        if existing := _existing(pieces):
            FacilityPhone.objects.filter(facility__in=existing).delete()
        phones = [
            FacilityPhone(facility_id=piece.page.pk, kind=kind, number=number, sort_order=place)
            for piece in pieces
            for place, (kind, number) in enumerate(piece.values["phones"])
        ]
        by_page: dict[int, list[FacilityPhone]] = {}
        for phone in phones:
            phone.interpret()
            by_page.setdefault(phone.facility_id, []).append(phone)
        FacilityPhone.objects.bulk_create(phones)
        return by_page

    def _write_services(self, pieces: list[_Piece]) -> dict[str, Service]:
        """Replace the services of these profiles; return the services by code."""
        codes = sorted({code for piece in pieces for code in piece.values["services"]})
        services = {one.code: one for one in services_for(codes, self.names)}
        keys = {code: service.pk for code, service in services.items()}
        if existing := _existing(pieces):
            Services.objects.filter(facilitypage__in=existing).delete()
        insert_pairs(
            Services,
            ("facilitypage_id", "service_id"),
            ((p.page.pk, keys[code]) for p in pieces for code in p.values["services"]),
        )
        # PostgreSQL's COPY is no statement that the watch on writes could see.
        changed(tag_of(Services._meta.db_table), *(f"page-{p.page.pk}" for p in pieces))
        return services


def _existing(pieces: list[_Piece]) -> list[int]:
    return [piece.page.pk for piece in pieces if piece.before is not None]


def _write_surveys(pieces: list[_Piece]) -> None:
    """Keep what each survey says; mark those that list a profile no more."""
    surveys = [
        FacilitySurvey(facility_id=piece.page.pk, gone_on=None, **told._asdict())
        for piece in pieces
        for told in piece.told
    ]
    columns = [name for name in (*Told._fields, "gone_on") if name != "kind"]
    FacilitySurvey.objects.bulk_create(
        surveys, update_conflicts=True, unique_fields=["facility", "kind"], update_fields=columns
    )
    by_end: dict[tuple[str, date], list[int]] = {}
    for piece in pieces:
        for kind, on in piece.gone.items():
            by_end.setdefault((kind, on), []).append(piece.page.pk)
    for (kind, on), facilities in by_end.items():
        gone = FacilitySurvey.objects.filter(facility__in=facilities, kind=kind)
        gone.update(gone_on=on)
