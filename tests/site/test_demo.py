"""The demo publisher: complete, honest about what is invented, and kept out of production."""

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site, TaskState

from blog.due import DUE_SOON, OVERDUE, articles_in_state
from blog.models import ArticlePage, CannedReply, Comment, PersonPage
from config.auth import DEMO_PASSWORD
from demo.loading import ACCOUNTS
from headless.models import Delivery
from headless.visibility import public_pages
from leads.models import (
    CallbackFormPage,
    CallbackRequest,
    LeadsSettings,
    NewsletterIssue,
    Subscriber,
)
from treatment.models import FacilityPage, ListingProblem, ProgramPage

# Real numbers, which stand on every page: 911, 988 and SAMHSA's National Helpline.
REAL = {"800-662-4357", "+18006624357"}
NUMBER = re.compile(r"(?:\+1)?\(?\b[2-9]\d{2}\)?[-. ]?[2-9]\d{2}[-. ]?\d{4}\b")
MOST_QUERIES = 12  # of a page, with all that its body refers to
FICTION = re.compile(r"555[-. ]?01\d\d$")  # 555-0100 to 555-0199 are kept free for fiction


def load():
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load once for the module, in a transaction of its own around those of the tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    return loaded


def test_the_demo_is_loaded_whole_and_once(demo, client):
    assert ArticlePage.objects.live().count() >= 8
    written = {author.pk for page in ArticlePage.objects.all() for author in page.authors()}
    assert len(written) == 3
    assert ProgramPage.objects.live().count() == 5
    assert FacilityPage.objects.live().count() == 60
    assert CallbackFormPage.objects.live().count() == 3
    assert PersonPage.objects.live().count() == 5
    assert Comment.objects.filter(status="approved", level=3).exists()
    assert all(name in demo for name, _ in ACCOUNTS)
    assert DEMO_PASSWORD in demo

    before = list(Page.objects.values_list("pk", "latest_revision_id"))
    assert DEMO_PASSWORD in load()
    assert list(Page.objects.values_list("pk", "latest_revision_id")) == before


def test_moderators_find_something_to_do(demo):
    waiting = Comment.objects.filter(status="pending")
    assert waiting.count() >= 4
    assert waiting.filter(crisis=True, rank=0).count() == 1
    assert {"advertising", "phone", "link"} <= set(waiting.get(name="Bright Bay").holds)
    assert CannedReply.objects.exists()


def test_a_claim_rests_on_a_reference_of_its_article(demo, client):
    html = client.get("/articles/medicines-for-opioid-use-disorder/").content.decode()
    assert 'href="#reference-5"' in html
    assert 'id="reference-5"' in html


def test_letters_lead_to_where_the_demo_runs(demo, settings):
    assert Site.objects.get().root_url == settings.WAGTAILADMIN_BASE_URL


def test_intensive_outpatient_is_told_in_fields(demo, client):
    page = ProgramPage.objects.get(slug="intensive-outpatient")
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert answer["sessions_per_week"] == {"min": 4.0, "max": 4.0}
    assert answer["hours_per_session"] == {"min": 3.0, "max": 4.0}
    assert answer["weeks"] == {"min": 10.0, "max": 12.0}
    assert answer["offers_day"]
    assert answer["offers_evening"]
    assert answer["group_counseling"] == "main"
    assert answer["individual_counseling"] == "also"
    assert (answer["twelve_step"], answer["faith"]) == ("welcome", "no")
    assert len(answer["topics_covered"]) == 6
    assert answer["steps_down_from"]
    assert answer["steps_down_to"]


def test_every_page_answers_links_on_and_names_only_free_numbers(demo, client):
    pages = list(public_pages(site=Site.objects.get(is_default_site=True)).specific())
    addresses, links, numbers = {page.url for page in pages}, set(), set()
    for page in pages:
        response = client.get(page.url)
        assert response.status_code == 200, page.url
        html = response.content.decode()
        links |= set(re.findall(r'href="(/[^"#?]*)', html))
        numbers |= set(NUMBER.findall(re.sub(r"<time[^>]*>|https?://\S+", "", html)))
        assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 200, page.url

    internal = {link for link in links if not link.startswith(("/static/", "/media/"))}
    assert {link for link in internal - addresses if client.get(link).status_code != 200} == set()
    assert {text for text in numbers - REAL if not FICTION.search(text)} == set()


def test_no_page_costs_many_queries(demo, client):
    pages = list(public_pages(site=Site.objects.get(is_default_site=True)).specific())
    costs = {}
    for page in pages:
        client.get(page.url)  # makes renditions
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        costs[page.url] = len(captured)
    assert {url: cost for url, cost in costs.items() if cost > MOST_QUERIES} == {}


def test_the_hotline_says_who_answers_and_who_pays(demo, client):
    line = LeadsSettings.objects.get().hotline
    assert line.answerer.is_paid
    html = client.get("/find-help/").content.decode()
    assert line.tel in html
    assert "Lantern Bay Helpline, who pays us" in html


def test_each_account_logs_in_here_and_nowhere_else(demo, settings):
    for name, group in ACCOUNTS:
        user = authenticate(username=name, password=DEMO_PASSWORD)
        assert user is not None, name
        assert user.is_superuser == (group is None)
    settings.DEMO_ALLOWED = False
    for name, _ in ACCOUNTS:
        assert authenticate(username=name, password=DEMO_PASSWORD) is None


def test_loading_is_refused_where_the_demo_is_not_allowed(demo, settings):
    get_user_model().objects.all().delete()
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="development"):
        load()
    assert not get_user_model().objects.exists()


def test_no_desk_is_empty(demo):
    """Every state that staff meet has something in it, and nothing of it is due to be sent."""
    requests = CallbackRequest.objects.all()
    assert {request.status for request in requests} == set(CallbackRequest.Status)
    assert requests.filter(urgent=True, status="new").count() == 1
    assert requests.filter(suspected=True).count() == 1
    assert [request.pk for request in requests if request.is_overdue and not request.suspected]
    assert {row.state for row in Subscriber.objects.all()} == {"pending", "confirmed", "left"}
    assert {issue.state for issue in NewsletterIssue.objects.all()} == {"draft", "sent"}

    assert {"pending", "approved", "rejected", "spam"} <= {c.status for c in Comment.objects.all()}
    assert Comment.objects.filter(status="pending", rank=Comment.Rank.SUSPECTED).count() == 1

    assert {row.status for row in ListingProblem.objects.all()} == set(ListingProblem.Status)

    ours = Delivery.objects.filter(channel__startswith="leads.")
    states = [delivery.status for delivery in ours]
    assert (states.count("waiting"), states.count("dead"), states.count("sending")) == (1, 1, 0)
    assert not ours.filter(status="waiting", due_at__lte=timezone.now()).exists()


def test_medical_reviews_are_in_every_state(demo):
    tasks = TaskState.objects.filter(task__name="Medical review")
    assert {state.status for state in tasks} == {"in_progress", "rejected", "approved"}
    assert articles_in_state(OVERDUE).exists()
    assert articles_in_state(DUE_SOON).exists()
