"""What tests of every plugin begin with: a site with a home page, and people who log in."""

import os

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from template_database import drop_copy, use_copy
from wagtail.models import GroupPagePermission, Site

from home.models import HomePage

# Loading the demo takes longer than most tests: whoever drives a browser shares it.
pytest_plugins = ("in_chromium",)


def pytest_configure():
    """Give each parallel worker keys of its own: they share one Redis, not one database."""
    settings.CACHES["default"]["KEY_PREFIX"] = os.environ.get("PYTEST_XDIST_WORKER", "single")
    # The same examples on every machine, and no clock: a slow one must not fail.
    hypothesis_settings.register_profile(
        "suite",
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=60,
        suppress_health_check=[HealthCheck.too_slow],
    )
    hypothesis_settings.load_profile("suite")


def pytest_collection_modifyitems(items):
    """Begin with the whole walks: last of all, the slowest file would have a worker to itself."""
    items.sort(key=lambda item: item.path.parent.name != "journeys")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """Begin with a copy of a migrated database, in place of pytest-django's migrating one."""
    with django_db_blocker.unblock():
        use_copy()
    yield
    with django_db_blocker.unblock():
        drop_copy()


@pytest.fixture
def site(db):
    """The default site, with a published HomePage as its root."""
    Site.clear_site_root_paths_cache()
    return Site.objects.get()


@pytest.fixture
def home_page(site):
    return HomePage.objects.get(pk=site.root_page_id)


@pytest.fixture
def make_user(django_user_model):
    """Return a function: make_user("Editors") gives a user of that group."""

    def make(group=None, *, username=None, superuser=False):
        name = username or (group or "admin").lower().replace(" ", "-")
        user = django_user_model.objects.create_user(
            name, f"{name}@example.org", "pw", is_superuser=superuser
        )
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user

    return make


@pytest.fixture
def editor_client(make_user, home_page):
    """Somebody in Editors: adds and edits below the home page, may not publish."""
    return _client_for(make_user("Editors"), home_page)


@pytest.fixture
def moderator_client(make_user, home_page):
    """Somebody in Moderators: may publish too."""
    return _client_for(make_user("Moderators"), home_page)


@pytest.fixture
def admin_user_client(make_user, site):
    client = Client()
    client.force_login(make_user(superuser=True))
    return client


def _client_for(user, home_page):
    """Log the user in. Wagtail grants its groups rights on the root page, which covers ours."""
    assert GroupPagePermission.objects.filter(group__in=user.groups.all()).exists()
    client = Client()
    client.force_login(user)
    return client
