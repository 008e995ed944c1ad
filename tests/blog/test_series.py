"""Series: articles in an order that editors choose, with the way on from each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from blog.models import ArticlePage, SeriesPage, SeriesPart

from .conftest import publish


@pytest.fixture
def parts(make_article):
    return [make_article(title) for title in ("One", "Two", "Three")]


@pytest.fixture
def make_series(article_index):
    def make(articles, title="First steps"):
        series = SeriesPage(title=title)
        series.parts = [
            SeriesPart(article=article, sort_order=place) for place, article in enumerate(articles)
        ]
        return publish(article_index, series)

    return make


def place(client, article):
    return client.get(f"/api/v2/pages/{article.pk}/").json()["series"]


def text(client, page):
    return " ".join(client.get(page.url).content.decode().split())


def test_each_article_leads_to_the_next_and_back(client, parts, make_series):
    series = make_series(parts)
    html = text(client, parts[1])
    assert f'Part 2 of 3 of the series <a href="{series.url}">First steps</a>' in html
    assert f'<a href="{parts[0].url}" rel="prev">' in html
    assert f'<a href="{parts[2].url}" rel="next">' in html
    assert 'rel="prev"' not in text(client, parts[0])
    assert 'rel="next"' not in text(client, parts[2])


def test_front_ends_and_machines_are_told(client, parts, make_series):
    series = make_series(parts)
    told = place(client, parts[0])
    assert told["series"]["id"] == series.pk
    assert (told["position"], told["total"], told["previous"]) == (1, 3, None)
    assert told["next"] == {
        "id": parts[1].pk,
        "type": "blog.ArticlePage",
        "title": "Two",
        "url": parts[1].full_url,
    }
    words = client.get(f"{parts[1].url}markdown/").content.decode()
    assert f"Part 2 of 3 of the series [First steps]({series.full_url})" in words
    assert f"Previous in the series: [One]({parts[0].full_url})" in words
    assert f"Next in the series: [Three]({parts[2].full_url})" in words


def test_the_series_lists_its_articles_in_order(client, parts, make_series):
    series = make_series([parts[2], parts[0], parts[1]])
    html = text(client, series)
    assert html.index("Three</a>") < html.index("One</a>") < html.index("Two</a>")
    answer = client.get(f"/api/v2/pages/{series.pk}/").json()
    assert [item["title"] for item in answer["articles"]] == ["Three", "One", "Two"]
    assert client.get(f"{series.url}rss/").status_code == 200


@pytest.mark.parametrize("way", ["draft", "private"])
def test_a_hidden_part_is_passed_over(client, parts, make_series, hide, way):
    series = make_series(parts)
    hide(parts[1], way)
    told = place(client, parts[0])
    assert (told["total"], told["next"]["title"]) == (2, "Three")
    assert place(client, parts[2])["position"] == 2
    assert "Part 2 of 2" in text(client, parts[2])
    for page in (parts[0], parts[2], series):
        assert ">Two</a>" not in text(client, page)


@pytest.mark.parametrize("way", ["draft", "private"])
def test_a_hidden_series_is_not_told(client, parts, make_series, hide, way):
    hide(make_series(parts), way)
    assert place(client, parts[0]) is None
    assert "First steps" not in text(client, parts[0])


def test_a_deleted_article_closes_the_gap(client, parts, make_series):
    make_series(parts)
    parts[1].delete()
    assert place(client, parts[0])["next"]["title"] == "Three"


def test_many_articles_cost_as_many_queries_as_one(client, make_article, make_series):
    articles = [make_article(f"Part {number}") for number in range(12)]
    make_series(articles[:1])

    def queries():
        address = "/api/v2/pages/?type=blog.ArticlePage&fields=series&limit=20"
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = queries()
    make_series(articles[1:], "More")
    assert queries() == few


@pytest.fixture
def post(moderator_client, article_index):
    def send(articles, title="First steps"):
        form = {
            "title": title,
            "slug": title.lower().replace(" ", "-"),
            "summary": "",
            "lead_image": "",
            "body": streamfield([]),
            "parts": inline_formset([{"article": article.pk} for article in articles]),
            "action-publish": "1",
        }
        address = reverse("wagtailadmin_pages:add", args=("blog", "seriespage", article_index.pk))
        return moderator_client.post(address, nested_form_data(form))

    return send


def test_an_editor_orders_a_series(post, parts):
    assert post([parts[1], parts[0]]).status_code == 302
    series = SeriesPage.objects.get()
    assert [article.title for article in series.articles()] == ["Two", "One"]


def test_an_article_stands_once_in_one_series(post, parts, make_series):
    response = post([parts[0], parts[0]])
    assert "Each article stands once in a series." in response.content.decode()
    make_series(parts[:1], "Older")
    response = post([parts[0], parts[1]])
    assert "“One” is part of the series “Older” already." in response.content.decode()
    assert SeriesPage.objects.count() == 1


def test_structured_data_names_the_series(client, parts, make_series):
    series = make_series(parts)
    described = f'"@type": "CreativeWorkSeries", "name": "First steps", "url": "{series.full_url}"'
    assert described in text(client, parts[0])


def test_an_article_in_two_series_shows_the_older(client, parts, make_series):
    """Two editors at once may have made it so."""
    older = make_series(parts)
    make_series(parts[::-1], "Newer")
    assert place(client, ArticlePage.objects.get(pk=parts[0].pk))["series"]["id"] == older.pk
