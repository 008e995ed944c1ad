"""The settings that every page shows something of come in one query."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from blog.models import CommentSettings
from home.models import SiteSettings
from leads.models import Answerer, LeadsSettings, PhoneLine

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
