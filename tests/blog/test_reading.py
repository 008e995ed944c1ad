"""What readers see: lists, relations, dates, and nothing that is not public."""

import datetime
import json
import re
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from blog.models import ArticlePage
from home.models import StandardPage

TODAY = datetime.date(2026, 3, 1)


def first_published(article, day):
    moment = datetime.datetime(2026, 1, day, 12, tzinfo=datetime.UTC)
    ArticlePage.objects.filter(pk=article.pk).update(first_published_at=moment)


def read(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def headings(html):
    main = html[html.index("<main") : html.index("</main>")]
    return [int(level) for level in re.findall(r"<h([1-6])", main)]


def test_the_newest_article_stands_first(client, article_index, make_article):
    for title, day in (("Oldest", 1), ("Newest", 9), ("Middle", 5)):
        first_published(make_article(title), day)
    html = read(client, article_index)
    assert html.index("Newest") < html.index("Middle") < html.index("Oldest")


@pytest.mark.parametrize("number", ["0", "-1", "3", "abc", "", "1.5", "9" * 5000, "%00"])
def test_a_page_number_that_does_not_exist_is_answered_404(
    client, article_index, make_topic, make_article, monkeypatch, number
):
    monkeypatch.setattr("blog.lists.PER_PAGE", 2)
    topic = make_topic()
    for count in range(3):
        make_article(f"Article {count}", topics=[topic])
    for page in (article_index, topic):
        assert client.get(f"{page.url}?page=2").status_code == 200
        assert client.get(f"{page.url}?page={number}").status_code == 404


def test_every_article_stands_on_one_page_of_the_list(
    client, article_index, make_article, monkeypatch
):
    monkeypatch.setattr("blog.lists.PER_PAGE", 3)
    made = {make_article(f"Article {count}").url for count in range(5)}
    pages = [client.get(f"{article_index.url}?page={number}") for number in (1, 2)]
    linked = [set(re.findall(r'href="(/articles/[^"]+/)"', p.content.decode())) for p in pages]
    assert linked[0] | linked[1] == made
    assert not linked[0] & linked[1]
    assert "?page=2" in pages[0].content.decode()


def test_an_empty_list_says_so(client, article_index):
    assert "no articles here yet" in read(client, article_index)


@pytest.mark.parametrize("way", ["draft", "private"])
def test_what_is_not_public_is_neither_named_nor_linked(
    client, make_person, make_topic, make_article, hide, way
):
    seen, hidden = make_person("Ana Ruiz"), make_person("Hidden Author")
    reviewer, topic = make_person("Hidden Reviewer"), make_topic("Hidden Topic")
    kept = make_topic("Kept Topic")
    article = make_article(
        authors=[hidden, seen], topics=[topic, kept], reviewer=reviewer, reviewed_on=TODAY
    )
    other = make_article("Hidden Article", authors=[seen], topics=[kept])
    for page in (hidden, reviewer, topic, other):
        hide(page, way)
    for page in (article, article.get_parent(), seen, seen.get_parent(), kept):
        html = read(client, page)
        assert "Hidden" not in html, page
        assert "hidden-" not in html, page
        assert "Medically reviewed" not in html
        answer = client.get(f"/api/v2/pages/{page.pk}/").content.decode()
        assert "Hidden" not in answer, page
    answer = client.get(f"/api/v2/pages/{article.pk}/").json()
    assert answer["reviewer"] is answer["reviewed_on"] is None
    assert [author["title"] for author in answer["authors"]] == ["Ana Ruiz"]


def test_a_topic_lists_its_articles(client, make_topic, make_article):
    family, sleep = make_topic("Family"), make_topic("Sleep")
    make_article("About both", topics=[family, sleep])
    make_article("About sleep", topics=[sleep])
    assert "About sleep" not in read(client, family)
    assert "About both" in read(client, family)


def test_a_person_lists_what_they_wrote_and_what_they_reviewed(client, make_person, make_article):
    ana, ben = make_person(), make_person("Ben Cole")
    make_article("Written", authors=[ana])
    make_article("Checked", authors=[ben], reviewer=ana, reviewed_on=TODAY)
    html = read(client, ana)
    assert html.index("Articles by Ana Ruiz") < html.index("Written")
    assert html.index("Written") < html.index("Reviewed by Ana Ruiz") < html.index("Checked")
    answer = client.get(f"/api/v2/pages/{ana.pk}/").json()
    assert [item["title"] for item in answer["articles_written"]] == ["Written"]
    assert [item["title"] for item in answer["articles_reviewed"]] == ["Checked"]


def test_the_byline_keeps_the_editors_order(client, article_index, make_person, make_article):
    zoe, ana = make_person("Zoe Yu"), make_person("Ana Ruiz")
    article = make_article(authors=[zoe, ana])
    assert [person.title for person in article.authors()] == ["Zoe Yu", "Ana Ruiz"]
    assert "Zoe Yu, Ana Ruiz · " in read(client, article_index)


def test_related_articles_share_most_topics_then_are_newest(make_topic, make_article):
    one, two = make_topic("One"), make_topic("Two")
    article = make_article("This", topics=[one, two])
    both = make_article("Both", topics=[one, two])
    older, newer = make_article("Older", topics=[one]), make_article("Newer", topics=[two])
    oldest = make_article("Oldest", topics=[two])
    make_article("Elsewhere")
    for page, day in ((both, 1), (oldest, 2), (older, 3), (newer, 4)):
        first_published(page, day)
    assert [page.title for page in article.related()] == ["Both", "Newer", "Older"]


def test_an_article_without_topics_has_no_relatives(make_article):
    make_article("Another")
    assert list(make_article("Alone").related()) == []


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (1000, 5)])
def test_reading_time_is_rounded_up(db, words, minutes):
    article = ArticlePage(title="Long", body=[("paragraph", "<p>" + "word " * words + "</p>")])
    assert article.reading_minutes == minutes


