"""The settings that every page shows something of come in one query."""

from datetime import time

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from published import publish
from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname

from blog.models import CommentSettings
from home.landmarks import landmark
from home.models import SiteSettings
from home.models.frame import find_site
from leads.models import Answerer, LeadsSettings, PhoneLine, StaffedHours, WhoAnswersPage
from treatment.models import LocatorPage

KINDS = (SiteSettings, LeadsSettings, CommentSettings)


@pytest.fixture
def request_at(site):
    request = RequestFactory(SERVER_NAME="localhost").get("/")
    Site.find_for_request(request)
    return request


def test_all_come_with_the_first(request_at, site):
    line = PhoneLine.objects.create(
        label="Help", number="+12025550142", answerer=Answerer.objects.create(name="Harbor")
    )
    LeadsSettings.objects.create(site=site, hotline=line)
    SiteSettings.objects.create(site=site, name="Harbor Light")
    CommentSettings.objects.create(site=site, enabled=True)
    with CaptureQueriesContext(connection) as queries:
        assert SiteSettings.for_request(request_at).name == "Harbor Light"
        assert CommentSettings.for_request(request_at).enabled
        assert LeadsSettings.for_request(request_at).hotline.answerer.name == "Harbor"
        assert {kind.for_request(request_at).site for kind in KINDS} == {site}
    assert len(queries) == 1


def test_a_row_that_is_not_there_is_made(request_at, site):
    SiteSettings.objects.create(site=site, name="Harbor Light")
    assert not CommentSettings.for_request(request_at).enabled
    assert CommentSettings.objects.get().site == site
    assert not LeadsSettings.objects.exists()
    assert SiteSettings.for_request(request_at).name == "Harbor Light"


def test_settings_that_a_preview_put_there_stay(request_at, site):
    drafted = SiteSettings(site=site, name="Drafted")
    SiteSettings.objects.create(site=site, name="Stored")
    CommentSettings.objects.create(site=site)
    setattr(request_at, SiteSettings.get_cache_attr_name(), drafted)
    CommentSettings.for_request(request_at)
    assert SiteSettings.for_request(request_at).name == "Drafted"


def test_another_site_has_its_own(request_at, site, home_page):
    SiteSettings.objects.create(site=site, name="Harbor Light")
    other = Site.objects.create(hostname="other", port=80, root_page=home_page)
    SiteSettings.objects.create(site=other, name="Other")
    request = RequestFactory(SERVER_NAME="other").get("/", headers={"host": "other"})
    assert SiteSettings.for_request(request).name == "Other"
    assert SiteSettings.for_request(request_at).name == "Harbor Light"


SITES = [
    pytest.param([("one", 80, True)], id="the default alone"),
    pytest.param([("one", 80, False)], id="no default"),
    pytest.param([("one", 80, True), ("two", 80, False)], id="two names"),
    pytest.param([("one", 80, False), ("one", 8000, False)], id="one name at two ports"),
    pytest.param([("one", 80, False), ("one", 8000, True)], id="and one the default"),
    pytest.param([("one", 80, False), ("one", 8000, False), ("two", 80, True)], id="or another"),
]


@pytest.mark.parametrize("sites", SITES)
@pytest.mark.parametrize("host", ["one", "one:8000", "one:9000", "two", "two:8000", "three"])
def test_the_site_is_the_one_that_wagtail_finds(home_page, sites, host):
    Site.objects.all().delete()
    for name, port, is_default in sites:
        Site.objects.create(
            hostname=name, port=port, is_default_site=is_default, root_page=home_page
        )
    name, _, port = host.partition(":")
    try:
        meant = get_site_for_hostname(name, port or "80")
    except Site.DoesNotExist:
        meant = None
    request = RequestFactory().get("/", headers={"host": host}, SERVER_PORT=port or "80")
    assert find_site(request) == meant


def test_a_site_comes_with_all_that_its_frame_shows(home_page, site):
    answerer = Answerer.objects.create(name="Harbor")
    answerer.staffed_hours.add(StaffedHours(opens=time(22), closes=time(6), sort_order=1))
    answerer.staffed_hours.add(StaffedHours(opens=time(8), closes=time(12), sort_order=0))
    answerer.save()
    line = PhoneLine.objects.create(label="Help", number="+12025550142", answerer=answerer)
    LeadsSettings.objects.create(site=site, hotline=line)
    SiteSettings.objects.create(site=site, name="Harbor Light")
    who = publish(home_page, WhoAnswersPage(title="Who", slug="who"))
    request = RequestFactory(SERVER_NAME="localhost").get("/")
    with CaptureQueriesContext(connection) as queries:
        assert find_site(request) == site
        assert SiteSettings.for_request(request).name == "Harbor Light"
        hotline = LeadsSettings.for_request(request).hotline
        assert hotline.answerer.hours == (
            "Every day, 8 am to noon; Every day, 10 pm to 6 am Eastern"
        )
        assert landmark(request, WhoAnswersPage).pk == who.pk
        assert landmark(request, LocatorPage) is None
    assert len(queries) == 1
    assert landmark(request, WhoAnswersPage).get_url(request) == "/who/"
