"""The admin's first screen, as those see it who work on no pages."""

import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.parametrize(
    ("group", "searches"),
    [
        (None, True),
        ("Editors", True),
        ("Moderators", True),
        ("Medical reviewers", False),
        ("Comment moderators", False),
        ("Intake agents", False),
        ("Intake managers", False),
    ],
)
def test_pages_are_searched_by_those_who_may(make_user, site, group, searches):
    client = Client()
    client.force_login(make_user(group, superuser=group is None))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("Search all pages" in html) == searches
    assert reverse("wagtailadmin_account") in html
    opened = client.get(reverse("wagtailadmin_explore_root"), {"q": "x"})
    assert (opened.status_code == 200) == searches
