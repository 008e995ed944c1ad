"""Every screen of the admin that shows a facility, for everybody who may log in."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

GROUPS = [
    "Editors",
    "Moderators",
    "Medical reviewers",
    "Comment moderators",
    "Intake agents",
    "Intake managers",
]
PAGES = ("superuser", "Editors", "Moderators")  # who works on pages
PUBLISHERS = ("superuser", "Moderators")


@pytest.fixture(params=["superuser", *GROUPS])
def who(request):
    return request.param


@pytest.fixture
def log_in(make_user):
    def as_(who):
        client = Client()
        user = make_user(superuser=True) if who == "superuser" else make_user(who)
        client.force_login(user)
        return client

    return as_


@pytest.fixture
def facility(add_facility):
    return add_facility("Quiet Harbor")


def page_screen(name, page, **query):
    return reverse(f"wagtailadmin_pages:{name}", args=(page.pk,), query=query)


LISTS = {
    "list": lambda page: "/admin/facilities/",
    "its results": lambda page: "/admin/facilities/results/?q=harbor",
    "stale": lambda page: "/admin/reports/stale-facilities/",
    "search": lambda page: "/admin/pages/search/?q=harbor",
    "search results": lambda page: "/admin/pages/search/results/?q=harbor",
    "chooser": lambda page: (
        f"/admin/choose-page/{page.get_parent().pk}/?page_type=treatment.FacilityPage"
    ),
    "chooser search": lambda page: "/admin/choose-page/search/?q=harbor",
    "below the locator": lambda page: reverse("wagtailadmin_explore", args=(page.get_parent().pk,)),
    "results below it": lambda page: reverse(
        "wagtailadmin_explore_results", args=(page.get_parent().pk,)
    ),
    "home": lambda page: "/admin/",
}
FOR_EDITORS = {
    "edit": lambda page: page_screen("edit", page),
    "copy": lambda page: page_screen("copy", page),
    "history": lambda page: page_screen("history", page),
    "usage": lambda page: page_screen("usage", page),
    "workflow history": lambda page: page_screen("workflow_history", page),
}
FOR_PUBLISHERS = {
    "delete": lambda page: page_screen("delete", page),
    "move": lambda page: page_screen("move", page),
    "unpublish": lambda page: page_screen("unpublish", page),
    "privacy": lambda page: reverse("wagtailadmin_pages:set_privacy", args=(page.pk,)),
    "bulk delete": lambda page: f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}",
    "bulk move": lambda page: f"/admin/bulk/wagtailcore/page/move/?id={page.pk}",
}


def status(client, address):
    response = client.get(address)
    refused = response.status_code in {302, 403}
    assert response.status_code == 200 or refused, f"{address}: {response.status_code}"
    return not refused


def test_lists_answer_whoever_logs_in(log_in, who, facility):
    client = log_in(who)
    seen = {name: status(client, address(facility)) for name, address in LISTS.items()}
    assert seen["home"]
    if who in PAGES:
        assert all(seen.values()), seen


def test_lists_name_the_facility(log_in, facility):
    for who in PAGES:
        client = log_in(who)
        for name in ("list", "its results", "search", "chooser", "below the locator"):
            assert "Quiet Harbor" in client.get(LISTS[name](facility)).content.decode(), name


def test_its_own_screens_are_for_those_who_edit(log_in, who, facility):
    client = log_in(who)
    seen = {name: status(client, address(facility)) for name, address in FOR_EDITORS.items()}
    assert set(seen.values()) == {who in PAGES}, seen


def test_what_readers_would_see_is_for_those_who_publish(log_in, who, facility):
    client = log_in(who)
    seen = {name: status(client, address(facility)) for name, address in FOR_PUBLISHERS.items()}
    # A bulk action says of each page whether it may be done, and answers 200.
    bulk = {"bulk delete": seen.pop("bulk delete"), "bulk move": seen.pop("bulk move")}
    assert set(seen.values()) == {who in PUBLISHERS}, seen
    if who in PUBLISHERS:
        assert all(bulk.values())


@pytest.mark.parametrize("who", PUBLISHERS)
def test_who_publishes_deletes(log_in, facility, who):
    response = log_in(who).post(page_screen("delete", facility))
    assert response.status_code == 302
    assert not type(facility).objects.filter(pk=facility.pk).exists()


def test_an_editor_deletes_drafts_alone(log_in, facility):
    client = log_in("Editors")
    client.post(page_screen("delete", facility))
    assert type(facility).objects.filter(pk=facility.pk).exists()
    facility.unpublish()
    client.post(page_screen("delete", facility))
    assert not type(facility).objects.filter(pk=facility.pk).exists()


@pytest.mark.parametrize("superuser", [True, False])
def test_who_left_may_do_nothing(make_user, facility, superuser):
    """Nor does asking fail: Wagtail's tester knows no rights of somebody who is not active."""
    user = make_user(None if superuser else "Moderators", superuser=superuser)
    user.is_active = False
    for each in (user, AnonymousUser()):
        tester = facility.permissions_for_user(each)
        asked = ("can_delete", "can_move", "can_edit", "can_publish", "can_unpublish", "can_copy")
        assert not any(getattr(tester, name)() for name in asked)


def test_who_only_adds_deletes_their_own_drafts(make_user, facility, locator):
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    group = Group.objects.create(name="Collectors")
    permission = Permission.objects.get(codename="add_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=locator, permission=permission)
    user = make_user("Collectors")
    facility.live = False
    assert not facility.permissions_for_user(user).can_delete()
    facility.owner = user
    assert facility.permissions_for_user(user).can_delete()
    facility.live = True
    assert not facility.permissions_for_user(user).can_delete()
