"""Two hundred rows of the federal directory, through the product's own model code."""

import csv
import os
from pathlib import Path

import pytest
from django.core.management import call_command

from treatment.models import FacilityPage
from treatment.records import FacilityRecord, RecordError, facility_from_record

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("FEDERAL_DATA_DIR", ROOT.parent / "shared" / "data"))
DIRECTORY = FOLDER / "samhsa_directory_2023_geocoded.csv"
HOW_MANY = 200

needs_data = pytest.mark.skipif(
    not DIRECTORY.exists(), reason=f"the federal directory is not at {DIRECTORY.name}'s place"
)


def sample():
    """Return rows from all over the file, so from every state and both surveys."""
    with DIRECTORY.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return rows[:: len(rows) // HOW_MANY][:HOW_MANY]


@needs_data
def test_federal_rows_become_profiles_that_can_be_read(client, locator):
    rows = sample()
    pages = [facility_from_record(locator, FacilityRecord.from_row(row)) for row in rows]
    assert FacilityPage.objects.live().count() == HOW_MANY
    assert len({page.slug for page in pages}) == HOW_MANY

    for page, row in list(zip(pages, rows, strict=True))[::10]:
        response = client.get(page.url)
        assert response.status_code == 200
        html = response.content.decode()
        assert row["phone"].strip() in html
        assert row["zip"] in html
        found = FacilityPage.objects.search(page.title)
        assert page.pk in {other.pk for other in found}
        listed = client.get("/find-help/", {"q": row["zip"]}).context["page_obj"]
        assert page.pk in {other.pk for other in listed}

    told = []
    for offset in (0, 100):
        address = f"/api/v2/pages/?type=treatment.FacilityPage&fields=*&limit=100&offset={offset}"
        told += client.get(address).json()["items"]
    by_id = {item["id"]: item for item in told}
    assert len(by_id) == HOW_MANY
    for page, row in zip(pages, rows, strict=True):
        item = by_id[page.pk]
        codes = {s["code"] for group in item["services"] for s in group["services"]}
        assert codes == set(row["service_code_info"].replace("*", " ").split())
        assert item["address"]["zip"] == row["zip"]
        assert item["phones"][0]["number"] == row["phone"].strip()


@needs_data
def test_the_tree_is_whole_afterwards(locator, capsys):
    for row in sample()[:20]:
        facility_from_record(locator, FacilityRecord.from_row(row))
    call_command("fixtree", interactive=False)
    assert "No problems found" in capsys.readouterr().out


ROW = {
    "name1": " Quiet Harbor ",
    "name2": "",
    "street1": "1 Main St",
    "city": "Boston",
    "state": "ma",
    "zip": "2118",
    "phone": "617-555-0100 x5",
    "intake1": "888-PARNEXT",
    "intake2": "617-555-0100 x5",
    "website": "http://",
    "service_code_info": "SA * OP OIT * ZZTOP",
    "type_facility": "SU",
    "latitude": "42.33800049",
    "longitude": "-71.071",
    "geo_source": "zip",
}


def test_a_row_with_the_known_traps(locator):
    page = facility_from_record(locator, FacilityRecord.from_row(ROW))
    page.refresh_from_db()
    assert (page.title, page.zip, page.state, page.website) == ("Quiet Harbor", "02118", "MA", "")
    numbers = [(phone.kind, phone.number, phone.extension) for phone in page.phones.all()]
    assert numbers == [("main", "617-555-0100 x5", "5"), ("intake", "888-PARNEXT", "")]
    assert {service.code for service in page.services.all()} == {"SA", "OP", "OIT", "ZZTOP"}
    assert page.position_source == "zip"
    assert page.treats_substance_use
    assert not page.treats_mental_health


def test_two_of_one_name_get_addresses_of_their_own(locator):
    first, second = (facility_from_record(locator, FacilityRecord.from_row(ROW)) for _ in "12")
    assert (first.slug, second.slug) == ("quiet-harbor-boston-ma", "quiet-harbor-boston-ma-2")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"name1": ""}, "name1"),
        ({"state": "XX"}, "state"),
        ({"zip": "ABC"}, "zip"),
        ({"street1": ""}, "street"),
        ({"latitude": "north"}, "latitude"),
        ({"latitude": "95"}, "latitude"),
        ({"phone": "6" * 60}, "number"),
    ],
)
def test_a_bad_row_is_refused_by_field_and_leaves_nothing(locator, change, complaint):
    with pytest.raises(RecordError, match=complaint):
        facility_from_record(locator, FacilityRecord.from_row({**ROW, **change}))
    assert not FacilityPage.objects.exists()
    assert locator.get_children().count() == 0
