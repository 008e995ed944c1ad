"""The list of articles in the admin."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.models import ArticlePage

LISTING = "/admin/articles/"


def listed(client, **query):
    response = client.get(LISTING, query)
    assert response.status_code == 200
    return [page.title for page in response.context["object_list"]]


def test_the_menu_leads_to_the_list(editor_client, article_index):
    assert f'{LISTING}"' in editor_client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_list_shows_authors_drafts_too_and_dates(
    editor_client, make_person, make_article, hide
):
    ana, ben = make_person(), make_person("Ben Cole")
    article = make_article(authors=[ana, ben], updated_on=datetime.date(2026, 3, 1))
    hide(article, "draft")
    hide(ben, "draft")
    html = editor_client.get(LISTING).content.decode()
    assert "The first week" in html
    assert "Ana Ruiz, Ben Cole" in html
    assert listed(editor_client, ordering="updated_on") == ["The first week"]
    assert "w-status" in html
    assert "draft" in html


def test_the_list_is_filtered_by_author_topic_and_reviewer(
    editor_client, make_person, make_topic, make_article
):
    ana, ben, topic = make_person(), make_person("Ben Cole"), make_topic()
    make_article("By Ana", authors=[ana], topics=[topic])
    make_article("By both", authors=[ben, ana])
    make_article("By Ben", authors=[ben], reviewer=ana, reviewed_on=datetime.date(2026, 1, 1))
    assert sorted(listed(editor_client, author=ana.pk)) == ["By Ana", "By both"]
    assert sorted(listed(editor_client, author=[ana.pk, ben.pk])) == ["By Ana", "By Ben", "By both"]
    assert listed(editor_client, topic=topic.pk) == ["By Ana"]
    assert listed(editor_client, reviewer=ana.pk) == ["By Ben"]


@pytest.mark.parametrize("query", [{"author": "x"}, {"topic": "9999"}, {"ordering": "nothing"}])
def test_a_malformed_filter_is_no_error(editor_client, make_article, query):
    make_article()
    assert editor_client.get(LISTING, query).status_code == 200


def test_the_list_is_searched_by_title(editor_client, make_article):
    make_article("Sleep")
    make_article("Cravings")
    assert listed(editor_client, q="slee") == ["Sleep"]


def test_a_longer_list_costs_no_more_queries(admin_user_client, make_person, make_article):
    # An administrator: for anybody else Wagtail itself asks twice for each row's buttons.
    def count():
        with CaptureQueriesContext(connection) as captured:
            assert admin_user_client.get(LISTING).status_code == 200
        return len(captured)

    for number in range(3):
        make_article(f"Few {number}", authors=[make_person(f"Person {number}")])
    count()
    few = count()
    for number in range(17):
        make_article(f"More {number}", authors=[make_person(f"More {number}")])
    assert count() == few
    assert ArticlePage.objects.count() == 20


def test_nobody_else_sees_the_list(make_article, make_user):
    make_article()
    assert Client().get(LISTING).status_code == 302
    outsider = Client()
    outsider.force_login(make_user(username="outsider"))
    assert outsider.get(LISTING).status_code == 302
