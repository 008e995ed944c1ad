"""`llms.txt` (llmstxt.org): a site's contents for machine readers, and the crisis lines first.

Plugins register what stands under which heading.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Site

from home.crisis import CRISIS_LINES, NATIONAL_HELPLINE, CrisisLine
from home.models import SiteSettings

CONTENT_TYPE = "text/markdown; charset=utf-8"


class Listed(NamedTuple):
    """A page in the list: its title, address and what it is about."""

    title: str
    url: str
    summary: str


_sections: dict[str, Callable[[Site], Iterable[Listed]]] = {}


def register(heading: str, listed: Callable[[Site], Iterable[Listed]]) -> None:
    """Have `listed` say which of a site's public pages stand under `heading`."""
    _sections[heading] = listed


def llms(request: HttpRequest) -> HttpResponse:
    """Answer with the list of the site asked."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404("No site answers at this host")
    return HttpResponse("\n".join(_lines(site)) + "\n", content_type=CONTENT_TYPE)


def _lines(site: Site) -> Iterator[str]:
    settings = SiteSettings.for_site(site)
    yield f"# {settings.name or site.site_name or site.hostname}"
    for words in filter(None, (settings.tagline, settings.footer_note)):
        yield f"\n> {' '.join(words.split())}"
    yield "\n## Numbers that help now"
    yield from map(_number, (*CRISIS_LINES, NATIONAL_HELPLINE))
    for heading, listed in _sections.items():
        if pages := list(listed(site)):
            yield f"\n## {heading}"
            yield from map(_entry, pages)


def _number(line: CrisisLine) -> str:
    return f"- {line.name}: {line.display} ({line.help})"


def _entry(page: Listed) -> str:
    about = f": {' '.join(page.summary.split())}" if page.summary else ""
    return f"- [{page.title.replace('[', '(').replace(']', ')')}]({page.url}){about}"
