"""Which profile a row is given to."""

from datetime import date

import pytest

from treatment.importing import normal
from treatment.models import DirectoryImportRow, FacilityPage, FacilitySurvey

LATER = date(2024, 1, 1)
LONG = "Regional Center for Behavioral Health of the Northern Counties"


def actions(run):
    return list(run.rows.order_by("line", "pk").values_list("action", flat=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 North Main Street", "12 N. Main St"),
        ("12 N MAIN ST", "12 North Main Street, Suite 4"),
        ("1 O'Hara Avenue", "1 OHara Ave"),
        ("1 Main Street 2nd Floor", "1 Main St"),
    ],
)
def test_ways_of_writing_a_street_are_one(one, other):
    assert normal.house(one) == normal.house(other)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (LONG, LONG[:38], True),  # as the source cuts it
        ("Quiet Harbor Inc", "Quiet Harbor", True),
        ("Quiet Harbor", "Loud Desert", False),
    ],
)
def test_names_that_were_cut_are_alike(one, other, alike):
    assert (normal.likeness(normal.words(one), normal.words(other)) > 0.8) is alike


def test_both_surveys_of_one_place_make_one_profile(import_rows, row):
    mental = row(type_facility="MH", codes="MH * OP", phone="617-555-0199", website="http://a.org")
    import_rows([row(), mental])
    page = FacilityPage.objects.get()
    assert set(page.surveys.values_list("kind", flat=True)) == {"SU", "MH"}
    codes = {service.code for service in page.services.all()}
    assert codes == {"SA", "OIT", "MD", "MH", "OP"}
    assert (page.treats_substance_use, page.treats_mental_health) == (True, True)
    assert [phone.number for phone in page.phones.all()] == ["617-555-0100", "617-555-0199"]
    assert page.website == "http://a.org"


def test_the_order_of_the_surveys_does_not_matter(import_rows, row):
    substance, mental = row(), row(type_facility="MH", street2="Rear", phone="617-555-0199")
    import_rows([mental])
    import_rows([substance])
    page = FacilityPage.objects.get()
    assert (page.street2, page.phones.first().number) == ("", "617-555-0100")


def test_one_address_holds_several_facilities(import_rows, row):
    import_rows([row(), row(name1="Loud Desert", phone="617-555-0111", type_facility="MH")])
    assert FacilityPage.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name1": "Calm Harbor Clinic"}, "title"),  # same street and ZIP, the name half alike
        ({"name1": "Second Wind"}, "title"),  # same street, ZIP and number
        ({"street1": "99 Elm St", "zip": "02119"}, "street"),  # moved, same number and name
        ({"street1": "99 Elm St", "phone": "617-555-0144"}, "street"),  # same name, same ZIP
    ],
)
def test_a_facility_is_found_again(import_rows, row, change, field):
    import_rows([row()])
    page = FacilityPage.objects.get()
    run = import_rows([row(**change)], as_of=LATER)
    assert actions(run) == ["changed"]
    assert field in run.rows.get().differences
    assert FacilityPage.objects.get().pk == page.pk


def test_the_row_that_names_a_profile_goes_before_one_that_resembles_it(import_rows, row):
    import_rows([row()])
    page = FacilityPage.objects.get()
    renamed = row(name1="Quiet Harbor Two", phone="617-555-0177")
    run = import_rows([renamed, row()], as_of=LATER)
    assert actions(run) == ["new", "unchanged"]
    page.refresh_from_db()
    assert page.title == "Quiet Harbor"


def test_equally_good_candidates_are_left_to_a_person(import_rows, row):
    import_rows([row(street2="Suite 1"), row(street2="Suite 2")])
    before = list(FacilityPage.objects.order_by("pk").values_list("title", "street2"))
    run = import_rows([row(street2="Suite 3")], as_of=LATER, complete=True)
    assert actions(run) == ["ambiguous"]  # and neither of the two is gone
    assert len(run.rows.get().candidates) == 2
    assert list(FacilityPage.objects.order_by("pk").values_list("title", "street2")) == before
    assert not FacilitySurvey.objects.exclude(gone_on=None).exists()


def test_another_name_and_number_at_an_address_is_left_to_a_person(import_rows, row):
    import_rows([row()])
    run = import_rows([row(name1="Second Wind", phone="617-555-0188")], as_of=LATER)
    assert actions(run) == ["ambiguous"]
    assert "renamed" in run.rows.get().reason


def test_the_same_row_twice_is_taken_once(import_rows, row):
    run = import_rows([row(), row()])
    assert actions(run) == ["new", "refused"]
    assert "The same as line 2" in run.rows.get(action="refused").reason
    assert FacilityPage.objects.count() == 1


def test_an_older_file_changes_nothing(import_rows, row):
    import_rows([row()], as_of=LATER)
    run = import_rows([row(phone="617-555-0199")])
    assert actions(run) == ["unchanged"]
    assert "newer facts" in run.rows.get().reason


def test_a_profile_made_by_hand_is_found(import_rows, row, add_facility):
    page = add_facility("Quiet Harbor", phones=["617-555-0100"])
    run = import_rows([row()])
    assert actions(run) == ["changed"]
    assert FacilityPage.objects.get().pk == page.pk
    assert DirectoryImportRow.objects.get().facility_id == page.pk
