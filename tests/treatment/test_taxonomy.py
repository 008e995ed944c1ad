"""The shipped codes: explained, dated, in facets, each with its place; loaded again for nothing."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from treatment.importing.codes import services_for
from treatment.models import Service, ServiceCategory
from treatment.taxonomy import loading
from treatment.taxonomy.loading import load_taxonomy

FOLDER = Path(loading.__file__).parent
EXPLAINED = {"TC", "SET", "FT", "HOSP", "DETOX", "OT", "OM", "AUT", "TAP", "SG", "AGE", "GN"}
EXPLAINED |= {"PAY", "PYAS", "SL", "LCA", "RSS", "EMS", "FOP", "TRSRV"}
MEDICINES = {"METH", "BSDM", "BWN", "BWON", "BERI", "NXN", "VTRL", "ACM", "DSF", "LFXD", "CLND"}


def shipped():
    with (FOLDER / "services.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_code_a_reader_filters_by_is_explained_in_a_plain_sentence():
    for row in shipped():
        words = row["explanation"]
        if row["category"] in EXPLAINED or row["code"] in MEDICINES:
            assert words, row["code"]
        if words:
            assert 5 <= len(words.split()) <= 20, row
            assert words.endswith("."), row
            assert words != row["name"], row


def test_explanations_blame_nobody():
    text = " ".join(row["explanation"].lower() for row in shipped())
    for word in ("addict", "abuser", "clean", "dirty", "alcoholic ", "junkie"):
        assert word not in text, word


@pytest.mark.parametrize(
    ("code", "since", "retired_on"),
    [
        ("OIT", date(2022, 1, 1), None),
        ("DLC", date(2023, 1, 1), None),
        ("GL", date(2022, 1, 1), date(2025, 8, 1)),
        ("AOSS", date(2022, 1, 1), date(2025, 8, 1)),
        ("BMW", date(2022, 1, 1), date(2023, 1, 1)),
        ("UBN", date(2025, 8, 1), None),
        ("MSNH", date(2025, 8, 1), None),
    ],
)
def test_a_code_has_the_dates_of_its_sources(db, code, since, retired_on):
    service = Service.objects.get(code=code)
    assert (service.since, service.retired_on) == (since, retired_on)


def test_only_what_later_sources_lack_is_retired():
    retired = {row["code"] for row in shipped() if row["retired"]}
    assert retired == {"GL", "AOSS", "BMW", "MMW", "ULC"}


def test_categories_that_answer_one_question_share_a_facet(db):
    facets = dict(ServiceCategory.objects.values_list("code", "facet"))
    assert facets["PAY"] == facets["PYAS"] == "payment"
    assert facets["SL"] == facets["OL"] == "language"
    assert facets["OT"] == facets["OM"] == facets["AUT"] == "medication"
    assert facets["SMP"] == facets[loading.UNNAMED] == ""


def test_every_service_has_a_place_of_its_own(db):
    places = list(Service.objects.order_by("bit").values_list("bit", flat=True))
    assert places == list(range(len(shipped())))


def test_a_place_stays_and_a_new_code_gets_the_next(db):
    before = dict(Service.objects.values_list("code", "bit"))
    (new,) = services_for(["ZZTOP"])
    assert new.bit == len(before)
    load_taxonomy()
    assert dict(Service.objects.exclude(code="ZZTOP").values_list("code", "bit")) == before


def test_loading_again_writes_nothing(db):
    with CaptureQueriesContext(connection) as captured:
        load_taxonomy()
    written = [q["sql"] for q in captured if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []


def test_what_differs_is_corrected_and_only_that(db):
    Service.objects.filter(code="OIT").update(explanation="Wrong.", name="Wrong", since=None)
    ServiceCategory.objects.filter(code="TC").update(facet="wrong")
    with CaptureQueriesContext(connection) as captured:
        load_taxonomy()
    updates = [q["sql"] for q in captured if q["sql"].startswith("UPDATE")]
    assert len(updates) == 2
    oit = Service.objects.get(code="OIT")
    assert oit.name == "Intensive outpatient treatment"
    assert oit.explanation != "Wrong."
    assert oit.since == date(2022, 1, 1)
    assert ServiceCategory.objects.get(code="TC").facet == "care"


def test_a_code_of_other_origin_stays_as_it_is(db):
    services_for(["ZZTOP"])
    Service.objects.filter(code="ZZTOP").update(explanation="Ours.")
    load_taxonomy()
    assert Service.objects.get(code="ZZTOP").explanation == "Ours."


def test_not_even_a_superuser_deletes_a_code(admin_client):
    service = Service.objects.first()
    admin_client.post(f"/admin/snippets/treatment/service/delete/{service.pk}/")
    bulk = "/admin/bulk/treatment/service/delete/?id="
    admin_client.post(f"{bulk}{service.pk}", {"confirm": "yes"})
    assert Service.objects.filter(pk=service.pk).exists()