def test_headings_are_in_order_on_every_page(
    client, article_index, people_index, make_person, make_topic, make_article
):
    ana, topic = make_person(body=[("heading", {"text": "Training", "level": "2"})]), make_topic()
    article = make_article(authors=[ana], topics=[topic], reviewer=ana, reviewed_on=TODAY)
    make_article("Related", authors=[ana], topics=[topic])
    for page in (article, article_index, people_index, ana, topic):
        levels = headings(read(client, page))
        assert levels.count(1) == 1, page
        assert levels[0] == 1, page
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_readers_pages_set_no_cookie(client, article_index, make_person, make_article):
    ana = make_person()
    for page in (article_index, ana, make_article(authors=[ana])):
        assert not client.get(page.url).cookies


def queries(client, page):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(page.url).status_code == 200
    return len(captured)


def test_a_longer_list_costs_no_more_queries(
    client, article_index, people_index, make_person, make_topic, make_article, monkeypatch
):
    monkeypatch.setattr("blog.lists.PER_PAGE", 20)
    topic = make_topic()
    pages = (article_index, topic)

    def add_articles(numbers):
        for number in numbers:
            image = get_image_model().objects.create(
                title=f"Picture {number}", file=get_test_image_file()
            )
            person = make_person(f"Person {number}", lead_image=image)
            make_article(f"Number {number}", authors=[person], topics=[topic], lead_image=image)

    add_articles(range(3))
    for page in (*pages, people_index):
        client.get(page.url)  # makes the renditions
    few = [queries(client, page) for page in (*pages, people_index)]
    add_articles(range(3, 20))
    for page in (*pages, people_index):
        client.get(page.url)
    many = [queries(client, page) for page in (*pages, people_index)]
    assert read(client, article_index).count("<article class=") == 20
    assert many == few


def structured_data(html):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(found) == 1
    return json.loads(found[0])


