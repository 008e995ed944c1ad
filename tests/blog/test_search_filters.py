"""Articles in the site's search, narrowed by topic."""

import re

import pytest


def titles(html):
    found = re.findall(r"<h3>\s*<a[^>]*>(.*?)</a>", html, re.DOTALL)
    return [re.sub(r"</?mark>", "", title) for title in found]


@pytest.fixture
def search(client):
    def ask(status=200, **parameters):
        response = client.get("/search/", parameters)
        assert response.status_code == status
        return response.content.decode()

    return ask


@pytest.fixture
def two(make_article, make_topic):
    family, work = make_topic("Family"), make_topic("Work")
    make_article("Sleep at home", topics=[family])
    make_article("Sleep after work", topics=[work])
    return family, work


def test_articles_are_narrowed_by_topic(search, two):
    family, _ = two
    assert len(titles(search(q="sleep", kind="articles"))) == 2
    html = search(q="sleep", kind="articles", topic=family.pk)
    assert titles(html) == ["Sleep at home"]
    assert f'<option value="{family.pk}" selected>Family</option>' in html


def test_hidden_topics_are_no_choice(search, two, hide):
    family, _ = two
    hide(family, "private")
    assert "Family" not in search(q="sleep", kind="articles")
    search(q="sleep", kind="articles", topic=family.pk, status=404)


@pytest.mark.parametrize("topic", ["x", "0", "999999999999999999999", "1 OR 1=1"])
def test_choices_that_are_none(search, two, topic):
    search(q="sleep", kind="articles", topic=topic, status=404)


def test_a_filter_of_another_kind_changes_nothing(search, two):
    assert len(titles(search(q="sleep", topic="x"))) == 2


def test_nothing_with_a_filter_keeps_the_way_back(search, two, make_topic):
    third = make_topic("Third")
    html = search(q="sleep", kind="articles", topic=third.pk)
    assert titles(html) == []
    assert "Choose “Any”" in html
    assert "Articles (0)" in html


def test_later_pages_keep_the_filter(search, make_article, make_topic):
    family = make_topic("Family")
    for number in range(22):
        make_article(f"Sleep {number}", topics=[family])
    html = search(q="sleep", kind="articles", topic=family.pk)
    assert f"kind=articles&amp;topic={family.pk}&amp;page=2" in html
    assert len(titles(search(q="sleep", kind="articles", topic=family.pk, page=2))) == 2
