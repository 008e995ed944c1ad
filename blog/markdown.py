"""An article as Markdown, for machine readers: what it says, who says so, and on what grounds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from markdownify import MarkdownConverter
from wagtail.models import Site

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
    body = render_to_string("components/stream.html", {"stream": article.body, "page": article})
    parts = [f"# {article.title}", article.summary, *_credits(article)]
    parts.append(_convert(body, article.full_url))
    if sources := list(_sources(article)):
        parts += ["## References", "\n".join(sources)]
    parts.append(f"Source: {article.full_url}")
    return "\n\n".join(filter(None, parts)) + "\n"


def listed(site: Site) -> Iterator[Listed]:
    """Yield a site's newest articles, with their Markdown's addresses."""
    for article in articles(site=site)[:MOST_LISTED]:
        yield Listed(article.title, f"{article.full_url}{NAME}", article.summary)


def _credits(article: "ArticlePage") -> Iterator[str]:
    if names := article.author_names():
        yield f"By {names}"
    if review := article.review:
        yield f"Medically reviewed by {review.reviewer.name_and_credentials} on {review.on}"
    if article.updated_on:
        yield " ".join(filter(None, [f"Updated on {article.updated_on}.", article.change_note]))


def _sources(article: "ArticlePage") -> Iterator[str]:
    for number, row in enumerate(article.references.all(), 1):
        known = (row.title, row.publisher, row.year and str(row.year), row.address)
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
