"""Every menu entry as every role, and each of our own screens, in Chromium.

Somebody of each role logs in by the form and opens all that the menu offers. Each of our screens
is opened by the first role that may, by the golden table of doors, at two widths.
"""

import json
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from running_site import manage, running

from config.auth import DEMO_PASSWORD

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
LIST = f"import sys; sys.path[:0] = [{str(HERE)!r}]; import screens; screens.print_all()"
# Who may least comes first: who may more finds more buttons on a screen.
ROLES = ("agent", "host", "manager", "reviewer", "editor", "moderator", "admin")
PASSWORDS = {"nobody": "pw"}  # not of the demo
SENT_AWAY = {"/admin/", "/admin/login/"}
WIDE, NARROW = 1440, 390
NEW_PAGE, PAGE = "admin/pages/add/", "admin/pages/<int:page_id>/edit/"
# Wagtail's: the minimap, what is typed into (rich text, tags) and the count on a panel's button.
WAGTAILS = [".w-minimap", ".DraftEditor-root", ".tagit-new", "[data-side-panel-toggle]"]
OURS = {"include": [["main"]], "exclude": [[selector] for selector in WAGTAILS]}
LEAST = 100  # pixels of a name in a list: less is a letter or two a line
SHOW_EVERY_TAB = "document.querySelectorAll('main [role=tabpanel]').forEach(one => one.hidden = 0)"
MISFITS = """least => [
    ...(document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1)),
    ...[...document.querySelectorAll("main td.title:has(.title-wrapper)")]
        .filter(one => one.offsetWidth && one.offsetWidth < least),
].slice(0, 3).map(one => one.outerHTML.slice(0, 150))"""
SAYS_NOTHING = """[
    ...[...document.querySelectorAll("main td")]
        .filter(one => ["True", "False", "None"].includes(one.innerText.trim()))
        .filter(one => !one.querySelector("svg")),  // an icon with its word beside it
    ...[...document.querySelectorAll("main svg use")]
        .filter(one => !document.querySelector(one.getAttribute("href"))),
].map(one => one.outerHTML.slice(0, 150))"""


@pytest.fixture(scope="module")
def own_data(data, tmp_path_factory):
    """A copy of the demo: these tests store more, and others count what is there."""
    return shutil.copytree(data, tmp_path_factory.mktemp("screens") / "data")


@pytest.fixture(scope="module")
def screens(own_data):
    """Who opens each of our screens first: {label: (role, path)}."""
    paths = json.loads(manage(own_data, "shell", "-c", LIST).splitlines()[-1])
    openers = {label: opener(words) for label, words in golden_table().items()}
    return {label: (openers[label], path) for label, path in paths.items() if openers[label]}


@pytest.fixture(scope="module")
def people(own_data, screens, chromium):
    """Return a function: people("editor") gives somebody of that role in front of the admin."""
    with running(own_data) as address:
        pages = {}

        def at_work(role):
            if role not in pages:
                context = chromium.new_context(base_url=address, reduced_motion="reduce")
                pages[role] = Walker(role, context.new_page(), PASSWORDS.get(role, DEMO_PASSWORD))
            return pages[role]

        yield at_work
        for walker in pages.values():
            walker.page.context.close()


def golden_table():
    """Return how each address answers each role: {label: {role: word}}."""
    head, *lines = (HERE / "doors.txt").read_text().splitlines()
    start = head.index("address")
    roles = head[:start].split()
    return {line[start:]: dict(zip(roles, line[:start].split(), strict=True)) for line in lines}


def opener(words):
    return next((role for role in ROLES if words[role] == "200"), None)


class Walker:
    """Somebody of a role in front of the admin; notes whatever goes wrong on the way."""

    def __init__(self, role, page, password):
        self.role, self.page, self.faults = role, page, []
        page.set_viewport_size({"width": WIDE, "height": 900})
        page.on("console", lambda message: message.type == "error" and self.note(message.text))
        page.on("pageerror", lambda error: self.note(str(error)))
        page.on("response", lambda answer: answer.status >= 500 and self.note(answer.url))
        page.goto("/admin/")
        page.fill("[name=username]", role)
        page.fill("[name=password]", password)
        with page.expect_navigation():
            page.click("[type=submit]")

    def note(self, fault):
        self.faults.append(f"{self.role} at {urlsplit(self.page.url).path}: {fault}")

    def told(self):
        """Return what went wrong since this was asked for last."""
        faults, self.faults = self.faults, []
        return faults

    def menu(self):
        """Return where the entries of the menu lead."""
        entries = self.page.locator("#wagtail-sidebar a[href^='/admin/']")
        return list(dict.fromkeys(link.get_attribute("href") for link in entries.all()))

    def open(self, path):
        answer = self.page.goto(path)
        if answer.status != 200 or urlsplit(self.page.url).path in SENT_AWAY - {path}:
            self.note(f"{path} answered {answer.status} at {self.page.url}")

    def look(self, axe, name, *widths):
        """Note what axe finds, what says nothing, and what does not fit."""
        self.page.wait_for_selector("[data-sprite] symbol", state="attached")
        found = self.page.evaluate(SAYS_NOTHING)
        self.faults += [f"{name} says nothing: {what}" for what in found]
        for width in widths:
            self.fits(name, width)
            found = axe(self.page, OURS, impacts=("serious", "critical"))
            self.faults += [f"{name} at {width}: {fault}" for fault in found]

    def look_at_form(self, axe, name):
        """Look at a page's form, of every tab; at the same form once."""
        self.page.evaluate(SHOW_EVERY_TAB)
        self.fits(name, NARROW)
        self.look(axe, name, WIDE)

    def fits(self, name, width):
        """Note what does not fit into this width."""
        self.page.set_viewport_size({"width": width, "height": 900})
        found = self.page.evaluate(MISFITS, LEAST)
        self.faults += [f"{name} at {width} does not fit: {what}" for what in found]


@pytest.mark.parametrize("role", ROLES)
def test_all_that_the_menu_offers_opens(people, role):
    walker = people(role)
    walker.open("/admin/")
    entries = walker.menu()
    assert "/admin/account/" in entries
    for path in entries:
        walker.open(path)
    assert walker.told() == []


def test_who_is_in_no_group_is_told_so(people):
    walker = people("nobody")
    assert "do not have permission" in walker.page.locator("main").inner_text()
    walker.page.goto("/admin/facilities/")
    assert "/admin/login/" in walker.page.url
    assert walker.told() == []


@pytest.mark.parametrize("role", [role for role in ROLES if role != "reviewer"])
def test_our_screens_are_sound(people, screens, axe, role):
    """Reviewers have no screen that nobody else has."""
    walker = people(role)
    mine = {label: path for label, (opener, path) in screens.items() if opener == role}
    assert mine
    for label, path in mine.items():
        walker.open(path)
        if label.startswith(PAGE):
            walker.look_at_form(axe, label)
        elif label.startswith(NEW_PAGE):  # the same form, with nothing in it
            walker.fits(label, NARROW)
        else:
            walker.look(axe, label, WIDE, NARROW)
    assert walker.told() == []
