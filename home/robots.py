"""robots.txt (RFC 9309): what crawlers leave alone, and where the sitemap is."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Not secret, only of no use to anybody who searches.
LEFT_ALONE = ("wagtailadmin_home",)


def robots(request: HttpRequest) -> HttpResponse:
    """Answer with the rules for all crawlers."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {reverse(name)}" for name in LEFT_ALONE),
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
