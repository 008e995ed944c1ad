"""The whole of what front ends read of an article."""

import datetime

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from blog.models import Reference

DAY = datetime.date(2026, 2, 20)


def person_reference(person):
    return {**page_reference(person), "credentials": person.credentials, "role": person.role}


def page_reference(page):
    return {
        "id": page.pk,
        "type": page._meta.label,
        "title": page.title,
        "url": page.full_url,
    }


@pytest.fixture
def article(make_person, make_topic, make_article):
    ana = make_person(credentials="LCSW", role="Writer")
    ben = make_person("Ben Cole", credentials="MD", role="Reviewer")
    topics = [make_topic("Sleep"), make_topic("Family")]
    make_article("Naps", topics=topics[:1])
    article = make_article(
        summary="In short.",
        authors=[ana],
        topics=topics,
        body=[("heading", {"text": "Nights", "level": "2"})],
        reviewer=ben,
        reviewed_on=DAY,
        updated_on=DAY,
        change_note="New numbers.",
    )
    article.references = [
        Reference(title="A study", publisher="Journal", year=2021, accessed_on=DAY),
        Reference(title="A page", address="https://example.org/"),
    ]
    article.tags.add("sleep", "insomnia")
    article.save_revision().publish()
    return article


def test_an_article_is_complete(client, article):
    answer = client.get(f"/api/v2/pages/{article.pk}/").json()
    meta = answer.pop("meta")
    assert meta["type"] == "blog.ArticlePage"
    assert meta["html_url"] == article.full_url
    body = answer.pop("body")
    assert [(block["type"], block["value"]) for block in body] == [
        ("heading", {"text": "Nights", "level": "2", "anchor": "nights"})
    ]
    assert answer == {
        "id": article.pk,
        "title": "The first week",
        "summary": "In short.",
        "lead_image": None,
        "authors": [person_reference(row.person) for row in article.article_authors.all()],
        "topics": [page_reference(page) for page in article.topics.order_by("title")],
        "tags": ["insomnia", "sleep"],
        "updated_on": "2026-02-20",
        "change_note": "New numbers.",
        "reviewer": person_reference(article.reviewer),
        "reviewed_on": "2026-02-20",
        "references": [
            {
                "title": "A study",
                "publisher": "Journal",
                "year": 2021,
                "address": "",
                "accessed_on": "2026-02-20",
            },
            {
                "title": "A page",
                "publisher": "",
                "year": None,
                "address": "https://example.org/",
                "accessed_on": None,
            },
        ],
        "funding": "",
        "reading_minutes": 1,
        "contents": [{"text": "Nights", "anchor": "nights"}],
        "series": None,
        "related": [page_reference(page) for page in article.related()],
    }
    assert [item["title"] for item in answer["topics"]] == ["Family", "Sleep"]
    assert [item["title"] for item in answer["related"]] == ["Naps"]


def test_a_bare_article_is_complete_too(client, make_article):
    answer = client.get(f"/api/v2/pages/{make_article().pk}/").json()
    for name in ("authors", "topics", "tags", "references", "related", "body"):
        assert answer[name] == [], name
    for name in ("reviewer", "reviewed_on", "updated_on", "lead_image"):
        assert answer[name] is None, name


def test_pictures_come_with_everything_an_img_needs(client, make_article):
    picture = get_image_model().objects.create(title="Lamp", file=get_test_image_file())
    article = make_article(lead_image=picture)
    image = client.get(f"/api/v2/pages/{article.pk}/").json()["lead_image"]
    assert image["id"] == picture.pk
    assert image["srcset"].endswith("w")


def test_indexes_name_their_topics_and_people(client, article, article_index, people_index):
    answer = client.get(f"/api/v2/pages/{article_index.pk}/").json()
    assert [item["title"] for item in answer["topics"]] == ["Family", "Sleep"]
    answer = client.get(f"/api/v2/pages/{people_index.pk}/").json()
    assert [item["title"] for item in answer["people"]] == ["Ana Ruiz", "Ben Cole"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("order=title", ["Naps", "The first week"]),
        ("tags=insomnia", ["The first week"]),
        ("search=ruiz", ["The first week"]),
        ("search=nothing", []),
        ("topics={sleep}&order=title", ["Naps", "The first week"]),
        ("topics={family}", ["The first week"]),
        ("reviewed_on=2026-02-20", ["The first week"]),
    ],
)
def test_articles_are_listed_and_filtered(client, article, query, titles):
    ids = {topic.slug: topic.pk for topic in article.topics.all()}
    address = f"/api/v2/pages/?type=blog.ArticlePage&fields=*&{query.format(**ids)}"
    response = client.get(address)
    assert response.status_code == 200, response.content
    assert [item["title"] for item in response.json()["items"]] == titles


@pytest.mark.parametrize("query", ["topics=abc", "reviewed_on=soon", "authors=1", "order=related"])
def test_a_malformed_filter_is_the_callers_fault(client, article, query):
    response = client.get(f"/api/v2/pages/?type=blog.ArticlePage&fields=*&{query}")
    assert response.status_code == 400, response.content
    assert response.json()["parameter"]
