"""A watch on the SQL of an answer being built: what nobody declared is noted here.

A table of no pages is noted as a whole, unless rows are asked for by the key of a kind that has
tags. Pages are noted one by one where SQL names them (by id, path, or parent and slug), as the
children of one, or all below one, where it asks for these, and otherwise as `pages`: any page.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections
from wagtail.models import Page

from headless.cache.sql import Condition, Question, parse, without_restrictions, words
from headless.cache.tables import PAGE_TABLE, Tables, known, tag_of
from headless.cache.tags import PAGES, VISIBILITY, Vouched, depend, refuse, slot_tag, vouched

_KEYS = {"id", "page_ptr_id"}
_SITES = {"wagtailcore_site", PAGE_TABLE, "wagtailcore_locale"}


@contextmanager
def watching() -> Iterator[None]:
    """Watch what this thread reads within."""
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(_watch))
        yield


def _watch(execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
    leave = vouched()
    if leave < Vouched.EVERYTHING:
        depend(*tags_read(sql, params, pages=leave < Vouched.PAGES))
    return execute(sql, params, many, context)


def tags_read(sql: str, params: Any, *, pages: bool = True) -> set[str]:
    """Return the tags of what a statement reads, with or without its pages."""
    if not sql[:7].upper().startswith(("SELECT ", "WITH ", "(SELECT")):
        return set()
    tables, plain = known(), without_restrictions(sql)
    names = words(plain) & tables.all
    if names & tables.private:
        refuse()
    restricted = set() if plain == sql else {VISIBILITY}
    question = parse(plain)
    if question is None or not names <= set(question.references.values()):
        return restricted | _coarse(names, tables, pages=pages)
    return restricted | set(_fine(question, params or (), tables, pages=pages))


def _coarse(names: set[str], tables: Tables, *, pages: bool) -> set[str]:
    others = names - tables.pages - (set() if pages else set(tables.parts))
    tags = {tag_of(name) for name in others}
    return tags | {PAGES} if pages and names & tables.pages else tags


def _fine(question: Question, params: Any, tables: Tables, *, pages: bool) -> Iterator[str]:
    for reference, table in question.references.items():
        if table in tables.pages:
            if pages:
                yield from _page_tags(reference, question, params, tables)
        elif table in tables.all and (pages or table not in tables.parts):
            yield from _row_tags(reference, table, question, params, tables)


def _row_tags(
    reference: str, table: str, question: Question, params: Any, tables: Tables
) -> Iterator[str]:
    begin, column = tables.records.get(table), tables.keys.get(table)
    if table in tables.parts:
        begin, column = "page-", tables.parts[table]
    for condition in question.conditions:
        if begin and condition.reference == reference and condition.column == column:
            yield from (f"{begin}{value}" for value in _values(condition, params))
            return
    yield tag_of(table)


def _page_tags(reference: str, question: Question, params: Any, tables: Tables) -> Iterator[str]:
    """Yield the tags of the pages that one reference to a table of pages can mean."""
    if set(question.references.values()) == {"wagtailcore_pageviewrestriction", PAGE_TABLE}:
        return  # where the restricted pages are: `visibility` is bumped when one moves
    if {"wagtailcore_site", PAGE_TABLE} <= set(question.references.values()) <= _SITES:
        return  # the root pages: `site` is bumped with them
    row = _same_row(reference, question, tables)
    mine = [condition for condition in question.conditions if condition.reference in row]
    mine.sort(key=lambda condition: condition.column not in _KEYS)  # a key says most
    yield from next(filter(None, (_named(condition, mine, params) for condition in mine)), [PAGES])


def _same_row(reference: str, question: Question, tables: Tables) -> set[str]:
    """Return the references that are the same page: a type's own table and the table of all."""
    row = {reference}
    for _ in question.same:
        for left, left_column, right, right_column in question.same:
            ends = {left_column, right_column} <= _KEYS
            both = {question.references.get(left), question.references.get(right)} <= tables.pages
            if ends and both and row & {left, right}:
                row |= {left, right}
    return row


def _named(condition: Condition, others: list[Condition], params: Any) -> list[str]:
    """Return the tags of the pages that a condition leaves, or nothing where it names none."""
    values = _values(condition, params)
    if condition.column in _KEYS:
        return [f"page-{value}" for value in values]
    if condition.column != "path":
        return []
    if not condition.within:
        return [f"path-{value}" for value in values]
    if len(values) == 2:  # treebeard's way to ask for children: from …0000 to …ZZZZ
        return _among_children(values[0][: -Page.steplen], others, params)
    pattern = str(values[0])
    plain = pattern.endswith("%") and pattern[:-1].isalnum()
    return _among_children(pattern[:-1], others, params) if plain else []


def _among_children(parent: str, others: list[Condition], params: Any) -> list[str]:
    depth = len(parent) // Page.steplen + 1
    if not any(each.column == "depth" and _values(each, params) == [depth] for each in others):
        return [f"under-{parent}"]
    for each in others:
        if each.column == "slug" and not each.within:
            return [slot_tag(parent, value) for value in _values(each, params)]
    return [f"below-{parent}"]


def _values(condition: Condition, params: Any) -> list[Any]:
    return list(params[condition.first : condition.first + condition.count])
