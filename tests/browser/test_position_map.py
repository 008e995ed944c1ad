"""The editor's map: the marker moves the numbers, by mouse and by key, and nobody else is asked."""

from urllib.parse import urlsplit

import pytest

FIELDS = ("#id_latitude", "#id_longitude", "#id_position_source")


@pytest.fixture
def editor(open_page):
    """A demo facility in the editor, and every host that was asked on the way."""
    page = open_page()
    page.hosts = set()
    page.complaints = []
    page.on("request", lambda request: page.hosts.add(urlsplit(request.url).netloc))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto("/admin/login/")
    page.fill("[name=username]", "moderator")
    page.fill("[name=password]", "recovery-demo")
    page.click("[type=submit]")
    page.goto("/admin/facilities/")
    page.locator("td.title a").first.click()
    page.locator(".map-marker").wait_for()
    return page


def values(page):
    return [page.input_value(field) for field in FIELDS]


def test_arrow_keys_move_the_marker_and_the_numbers(editor, address):
    latitude, longitude, _ = values(editor)
    marker = editor.locator(".map-marker")
    marker.focus()
    marker.press("ArrowUp")
    marker.press("Shift+ArrowRight")
    after = values(editor)
    assert float(after[0]) > float(latitude)
    assert float(after[1]) > float(longitude)
    assert after[2] == "editor"
    assert after[0] in editor.locator("[data-position-status]").inner_text()
    assert editor.hosts - {""} == {urlsplit(address).netloc}
    assert editor.complaints == []


def test_dragging_moves_the_numbers(editor):
    before = values(editor)
    marker = editor.locator(".map-marker")
    marker.scroll_into_view_if_needed()
    box = marker.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    editor.mouse.move(x, y)
    editor.mouse.down()
    editor.mouse.move(x + 40, y + 30, steps=5)
    editor.mouse.up()
    after = values(editor)
    assert float(after[0]) < float(before[0])
    assert float(after[1]) > float(before[1])
    assert after[2] == "editor"


def test_numbers_move_the_marker(editor):
    for field, value in zip(FIELDS, ("", ""), strict=False):
        editor.fill(field, value)
        editor.press(field, "Tab")
    assert editor.locator(".map-marker").count() == 0
    editor.get_by_role("button", name="Put the marker in the middle").click()
    assert editor.locator(".map-marker").count() == 1
    editor.fill("#id_latitude", "21.3")
    editor.fill("#id_longitude", "-157.86")
    editor.press("#id_longitude", "Tab")
    # Honolulu: the outline is drawn there too, and the marker is in the middle.
    assert editor.locator(".state-map path.state").count() >= 56
    canvas = editor.locator("[data-position-canvas]").bounding_box()
    marker = editor.locator(".map-marker").bounding_box()
    assert canvas["x"] < marker["x"] < canvas["x"] + canvas["width"]
    assert canvas["y"] < marker["y"] < canvas["y"] + canvas["height"]


def test_axe_finds_nothing_in_the_map(editor, axe):
    found = [line for line in axe(editor) if "position" in line or "map" in line]
    assert found == []
