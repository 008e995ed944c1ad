"""Bringing the shipped codes into the database, and keeping codes nobody has named yet."""

import csv
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps

_FOLDER = Path(__file__).parent
UNNAMED = "NEW"  # the category of codes that no sheet names


def _read(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_taxonomy(apps: Any = global_apps, using: str = "default") -> None:
    """Add what is missing and correct what differs; rows of other origin stay."""
    category_model = apps.get_model("treatment", "ServiceCategory")
    service_model = apps.get_model("treatment", "Service")
    rows = [*_read("categories.csv"), {"code": UNNAMED, "name": "Not named yet"}]
    category_model.objects.using(using).bulk_create(
        [category_model(sort_order=place, **row) for place, row in enumerate(rows)],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "sort_order"],
    )
    categories = dict(category_model.objects.using(using).values_list("code", "pk"))
    service_model.objects.using(using).bulk_create(
        [
            service_model(
                code=row["code"], name=row["name"], category_id=categories[row["category"]]
            )
            for row in _read("services.csv")
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "category"],
    )


def after_migrate(sender: AppConfig, using: str, apps: Any = global_apps, **kwargs: Any) -> None:
    """Load after every `migrate`, and after a flush, once the tables are there."""
    try:
        apps.get_model("treatment", "Service")
    except LookupError:  # migrated back to zero
        return
    load_taxonomy(apps, using)
