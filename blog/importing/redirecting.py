"""Readers and search engines keep the old addresses: each leads to where its content is now."""

from collections.abc import Callable, Sequence

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from blog.importing.addresses import LONGEST, old_path
from blog.importing.findings import Finding
from blog.importing.records import Item
from blog.importing.report import Report
from blog.models import ImportedItem

_AT_ONCE = 500


def redirect_old_addresses(
    source: str, site: Site, report: Report, progress: Callable[[int, int], None]
) -> None:
    """Add the redirects that are missing. One that an editor made stays."""
    rows = ImportedItem.objects.filter(source=source).exclude(old_path="")
    rows = rows.select_related("page", "image", "document")
    last, done, total = 0, 0, rows.count()
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:_AT_ONCE]):
        last = chunk[-1].pk
        _redirect(chunk, site, report)
        done += len(chunk)
        progress(done, total)


@transaction.atomic
def _redirect(rows: Sequence[ImportedItem], site: Site, report: Report) -> None:
    paths = {row.old_path for row in rows}
    there = {
        redirect.old_path: redirect
        for redirect in Redirect.get_for_site(site).filter(old_path__in=paths)
    }
    new: dict[str, Redirect] = {}
    for row in rows:
        redirect = _redirect_for(row, site)
        if redirect is None:
            continue
        other = there.get(row.old_path) or new.get(row.old_path)
        if other is None:
            new[row.old_path] = redirect
        elif other.redirect_page_id != redirect.redirect_page_id:
            told = Item(line=0, id=row.key, type=row.kind)
            report.tell(told, [Finding("old address leads elsewhere already", row.old_path)])
    Redirect.objects.bulk_create(new.values())
    report.outcomes["new redirects"] += len(new)


def _redirect_for(row: ImportedItem, site: Site) -> Redirect | None:
    """Return the redirect; None where there is nothing to lead to, or the address is the same."""
    redirect = Redirect(old_path=row.old_path, site=site, automatically_created=True)
    if row.page:
        if old_path(_path(row.page, site)) == row.old_path:
            return None
        redirect.redirect_page = row.page
        return redirect
    file = row.document or (row.image and row.image.file)
    address = file.url if file else ""
    if address.startswith("/"):
        address = f"{site.root_url}{address}"
    redirect.redirect_link = address
    return redirect if 0 < len(address) <= LONGEST else None


def _path(page: Page, site: Site) -> str:
    """Return a page's path on its site; without a query, unlike `Page.url`."""
    root = site.root_page.url_path
    return f"/{page.url_path.removeprefix(root)}"
