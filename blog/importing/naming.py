"""Authors become people, and categories topics; those the site has already are taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from blog.importing.addresses import old_path
from blog.importing.findings import Finding
from blog.importing.html import plain_text
from blog.importing.overview import Overview, is_named
from blog.importing.report import Report
from blog.models import ImportedItem, PersonPage, TopicPage
from home.bulk import Slugs, add_pages

_LONGEST_SUMMARY = 300
Kind = ImportedItem.Kind


@dataclass(frozen=True)
class Name:
    """Somebody or something by which posts are known."""

    key: str
    title: str
    summary: str
    live: bool
    path: str


def authors(seen: Overview) -> list[Name]:
    """Return the authors. Nobody's account name or mail address becomes public."""
    names: list[Name] = []
    for login, author in seen.authors.items():
        title = plain_text(author.name)
        if not title or "@" in title or title == login:
            title = f"Author {author.id or len(names) + 1}"
        path = old_path(f"{seen.old.base}author/{login}/")
        names.append(Name(login, title[:250], "", login in seen.public_authors, path))
    return [name for name in names if 0 < len(name.key) <= 200]


def topics(seen: Overview) -> list[Name]:
    """Return the categories; ours have no levels."""
    return [
        Name(
            slug,
            (plain_text(one.name) or slug)[:250],
            plain_text(one.description)[:_LONGEST_SUMMARY],
            slug in seen.public_categories,
            old_path(f"{seen.old.base}category/{_path_of(seen, slug)}/"),
        )
        for slug, one in seen.categories.items()
        if is_named(one) and len(slug) <= 200
    ]


def _path_of(seen: Overview, slug: str) -> str:
    parts: list[str] = []
    while slug in seen.categories and slug not in parts:
        parts.append(slug)
        slug = seen.categories[slug].parent
    return "/".join(reversed(parts))


class Namer:
    """Finds or makes the pages of names below one index page."""

    def __init__(self, seen: Overview, report: Report, *, dry: bool) -> None:
        self._source, self._report, self._dry = seen.source, report, dry

    def people(self, seen: Overview, parent: Page) -> dict[str, Any]:
        """Return the people by their logins."""
        return self._pages(Kind.AUTHOR, authors(seen), parent, PersonPage)

    def topics(self, seen: Overview, parent: Page) -> dict[str, Any]:
        """Return the topics by their slugs."""
        return self._pages(Kind.CATEGORY, topics(seen), parent, TopicPage)

    @transaction.atomic
    def _pages(
        self, kind: Kind, names: Sequence[Name], parent: Page, model: type[Page]
    ) -> dict[str, Any]:
        """Return pages by the keys of their names; None for what an editor deleted since."""
        known = {
            row.key: row.page_id
            for row in ImportedItem.objects.filter(source=self._source, kind=kind)
        }
        ours: dict[str, Page] = {
            page.title.casefold(): page for page in model.objects.child_of(parent).order_by("-pk")
        }
        new = [name for name in names if name.key not in known]
        made = self._make(
            [name for name in new if name.title.casefold() not in ours], parent, model
        )
        self._remember(kind, new, made, ours)
        pages = model.objects.in_bulk([pk for pk in known.values() if pk])
        found: dict[str, Any] = {key: pages.get(pk) for key, pk in known.items()}
        for name in new:
            found[name.key] = made.get(name.title.casefold()) or ours.get(name.title.casefold())
        return found

    def _make(self, names: Iterable[Name], parent: Page, model: type[Page]) -> dict[str, Page]:
        slugs, now = Slugs(parent), timezone.now()
        made: dict[str, Page] = {}
        for name in names:
            if name.title.casefold() in made:
                continue
            page = model(title=name.title, slug=slugs.free(name.title), live=name.live)
            page.summary = name.summary
            if name.live:
                page.first_published_at = page.last_published_at = now
            made[name.title.casefold()] = page
        label = model._meta.verbose_name
        self._report.outcomes[f"new {label} pages"] += len(made)
        if not self._dry:
            add_pages(parent, list(made.values()))
        return made

    def _remember(
        self, kind: Kind, new: list[Name], made: dict[str, Page], ours: dict[str, Page]
    ) -> None:
        rows = []
        for name in new:
            title = name.title.casefold()
            if title not in made:
                self._report.tell(None, [Finding(f"{kind} taken from the site", name.title)])
            elif kind == Kind.AUTHOR and name.title.startswith("Author "):
                self._report.tell(None, [Finding("author without a name", name.title)])
            page = made.get(title) or ours[title]
            rows.append(
                ImportedItem(
                    source=self._source, kind=kind, key=name.key, page_id=page.pk,
                    old_path=name.path, was_live=name.live,
                )
            )  # fmt: skip
        if not self._dry:
            ImportedItem.objects.bulk_create(rows, batch_size=500)
