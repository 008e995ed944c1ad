"""Pages go live and come down on time through `manage.py deliver` alone."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from headless import scheduling
from home.models import StandardPage


@pytest.fixture
def make(home_page):
    def make_page(title, **fields):
        page = home_page.add_child(instance=StandardPage(title=title, live=False, **fields))
        page.save_revision().publish()
        return StandardPage.objects.get(pk=page.pk)

    return make_page


def reach(page):
    """Let the moment for which a page was scheduled have come."""
    past = timezone.now() - timedelta(minutes=1)
    revision = page.scheduled_revision
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()


def in_an_hour():
    return timezone.now() + timedelta(hours=1)


def test_the_worker_publishes_what_is_due(client, make):
    page = make("Later", go_live_at=in_an_hour())
    call_command("deliver", "--once", verbosity=0)
    assert client.get("/later/").status_code == 404
    reach(page)
    call_command("deliver", "--once", verbosity=0)
    assert client.get("/later/").status_code == 200
    assert scheduling.keep_schedule() == 0


def test_the_worker_takes_down_what_expired(client, make):
    page = make("Gone", expire_at=in_an_hour())
    assert client.get("/gone/").status_code == 200
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert scheduling.keep_schedule() == 1
    assert client.get("/gone/").status_code == 404
    page.refresh_from_db()
    assert page.expired
    assert scheduling.keep_schedule() == 0


def test_one_that_fails_does_not_keep_the_others(client, make, monkeypatch, caplog):
    bad, good = make("Bad", go_live_at=in_an_hour()), make("Good", go_live_at=in_an_hour())
    reach(bad)
    reach(good)
    publish = Revision.publish

    def fail(revision, **kwargs):
        publish(revision, **kwargs)
        if revision.object_id == str(bad.pk):
            raise ValueError("half-way")

    monkeypatch.setattr(Revision, "publish", fail)
    assert scheduling.keep_schedule() == 1
    assert client.get("/good/").status_code == 200
    assert client.get("/bad/").status_code == 404
    assert f"Revision {bad.scheduled_revision.pk} could not be published" in caplog.text
    monkeypatch.undo()
    assert scheduling.keep_schedule() == 1
    assert client.get("/bad/").status_code == 200
