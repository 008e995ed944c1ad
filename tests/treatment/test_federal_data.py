"""The federal directory as it is: two hundred of its rows, then the traps one by one."""

import csv
import os
from pathlib import Path

import pytest
from django.core.management import call_command

from treatment.models import FacilityPage, Service

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
def test_federal_rows_become_profiles_that_can_be_read(client, import_rows):
    rows = sample()
    made = {one.line: one.facility for one in import_rows(rows).rows.select_related("facility")}
    assert len(made) == HOW_MANY
    slugs = FacilityPage.objects.live().values_list("slug", flat=True)
    assert len(slugs) == len(set(slugs)) > 0.95 * HOW_MANY

    for line, row in list(enumerate(rows, 2))[::10]:
        page = made[line]
        response = client.get(page.url)
        assert response.status_code == 200
        html = response.content.decode()
        assert row["phone"].strip() in html
        assert row["zip"] in html
        assert page.pk in {other.pk for other in FacilityPage.objects.search(page.title)}
        item = client.get(f"/api/v2/pages/{page.pk}/").json()
        codes = {s["code"] for group in item["services"] for s in group["services"]}
        assert codes >= set(row["service_code_info"].replace("*", " ").split())
        assert item["phones"][0]["number"] == row["phone"].strip()


@needs_data
def test_the_tree_is_whole_afterwards(locator, import_rows, capsys):
    import_rows(sample())
    call_command("fixtree", interactive=False)
    assert capsys.readouterr().out.count("No problems found") == 2
    locator.refresh_from_db()
    assert locator.numchild == FacilityPage.objects.count()


def test_a_row_with_the_known_traps(import_rows, row):
    import_rows(
        [
            row(
                name1=" Quiet Harbor ",
                state="ma",
                zip="2118",
                phone="617-555-0100 x5",
                intake1="888-PARNEXT",
                intake2="617-555-0100 x5",
                website="http://",
                codes="SA * OP OIT * ZZTOP",
                geo_source="zip",
            )
        ]
    )
    page = FacilityPage.objects.get()
    assert (page.title, page.zip, page.state, page.website) == ("Quiet Harbor", "02118", "MA", "")
    numbers = [(phone.kind, phone.number, phone.extension) for phone in page.phones.all()]
    assert numbers == [("main", "617-555-0100 x5", "5"), ("intake", "888-PARNEXT", "")]
    assert {service.code for service in page.services.all()} == {"SA", "OP", "OIT", "ZZTOP"}
    assert not Service.objects.get(code="ZZTOP").is_named
    assert page.position_source == "zip"
    assert (page.treats_substance_use, page.treats_mental_health) == (True, False)


def test_two_of_one_name_get_addresses_of_their_own(import_rows, row):
    import_rows([row(), row(street1="99 Elm St", phone="617-555-0199")])
    slugs = set(FacilityPage.objects.values_list("slug", flat=True))
    assert slugs == {"quiet-harbor-boston-ma", "quiet-harbor-boston-ma-2"}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"name1": ""}, "name1"),
        ({"name1": "Quiet\x00Harbor"}, "name1 contains the NUL character"),
        ({"state": "XX"}, "state"),
        ({"zip": "ABC"}, "zip"),
        ({"street1": ""}, "street"),
        ({"latitude": "north"}, "latitude"),
        ({"latitude": "95"}, "latitude"),
        ({"latitude": "NaN"}, "latitude"),
        ({"phone": "6" * 60}, "number"),
        ({"codes": "TOOLONGCODE"}, "code: Ensure this value has at most 8"),
    ],
)
def test_a_bad_row_is_refused_by_field_and_leaves_nothing(import_rows, row, change, complaint):
    known = Service.objects.count()
    run = import_rows([row(**change)])
    refused = run.rows.get()
    assert refused.action == "refused"
    assert complaint in refused.reason
    assert refused.line == 2
    assert not FacilityPage.objects.exists()
    assert Service.objects.count() == known


def test_a_row_with_a_number_nobody_can_dial_is_kept(import_rows, row):
    number = "617-555-0100 ext. 123456789012345"
    import_rows([row(phone=number)])
    phones = FacilityPage.objects.get().phones.all()
    assert [(phone.number, phone.is_valid) for phone in phones] == [(number, False)]
