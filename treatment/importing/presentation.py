"""Differences as people read them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from treatment.choices import PhoneKind, PositionSource, Survey
from treatment.models import DirectoryImportRow, FacilityPage


class Change(NamedTuple):
    """One field of a row."""

    field: str
    old: str
    new: str
    kept: bool


def changes(row: DirectoryImportRow) -> list[Change]:
    """Return what a row changes, or would change if an editor had not been there before."""
    return [
        Change(label_of(field), *_both(field, *pair[:2]), kept=len(pair) > 2)
        for field, pair in row.differences.items()
    ]


def label_of(field: str) -> str:
    """Return the name that the field has in the editor's form."""
    others = {"phones": "phone numbers", "position": "position", "surveys": "surveys"}
    return others.get(field) or str(FacilityPage._meta.get_field(field).verbose_name)


def _both(field: str, old: Any, new: Any) -> tuple[str, str]:
    """Return both values; of services only what comes and goes, for there are seventy of them."""
    if field == "services":
        return _codes(set(old) - set(new)), _codes(set(new) - set(old))
    special: dict[str, Callable[[Any], str]] = {
        "phones": _phones,
        "position": _position,
        "surveys": _surveys,
    }
    show = special.get(field, str)
    return show(old), show(new)


def described(field: str, value: Any) -> str:
    """Return one value as people read it."""
    return _both(field, type(value)(), value)[1]


def _codes(codes: set[str]) -> str:
    return " ".join(sorted(codes))


def _phones(phones: list[list[str]]) -> str:
    return "; ".join(f"{number} ({PhoneKind(kind).label})" for kind, number in phones)


def _position(position: list[str] | None) -> str:
    if position is None:
        return ""
    latitude, longitude, source = position
    return f"{latitude}, {longitude} ({PositionSource(source).label})"


def _surveys(kinds: list[str]) -> str:
    return ", ".join(Survey(kind).label for kind in kinds)
