"""The page that gives somebody's words back where they cannot be taken any more."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from leads.forms import MAX_ANSWER, without_control_characters

LONGEST = 4 * MAX_ANSWER  # characters given back in one field


def give_back(
    request: HttpRequest, title: str, summary: str, fields: Iterable[tuple[str, str]]
) -> HttpResponse:
    """Answer 404 with what was posted, each field named (label, name), and with whom to call.

    The database is not asked for anything but the lines to call.
    """
    posted = without_control_characters(request.POST)
    words = [(label, posted.get(name, "").strip()[:LONGEST]) for label, name in fields]
    context = {"title": title, "summary": summary, "words": [pair for pair in words if pair[1]]}
    response = render(request, "leads/kept_words.html", context, status=404)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
