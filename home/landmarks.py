"""Pages of which a site has one that many pages lead to: found together with its settings.

A plugin names their types, such as the page on who answers; `landmark` then returns the oldest
public one of the request's site, with no more than a link needs.
"""

from typing import Any

from django.apps import apps
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from wagtail.models import Page, Site

from headless.cache.tags import VISIBILITY
from headless.visibility import public_pages

_labels: list[str] = []
_KEPT = "_landmarks"


def register(label: str) -> None:
    """Name a type, as `app.Model`; call it from `AppConfig.ready()`."""
    _labels.append(label)


def landmark(request: HttpRequest, model: type[Page]) -> Page | None:
    """Return the public page of this type at the request's site; None where it has none."""
    kept: dict[str, Page | None] = getattr(request, _KEPT, {})
    if (label := model._meta.label) not in kept:
        site = Site.find_for_request(request)
        pages = public_pages(model, site=site).order_by("pk") if site else model.objects.none()
        kept = kept | {label: pages.first()}
        setattr(request, _KEPT, kept)
    return kept[label]


def columns() -> dict[str, Subquery]:
    """Return what a query of sites needs, for `keep`."""
    return {_column(label): _first(apps.get_model(label)) for label in _labels}


def tags() -> set[str]:
    """Return the tags that stand for what these columns read."""
    return {VISIBILITY, *(f"type-{label.lower()}" for label in _labels)}


def keep(request: HttpRequest, site: Any) -> None:
    """Keep what came with a site for its request."""
    rows = {label: getattr(site, _column(label)) for label in _labels}
    setattr(request, _KEPT, {label: row and _page(row) for label, row in rows.items()})


def _column(label: str) -> str:
    return f"first_{label.lower().replace('.', '_')}"


def _first(model: type[Page]) -> Subquery:
    below = public_pages(model).filter(path__startswith=OuterRef("root_page__path"))
    row = JSONObject(id="pk", url_path="url_path")
    # The oldest: by path, SQLite would go through all pages that there are.
    return Subquery(below.order_by("page_ptr_id").values(row=row)[:1])


def _page(row: dict[str, Any]) -> Page:
    return Page.from_db(None, list(row), list(row.values()))
