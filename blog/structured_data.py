"""What search engines are told about an article, in the words of schema.org."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from wagtail.models import Site

from home.models import SiteSettings

if TYPE_CHECKING:
    from blog.models import ArticlePage, PersonPage, Reference
    from blog.models.reviews import Review


def describe_article(
    article: "ArticlePage",
    authors: "list[PersonPage]",
    review: "Review | None",
    references: "list[Reference]",
    request: HttpRequest,
) -> dict[str, Any]:
    """Return the article as a schema.org Article; what is not known is left out."""
    published = article.first_published_at
    described = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title,
        "description": article.summary,
        "image": _picture(article),
        "datePublished": published.isoformat() if published else None,
        "dateModified": article.updated_on.isoformat() if article.updated_on else None,
        "author": [_person(person) for person in authors],
        "publisher": _publisher(request),
        "citation": [
            {"@type": "CreativeWork", "name": row.title, "url": row.address or None}
            for row in references
        ],
        "isPartOf": _series(article),
        "mainEntityOfPage": _page(article, review),
    }
    return _known(described)


def _series(article: "ArticlePage") -> dict[str, Any] | None:
    if (place := article.series) is None:
        return None
    series = place.series
    return {"@type": "CreativeWorkSeries", "name": series.title, "url": series.full_url}


def _page(article: "ArticlePage", review: "Review | None") -> dict[str, Any]:
    page = {"@type": "WebPage", "@id": article.canonical_url}
    if review is None:
        return page
    return page | {
        "@type": "MedicalWebPage",
        "reviewedBy": _person(review.reviewer),
        "lastReviewed": review.on.isoformat(),
    }


def _person(person: "PersonPage") -> dict[str, Any]:
    return {
        "@type": "Person",
        "name": person.title,
        "url": person.canonical_url,
        "honorificSuffix": person.credentials,
        "jobTitle": person.role,
    }


def _publisher(request: HttpRequest) -> dict[str, Any] | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    name = SiteSettings.for_request(request).name or site.site_name
    return {"@type": "Organization", "name": name, "url": site.root_url}


def _picture(article: "ArticlePage") -> str | None:
    if article.shown_image is None:
        return None
    # The rendition that the frame's og:image has, so that it is made once.
    rendition = article.shown_image.get_rendition("fill-1200x630|format-jpeg")
    return rendition.full_url if rendition.file else None


def _known(value: Any) -> Any:
    """Leave out, at every depth, what is empty."""
    if isinstance(value, dict):
        return {key: _known(item) for key, item in value.items() if item not in (None, "", [])}
    return [_known(item) for item in value] if isinstance(value, list) else value
