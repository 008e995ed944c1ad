"""The demo publisher, from its welcome to its sixty facilities.

Pages come first and bodies second, because bodies link to one another. All of it is one
transaction: a killed run leaves nothing, and the next one begins again.
"""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Site

from blog.groups import REVIEWERS
from config.auth import DEMO_PASSWORD
from demo.building import Builder
from demo.content import pages
from demo.content.articles import ARTICLES
from demo.content.programs import PROGRAMS
from demo.loading import articles, comments, contact, desk, directory, frame, requests
from home.models import HomePage

# (user name, group); the first is a superuser.
ACCOUNTS = (
    ("admin", None),
    ("editor", "Editors"),
    ("moderator", "Moderators"),
    ("reviewer", REVIEWERS),
    ("host", "Comment moderators"),
    ("agent", "Intake agents"),
    ("manager", "Intake managers"),
)


def is_loaded() -> bool:
    """Say whether the demo is there."""
    return HomePage.objects.filter(title=pages.HOME.title).exists()


def stand_at(address: str) -> None:
    """Have the site's links, such as those in letters, lead to where it runs."""
    site, parts = Site.objects.get(is_default_site=True), urlsplit(address)
    site.hostname, site.port = parts.hostname, parts.port or 80
    site.save()


@transaction.atomic
def load() -> None:
    """Load everything; raise CommandError where a validator objects to the content."""
    builder = Builder()
    _accounts()
    home = frame.home_page(builder)
    frame.plain_pages(builder, home)
    contact.lines_and_forms(builder, home)
    articles.people_and_topics(builder)
    directory.programs(builder)
    directory.facilities(builder)
    directory.problems()
    articles.articles(builder)
    _bodies(builder)
    desk.set_up(builder)
    comments.load(builder)
    frame.site_settings(builder)
    requests.load(builder)


def _accounts() -> None:
    users = get_user_model().objects
    for name, group in ACCOUNTS:
        user = users.create_user(name, f"{name}@example.org", DEMO_PASSWORD)
        if group is None:
            user.is_superuser = user.is_staff = True
            user.save()
        else:
            user.groups.add(Group.objects.get(name=group))


def _bodies(builder: Builder) -> None:
    """Fill the bodies that link to other pages, now that all pages are there."""
    written: list[Any] = [pages.HOME, *pages.STANDARD, *PROGRAMS, *ARTICLES]
    for content in written:
        page: Any = builder.pages[content.slug]
        builder.change_body(page, content.body)
