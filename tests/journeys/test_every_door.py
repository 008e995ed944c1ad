"""Every address of the site as every role: what opens, what is refused, and nothing breaks.

The golden table `doors.txt` has a line for each address and a column for each role. `DOORS=write`
in the environment writes it anew; read the difference before you commit it.
"""

import os
import traceback
from dataclasses import dataclass, field
from difflib import unified_diff
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from addresses import every_door
from django.contrib.auth import get_user_model
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import html
from PIL import Image
from stored import store_all
from wagtail.models import Page

from demo import loading

# Who logs in; the last comes without. What is not the admin's is walked by the first and the last.
ROLES = ("admin", "editor", "moderator", "reviewer", "host", "agent", "manager", "nobody", "-")
TABLE = Path(__file__).with_name("doors.txt")
BREAKS_ON_PURPOSE = {"wagtailadmin_error_test"}
# Wagtail's own scripts post there, after a step before; it reads what they send unchecked.
WANTS_WHAT_A_SCRIPT_POSTS = {
    "wagtailredirects:process_import",
    "wagtaildocs:create_multiple_from_uploaded_document",
}
# Too large for any column, of the wrong kind, and of nothing that is there.
ODD = (
    "?p=abc&page=abc&q=%00%27%22%3C&ordering=nonsense&export=xml&offset=-1&limit=abc",
    "?p=99999999999999999999&page=99999999999999999999&q=%F0%9F%92%99+OR+%28&ordering=-pk&id=999999999",
    "?export=csv&p=2",
    "?export=xlsx&_w_filter_fragment=1",
)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The demo and a row of everything else, in one transaction around all tests."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("demo.building.drawing", lambda key: small_picture())
        # Django keeps a copy of each template's context for the tests that look at one.
        patch.setattr("django.test.client.store_rendered_templates", lambda *args, **kwargs: None)
        loading.load()
        store_all()
        for page in Page.objects.live().public().specific():
            if page.url:
                Client().get(page.url)  # makes its pictures, which a visit would make and forget
        yield
        transaction.set_rollback(True)


def small_picture():
    """Return a picture that costs nothing to encode again."""
    file = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(file, "WEBP")
    return file.getvalue()


@pytest.fixture(scope="module")
def doors(world):
    return [door for door in every_door() if door.name not in BREAKS_ON_PURPOSE]


class Visitor:
    """Somebody of a role; what a visit changes is taken back, and why it broke is kept."""

    def __init__(self, role):
        self.role = role
        self.client = Client(raise_request_exception=False)
        if role != "-":
            self.client.force_login(get_user_model().objects.get(username=role))
        self.session = dict(self.client.cookies)
        self.faults = []

    def visit(self, path, method="get", **options):
        """Return the answer; note a fault where it is a 5xx, or where the answer breaks off."""
        raised = []

        def note(**kwargs):
            raised.append(traceback.format_exc().splitlines()[-3:])

        self.client.cookies.clear()  # it may have logged out
        self.client.cookies.update(self.session)
        got_request_exception.connect(note)
        try:
            with transaction.atomic():
                response = getattr(self.client, method)(path, **options)
                if response.streaming:
                    b"".join(response.streaming_content)
                transaction.set_rollback(True)
        finally:
            got_request_exception.disconnect(note)
        if response.status_code >= 500:
            self.faults.append(f"{self.role} {method} {path}: {response.status_code} {raised}")
        return response


def doors_of(role, doors):
    """Return the doors that somebody of a role opens."""
    everywhere = role in (ROLES[0], ROLES[-1])
    return [door for door in doors if everywhere or door.path.startswith("/admin/")]


def outcome(response):
    """Say in one word how an address answered: `login` and `home` are Wagtail's ways to refuse."""
    if response.status_code not in (301, 302):
        return str(response.status_code)
    target = urlsplit(response["Location"]).path
    if target in (reverse("wagtailadmin_login"), reverse("wagtailcore_login")):
        return "login"
    return "home" if target == reverse("wagtailadmin_home") else "302"


def emptied_forms(response):
    """Yield what a browser posts from each form of a page on which nothing is filled in."""
    is_html = "html" in response.headers.get("Content-Type", "")
    if response.streaming or not is_html or not response.content.strip():
        return
    for form in html.fromstring(response.content).iter("form"):
        if (form.get("method") or "").lower() == "post" and not form.get("action"):
            hidden = form.xpath(".//input[@type='hidden'][@name]")
            shown = form.xpath(".//input[@type='text'][@name] | .//textarea[@name]")
            values = {field.get("name"): field.get("value", "") for field in hidden}
            yield values | {field.get("name"): "" for field in shown}


@dataclass
class Visits:
    """What came of each role's opening each address: outcomes by address and role."""

    outcomes: dict
    faults: list = field(default_factory=list)
    forms: dict = field(default_factory=lambda: {role: [] for role in ROLES})


@pytest.fixture(scope="module")
def visits(doors):
    found = Visits({door.label: dict.fromkeys(ROLES, ".") for door in doors})
    for role in ROLES:
        visitor = Visitor(role)
        for door in doors_of(role, doors):
            response = visitor.visit(door.path)
            found.outcomes[door.label][role] = outcome(response)
            if response.status_code == 200 and door.path.startswith("/admin/"):
                found.forms[role] += [(door.path, form) for form in emptied_forms(response)]
        found.faults += visitor.faults
    return found


@pytest.fixture
def in_the_world(world, db):
    return world


def written(outcomes):
    head = " ".join(f"{role:9}" for role in ROLES)
    lines = [
        f"{' '.join(f'{words[role]:9}' for role in ROLES)} {label}"
        for label, words in sorted(outcomes.items())
    ]
    return "\n".join([f"{head} address", *lines, ""])


def test_no_address_breaks(in_the_world, visits):
    assert visits.faults == []


def test_each_role_opens_what_it_may(in_the_world, visits):
    table = written(visits.outcomes)
    if os.environ.get("DOORS") == "write":
        TABLE.write_text(table)
    golden = TABLE.read_text()
    assert table == golden, "\n".join(unified_diff(golden.splitlines(), table.splitlines(), n=0))


def test_no_empty_form_breaks(in_the_world, doors, visits):
    """What is posted from a screen as it came, and to addresses that only take posts."""
    faults = []
    for role in ROLES:
        visitor = Visitor(role)
        for path, form in visits.forms[role]:
            visitor.visit(path, "post", data=form)
        for door in doors_of(role, doors):
            posts_only = visits.outcomes[door.label]["admin"] == "405"
            if posts_only and door.name not in WANTS_WHAT_A_SCRIPT_POSTS:
                visitor.visit(door.path, "post")
        faults += visitor.faults
    assert faults == []


def test_no_odd_query_breaks(in_the_world, doors, visits):
    """For whoever may open it all: lists, reports and choosers read their queries."""
    visitor = Visitor("admin")
    for door in doors:
        lists = "<" not in door.pattern and "?" not in door.path
        if lists and visits.outcomes[door.label]["admin"] == "200":
            for query in ODD:
                visitor.visit(door.path + query)
    assert visitor.faults == []
