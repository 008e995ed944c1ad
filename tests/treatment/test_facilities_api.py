"""`GET /api/v2/facilities/`: parity with the page, and a problem for what nobody can mean."""

import pytest

from treatment.models import Service

ADDRESS = "/api/v2/facilities/"


@pytest.fixture
def places(add_facility):
    """Three facilities north of Boston's middle, at about 0, 7 and 69 miles."""
    pages = []
    for title, latitude, codes in (
        ("Here", "42.3601", ["OP", "MD", "SP"]),
        ("Near", "42.4601", ["OP", "PI"]),
        ("Far", "43.3601", ["RES", "MD"]),
    ):
        page = add_facility(title, latitude=latitude, longitude="-71.0589")
        page.services = Service.objects.filter(code__in=codes)
        page.treats_substance_use = True
        page.save()
        pages.append(page)
    return pages


def get(client, **parameters):
    response = client.get(ADDRESS, parameters)
    assert response.status_code == 200, response.content
    return response.json()


def test_an_item_says_what_a_card_and_a_marker_need(client, places):
    answer = get(client, near="42.3601,-71.0589")
    assert answer["meta"]["total_count"] == 3
    assert answer["meta"]["near"] == {
        "label": "this position",
        "latitude": 42.3601,
        "longitude": -71.0589,
    }
    first, second, _ = answer["items"]
    assert (first["id"], first["title"], first["distance_miles"]) == (places[0].pk, "Here", 0.0)
    assert second["distance_miles"] == pytest.approx(6.91, abs=0.01)
    assert first["html_url"].endswith("/find-help/here/")
    assert client.get(first["detail_url"]).json()["title"] == "Here"
    assert (first["latitude"], first["longitude"]) == (42.3601, -71.0589)
    assert first["address"]["city"] == "Boston"
    assert first["phones"][0]["number"] == "202-555-0100"
    assert first["phones"][0]["answerer"] == "Here"
    codes = [service["code"] for group in first["services"] for service in group["services"]]
    assert sorted(codes) == ["MD", "OP", "SP"]
    assert first["surveys"] == ["SU"]


def test_filters_and_facets(client, places):
    answer = get(client, near="42.3601,-71.0589", within="50", service="OP", facets="1")
    assert [item["title"] for item in answer["items"]] == ["Here", "Near"]
    facets = {facet["name"]: facet["choices"] for facet in answer["meta"]["facets"]}
    payment = {choice["code"]: choice["count"] for choice in facets["payment"]}
    assert payment == {"MD": 1, "PI": 1}
    assert {choice["code"]: choice["chosen"] for choice in facets["setting"]} == {"OP": True}
    assert get(client, payment="MD", language="SP")["items"][0]["title"] == "Here"


def test_without_near_there_is_no_distance(client, places):
    answer = get(client, q="here")
    assert answer["items"][0]["distance_miles"] is None
    assert answer["meta"]["near"] is None


def test_offset_and_cursor(client, places):
    parameters = {"near": "42.3601,-71.0589", "limit": 2}
    first = get(client, **parameters)
    rest = get(client, **parameters, cursor=first["meta"]["next_cursor"])
    assert [item["title"] for item in rest["items"]] == ["Far"]
    assert rest["meta"]["next_cursor"] is None
    assert get(client, **parameters, offset=2)["items"] == rest["items"]


def test_relaxing_is_asked_for(client, places):
    parameters = {"near": "42.3601,-71.0589", "within": "1", "service": "RES"}
    assert get(client, **parameters)["items"] == []
    answer = get(client, **parameters, relax="1")
    assert [item["title"] for item in answer["items"]] == ["Far"]
    assert answer["meta"]["relaxed"] == ["within 1 miles"]


@pytest.mark.parametrize(
    ("text", "parameter"),
    [
        ("nonsense=1", "nonsense"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=abc", "limit"),
        ("limit=1&limit=2", "limit"),
        ("offset=100000000000000000000000", "offset"),
        ("offset=-1", "offset"),
        ("cursor=abc", "cursor"),
        ("cursor=%00", "cursor"),
        ("cursor=AAAAAAAAAAF_8AAAAAAAAA", "cursor"),
        ("facets=yes", "facets"),
        ("near=%00", "near"),
        ("near=Rlyeh", "near"),
        ("near=Springfield", "near"),
        ("service=NOSUCH", "service"),
        ("payment=OP", "payment"),
        ("within=1e9", "within"),
        ("q=" + "x" * 5000, "q"),
    ],
)
def test_what_nobody_can_mean_is_a_problem(client, places, text, parameter):
    response = client.get(f"{ADDRESS}?{text}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["parameter"] == parameter


def test_towns_to_choose_from_are_named(client, places):
    detail = client.get(f"{ADDRESS}?near=Springfield").json()["detail"]
    assert "Springfield, IL" in detail


def test_no_locator_no_search(client, site):
    assert client.get(ADDRESS).status_code == 404


def test_other_methods(client, places):
    assert client.head(ADDRESS).status_code == 200
    assert client.options(ADDRESS).status_code == 204
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize("limit", [1, 3])
def test_queries_do_not_grow_with_the_page(client, places, django_assert_num_queries, limit):
    question = {"near": "42.3601,-71.0589", "facets": "1"}
    get(client, **question)  # what a process asks once, such as how many facilities there are
    with django_assert_num_queries(8):
        get(client, **question, limit=limit)
