"""Keeps the rows that the locator searches: one for each facility that the public may see."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, transaction

from headless.visibility import public_pages, with_aliases
from treatment.models.places import FacilityPlace
from treatment.search.plain import plain
from treatment.search.sphere import Point, band_of
from treatment.search.words import MOST_CODES, WORD_NAMES, number_of, split

CHUNK = 1_000
_COLUMNS = ("pk", "path", "title", "name2", "city", "state", "zip", "latitude", "longitude")
_STEP = 4  # characters of a page's path for each level of the tree


def index_all() -> None:
    """Write every row anew."""
    model = apps.get_model("treatment", "FacilityPage")
    FacilityPlace.objects.all().delete()
    for chunk in _chunks(model.objects.order_by("pk").values_list("pk", flat=True)):
        index_facilities(chunk)


@transaction.atomic
def index_facilities(facility_ids: Collection[int]) -> None:
    """Write the rows of these facilities anew; those that are not public, or gone, have none."""
    FacilityPlace.objects.filter(pk__in=facility_ids).delete()
    model = apps.get_model("treatment", "FacilityPage")
    public = public_pages(model).filter(pk__in=facility_ids, gone_on__isnull=True)
    rows = list(public.values(*_COLUMNS))
    numbers, locators = _numbers(model, facility_ids), _locators(rows)
    FacilityPlace.objects.bulk_create(_place(row, numbers, locators) for row in rows)


def _numbers(model: Any, facility_ids: Collection[int]) -> dict[int, int]:
    """Return the service codes of each facility as bits."""
    bits = defaultdict(list)
    through = model.services.through.objects.filter(
        facilitypage__in=facility_ids, service__bit__lt=MOST_CODES
    )
    for pk, bit in through.values_list("facilitypage", "service__bit"):
        bits[pk].append(bit)
    return {pk: number_of(found) for pk, found in bits.items()}


def _locators(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Return the ids of the pages above, by path."""
    pages = apps.get_model("wagtailcore", "Page").objects
    above = {row["path"][:-_STEP] for row in rows}
    return dict(pages.filter(path__in=above).values_list("path", "pk"))


def _place(row: dict[str, Any], numbers: dict[int, int], locators: dict[str, int]) -> FacilityPlace:
    name = plain(" ".join(row[part] for part in ("title", "name2", "city", "state", "zip")))
    place = FacilityPlace(
        facility_id=row["pk"],
        locator_id=locators[row["path"][:-_STEP]],
        name=name[:450],
        sort_key=f"{row['state']} {plain(row['city'])} {plain(row['title'])}"[:400],
        state=row["state"],
    )
    for word, value in zip(WORD_NAMES, split(numbers.get(row["pk"], 0)), strict=True):
        setattr(place, word, value)
    if row["latitude"] is not None:
        point = Point(float(row["latitude"]), float(row["longitude"]))
        place.latitude, place.longitude = point
        place.x, place.y, place.z = point.vector
        place.band = band_of(point.latitude)
    return place


def _chunks(ids: Any) -> Iterator[list[int]]:
    every = list(ids)
    for start in range(0, len(every), CHUNK):
        yield every[start : start + CHUNK]


def after_bulk(sender: Any, facility_ids: list[int], **kwargs: Any) -> None:
    """Follow a change that went past `FacilityPage.save()`."""
    index_facilities(facility_ids)


def after_restriction(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Follow a page's becoming private, or public again."""
    for page in with_aliases(instance.page):
        _index_below(page)


def after_move(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Follow a move in the page tree, which may hide or show aliases elsewhere."""
    for page in with_aliases(instance):
        _index_below(page)


def after_migrate(sender: Any, using: str, apps: Any = apps, **kwargs: Any) -> None:
    """Make the rows where a site had facilities before it had this search."""
    try:
        known = apps.get_model("treatment", "FacilityPlace").objects.using(using)
        facilities = apps.get_model("treatment", "FacilityPage").objects.using(using)
    except LookupError:  # migrated back
        return
    if using == DEFAULT_DB_ALIAS and facilities.exists() and not known.exists():
        index_all()


def _index_below(page: Any) -> None:
    model = apps.get_model("treatment", "FacilityPage")
    below = model.objects.descendant_of(page, inclusive=True)
    for chunk in _chunks(below.values_list("pk", flat=True)):
        index_facilities(chunk)
