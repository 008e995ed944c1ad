"""Where a reader means: ZIP codes, towns, states and positions, as people type them."""

import pytest

from treatment.search.gazetteer import locate
from treatment.search.plain import plain, town_key

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("02118", "02118 (Boston, MA)"),
        (" 02118-1234 ", "02118 (Boston, MA)"),
        ("Boston, MA 02118", "02118 (Boston, MA)"),
        ("Boston, MA", "Boston, MA"),
        ("boston massachusetts", "Boston, MA"),
        ("BOSTON MA", "Boston, MA"),
        ("Saint Louis, MO", "Saint Louis, MO"),
        ("st. louis mo", "Saint Louis, MO"),
        ("Winston-Salem NC", "Winston Salem, NC"),
        ("Coeur d'Alene, ID", "Coeur D Alene, ID"),
        ("42.36, -71.06", "this position"),
    ],
)
def test_a_point(text, label):
    found = locate(text)
    assert found.label == label
    assert found.point is not None
    assert not found.choices


@pytest.mark.parametrize("text", ["TX", "tx", "State of Texas"])
def test_a_state(text):
    found = locate(text)
    assert (found.label, found.state, found.point) == ("Texas", "TX", None)


def test_springfield_is_in_many_states_and_each_choice_leads_to_one():
    found = locate("Springfield")
    assert found.point is None
    assert len(found.choices) == 24
    assert "Springfield, IL" in found.choices
    for choice in found.choices:
        assert locate(choice).point is not None, choice


def test_a_name_of_a_state_and_of_towns_is_for_the_reader_to_choose():
    found = locate("Washington")
    assert found.choices[0] == "State of Washington"
    assert locate(found.choices[0]).state == "WA"
    assert "Washington, DC" in found.choices


def test_a_zip_code_that_no_list_has_lies_near_its_neighbors():
    assert locate("02119").label.startswith("02119")
    assert locate("10000").label == "the area of 10000"
    assert locate("10000").point is not None


@pytest.mark.parametrize("text", ["Rlyeh", "99999999", "91,181", "-91, 10", "12, 200", "", "!!!"])
def test_nobody_knows(text):
    assert locate(text) is None


def test_names_are_compared_without_case_accents_and_punctuation():
    assert plain("  Élan’s  O'Neil-House ") == "elans oneil house"
    assert town_key("Saint-Louis") == town_key("St. Louis") == "stlouis"
