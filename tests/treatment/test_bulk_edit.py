"""Bulk edits: many facilities at once, all or none, and nobody's draft goes out with them."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry

from treatment.editing.bulk import selection
from treatment.importing.codes import services_for
from treatment.models import FacilityPage, Service

TODAY = timezone.localdate()
FACTS = ["Name", "Address", "Position", "Phone numbers", "Website", "Opening hours", "Services"]


@pytest.fixture
def houses(add_facility):
    """Three published profiles with one service each."""
    pages = [
        add_facility(f"House {letter}", state=state)
        for letter, state in zip("ABC", ("MA", "MA", "MT"), strict=True)
    ]
    for page in pages:
        page.services = services_for(["OIT"])
        page.save()
    return pages


def address(action, pages, query=""):
    ids = "&".join(f"id={getattr(page, 'pk', page)}" for page in pages)
    path = f"/admin/bulk/treatment/facilitypage/facility_{action}/"
    return f"{path}?{ids}{query}&next=/admin/facilities/"


def services(*codes, how="add"):
    chosen = Service.objects.filter(code__in=codes).values_list("pk", flat=True)
    return {"how": how, "services": list(chosen)}


def checked(day=TODAY, facts=FACTS, source="Checked by phone"):
    return {"day": str(day), "facts": list(facts), "source": source}


def codes(page):
    return set(FacilityPage.objects.get(pk=page.pk).services.values_list("code", flat=True))


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize(
    ("how", "chosen", "expected"),
    [
        ("add", ["MD", "OP"], {"OIT", "MD", "OP"}),
        ("remove", ["OIT", "MD"], set()),
        ("replace", ["MD"], {"MD"}),
    ],
)
def test_services_are_set_for_all(client, moderator_client, houses, how, chosen, expected):
    data = services(*chosen, how=how)
    response = moderator_client.post(address("services", houses[:2]), data, follow=True)
    assert "2 facilities changed." in said(response)
    assert codes(houses[0]) == codes(houses[1]) == expected
    assert codes(houses[2]) == {"OIT"}
    page = FacilityPage.objects.get(pk=houses[0].pk)
    assert page.latest_revision_id == page.live_revision_id is not None
    assert not page.has_unpublished_changes
    assert page.provenance["services"]["source"] == "editor"
    entry = PageLogEntry.objects.get(page=page.pk, action="treatment.bulk_edit")
    assert entry.user.username == "moderators"
    assert "Medicaid" in entry.message


def test_the_question_says_how_many_and_names_them(moderator_client, houses):
    html = moderator_client.get(address("services", houses)).content.decode()
    assert "<strong>3 facilities</strong>" in html
    assert "Change 3 facilities" in html
    assert "House B" in html
    assert "Payment accepted" in html


def test_who_has_it_already_gets_no_revision(moderator_client, houses):
    data = services("OIT")
    response = moderator_client.post(address("services", houses), data, follow=True)
    assert "3 facilities had it already." in said(response)
    assert FacilityPage.objects.get(pk=houses[0].pk).latest_revision_id is None


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("locked", "it is locked"),
        ("draft", "it has unpublished changes"),
        ("unpublished", "it is not published"),
    ],
)
def test_work_in_hand_is_skipped_and_named(moderator_client, houses, state, words):
    held, free = houses[:2]
    if state == "locked":
        FacilityPage.objects.filter(pk=held.pk).update(locked=True)
    elif state == "draft":
        held.city = "Salem"
        held.save_revision()
    else:
        FacilityPage.objects.filter(pk=held.pk).update(live=False)
    assert f"House A: {words}" in moderator_client.get(address("services", houses)).content.decode()
    response = moderator_client.post(address("services", [held, free]), services("MD"), follow=True)
    assert f"House A: {words}" in said(response)
    assert codes(held) == {"OIT"}
    assert codes(free) == {"OIT", "MD"}
    assert FacilityPage.objects.get(pk=held.pk).city == "Boston"


def test_checked_today_dates_every_fact(moderator_client, houses):
    response = moderator_client.post(address("checked", houses), checked(), follow=True)
    assert "the whole profile" in said(response)
    page = FacilityPage.objects.get(pk=houses[0].pk)
    assert (page.source_date, page.source) == (TODAY, "Checked by phone")
    assert page.provenance["street"] == {
        "source": "editor",
        "date": TODAY.isoformat(),
        "by": "moderators",
    }
    assert set(page.provenance) >= {"title", "phones", "services", "position"}


def test_what_was_not_checked_keeps_its_date(moderator_client, houses):
    data = checked(facts=["Phone numbers"])
    moderator_client.post(address("checked", houses[:1]), data)
    page = FacilityPage.objects.get(pk=houses[0].pk)
    assert set(page.provenance) == {"phones"}
    assert (page.source_date, page.source) == (None, "")


def test_gone_and_back(moderator_client, houses):
    data = {"day": str(TODAY)}
    response = moderator_client.post(address("gone", houses[:2]), data, follow=True)
    assert "2 facilities changed. Marked as gone" in said(response)
    assert FacilityPage.objects.filter(gone_on=TODAY).count() == 2
    moderator_client.post(address("back", houses), {})
    assert not FacilityPage.objects.exclude(gone_on=None).exists()


@pytest.mark.parametrize(
    ("action", "data", "complaint"),
    [
        ("services", {"how": "add"}, "Choose at least one service."),
        ("services", {"how": "add", "services": ["0"]}, "Select a valid choice"),
        ("services", {"how": "juggle"}, "Select a valid choice"),
        ("checked", checked(day="2999-01-01"), "This day is in the future."),
        ("checked", checked(day="soon"), "Enter a valid date"),
        ("checked", checked(facts=[]), "This field is required"),
        ("checked", checked(source=""), "This field is required"),
        ("gone", {"day": "1066-10-14"}, "Enter a day since 2000."),
    ],
)
def test_what_cannot_be_meant_is_refused_with_words(
    moderator_client, houses, action, data, complaint
):
    response = moderator_client.post(address(action, houses), data)
    assert response.status_code == 200
    assert complaint in response.content.decode()
    assert not PageLogEntry.objects.filter(action="treatment.bulk_edit").exists()


def test_one_broken_profile_takes_all_back(moderator_client, houses):
    FacilityPage.objects.filter(pk=houses[2].pk).update(zip="2118")
    response = moderator_client.post(address("services", houses), services("MD"))
    assert response.status_code == 200
    html = response.content.decode()
    assert "Nothing was changed." in html
    assert "House C" in html
    assert "Five digits" in html
    assert all(codes(page) == {"OIT"} for page in houses)
    assert not PageLogEntry.objects.filter(action="treatment.bulk_edit").exists()


def test_who_may_not_publish_changes_nothing(editor_client, houses):
    for action, data in (("services", services("MD")), ("gone", {"day": str(TODAY)})):
        html = editor_client.get(address(action, houses)).content.decode()
        assert "You may not publish 3 of the chosen facilities" in html
        editor_client.post(address(action, houses), data)
    assert codes(houses[0]) == {"OIT"}
    assert not FacilityPage.objects.exclude(gone_on=None).exists()


def test_all_in_the_list_means_by_its_filters(moderator_client, houses):
    data = services("MD")
    for query in ("state=MA", "q=house&state=MA"):
        address_ = address("services", ["all"], f"&{query}")
        assert "<strong>2 facilities</strong>" in moderator_client.get(address_).content.decode()
    moderator_client.post(address("services", ["all"], "&state=MA"), data)
    assert [codes(page) for page in houses] == [{"OIT", "MD"}, {"OIT", "MD"}, {"OIT"}]


def test_wagtails_own_actions_mind_the_filters_too(moderator_client, houses):
    query = "id=all&state=MT&next=/admin/facilities/"
    for action in ("publish", "unpublish", "delete"):
        html = moderator_client.get(f"/admin/bulk/treatment/facilitypage/{action}/?{query}")
        assert "House C" in html.content.decode()
        assert "House A" not in html.content.decode()


def test_too_many_are_refused_with_words(moderator_client, houses, monkeypatch):
    monkeypatch.setattr(selection, "MOST", 2)
    response = moderator_client.get(address("services", houses), follow=True)
    assert "3 facilities are too many at once" in said(response)
    moderator_client.post(address("services", houses), services("MD"))
    assert codes(houses[0]) == {"OIT"}


@pytest.mark.parametrize("ids", [["abc"], ["0"], ["9" * 50], [""], []])
def test_facilities_that_do_not_exist_are_404(moderator_client, houses, ids):
    assert moderator_client.get(address("services", ids)).status_code == 404


def test_a_race_with_another_editor_is_lost_politely(moderator_client, houses, monkeypatch):
    """Between the question and the answer somebody begins a draft."""
    moderator_client.get(address("services", houses))
    houses[0].save_revision()
    response = moderator_client.post(address("services", houses), services("MD"), follow=True)
    assert "House A: it has unpublished changes" in said(response)
    assert "2 facilities changed." in said(response)


def test_validation_errors_leave_the_service_too(houses, make_user):
    from treatment.changes import change_all

    def spoil(page):
        page.zip = "x"
        return True

    with pytest.raises(ValidationError):
        change_all([page.pk for page in houses], spoil, make_user("Moderators"), "Spoiled")
    assert not FacilityPage.objects.filter(zip="x").exists()
