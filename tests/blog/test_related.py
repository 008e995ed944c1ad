"""Related articles: by topics and programs in common, in one order for everybody."""

import pytest

from blog.models import ArticleSubject
from treatment.models import ProgramIndexPage, ProgramPage

from .conftest import publish
from .test_reading import first_published


@pytest.fixture
def make_program(home_page):
    index = publish(home_page, ProgramIndexPage(title="Programs", slug="programs"))

    def make(title):
        return publish(index, ProgramPage(title=title, level_of_care="1.0", setting="outpatient"))

    return make


def teaser(program):
    return ("program_teaser", {"page": program})


def link(program):
    return ("paragraph", f'<p><a linktype="page" id="{program.pk}">here</a></p>')


def related(client, article):
    found = client.get(f"/api/v2/pages/{article.pk}/").json()["related"]
    html = client.get(article.url).content.decode()
    _, _, below = html.partition("Related articles</h2>")
    assert all(f">{item['title']}</a>" in below for item in found)
    return [item["title"] for item in found]


def test_a_program_in_common_relates(client, make_article, make_program):
    program, other = make_program("Outpatient"), make_program("Residential")
    article = make_article("This", body=[teaser(program)])
    make_article("By a teaser", body=[teaser(program)])
    make_article("By a link", body=[link(program)])
    make_article("Another's", body=[teaser(other)])
    assert sorted(related(client, article)) == ["By a link", "By a teaser"]


def test_topics_and_programs_add_up(client, make_article, make_program, make_topic):
    program, topic = make_program("Outpatient"), make_topic()
    article = make_article("This", topics=[topic], body=[teaser(program)])
    both = make_article("Both", topics=[topic], body=[teaser(program)])
    newer = make_article("Topic, newer", topics=[topic])
    older = make_article("Program, older", body=[teaser(program)])
    for page, day in ((both, 1), (older, 2), (newer, 3)):
        first_published(page, day)
    assert related(client, article) == ["Both", "Topic, newer", "Program, older"]


@pytest.mark.parametrize("way", ["draft", "private"])
def test_a_hidden_program_relates_nothing(client, make_article, make_program, hide, way):
    program = make_program("Outpatient")
    article = make_article("This", body=[teaser(program)])
    make_article("Other", body=[teaser(program)])
    hide(program, way)
    assert related(client, article) == []


def test_other_pages_in_common_relate_nothing(client, make_article, article_index):
    make_article("One", body=[link(article_index)])
    assert related(client, make_article("Two", body=[link(article_index)])) == []


def test_what_an_article_is_about_follows_its_publication(client, make_article, make_program):
    program = make_program("Outpatient")
    article = make_article("This", body=[teaser(program)])
    other = make_article("Other", body=[teaser(program)])
    other.body = [("paragraph", "<p>Nothing</p>")]
    other.save_revision()
    assert related(client, article) == ["Other"]
    other.save_revision().publish()
    assert related(client, article) == []
    assert ArticleSubject.objects.count() == 1
    program.delete()
    assert not ArticleSubject.objects.exists()
