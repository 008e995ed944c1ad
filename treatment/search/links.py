"""Addresses of searches: what a reader can follow, share and print."""

from typing import Any, NamedTuple

from django.utils.http import urlencode

from treatment.search.codebook import Codebook
from treatment.search.gazetteer import Whereabouts
from treatment.search.query import Query


class Link(NamedTuple):
    """Words and where they lead."""

    label: str
    address: str


def address_of(base: str, query: Query, **more: Any) -> str:
    """Return the address of a search; parameters of `more` that are None are left out."""
    pairs = [*query.pairs(), *((name, value) for name, value in more.items() if value is not None)]
    return f"{base}?{urlencode(pairs, doseq=True)}" if pairs else base


def page_links(base: str, query: Query, pages: dict[str, Any]) -> dict[str, str]:
    """Return the addresses of the pages before and after, and of this one as it is shared."""
    links = {
        name: address_of(base, query, page=pages[name])
        for name in ("previous", "next")
        if pages[name]
    }
    number = pages["number"] if pages["number"] > 1 else None
    return {**links, "this": address_of(base, query, page=number)}


def choices_of_place(base: str, query: Query, where: Whereabouts | None) -> list[Link]:
    """Return links that say which of several places is meant, and keep the rest."""
    choices = where.choices if where else ()
    return [Link(choice, address_of(base, query.replace(near=choice))) for choice in choices]


def chosen(base: str, query: Query, codebook: Codebook, where: Whereabouts | None) -> list[Link]:
    """Return what was asked, each with the address of the search without it."""
    links = []
    if query.near:
        label = where.label if where else query.near
        links.append(Link(f"Near {label}", address_of(base, query.replace(near="", within=None))))
    if query.near and query.within is not None:
        label = f"Within {query.within:g} miles"
        links.append(Link(label, address_of(base, query.replace(within=None))))
    if query.words:
        links.append(Link(f"“{query.words}”", address_of(base, query.replace(words=""))))
    if query.state:
        links.append(Link(query.state_name, address_of(base, query.replace(state=""))))
    for name, codes in query.codes.items():
        for code in codes:
            rest = {**query.codes, name: tuple(other for other in codes if other != code)}
            label = codebook.by_code[code].name
            links.append(Link(label, address_of(base, query.replace(codes=rest))))
    return links
