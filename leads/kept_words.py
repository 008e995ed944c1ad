"""The page that gives somebody's words back where they cannot be taken any more."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from home.crisis import dangers_posted, lines_for
from leads.forms import MAX_ANSWER, without_control_characters

LONGEST = 4 * MAX_ANSWER  # characters given back in one field


def give_back(
    request: HttpRequest,
    title: str,
    summary: str,
    fields: Iterable[tuple[str, str]],
    status: int = 404,
) -> HttpResponse:
    """Answer with what was posted, each field named (label, name), and with whom to call.

    The database is not asked for anything.
    """
    posted = without_control_characters(request.POST)
    words = [(label, ", ".join(posted.getlist(name)).strip()) for label, name in fields]
    context = {
        "title": title,
        "summary": summary,
        "words": [(label, text[:LONGEST]) for label, text in words if text],
        "lines": lines_for(dangers_posted(posted)),
    }
    response = render(request, "leads/kept_words.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
