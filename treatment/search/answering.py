"""What the locator's page shows for the parameters of its address."""

import re
from typing import Any

from django.http import QueryDict

from home.states import STATES
from treatment.search.codebook import Codebook
from treatment.search.comparing import compare
from treatment.search.finding import Findings, Slice
from treatment.search.gazetteer import ATTRIBUTION
from treatment.search.links import address_of, choices_of_place, chosen, page_links
from treatment.search.listing import heading, listed, order
from treatment.search.query import Query, QueryError, as_typed, parse
from treatment.search.questions import not_asked, questions, questions_at_the_start
from treatment.search.relaxing import find_something
from treatment.search.states import state_links
from treatment.wording import joined

PER_PAGE = 20
LAST_PAGE = 500
RADII = (5, 10, 25, 50, 100)  # miles
NO_SUCH_PAGE = "There is no such page of results."
_PAGE = re.compile(r"[1-9]\d{0,2}", re.ASCII)


def asks_to_compare(parameters: QueryDict) -> bool:
    """Whether facilities are named that are to stand side by side."""
    return any(parameters.getlist("compare"))


def answer(locator_id: int, parameters: QueryDict, base: str) -> dict[str, Any]:
    """Return the template's context: `query`, and what was found, or `error`.

    Parameters that are none of ours, as newsletters add them, are passed over. `base` is the
    page's address.
    """
    context = {"states": STATES, "attribution": ATTRIBUTION}
    try:
        codebook = Codebook.read()
        query = parse(parameters, codebook)
        tell = _comparison if asks_to_compare(parameters) else _results if query else _start
        return context | {
            "query": query,
            "radii": _radii(query.within),
            **tell(locator_id, query, codebook, parameters, base),
        }
    except QueryError as error:
        typed = as_typed(parameters)
        return context | {"query": typed, "radii": _radii(None), "error": str(error)}


def _start(
    locator_id: int, query: Query, codebook: Codebook, parameters: QueryDict, base: str
) -> dict[str, Any]:
    """Ask, and lead to the states; a list of everything would help nobody."""
    if _page(parameters) > 1:
        raise QueryError("page", NO_SUCH_PAGE)
    return {
        "questions": questions_at_the_start(codebook),
        "state_links": state_links(locator_id, base),
    }


def _results(
    locator_id: int, query: Query, codebook: Codebook, parameters: QueryDict, base: str
) -> dict[str, Any]:
    number = _page(parameters)
    part = Slice(PER_PAGE, (number - 1) * PER_PAGE)
    findings = find_something(locator_id, query, codebook, part, facets=True)
    if number > 1 and not findings.items:
        raise QueryError("page", NO_SUCH_PAGE)
    places = choices_of_place(base, query, findings.where)
    # Nothing is counted before the reader said which place is meant.
    asked = [] if places else questions(findings.facets, query, codebook)
    pages = _pages(findings, number)
    return {
        "findings": findings,
        "heading": heading(findings),
        "order": order(findings),
        "relaxed": joined(list(findings.relaxed)),
        "listed": list(listed(findings, part.offset)),
        "questions": asked,
        "hidden": not_asked(query, asked),
        "chosen": chosen(base, query, codebook, findings.where),
        "place_choices": places,
        "pages": pages,
        "links": page_links(base, query, pages),
    }


def _comparison(
    locator_id: int, query: Query, codebook: Codebook, parameters: QueryDict, base: str
) -> dict[str, Any]:
    ids = [value for value in parameters.getlist("compare") if value]
    return {
        "comparison": compare(locator_id, ids, query, codebook, base),
        "results_address": address_of(base, query),
    }


def _radii(within: float | None) -> list[float]:
    """Return the distances to choose from, with the one that was asked for."""
    return sorted({*RADII, *([within] if within else [])})


def _page(parameters: QueryDict) -> int:
    text = parameters.get("page", "1")
    if not _PAGE.fullmatch(text) or int(text) > LAST_PAGE:
        raise QueryError("page", NO_SUCH_PAGE)
    return int(text)


def _pages(findings: Findings, number: int) -> dict[str, Any]:
    """Return the numbers of the pages before and after."""
    last = min(LAST_PAGE, -(-findings.total // PER_PAGE))
    return {
        "number": number,
        "last": last,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number < last else None,
    }