def test_structured_data_survives_hostile_words(client, make_person, make_article):
    title = "</script><script>alert(1)</script><!-- & 'quotes\""
    ana = make_person("</ScRiPt><img src=x>", credentials="LCSW")
    article = make_article(title, authors=[ana], slug="hostile")
    html = read(client, article)
    assert "<script>alert" not in html
    assert "<img src=x>" not in html
    data = structured_data(html)
    assert data["headline"] == title
    assert data["author"][0]["name"] == "</ScRiPt><img src=x>"


def test_structured_data_tells_who_wrote_and_reviewed(client, make_person, make_article):
    ana, ben = make_person(credentials="LCSW"), make_person("Ben Cole", credentials="MD")
    article = make_article(
        summary="In short.", authors=[ana], reviewer=ben, reviewed_on=TODAY, updated_on=TODAY
    )
    data = structured_data(read(client, article))
    assert data["@type"] == "Article"
    assert data["description"] == "In short."
    assert data["dateModified"] == "2026-03-01"
    assert data["author"] == [
        {"@type": "Person", "name": "Ana Ruiz", "url": ana.full_url, "honorificSuffix": "LCSW"}
    ]
    about = data["mainEntityOfPage"]
    assert about["@type"] == "MedicalWebPage"
    assert about["lastReviewed"] == "2026-03-01"
    assert about["reviewedBy"]["name"] == "Ben Cole"
    assert "image" not in data


def test_nobody_is_found_by_the_name_of_a_restricted_person_s_alias(
    make_person, make_article, hide, site
):
    ana = make_person("Ana Ruiz")
    action = CreatePageAliasAction(ana, parent=ana.get_parent(), update_slug="ana-again")
    alias = action.execute(skip_permission_checks=True)
    article = make_article(authors=[alias])
    assert list(ArticlePage.objects.search("Ruiz")) == [article]
    hide(ana, "restricted")
    assert article.authors() == []
    assert list(ArticlePage.objects.search("Ruiz")) == []


def test_articles_are_found_by_words_authors_and_tags(make_person, make_article):
    article = make_article(
        "Sleepless",
        summary="Nights",
        body=[("paragraph", "<p>melatonin</p>")],
        authors=[make_person()],
    )
    article.tags.add("insomnia")
    article.save_revision().publish()
    for words in ("sleepless", "nights", "melatonin", "ruiz", "insomnia"):
        assert [page.pk for page in ArticlePage.objects.search(words)] == [article.pk], words


def with_latest(home_page, **choice):
    page = StandardPage(title="Start", slug="start")
    page.body = [("latest_articles", {"heading": "New", "topic": None, "count": 2, **choice})]
    home_page.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_the_latest_articles_stand_in_any_body(client, home_page, make_person, make_article):
    for title, day in (("Oldest", 1), ("Newest", 9), ("Middle", 5)):
        first_published(make_article(title, authors=[make_person(f"By {title}")]), day)
    page = with_latest(home_page)
    html = read(client, page)
    assert html.index("Newest") < html.index("Middle")
    assert "By Newest" in html
    assert "Oldest" not in html
    value = client.get(f"/api/v2/pages/{page.pk}/").json()["body"][0]["value"]
    assert [item["title"] for item in value["articles"]] == ["Newest", "Middle"]
    assert set(value["articles"][0]) == {"id", "type", "title", "url", "summary", "image"}


@pytest.mark.parametrize("way", ["draft", "private"])
def test_the_latest_articles_of_a_topic(client, home_page, make_topic, make_article, hide, way):
    topic = make_topic()
    make_article("On it", topics=[topic])
    make_article("Off it")
    page = with_latest(home_page, topic=topic)
    html = read(client, page)
    assert "On it" in html
    assert "Off it" not in html
    hide(topic, way)
    assert "On it" not in read(client, page)
    value = client.get(f"/api/v2/pages/{page.pk}/").json()["body"][0]["value"]
    assert value["topic"] is None
    assert value["articles"] == []
