"""A page that was taken down on its day is edited on, by hand and by autosave."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import now
from editor_form import posted
from published import publish

from blog.models import ArticleIndexPage
from headless.scheduling import keep_schedule
from home.models import StandardPage
from leads.models import Answerer, CallbackFormPage


@pytest.fixture(params=["worker", "wagtail"])
def take_down(request):
    return keep_schedule if request.param == "worker" else lambda: call_command("publish_scheduled")


def pages(home_page):
    answerer = Answerer.objects.create(name="Harbor", kind="publisher")
    fields = {"expire_at": now() + timedelta(days=1)}
    yield publish(home_page, StandardPage(title="Old news", slug="old", **fields))
    yield publish(home_page, ArticleIndexPage(title="Letters", slug="letters", **fields))
    form = CallbackFormPage(title="Call me", slug="call-me", answerer=answerer, **fields)
    yield publish(home_page, form)


def test_an_expired_page_is_saved_and_published_again(home_page, moderator_client, take_down):
    for page in pages(home_page):
        past = now() - timedelta(minutes=5)
        type(page).objects.filter(pk=page.pk).update(expire_at=past)
        revision = page.get_latest_revision()
        revision.content["expire_at"] = past.isoformat()
        revision.save()
        take_down()
        page.refresh_from_db()
        assert (page.live, page.expired) == (False, True)
        address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        form = posted(moderator_client.get(address), title="Old news, mended")
        accepts = {"accept": "application/json"}
        answer = moderator_client.post(address, form, headers=accepts)
        assert answer.json()["success"], answer.content
        form = posted(moderator_client.get(address), **{"action-publish": "1"})
        assert moderator_client.post(address, form).status_code == 302
        page.refresh_from_db()
        assert (page.live, page.expire_at, page.title) == (True, None, "Old news, mended")
        keep_schedule()
        assert type(page).objects.get(pk=page.pk).live


def test_a_past_date_that_somebody_types_is_named(home_page, moderator_client):
    page = publish(home_page, StandardPage(title="News", slug="news"))
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    form = posted(moderator_client.get(address), expire_at="2001-01-01 10:00")
    response = moderator_client.post(address, form)
    assert "Expiry date/time must be in the future." in response.content.decode()
    assert "Edit schedule" in response.context["form"].non_field_errors().as_text()
    assert "Edit schedule" in str(*response.context["messages"])
