"""What becomes of a profile when its surveys say something else.

Reckoned when comparing, to be shown, and again when applying, because editors work in between.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from treatment.importing.values import Told, Values, accepted, current, differences, merged
from treatment.models import FacilityPage, FacilityPhone, FacilitySurvey

Services = FacilityPage.services.through


@dataclass(eq=False)
class Subject:
    """A profile as it is in the database, with what stands in other tables."""

    page: FacilityPage
    phones: list[list[str]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    surveys: dict[str, FacilitySurvey] = field(default_factory=dict)

    @property
    def values(self) -> Values:
        """What it says now."""
        return current(self.page, self.phones, self.codes)


@dataclass(frozen=True)
class Outcome:
    """What its surveys say together, and what of that is news."""

    told: Told | None  # the newest; None where all surveys are gone
    gone_on: date | None
    differences: dict[str, list[Any]]

    @property
    def values(self) -> Values:
        """The new values that are to be written."""
        return accepted(self.differences)


def subjects(ids: Collection[int]) -> dict[int, Subject]:
    """Return these profiles in four queries."""
    found = {pk: Subject(page) for pk, page in FacilityPage.objects.in_bulk(list(ids)).items()}
    phones = FacilityPhone.objects.filter(facility__in=found).order_by("sort_order", "pk")
    for pk, kind, number in phones.values_list("facility_id", "kind", "number"):
        found[pk].phones.append([kind, number])
    services = Services.objects.filter(facilitypage__in=found)
    for pk, code in services.values_list("facilitypage_id", "service__code"):
        found[pk].codes.append(code)
    for survey in FacilitySurvey.objects.filter(facility__in=found):
        found[survey.facility_id].surveys[survey.kind] = survey
    return found


def outcome(subject: Subject, arrived: Iterable[Told], gone: dict[str, date]) -> Outcome:
    """Return what becomes of a profile of which `arrived` speaks and the surveys `gone` do not."""
    said = {kind: as_told(survey) for kind, survey in subject.surveys.items() if not survey.gone_on}
    since = [survey.gone_on for survey in subject.surveys.values() if survey.gone_on]
    said.update({one.kind: one for one in arrived})
    for kind, on in gone.items():
        if said.pop(kind, None):
            since.append(on)
    if not said:
        return Outcome(None, max(since, default=None), {})
    found = differences(subject.values, merged(said.values()), subject.page.provenance)
    return Outcome(max(said.values(), key=lambda one: one.as_of), None, found)


def as_told(survey: FacilitySurvey) -> Told:
    """Return what a stored survey says."""
    return Told(
        survey.kind,
        survey.source,
        survey.as_of,
        survey.key,
        survey.digest,
        survey.facts,
        survey.codes,
        survey.unnamed,
    )


def by_place(rows: Iterable[Any]) -> dict[Any, list[Any]]:
    """Return the rows of each profile: of the one there is, or of the one to be made."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.facility_id or f"place {row.place}"].append(row)
    return groups
