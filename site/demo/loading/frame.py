"""The home page, the pages around the others, and what stands around every page."""

from typing import Any

from wagtail.models import Page, Site

from blog.models import ArticleIndexPage, PeopleIndexPage
from demo.building import Builder
from demo.content import pages
from home.models import HomePage, SiteSettings, StandardPage
from leads.models import LeadsSettings, WhoAnswersPage
from treatment.models import LocatorPage, ProgramIndexPage


def home_page(builder: Builder) -> HomePage:
    """Put our home page in the place of Wagtail's welcome."""
    root = Page.objects.get(depth=1)
    site = Site.objects.get(is_default_site=True)
    welcome = site.root_page
    Page.objects.filter(pk=welcome.pk).update(slug="welcome-to-wagtail")
    home = builder.add(
        root,
        HomePage(
            title=pages.HOME.title,
            slug=pages.HOME.slug,
            summary=pages.HOME.summary,
            lead_image=builder.picture(pages.HOME.picture),
        ),
    )
    site.root_page, site.site_name = home, pages.NAME
    site.save()
    Page.objects.get(pk=welcome.pk).delete()
    home.refresh_from_db()
    return home


def plain_pages(builder: Builder, home: HomePage) -> None:
    """Add the pages that are there once, below the home page."""
    kinds = [
        (ProgramIndexPage, pages.PROGRAMS_INDEX),
        (LocatorPage, pages.LOCATOR),
        (ArticleIndexPage, pages.ARTICLES),
        (PeopleIndexPage, pages.PEOPLE_INDEX),
        (WhoAnswersPage, pages.WHO_ANSWERS),
        *((StandardPage, page) for page in pages.STANDARD),
    ]
    for model, page in kinds:
        builder.add(
            home,
            model(
                title=page.title,
                slug=page.slug,
                summary=page.summary,
                lead_image=builder.picture(page.picture),
            ),
        )


def site_settings(builder: Builder) -> None:
    """Name the publisher; fill menus, footer and hotline."""
    site = Site.objects.get(is_default_site=True)
    settings = SiteSettings.for_site(site)
    settings.name, settings.tagline = pages.NAME, pages.TAGLINE
    settings.footer_note = pages.FOOTER_NOTE

    def link(target: Any, words: str = "") -> dict[str, Any]:
        return {"page": target, "text": words, "address": ""}

    menu = [
        ("item", link(page, words) | {"children": [link(child) for child in below]})
        for page, words, below in pages.NAVIGATION
    ]
    columns = [
        ("column", {"heading": title, "links": [link(page) for page in linked]})
        for title, linked in pages.FOOTER
    ]
    elsewhere = [("link", {"name": name, "address": address}) for name, address in pages.SOCIAL]
    settings.navigation = builder.stream(settings, "navigation", menu)
    settings.footer = builder.stream(settings, "footer", columns)
    settings.social_links = builder.stream(settings, "social_links", elsewhere)
    builder.check(settings)
    settings.save()

    LeadsSettings.objects.update_or_create(
        site=site,
        defaults={
            "hotline": builder.lines["hotline"],
            "callback_form": builder.pages["call-back"],
            **pages.NEWSLETTER,
        },
    )
