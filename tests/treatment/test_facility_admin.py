"""The list of facilities, the editor's panels, provenance, and the report on stale profiles."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from treatment.choices import PositionSource
from treatment.editing import conditions
from treatment.maps import map_source
from treatment.models import FacilityPage
from treatment.problems import report

LIST = "/admin/facilities/"
STALE = "/admin/reports/stale-facilities/"
TODAY = timezone.localdate()
PLACE = {"latitude": "42.338", "longitude": "-71.071"}


@pytest.fixture
def four(add_facility):
    """Four profiles, each in need of something else."""
    fresh = {"source_date": TODAY, "position_source": PositionSource.ADDRESS, **PLACE}
    zip_only = {**fresh, "position_source": PositionSource.ZIP}
    add_facility("Fresh House", **fresh, treats_substance_use=True, treats_mental_health=True)
    add_facility("Old House", **fresh | {"source_date": TODAY - timedelta(days=500)}, state="MT")
    add_facility("Dateless House", **zip_only | {"source_date": None}, phones=["999-999-9999"])
    gone = add_facility(
        "Gone House", **fresh, gone_on=TODAY - timedelta(days=900), treats_mental_health=True
    )
    report(gone, "closed", "", suspected=False)


def names(html):
    return {name for name in ("Fresh", "Old", "Dateless", "Gone") if f"{name} House" in html}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Fresh", "Old", "Dateless", "Gone"}),
        ("state=MT", {"Old"}),
        ("freshness=12", {"Old"}),
        ("freshness=24", set()),
        ("freshness=none", {"Dateless"}),
        ("survey=su", {"Fresh"}),
        ("survey=mh", {"Fresh", "Gone"}),
        ("survey=both", {"Fresh"}),
        ("needs=problems", {"Gone"}),
        ("needs=phones", {"Dateless"}),
        ("needs=zip", {"Dateless"}),
        ("needs=nowhere", set()),
        ("directory=gone", {"Gone"}),
        ("directory=listed&freshness=12", {"Old"}),
        ("q=old&directory=listed&state=MT", {"Old"}),
        ("q=house&needs=phones", {"Dateless"}),
        ("q=house&needs=problems&ordering=open_problems", {"Gone"}),
        ("q=gone&ordering=-gone_on", {"Gone"}),
    ],
)
def test_the_list_finds_what_needs_a_look(editor_client, four, query, found):
    assert names(editor_client.get(f"{LIST}results/?{query}").content.decode()) == found


@pytest.mark.parametrize("ordering", ["open_problems", "-open_problems", "gone_on", "source_date"])
def test_the_list_sorts(editor_client, four, ordering):
    assert editor_client.get(LIST, {"ordering": ordering}).status_code == 200


@pytest.mark.parametrize(
    "query", ["needs=spaceship", "freshness=%00", "state=XX", "q=%00", "p=abc", "ordering=body"]
)
def test_a_filter_that_makes_no_sense_is_no_error(editor_client, four, query):
    assert editor_client.get(f"{LIST}?{query}").status_code == 200


def test_the_list_counts_open_tickets_and_leads_to_them(editor_client, four):
    html = editor_client.get(LIST).content.decode()
    gone = FacilityPage.objects.get(title="Gone House")
    assert f"{reverse('listing_problems:index')}?facility={gone.pk}&amp;status=open" in html
    assert "1 open" in html


def queries_for(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_lists_cost_the_same_however_long(editor_client, four, add_facility):
    addresses = (f"{LIST}?needs=zip", STALE)
    for address in addresses:
        queries_for(editor_client, address)
    few = [queries_for(editor_client, address) for address in addresses]
    for number in range(15):
        page = add_facility(f"House {number}", position_source=PositionSource.ZIP, **PLACE)
        report(page, "phone", "", suspected=False)
    assert [queries_for(editor_client, address) for address in addresses] == few


def test_the_list_offers_its_own_bulk_actions(moderator_client, four):
    html = moderator_client.get(LIST).content.decode()
    for action in ("facility_services", "facility_checked", "facility_gone", "facility_back"):
        assert f"/admin/bulk/treatment/facilitypage/{action}/" in html
    assert "/admin/bulk/wagtailcore/page/delete/" not in html


# The editor


def test_the_editor_has_a_map_that_asks_nobody(editor_client, add_facility, settings):
    page = add_facility("Quiet Harbor", position_source=PositionSource.ZIP, **PLACE)
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    html = editor_client.get(address).content.decode()
    for words in (
        'data-latitude="id_latitude"',
        'data-source="id_position_source"',
        "treatment/states.json",
        "leaflet/leaflet.js",
        'type="module"',
    ):
        assert words in html, words
    assert "data-tiles" not in html
    settings.LOCATOR_TILES_URL = "https://tiles.example.org/{z}/{x}/{y}.png"
    settings.LOCATOR_TILES_ATTRIBUTION = '"Maps"'
    assert map_source() == (
        'data-tiles="https://tiles.example.org/{z}/{x}/{y}.png" data-attribution="&quot;Maps&quot;"'
    )


def test_an_editor_leaves_a_note_on_what_they_wrote(moderator_client, add_facility):
    page = add_facility("Quiet Harbor", phones=["202-555-0100"])
    phone = page.phones.get()
    row = {"id": phone.pk, "kind": "main", "number": "202-555-0199"}
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "body": streamfield([]),
            "street": page.street,
            "city": "Salem",
            "state": page.state,
            "zip": page.zip,
            "phones": inline_formset([row], initial=1),
            "pictures": inline_formset([]),
            "action-publish": "1",
        }
    )
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    response = moderator_client.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    noted = FacilityPage.objects.get().provenance
    assert noted["city"] == {"source": "editor", "date": TODAY.isoformat(), "by": "moderators"}
    assert "phones" in noted
    assert "street" not in noted
    assert "body" not in noted


# The report


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Dateless", "Gone"}),
        ("months=12", {"Old", "Dateless", "Gone"}),
        ("months=12&reason=old", {"Old"}),
        ("reason=gone", {"Gone"}),
        ("reason=undated", {"Dateless"}),
        ("reason=zip", {"Dateless"}),
        ("months=12&state=MT", {"Old"}),
        ("months=36&reason=gone", set()),
    ],
)
def test_the_report_names_stale_profiles(editor_client, four, query, found):
    assert names(editor_client.get(f"{STALE}results/?{query}").content.decode()) == found


def test_the_report_gives_the_worst_reason(editor_client, four):
    html = editor_client.get(STALE).content.decode()
    assert "Never checked" in html
    assert "Gone for long" in html


@pytest.mark.parametrize(
    "query", ["months=0", "months=abc", "months=9999", "months=1e9", "reason=x", "state=%00"]
)
def test_a_report_that_makes_no_sense_is_no_error(editor_client, four, query):
    assert editor_client.get(f"{STALE}?{query}").status_code == 200


def test_the_reports_spreadsheets_run_no_formula(editor_client, add_facility):
    page = add_facility("Evil", source="@SUM(1)\x0b")
    FacilityPage.objects.filter(pk=page.pk).update(title="=HYPERLINK(evil)")
    answer = editor_client.get(f"{STALE}?export=csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert rows[0]["Facility"] == "'=HYPERLINK(evil)"
    assert rows[0]["Source"] == "'@SUM(1)"
    answer = editor_client.get(f"{STALE}?export=xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet["A"]] == ["Facility", "'=HYPERLINK(evil)"]


def test_the_report_is_for_people_who_work_on_pages(client, make_user, four):
    client.force_login(make_user("Intake agents"))
    assert client.get(STALE).status_code in {302, 403}
    assert "Stale facility" not in client.get("/admin/").content.decode()


def test_months_are_counted_back_through_short_ones(monkeypatch):
    class March:
        @staticmethod
        def localdate():
            return TODAY.replace(year=2025, month=3, day=31)

    monkeypatch.setattr(conditions, "timezone", March)
    assert conditions.months_ago(1).isoformat() == "2025-02-28"
    assert conditions.months_ago(3).isoformat() == "2024-12-31"
    assert conditions.months_ago(15).isoformat() == "2023-12-31"
