"""Never an empty page: what a search can do without, in the order in which readers would."""

from collections.abc import Iterator
from dataclasses import replace

from treatment.search import gazetteer
from treatment.search.codebook import FACETS, Codebook
from treatment.search.finding import Findings, Slice, find
from treatment.search.query import Query

# What is given up first is least likely to decide whether a place can help.
GIVEN_UP = ("language", "accreditation", "approach", "group", "gender", "telehealth", "payment")


def find_something(
    locator_id: int, query: Query, codebook: Codebook, part: Slice, *, facets: bool = False
) -> Findings:
    """Answer a query; where nothing matches, answer the closest one that something does.

    `Findings.relaxed` then says in words what was left out.
    """
    if query.near and gazetteer.locate(query.near) is None:
        # No place that anybody knows: it may be a name.
        words: tuple[str, ...] = (f"“{query.near}” as a place",)
        query = query.replace(near="", within=None, words=f"{query.near} {query.words}".strip())
        return replace(find(locator_id, query, codebook, part, facets=facets), relaxed=words)
    findings = find(locator_id, query, codebook, part, facets=facets)
    if findings.total or _needs_a_choice(findings):
        return findings
    for relaxed, words in _without(query):
        other = find(locator_id, relaxed, codebook, part, facets=facets)
        if other.total:
            return replace(other, relaxed=words)
    return findings


def _needs_a_choice(findings: Findings) -> bool:
    return bool(findings.where and findings.where.choices)


def _without(query: Query) -> Iterator[tuple[Query, tuple[str, ...]]]:
    """Yield queries that ask for less and less, with what each gave up."""
    given_up: tuple[str, ...] = ()
    if query.within is not None and query.near:
        given_up = (f"within {query.within:g} miles",)
        query = query.replace(within=None)
        yield query, given_up
    for name in (*GIVEN_UP, *(name for name in query.codes if name not in GIVEN_UP)):
        if name in query.codes:
            given_up = (*given_up, FACETS.get(name, "a service").lower())
            codes = {other: codes for other, codes in query.codes.items() if other != name}
            query = query.replace(codes=codes)
            yield query, given_up
    if query.words:
        given_up = (*given_up, f"the words “{query.words}”")
        query = query.replace(words="")
        yield query, given_up
    if query.state:
        yield query.replace(state=""), (*given_up, query.state_name)
