"""Bulk actions are offered to those who may do them; a post by anybody else is refused, in words.

Wagtail's own list of them asks for no right.
"""

import pytest
from django.test import Client
from django.utils import timezone

from treatment.models import FacilityPage, Service

ACTIONS = ("facility_services", "facility_gone", "publish", "unpublish", "delete")
GROUPS = ("Editors", "Moderators", "Intake agents", "Comment moderators", None)
PUBLISHERS = ("Moderators", None)


@pytest.fixture
def client_of(make_user):
    """Return a function: client_of("Editors"), or client_of(None) for a superuser."""

    def log_in(group):
        client = Client()
        client.force_login(make_user(group, superuser=group is None))
        return client

    return log_in


@pytest.mark.parametrize("group", ["Editors", "Moderators", None])
def test_they_are_offered_to_those_who_publish(client_of, add_facility, group):
    """Editors delete drafts."""
    add_facility("House A")
    html = client_of(group).get("/admin/facilities/").content.decode()
    assert "House A" in html
    for action in ACTIONS:
        offered = f"/admin/bulk/treatment/facilitypage/{action}/" in html
        assert offered == (group in PUBLISHERS or action == "delete"), action


def test_editors_delete_drafts_and_nothing_that_is_live(client_of, add_facility):
    draft, live = add_facility("House A", live=False), add_facility("House B")
    address = f"/admin/bulk/treatment/facilitypage/delete/?id={draft.pk}&id={live.pk}&next=/admin/"
    client = client_of("Editors")
    asked = client.get(address).content.decode()
    assert "don't have permission to delete this page" in asked
    client.post(address)
    assert list(FacilityPage.objects.all()) == [live]


@pytest.mark.parametrize("group", [group for group in GROUPS if group not in PUBLISHERS])
@pytest.mark.parametrize("action", ACTIONS)
def test_a_post_by_others_is_refused(client_of, add_facility, group, action):
    page = add_facility("House A")
    address = f"/admin/bulk/treatment/facilitypage/{action}/?id={page.pk}&next=/admin/"
    service = Service.objects.get(code="MD")
    data = {"how": "replace", "services": [service.pk], "day": str(timezone.localdate())}
    response = client_of(group).post(address, data, follow=True)
    said = " ".join(str(message) for message in response.context["messages"])
    assert "you do not have permission" in said
    after = FacilityPage.objects.get(pk=page.pk)
    assert (after.live, after.gone_on, after.services.count()) == (True, None, 0)


@pytest.mark.parametrize("group", ["Intake agents", "Comment moderators"])
def test_tickets_are_not_ended_in_silence(client_of, group):
    """Nothing is looked up for those who may not: no key tells whether a ticket exists."""
    client = client_of(group)
    for action in ("settle", "dismiss"):
        for send in (client.get, client.post):
            address = f"/admin/bulk/treatment/listingproblem/{action}/?id=1"
            response = send(address, follow=True)
            said = " ".join(str(message) for message in response.context["messages"])
            assert "you do not have permission" in said
