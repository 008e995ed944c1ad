"""What an import changed while an editor had the form open, taken over into what they post.

A form posts every field, also those that nobody touched. So a number that an import had corrected
meanwhile would go back to what it was, and count as the editor's own from then on.
"""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, QueryDict
from wagtail.admin import messages

from treatment.importing.outcomes import subjects
from treatment.importing.presentation import described, label_of
from treatment.importing.values import TEXTS, Values, current
from treatment.models import FacilityPage, FacilityPhone, Service
from treatment.provenance import is_editors

LOADED = "loaded_facts"  # the hidden field with what the profile said when the form was made
_CHECKBOXES = {"SU": "treats_substance_use", "MH": "treats_mental_health"}
_POSITION = ("latitude", "longitude", "position_source")


def facts_of(pk: int) -> Values:
    """Return what readers are told of a profile now, as JSON has it."""
    found = subjects([pk]).get(pk)
    return found.values if found else {}


def keep_what_an_import_changed(request: HttpRequest, page: Any) -> None:
    """Put what an import changed meanwhile into the post, where the editor did not change it."""
    if request.method != "POST" or not isinstance(page, FacilityPage):
        return
    loaded, subject = _loaded(request.POST), subjects([page.pk]).get(page.pk)
    if not loaded or subject is None:
        return
    data, now = request.POST.copy(), subject.values
    sent = _sent(data)
    taken, kept = [], []
    for field, before in loaded.items():
        news = now.get(field)
        if news == before or is_editors(subject.page.provenance, field, news):
            continue
        if sent.get(field) == before:
            _PUT.get(field, _put_text)(data, field, news, page)
            taken.append(label_of(field))
        elif sent.get(field) != news:
            kept.append(f"{label_of(field)} ({described(field, news)})")
            if field == "phones":  # the import has replaced the rows that the form names
                _put_phones(data, field, sent[field], page)
    request.POST = data  # type: ignore[assignment]
    if request.accepts("text/html"):
        _tell(request, taken, kept)


def _tell(request: HttpRequest, taken: list[str], kept: list[str]) -> None:
    if taken:
        said = f"An import changed this meanwhile, and it is kept: {', '.join(taken)}."
        messages.warning(request, said)
    if kept:
        said = f"An import says otherwise meanwhile, and yours is kept: {'; '.join(kept)}."
        messages.warning(request, said)


def _loaded(data: QueryDict) -> Values:
    try:
        loaded = json.loads(data.get(LOADED, ""))
    except ValueError:
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _sent(data: QueryDict) -> Values:
    """Return what the form says, in the shape in which imports hold it."""
    page = FacilityPage(**{name: data.get(name, "").strip() for name in TEXTS})
    for name in _CHECKBOXES.values():
        setattr(page, name, name in data)
    ids = [pk for pk in data.getlist("services") if pk.isdecimal()]
    codes = Service.objects.filter(pk__in=ids).values_list("code", flat=True)
    return {**current(page, _sent_phones(data), codes), "position": _sent_position(data)}


def _sent_position(data: QueryDict) -> list[str] | None:
    latitude, longitude, source = (data.get(name, "").strip() for name in _POSITION)
    try:
        return [f"{float(latitude):.6f}", f"{float(longitude):.6f}", source]
    except ValueError:
        return None


def _sent_phones(data: QueryDict) -> list[list[str]]:
    count = data.get("phones-TOTAL_FORMS", "")
    rows = []
    for row in range(min(int(count), 1000) if count.isdecimal() else 0):
        number = data.get(f"phones-{row}-number", "").strip()
        order = data.get(f"phones-{row}-ORDER", "")
        if number and not data.get(f"phones-{row}-DELETE"):
            place = int(order) if order.isdecimal() else row
            rows.append((place, [data.get(f"phones-{row}-kind", ""), number]))
    return [phone for _, phone in sorted(rows, key=lambda row: row[0])]


def _put_text(data: QueryDict, field: str, value: Any, page: FacilityPage) -> None:
    data[field] = value


def _put_position(data: QueryDict, field: str, value: Any, page: FacilityPage) -> None:
    for name, part in zip(_POSITION, value or ("", "", ""), strict=True):
        data[name] = part


def _put_services(data: QueryDict, field: str, value: Any, page: FacilityPage) -> None:
    keys = Service.objects.filter(code__in=value).values_list("pk", flat=True)
    data.setlist(field, [str(pk) for pk in keys])


def _put_surveys(data: QueryDict, field: str, value: Any, page: FacilityPage) -> None:
    for kind, name in _CHECKBOXES.items():
        data.pop(name, None)
        if kind in value:
            data[name] = "on"


def _put_phones(data: QueryDict, field: str, value: Any, page: FacilityPage) -> None:
    """Write the rows as the form has them: those that are there, and in their place new ones."""
    there = list(page.phones.all())
    same = [[phone.kind, phone.number] for phone in there] == value
    new = [] if same else [FacilityPhone(kind=kind, number=number) for kind, number in value]
    for name in [name for name in data if name.startswith("phones-")]:
        del data[name]
    rows = [*there, *new]
    data["phones-TOTAL_FORMS"], data["phones-INITIAL_FORMS"] = str(len(rows)), str(len(there))
    for place, phone in enumerate(rows):
        row = {"id": str(phone.pk or ""), "kind": phone.kind, "number": phone.number}
        row |= {"ORDER": str(place + 1), "DELETE": "" if same or phone.pk is None else "on"}
        for name, part in row.items():
            data[f"phones-{place}-{name}"] = part


_PUT: dict[str, Callable[[QueryDict, str, Any, FacilityPage], None]] = {
    "position": _put_position,
    "services": _put_services,
    "surveys": _put_surveys,
    "phones": _put_phones,
}
