"""Bringing the shipped codes into the database, and keeping codes nobody has named yet."""

import csv
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.db import transaction

_FOLDER = Path(__file__).parent
UNNAMED = "NEW"  # the category of codes that no sheet names

Rows = dict[str, dict[str, Any]]


def _read(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _shipped_categories() -> Rows:
    rows = [*_read("categories.csv"), {"code": UNNAMED, "name": "Not named yet", "facet": ""}]
    return {
        row["code"]: {"name": row["name"], "facet": row["facet"], "sort_order": place}
        for place, row in enumerate(rows)
    }


def _shipped_services(categories: dict[str, int]) -> Rows:
    return {
        row["code"]: {
            "name": row["name"],
            "category_id": categories[row["category"]],
            "explanation": row["explanation"],
            "since": _date(row["since"]),
            "retired_on": _date(row["retired"]),
        }
        for row in _read("services.csv")
    }


def _store(model: Any, using: str, shipped: Rows) -> None:
    """Add the rows that are missing and write those that differ; other rows stay."""
    known = {row.code: row for row in model.objects.using(using).all()}
    added = [model(code=code, **row) for code, row in shipped.items() if code not in known]
    differing = [
        known[code]
        for code, row in shipped.items()
        if code in known and any(getattr(known[code], name) != row[name] for name in row)
    ]
    for row in differing:
        for name, value in shipped[row.code].items():
            setattr(row, name, value)
    model.objects.using(using).bulk_create(added)
    if differing:
        model.objects.using(using).bulk_update(differing, list(shipped[differing[0].code]))


def give_places(service_model: Any, using: str = "default") -> None:
    """Give each service without one the next place in the locator's words of codes.

    A place is never taken back or given twice: words that were stored with it stay right.
    """
    services = service_model.objects.using(using)
    placeless = list(services.filter(bit=None).order_by("pk"))
    if not placeless:
        return
    last = services.exclude(bit=None).order_by("-bit").values_list("bit", flat=True).first()
    for service, place in zip(placeless, count(0 if last is None else last + 1), strict=False):
        service.bit = place
    services.bulk_update(placeless, ["bit"])


def load_taxonomy(apps: Any = global_apps, using: str = "default") -> None:
    """Add what is missing, correct what differs, touch nothing else; rows of other origin stay."""
    category_model = apps.get_model("treatment", "ServiceCategory")
    service_model = apps.get_model("treatment", "Service")
    with transaction.atomic(using=using):
        _store(category_model, using, _shipped_categories())
        categories = dict(category_model.objects.using(using).values_list("code", "pk"))
        _store(service_model, using, _shipped_services(categories))
        give_places(service_model, using)


def after_migrate(sender: AppConfig, using: str, apps: Any = global_apps, **kwargs: Any) -> None:
    """Load after every `migrate`, and after a flush, once the tables are there."""
    try:
        apps.get_model("treatment", "Service")
    except LookupError:  # migrated back to zero
        return
    load_taxonomy(apps, using)
