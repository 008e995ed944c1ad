"""The results page, the same with and without JavaScript, and the suggestions while typing."""

from itertools import chain
from typing import Any

from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from wagtail.models import Site

from headless.text import clean_text
from home.crisis import as_json, find_dangers, lines_for
from home.search.finding import find, narrowed
from home.search.kinds import kinds

LONGEST = 200  # characters
SUGGESTIONS = 3  # of each kind
NOT_HERE = "This page of the results is not here. Please search again."


def results(request: HttpRequest) -> HttpResponse:
    """Answer `?q=` with all kinds, `&kind=` with one, its filters and `&page=`, its later pages.

    A question that nobody can mean is answered 400, in words; a page that is not there 404. Both
    give the question back.
    """
    site, text = _site(request), request.GET.get("q", "").strip()
    kind = request.GET.get("kind", "")
    if fault := _fault(text):
        return _page(request, {"text": clean_text(text), "fault": fault}, status=400)
    if kind and kind not in kinds():
        return _page(request, {"text": text, "fault": NOT_HERE}, status=404)
    try:
        filters = narrowed(site, kind, request.GET)
        found = find(text, site, kind, request.GET.get("page", "1"), filters)
    except (InvalidPage, KeyError):
        return _page(request, {"text": text, "fault": NOT_HERE}, status=404)
    chosen = {one.name: one.value for one in filters if one.value}
    rest = urlencode({"q": text, "kind": kind, **chosen})
    everything = f"?{urlencode({'q': text})}"
    context = {"text": text, "kind": kind, "found": found, "query": rest, "everything": everything}
    return _page(request, context)


def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer `?q=` with titles that begin alike, as `{"suggestions": [...]}`.

    Words of danger add `crisis_lines`, whatever else begins like them.
    """
    site, text = _site(request), request.GET.get("q", "").strip()
    answer: dict[str, Any] = {"suggestions": []}
    if not _fault(text) and len(text) > 1:
        titles = (kind.suggest(site, text, SUGGESTIONS) for kind in kinds().values())
        answer["suggestions"] = list(dict.fromkeys(chain.from_iterable(titles)))
    if lines := lines_for(find_dangers(text)):
        answer["crisis_lines"] = as_json(lines)
    return JsonResponse(answer)


def _fault(text: str) -> str:
    if "\x00" in text:
        return "Your search has a character that nothing can contain."
    return f"Please use at most {LONGEST} characters." if len(text) > LONGEST else ""


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404("No site answers at this host")
    return site


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "home/search.html", context, status=status)
