"""Lists, details and searches: what they cost, where they go on, what they keep to themselves."""

import json
import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from published import publish
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from blog.models import (
    ArticleAuthor,
    ArticleIndexPage,
    ArticlePage,
    PeopleIndexPage,
    PersonPage,
    TopicPage,
)
from headless.cache.tags import collecting
from headless.models import PageChange
from headless.reading import detail, triggers
from headless.reading.answer import Answer
from headless.reading.streams import read_block
from headless.reading.world import read_world
from home.models import StandardPage

ARTICLES = "/api/v2/pages/?type=blog.ArticlePage"
MOST_QUERIES = 8


@pytest.fixture
def people(home_page):
    index = publish(home_page, PeopleIndexPage(title="People", slug="people"))
    return [publish(index, PersonPage(title=f"Person {n}", slug=f"p{n}")) for n in range(3)]


@pytest.fixture
def index(home_page):
    return publish(home_page, ArticleIndexPage(title="Articles", slug="articles"))


@pytest.fixture
def articles(index, people):
    """Twelve articles, each with author, image, tags and a body that names a page and an image."""
    pictures = [
        get_image_model().objects.create(title=f"P{n}", file=get_test_image_file(f"p{n}.png"))
        for n in range(3)
    ]
    for word in ("calm", "sleep"):
        Tag.objects.create(name=word, slug=word)
    return [make_article(index, n, people, pictures) for n in range(12)]


def make_article(index, number, people, pictures):
    link = f'<p>Word{number} <a linktype="page" id="{people[0].pk}">lantern</a></p>'
    picture = {"image": pictures[number % 3], "alt_text": "A lamp", "decorative": False}
    article = ArticlePage(
        title=f"Article {number:02}",
        slug=f"a{number}",
        lead_image=pictures[number % 3],
        body=[("paragraph", link), ("picture", {"image": picture})],
    )
    article.article_authors = [ArticleAuthor(person=people[number % 3])]
    article.tags.add("calm", "sleep")
    return publish(index, article)


def queries(client, address):
    with CaptureQueriesContext(connection) as found:
        response = client.get(address)
    assert response.status_code == 200, response.content
    return len(found)


def titles(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content
    return [item["title"] for item in response.json()["items"]]


def test_queries_are_as_many_for_three_as_for_twelve(client, articles):
    address = f"{ARTICLES}&fields=authors,lead_image,tags,body&limit="
    queries(client, f"{address}12")  # makes the renditions
    few, many = queries(client, f"{address}3"), queries(client, f"{address}12")
    assert few == many <= MOST_QUERIES


def test_a_list_has_the_shape_of_wagtails(client, articles):
    answer = client.get(f"{ARTICLES}&limit=2").json()
    assert answer["meta"] == {"total_count": 12}
    first = articles[0]
    assert answer["items"][0] == {
        "id": first.pk,
        "meta": {
            "type": "blog.ArticlePage",
            "detail_url": f"http://localhost/api/v2/pages/{first.pk}/",
            "html_url": first.full_url,
            "slug": "a0",
            "first_published_at": answer["items"][0]["meta"]["first_published_at"],
        },
        "title": "Article 00",
    }


def test_a_body_is_typed_and_expanded(client, articles, people):
    paragraph, picture = client.get(f"/api/v2/pages/{articles[0].pk}/").json()["body"]
    assert set(paragraph) == {"id", "type", "value"}
    assert paragraph["value"] == f'<p>Word0 <a href="{people[0].url}">lantern</a></p>'
    image = picture["value"]["image"]
    assert image["alt"] == "A lamp"
    assert {"src", "srcset", "sizes", "width", "height", "focal_point"} <= set(image)


@pytest.mark.parametrize("form", ["db_html", "db_markdown", "markdown", "html"])
def test_no_format_of_rich_text_tells_of_a_private_page(client, articles, people, form):
    PageViewRestriction.objects.create(page=people[0], restriction_type="login")
    address = f"/api/v2/pages/{articles[1].pk}/?fields=_,body&rich_text_format={form}"
    text = client.get(address).json()["body"][0]["value"]
    assert "lantern" in text
    assert str(people[0].pk) not in text.replace("Word1", "")
    assert "/people/p0" not in text


@pytest.mark.parametrize(
    "order", ["", "-title", "-first_published_at", "title", "slug,-title", "id", "-id"]
)
def test_cursors_walk_through_everything_once(client, articles, order):
    address = f"{ARTICLES}&limit=5&cursor=" + (f"&order={order}" if order else "")
    found, pages = [], 0
    while address:
        response = client.get(address)
        found += [item["id"] for item in response.json()["items"]]
        links = dict(reversed(part.split("; rel=")) for part in response["Link"].split(", "))
        address = links.get('"next"', "").strip("<>").removeprefix("http://localhost")
        pages += 1
    expected = [page.pk for page in ArticlePage.objects.order_by(*(order or "path").split(","))]
    assert found == expected
    assert pages == 3


def test_cursors_walk_over_missing_values(client, articles):
    ArticlePage.objects.filter(pk__in=[a.pk for a in articles[::2]]).update(updated_on="2026-01-01")
    for order in ("updated_on", "-updated_on"):
        seen, cursor = [], ""
        while True:
            response = client.get(f"{ARTICLES}&limit=3&order={order}&cursor={cursor}")
            seen += [item["id"] for item in response.json()["items"]]
            if 'rel="next"' not in response["Link"]:
                break
            cursor = response["Link"].split("cursor=")[-1].split(">")[0].split("&")[0]
        assert sorted(seen) == sorted(a.pk for a in articles)


@pytest.mark.parametrize(
    "cursor", ["x", "AAAA", "bnVsbA", "W10", "!!", "W1siaWQiXSxbXV0", "9" * 300]
)
def test_a_cursor_that_is_none_is_named(client, articles, cursor):
    response = client.get(f"{ARTICLES}&cursor={cursor}")
    assert response.status_code == 400
    assert response.json()["parameter"] == "cursor"


def test_offsets_link_to_their_neighbours(client, articles):
    link = client.get(f"{ARTICLES}&limit=5&offset=5")["Link"]
    assert 'offset=10>; rel="next"' in link
    assert 'offset=0>; rel="prev"' in link
    assert 'rel="next"' not in client.get(f"{ARTICLES}&limit=5&offset=10")["Link"]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("id__in={0},{1}", 2),
        ("title__gte=Article 10", 2),
        ("title__lte=Article 01", 2),
        ("updated_on__isnull=true", 12),
        ("updated_on__gte=2026-01-01", 0),
        ("lead_image__isnull=false", 12),
        ("first_published_at__lte=2999-01-01T00:00:00Z", 12),
        ("child_of={index}", 12),
        ("tags=calm,sleep", 12),
        ("slug=a3", 1),
    ],
)
def test_comparisons(client, articles, index, query, number):
    ids = [article.pk for article in articles]
    assert len(titles(client, f"{ARTICLES}&{query.format(*ids, index=index.pk)}")) == number


