"""When articles are due again: the report, its export, the list's filter, one reminder."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from blog import reminders
from blog.models import ArticlePage, EditorialSettings
from headless.models import Delivery


def in_days(days):
    return localdate() + timedelta(days=days)


@pytest.fixture
def articles(make_article):
    return {
        "Late": make_article("Late", review_due_on=in_days(-3)),
        "Soon": make_article("Soon", review_due_on=in_days(20)),
        "Later": make_article("Later", review_due_on=in_days(200)),
        "Undated": make_article("Undated"),
    }


def titles(response):
    return [page.title for page in response.context["object_list"]]


def test_the_report_lists_the_most_overdue_first(moderator_client, articles, make_article):
    make_article("Draft", review_due_on=in_days(-9)).unpublish()
    response = moderator_client.get(reverse("blog_reviews_due"))
    assert titles(response) == ["Late", "Soon", "Later", "Undated"]
    edit = reverse("wagtailadmin_pages:edit", args=(articles["Late"].pk,))
    assert edit in response.content.decode()


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("overdue", ["Late"]),
        ("soon", ["Soon"]),
        ("later", ["Later"]),
        ("undated", ["Undated"]),
        ("nonsense", ["Late", "Soon", "Later", "Undated"]),
    ],
)
def test_the_report_and_the_list_are_filtered(moderator_client, articles, state, expected):
    report = moderator_client.get(reverse("blog_reviews_due"), {"due": state})
    assert titles(report) == expected
    listed = moderator_client.get(reverse("articles:index"), {"due": state, "ordering": "title"})
    assert sorted(titles(listed)) == sorted(expected)


def test_the_report_is_exported(moderator_client, make_article, make_person):
    make_article("=SUM(1)", authors=[make_person()], review_due_on=in_days(-3))
    response = moderator_client.get(reverse("blog_reviews_due"), {"export": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0] == "Article,Authors,Medical reviewer,Reviewed on,Review due,Address"
    assert lines[1].startswith("'=SUM(1),Ana Ruiz,")
    assert in_days(-3).isoformat() in lines[1]
    response = moderator_client.get(reverse("blog_reviews_due"), {"export": "xlsx"})
    assert b"".join(response.streaming_content)[:2] == b"PK"


def test_the_report_is_for_those_who_edit(client, make_user, articles):
    client.force_login(make_user("Intake agents"))
    assert client.get(reverse("blog_reviews_due")).status_code == 302


def test_the_report_s_queries_do_not_grow(moderator_client, make_article, make_person):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            moderator_client.get(reverse("blog_reviews_due"))
        return len(captured)

    make_article("One", authors=[make_person("A")])
    queries()
    few = queries()
    for number in range(5):
        make_article(f"N {number}", authors=[make_person(f"P {number}")])
    assert queries() == few


@pytest.fixture
def owned(make_article, make_person, make_user):
    """An article due in ten days, by somebody with an account, created by another."""
    author, owner = make_user("Editors"), make_user("Moderators")
    person = make_person(account=author)
    return make_article(authors=[person], owner=owner, review_due_on=in_days(10))


def deliver():
    call_command("deliver", "--once", verbosity=0)


def test_a_reminder_is_sent_once_for_each_date(owned):
    deliver()
    deliver()
    [message] = mail.outbox
    assert message.to == ["editors@example.org", "moderators@example.org"]
    assert message.subject == "Review due: The first week"
    assert reverse("wagtailadmin_pages:edit", args=(owned.pk,)) in message.body
    owned.review_due_on = in_days(3)
    owned.save_revision().publish()
    deliver()
    deliver()
    assert len(mail.outbox) == 2


def test_reminders_go_to_the_desk_where_it_has_an_address(owned, site):
    settings = EditorialSettings.for_site(site)
    settings.remind_address = "desk@example.org"
    settings.save()
    deliver()
    assert [message.to for message in mail.outbox] == [["desk@example.org"]]


def test_the_notice_is_the_site_s(owned, site):
    EditorialSettings.objects.update_or_create(site=site, defaults={"remind_days": 9})
    assert reminders.owe_due() == 0
    EditorialSettings.objects.filter(site=site).update(remind_days=10)
    assert reminders.owe_due() == 1


def test_drafts_and_later_dates_remind_nobody(make_article):
    make_article("Draft", review_due_on=in_days(-1)).unpublish()
    make_article("Later", review_due_on=in_days(15))
    make_article("Undated")
    assert reminders.owe_due() == 0


def test_the_payload_names_nobody(owned):
    reminders.owe_due()
    delivery = Delivery.objects.get()
    assert delivery.payload == {"article": owned.pk, "due_on": in_days(10).isoformat()}


def test_what_changed_since_is_not_sent(owned):
    reminders.owe_due()
    ArticlePage.objects.filter(pk=owned.pk).update(review_due_on=in_days(90))
    deliver()
    assert mail.outbox == []


def test_nobody_to_remind_is_shown_to_staff(make_article):
    make_article(review_due_on=in_days(-1))
    deliver()
    delivery = Delivery.objects.get()
    assert delivery.status == "dead"
    assert "Nobody to remind" in delivery.last_error


def test_who_left_is_not_written_to(owned, django_user_model):
    django_user_model.objects.filter(username="editors").update(is_active=False)
    assert reminders.addresses(owned) == ["moderators@example.org"]


def test_the_date_is_no_reader_s(client, owned):
    assert "review_due_on" not in client.get(f"/api/v2/pages/{owned.pk}/?fields=*").json()
    filtered = client.get("/api/v2/pages/?type=blog.ArticlePage&review_due_on=2026-01-01")
    assert filtered.status_code == 400


def test_a_day_to_come_is_written_as_it_is(make_article, make_person, moderator_client):
    make_article(authors=[make_person()], review_due_on=date(2031, 5, 4))
    for address in (reverse("blog_reviews_due"), reverse("articles:index")):
        html = moderator_client.get(address).content.decode()
        assert "May 4, 2031" in html
