"""An article as Markdown, for machine readers: what it says, who says so, and on what grounds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from markdownify import MarkdownConverter
from wagtail.models import Page, Site

from blog.lists import articles
from home.llms import Listed

if TYPE_CHECKING:
    from blog.models import ArticlePage

# What only a person at the page can use, and what only decorates.
LEFT_OUT = ("form", "script", "style", "svg", "template", "button", "dialog")
MOST_LISTED = 500
NAME = "markdown/"  # below the article's address; Wagtail serves no names with a dot


def as_markdown(article: "ArticlePage") -> str:
    """Return the article with its byline, review, body and references; links have their host."""
    minutes = f"{article.reading_minutes} min read"
    body = render_to_string("components/stream.html", {"stream": article.body, "page": article})
    parts = [f"# {article.title}", article.summary, *_credits(article), minutes]
    parts.append(_convert(body, article.full_url))
    if sources := list(_sources(article)):
        parts += ["## References", "\n".join(sources)]
    if article.funding:
        parts += ["## Funding", article.funding]
    parts += _elsewhere(article)
    parts.append(f"Source: {article.canonical_url}")
    return "\n\n".join(filter(None, parts)) + "\n"


def listed(site: Site) -> Iterator[Listed]:
    """Yield a site's newest articles, with their Markdown's addresses."""
    for article in articles(site=site)[:MOST_LISTED]:
        yield Listed(article.title, f"{article.full_url}{NAME}", article.summary)


def _credits(article: "ArticlePage") -> Iterator[str]:
    if people := article.authors():
        yield f"By {'; '.join(person.name_and_credentials for person in people)}"
    if review := article.review:
        yield f"Medically reviewed by {review.reviewer.name_and_credentials} on {review.on}"
    if article.updated_on:
        yield " ".join(filter(None, [f"Updated on {article.updated_on}.", article.change_note]))
    if place := article.series:
        part = f"Part {place.position} of {len(place.parts)} of the series"
        yield f"{part} {_link(place.series)}"


def _elsewhere(article: "ArticlePage") -> Iterator[str]:
    """Yield where the page leads on to: its series, its topics and tags, related articles."""
    if (place := article.series) and place.previous:
        yield f"Previous in the series: {_link(place.previous)}"
    if place and place.next:
        yield f"Next in the series: {_link(place.next)}"
    labels = article.labels
    if labels.topics:
        yield f"Topics: {', '.join(map(_link, labels.topics))}"
    if labels.tags:
        yield f"Tags: {', '.join(labels.tags)}"
    if related := article.related_cards:
        yield "## Related articles"
        yield "\n".join(f"- {_link(each)}" for each in related)


def _link(page: Page) -> str:
    return f"[{page.title}]({page.full_url})"


def _sources(article: "ArticlePage") -> Iterator[str]:
    for number, row in enumerate(article.references.all(), 1):
        year = str(row.year) if row.year else ""
        accessed = f"Accessed {row.accessed_on}" if row.accessed_on else ""
        known = (row.title, row.publisher, year, row.address, accessed)
        yield f"{number}. {'. '.join(filter(None, known))}"


def _convert(html: str, address: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for element in soup(LEFT_OUT):
        element.decompose()
    for name in ("href", "src"):
        for element in soup.select(f"[{name}]"):
            element[name] = urljoin(address, str(element[name]))
    converter: Any = MarkdownConverter(heading_style="ATX", bullets="-")
    lines = converter.convert_soup(soup).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()