@pytest.mark.parametrize(
    "name",
    ["id__gte=x", "updated_on__lte=soon", "updated_on__isnull=perhaps", "id__in=1,x",
     "first_published_at__gte=abc", "show_in_menus__in=2", "id=99999999999999999999",
     "lead_image=abc", "title__contains=a", "id__in=" + ",".join("1" * 101)],
)  # fmt: skip
def test_a_malformed_comparison_is_named(client, articles, name):
    response = client.get(f"{ARTICLES}&{name}")
    assert response.status_code == 400, response.content
    assert response.json()["parameter"] == name.partition("=")[0]


def test_a_total_is_right_after_every_change(client, articles):
    def total():
        return client.get(f"{ARTICLES}&limit=1").json()["meta"]["total_count"]

    assert total() == 12
    ArticlePage.objects.filter(pk=articles[0].pk).update(live=False)
    assert total() == 11
    restriction = PageViewRestriction.objects.create(page=articles[1], restriction_type="login")
    assert total() == 10
    restriction.delete()
    articles[2].delete()
    assert total() == 10


def test_a_total_that_is_known_is_not_counted_again(client, articles):
    first, second = (queries(client, f"{ARTICLES}&slug=a1") for _ in range(2))
    assert second < first
    assert second == 2


def test_notes_of_changes_are_pruned_and_stay_new(db, home_page):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps one row")
    PageChange.objects.bulk_create([PageChange() for _ in range(triggers.KEPT + 1)])
    newest = PageChange.objects.latest("pk").pk
    assert triggers.prune() > triggers.KEPT
    assert PageChange.objects.get().pk > newest


def test_search_finds_and_counts_only_what_is_public(client, articles):
    articles[3].unpublish()
    answer = client.get(f"{ARTICLES}&search=lantern&limit=5").json()
    assert answer["meta"]["total_count"] == 11
    assert len(answer["items"]) == 5
    assert titles(client, f"{ARTICLES}&search=word7") == ["Article 07"]
    assert titles(client, f"{ARTICLES}&search=word3") == []
    assert titles(client, f"{ARTICLES}&search=lantern&order=-title")[0] == "Article 11"


