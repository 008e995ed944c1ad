"""Links to the old site become links to the pages and documents that stand here now.

Pages are written with the old addresses; when all are there, these are looked up. What leads
nowhere yet stays as it is, is told, and is tried again in the next run: large sites are exported
in several files.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from html import unescape
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page, ReferenceIndex

from blog.importing.addresses import OldSite, file_path, old_path
from blog.importing.findings import Finding
from blog.importing.prose import Block
from blog.importing.records import Item
from blog.importing.report import Report
from blog.models import ImportedItem
from home.bulk import index_references

_LINK = re.compile(r'<a href="([^"]*)">')  # as `Inline` writes it
_AT_ONCE = 100
Targets = dict[str, str]


def has_links(blocks: Sequence[Block], old: OldSite) -> bool:
    """Say whether there are links to the old site."""
    return any(True for _ in _addresses([block["value"] for block in blocks], old))


def _addresses(value: Any, old: OldSite) -> Iterable[str]:
    for text in _texts(value):
        for found in _LINK.finditer(text):
            address = unescape(found[1])
            if old.owns(address):
                yield address


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def link_pages(
    source: str, old: OldSite, report: Report, progress: Callable[[int, int], None]
) -> None:
    """Set the links of all pages that have some left and that no editor has touched."""
    rows = ImportedItem.objects.filter(source=source, links_left=True, page__isnull=False)
    last, done, total = 0, 0, rows.count()
    while chunk := list(rows.filter(pk__gt=last).order_by("pk").select_related("page")[:_AT_ONCE]):
        last = chunk[-1].pk
        _link_chunk(chunk, old, report)
        done += len(chunk)
        progress(done, total)


@transaction.atomic
def _link_chunk(rows: Sequence[ImportedItem], old: OldSite, report: Report) -> None:
    keys = [row.page_id for row in rows if row.page and not row.page.latest_revision_id]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=keys).specific()}
    targets = _targets(rows[0].source, old, [list(page.body.raw_data) for page in pages.values()])
    changed = []
    for row in rows:
        left: set[str] = set()
        if page := pages.get(row.page_id):
            if _link(page, targets, old, left):
                changed.append(page)
            told = Item(line=0, id=row.key, type=row.kind, title=page.title)
            findings = [Finding("link to the old site", address) for address in sorted(left)]
            report.tell(told, findings)
        row.links_left = bool(left)
    _store(changed)
    ImportedItem.objects.bulk_update(rows, ["links_left"])


def _link(page: Any, targets: Targets, old: OldSite, left: set[str]) -> bool:
    """Set the links of one page, and say whether there were any; add what leads nowhere yet."""

    def one(found: re.Match) -> str:
        address = unescape(found[1])
        if not old.owns(address):
            return found[0]
        if target := targets.get(address):
            return f"<a {target}>"
        left.add(address)
        return found[0]

    body = list(page.body.raw_data)
    linked = _mapped(body, one)
    page.body = StreamValue(page.body.stream_block, linked, is_lazy=True)
    return linked != body


def _store(pages: Sequence[Any]) -> None:
    """Write bodies alone: that a link leads on is no change of the text."""
    for model in {type(page) for page in pages}:
        ours = [page for page in pages if type(page) is model]
        model.objects.bulk_update(ours, ["body"])
        ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id__in=[str(page.pk) for page in ours],
            model_path__startswith="body.",
        ).delete()
        # Of pages that have nothing but this body: their other references stand already.
        index_references([model(pk=page.pk, body=page.body) for page in ours])


def _mapped(value: Any, replace: Any) -> Any:
    if isinstance(value, str):
        return _LINK.sub(replace, value)
    if isinstance(value, dict):
        return {key: _mapped(inner, replace) for key, inner in value.items()}
    if isinstance(value, list):
        return [_mapped(inner, replace) for inner in value]
    return value


def _targets(source: str, old: OldSite, bodies: Iterable[Any]) -> Targets:
    """Return the attributes of the links, by the old addresses."""
    wanted = {address for body in bodies for address in _addresses(body, old)}
    numbers = {address: old.number(address) for address in wanted}
    paths = {address: {old_path(address), file_path(address)} - {""} for address in wanted}
    rows = ImportedItem.objects.filter(
        Q(old_path__in=set().union(*paths.values()))
        | Q(key__in=set(numbers.values()) - {""}, kind__in=("post", "page")),
        Q(page__isnull=False) | Q(document__isnull=False),
        source=source,
    )
    by_path, by_number = {}, {}
    for row in rows:
        target = (
            f'linktype="page" id="{row.page_id}"'
            if row.page_id
            else f'linktype="document" id="{row.document_id}"'
        )
        by_path[row.old_path] = target
        if row.kind in {"post", "page"}:
            by_number[row.key] = target
    by_path.pop("", None)
    found: Targets = {}
    for address in wanted:
        targets = [
            by_number.get(numbers[address], ""),
            *(by_path.get(p, "") for p in paths[address]),
        ]
        if target := next(filter(None, targets), ""):
            found[address] = target
    return found
