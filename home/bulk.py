"""Adding many pages at once below one parent.

`Page.add_child` costs about twenty queries a page. Here a chunk costs a few, whatever its size, by
doing in bulk what Wagtail and treebeard do one by one:

- Django's `bulk_create` refuses models with a parent table. What it itself uses, `_batched_insert`,
  takes any objects that have the columns: so the same pages give first the rows of
  `wagtailcore_page`, which tell their keys, and then those of their own table.
- Paths follow the last child's; the parent's row is locked meanwhile, so that two writers cannot
  give one path twice, and its `numchild` is raised by as many.
- Signals are not sent. The search index is written here; the reference index has nothing to say
  of pages without images, links or other references. Where they have some, the caller adds them
  with `index_references`, once the rows below the pages are stored too.
- No revision is made: Wagtail takes a page without one from its row, until it is edited.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F, Model
from django.utils.text import slugify
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backends

_SLUG_ROOM = 240  # characters; leaves room for a number behind


@transaction.atomic
def add_pages(parent: Page, pages: Sequence[Page]) -> None:
    """Insert `pages`, all of one type and with slugs of their own, below `parent`."""
    if not pages:
        return
    above = Page.objects.select_for_update().get(pk=parent.pk)
    first = _next_step(above)
    for step, page in enumerate(pages, first):
        page.depth = above.depth + 1
        page.path = Page._get_path(above.path, page.depth, step)
        page.url_path = f"{above.url_path}{page.slug}/"
        page.locale_id = above.locale_id
        page.draft_title = page.title
    _insert(pages)
    Page.objects.filter(pk=above.pk).update(numchild=F("numchild") + len(pages))
    index_pages(pages)


def _next_step(parent: Page) -> int:
    last = Page.objects.child_of(parent).order_by("-path").values_list("path", flat=True).first()
    return Page._str2int(last[-Page.steplen :]) + 1 if last else 1


def _insert(pages: Sequence[Page]) -> None:
    """Insert the rows of both tables; afterwards the pages have their keys."""
    columns = [field for field in Page._meta.concrete_fields if not field.primary_key]
    keys = _insert_columns(Page, pages, columns)
    for page, (key,) in zip(pages, keys, strict=True):
        page.pk = page.id = key
        page._state.adding, page._state.db = False, connection.alias
    model = type(pages[0])
    _insert_columns(model, pages, model._meta.local_concrete_fields)


def _insert_columns(model: type[Page], pages: Sequence[Page], columns: Sequence[Any]) -> list[Any]:
    rows: Any = model._base_manager.all()
    return rows._batched_insert(pages, columns, batch_size=None)


def index_pages(pages: Sequence[Page]) -> None:
    """Bring pages of one type into the search index, in this transaction.

    On SQLite, Wagtail updates the entries of pages that it knows one by one.
    """
    if pages:
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(type(pages[0]), pages)


def index_references(pages: Sequence[Page]) -> None:
    """Note what new pages of one type refer to, as `ReferenceIndex.create_or_update_for_object`.

    Rows below them are those set on the objects: nobody is asked for others.
    """
    if not pages:
        return
    for page in pages:
        given = getattr(page, "_cluster_related_objects", {})
        for relation in get_all_child_relations(page):
            if relation.get_accessor_name() not in given:
                setattr(page, relation.get_accessor_name(), [])
    of, base = (
        ContentType.objects.get_for_model(model, for_concrete_model=False)
        for model in (type(pages[0]), Page)
    )
    rows = [
        ReferenceIndex(
            content_type=of,
            base_content_type=base,
            object_id=page.pk,
            to_content_type_id=to,
            to_object_id=key,
            model_path=model_path,
            content_path=path,
            content_path_hash=ReferenceIndex._get_content_path_hash(path),
        )
        for page in pages
        for to, key, model_path, path in set(ReferenceIndex._extract_references_from_object(page))
    ]
    ReferenceIndex.objects.bulk_create(rows, batch_size=500)


def insert_pairs(model: type[Model], columns: tuple[str, str], pairs: Iterable[tuple]) -> None:
    """Insert the rows of a relation, many as they are, without making objects of them."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            command = f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN"
            with cursor.copy(command) as copy:
                for pair in pairs:
                    copy.write_row(pair)
        else:
            table = quote(model._meta.db_table)
            command = f"INSERT INTO {table} ({names}) VALUES (%s, %s)"  # noqa: S608 - our names
            cursor.executemany(command, list(pairs))


def set_column(model: type[Model], column: str, pairs: Iterable[tuple[Any, int]]) -> None:
    """Set one column, to another value in each row, given as (value, key)."""
    quote = connection.ops.quote_name
    table, name = quote(model._meta.db_table), quote(column)
    with connection.cursor() as cursor:
        command = f"UPDATE {table} SET {name} = %s WHERE id = %s"  # noqa: S608 - our names
        cursor.executemany(command, list(pairs))


class Slugs:
    """Gives slugs that no child of a page has yet."""

    def __init__(self, parent: Page) -> None:
        self._taken = set(Page.objects.child_of(parent).values_list("slug", flat=True))

    def free(self, text: str) -> str:
        """Return the slug of `text`, with a number behind it where others have it."""
        base = slugify(text)[:_SLUG_ROOM] or "page"
        slug, number = base, 1
        while slug in self._taken:
            number += 1
            slug = f"{base}-{number}"
        self._taken.add(slug)
        return slug