@pytest.mark.parametrize(
    "text", ['"', "a AND", "'", "*", "()", "a:b", "-", "\\", "é", "a" * 200, " "]
)
def test_odd_searches_are_answered(client, articles, text):
    assert client.get("/api/v2/pages/", {"search": text}).status_code == 200


@pytest.mark.parametrize(
    "query", ["search=x&search_operator=xor", "search=x&cursor=", "search=" + "x" * 201]
)
def test_a_malformed_search_is_named(client, articles, query):
    response = client.get(f"/api/v2/pages/?{query}")
    assert response.status_code == 400
    assert response.json()["parameter"]


def test_expansion_goes_three_deep(client, articles, people):
    article = articles[0]
    article.reviewer, article.reviewed_on = people[1], "2026-01-01"
    article.save_revision().publish()
    address = f"/api/v2/pages/{article.pk}/?fields=_,reviewer(title,lead_image(title,tags))"
    assert client.get(address).json() == {
        "reviewer": {
            "id": people[1].pk,
            "meta": {
                "type": "blog.PersonPage",
                "detail_url": f"http://localhost/api/v2/pages/{people[1].pk}/",
            },
            "title": "Person 1",
            "lead_image": None,
        }
    }
    deep = "reviewer(lead_image(a(b(c))))"
    assert client.get(f"/api/v2/pages/{article.pk}/?fields={deep}").status_code == 400


@pytest.mark.parametrize("way", ["draft", "private"])
def test_what_is_hidden_is_no_oracle(client, articles, people, way):
    article, reviewer = articles[0], people[2]
    article.reviewer, article.reviewed_on = reviewer, "2026-01-01"
    article.save_revision().publish()
    assert titles(client, f"{ARTICLES}&reviewer={reviewer.pk}") == ["Article 00"]
    if way == "draft":
        reviewer.unpublish()
    else:
        PageViewRestriction.objects.create(page=reviewer, restriction_type="login")
    for query in (f"reviewer={reviewer.pk}", "reviewed_on=2026-01-01", "reviewer__isnull=false"):
        assert titles(client, f"{ARTICLES}&{query}") == [], query
    for query in (f"child_of={reviewer.pk}", "order=reviewed_on"):
        assert client.get(f"{ARTICLES}&{query}").status_code == 400, query
    answer = client.get(f"/api/v2/pages/{article.pk}/?fields=reviewer(*)").content.decode()
    assert '"title":"Person 2"' not in answer


@pytest.fixture
def files(site):
    """Return a function that makes a document and an image, open or restricted."""

    def make(word, *, restricted):
        collection = Collection.get_first_root_node().add_child(name=word)
        if restricted:
            CollectionViewRestriction.objects.create(
                collection=collection, restriction_type="login"
            )
        paper = ContentFile(b"x" * 33, name=f"{word}.pdf")
        picture = get_test_image_file(f"{word}.png", size=(400, 300))
        return (
            get_document_model().objects.create(title=word, file=paper, collection=collection),
            get_image_model().objects.create(title=word, file=picture, collection=collection),
        )

    return make


@pytest.mark.parametrize("form", ["html", "markdown", "db_html", "db_markdown"])
def test_rich_text_leads_to_what_is_open_alone(client, home_page, files, form):
    text = '<p><a title="a linktype=" href="https://example.org/">Away</a></p>'
    for word in ("open", "hidden"):
        paper, picture = files(word, restricted=word == "hidden")
        page = publish(home_page, StandardPage(title=word, slug=f"{word}-page"))
        if word == "hidden":
            page.unpublish()
        text += (
            f'<p><a linktype="document" id="{paper.pk}">The {word} paper</a> '
            f'<a linktype="page" id="{page.pk}">the {word} page</a></p>'
            f'<embed embedtype="image" id="{picture.pk}" format="left" alt="{word} picture"/>'
        )
    page = publish(home_page, StandardPage(title="A", slug="a", body=[("paragraph", text)]))
    response = client.get(f"/api/v2/pages/{page.pk}/?rich_text_format={form}")
    told = response.json()["body"][0]["value"]
    assert "The hidden paper" in told
    assert "https://example.org/" in told
    for leak in ("/hidden", "hidden-page", "hidden picture"):
        assert leak not in told
    # Pages, images and documents are numbered by themselves: another kind may have this number.
    for link in re.findall(r'<a [^>]*linktype="document"[^>]*>', told):
        assert f'id="{paper.pk}"' not in link
    assert "open picture" in told
    if form == "html":
        assert "/documents/" in told
        assert "/open-page/" in told
        assert 'srcset="' in told


def test_a_document_is_told_with_address_and_size(client, site, files):
    block = DocumentChooserBlock()
    for word in ("open", "hidden"):
        paper, _ = files(word, restricted=word == "hidden")
        answer = Answer(read_world())
        found = json.loads(answer.write(read_block(block)(paper.pk, answer)))
        if word == "hidden":
            assert found is None
        else:
            address = f"{site.root_url}{paper.url}"
            assert found == {"id": paper.pk, "title": "open", "url": address, "size": 33}


def test_files_stand_at_the_site_s_own_address(client, home_page, site, files, settings):
    settings.WAGTAILAPI_BASE_URL, settings.WAGTAILADMIN_BASE_URL = None, "https://admin.example.org"
    site.hostname, site.port = "127.0.0.1", 8001
    site.save()
    _, picture = files("open", restricted=False)
    page = StandardPage(title="A", slug="a", lead_image=picture)
    address = f"/api/v2/pages/{publish(home_page, page).pk}/"
    told = client.get(address, headers={"host": "127.0.0.1:8001"}).json()
    image = told["lead_image"]
    for one in (told["meta"]["html_url"], image["src"], *image["srcset"].split(", ")):
        assert one.startswith("http://127.0.0.1:8001/")
    sized = f"/api/v2/images/{picture.pk}/?renditions=width-320|format-webp"
    told = client.get(sized, headers={"host": "127.0.0.1:8001"}).json()
    assert told["renditions"]["width-320|format-webp"]["url"].startswith("http://127.0.0.1:8001/")


def test_who_is_hidden_is_not_found_by_name(client, articles, people):
    def found(words):
        return client.get(f"{ARTICLES}&search={words}").json()["meta"]["total_count"]

    people[1].title = "Zebulon"
    people[1].save_revision().publish()
    assert found("zebulon") == 4
    people[1].unpublish()
    assert found("zebulon") == 0
    people[1].save_revision().publish()
    assert found("zebulon") == 4
    index = people[1].get_parent()
    restriction = PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert found("zebulon") == 0
    restriction.delete()
    assert found("zebulon") == 4


def test_a_draft_parent_is_not_told(client, home_page):
    parent = publish(home_page, StandardPage(title="Above", slug="above"))
    page = publish(parent, StandardPage(title="Below", slug="below"))
    told = client.get(f"/api/v2/pages/{page.pk}/").json()["meta"]["parent"]
    assert told["title"] == "Above"
    StandardPage.objects.filter(pk=parent.pk).update(live=False)
    assert client.get(f"/api/v2/pages/{page.pk}/").json()["meta"]["parent"] is None


def test_renditions_are_those_allowed(client, articles, settings):
    settings.HEADLESS_IMAGE_RENDITIONS = ["fill-20x20"]
    image = get_image_model().objects.first()
    answer = client.get(f"/api/v2/images/{image.pk}/?renditions=fill-20x20").json()
    assert answer["renditions"]["fill-20x20"]["width"] == 20
    response = client.get("/api/v2/images/?renditions=width-9999")
    assert response.status_code == 400
    assert response.json()["parameter"] == "renditions"


def test_methods(client, articles):
    address = f"/api/v2/pages/{articles[0].pk}/"
    assert client.options(address)["Allow"] == "GET, HEAD, OPTIONS"
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    refused = client.post(address)
    assert (refused.status_code, refused["Content-Type"]) == (405, "application/problem+json")


def test_other_front_ends_may_read(client, articles, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://front.example"]
    response = client.get("/api/v2/pages/", headers={"origin": "https://front.example"})
    assert response["Access-Control-Allow-Origin"] == "https://front.example"
    other = client.get("/api/v2/pages/", headers={"origin": "https://other.example"})
    assert "Access-Control-Allow-Origin" not in other


def test_an_answer_names_what_it_shows(client, articles, people, rf):
    with collecting() as tags:
        client.get(f"{ARTICLES}&fields=authors,lead_image")
    assert {"type-blog.articlepage", "visibility", "site", f"page-{people[0].pk}"} <= tags
    assert f"image-{articles[0].lead_image_id}" in tags
    with collecting() as again:
        client.get(f"{ARTICLES}&fields=authors,lead_image")
    assert again == tags


def test_a_draft_is_told_as_the_published_page_is(articles, rf):
    request = rf.get("/", headers={"host": "localhost"})
    for page in (articles[0], TopicPage(title="Not saved")):
        assert json.loads(detail(request, page, draft=True))["title"] == page.title
    public = json.loads(detail(request, articles[0].pk))
    assert json.loads(detail(request, articles[0], draft=True)) == public


def test_a_page_that_is_not_public_has_no_detail(articles, rf):
    articles[0].unpublish()
    assert detail(rf.get("/", headers={"host": "localhost"}), articles[0].pk) is None
