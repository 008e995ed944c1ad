"""Series and related articles: kept until what they show has changed, and no longer."""

import pytest

from blog.models import SeriesPage, SeriesPart
from home.models import StandardPage
from treatment.models import ProgramIndexPage, ProgramPage

from .conftest import publish


@pytest.fixture
def pages(make_article):
    return [make_article(title) for title in ("One", "Two", "Three", "Apart")]


@pytest.fixture
def series(articles, pages):
    series = SeriesPage(title="First steps", slug="first-steps")
    series.parts = [SeriesPart(article=page, sort_order=n) for n, page in enumerate(pages[:2])]
    return publish(articles, series)


@pytest.fixture
def kept(front, pages, home_page):
    """Return a function that asks for pages as HTML and JSON, and says which were kept."""
    about = publish(home_page, StandardPage(title="About", slug="about"))
    asked = {page.title: page.url for page in (*pages, about)}
    asked |= {f"{page.title} in JSON": f"/api/v2/pages/{page.pk}/" for page in pages}

    def ask():
        return {name for name, address in asked.items() if front.is_kept(address)}

    return ask


def test_a_new_order_is_shown_by_its_parts_alone(front, commit, kept, series, pages):
    kept()
    assert len(kept()) == 9
    with commit():
        series.parts = [SeriesPart(article=page) for page in (pages[1], pages[2], pages[0])]
        series.save_revision().publish()
    assert kept() == {"Apart", "Apart in JSON", "About"}
    assert "Part 3 of 3" in front.get(pages[0].url).text
    assert '"position":2' in front.get(f"/api/v2/pages/{pages[2].pk}/").text


@pytest.mark.parametrize("change", ["rename", "unpublish", "delete"])
def test_what_becomes_of_a_series_is_shown(front, commit, kept, series, pages, change):
    kept()
    assert len(kept()) == 9
    with commit():
        if change == "rename":
            series.title = "Last steps"
            series.save_revision().publish()
        else:
            getattr(series, change)()
    assert "First steps" not in front.get(pages[0].url).text
    assert "First steps" not in front.get(f"/api/v2/pages/{pages[0].pk}/").text
    assert front.is_kept(pages[3].url)


def test_what_becomes_of_a_neighbour_is_shown(front, commit, kept, series, pages):
    kept()
    with commit():
        pages[1].title = "The second"
        pages[1].save_revision().publish()
    assert "The second" in front.get(pages[0].url).text
    with commit():
        pages[1].unpublish()
    assert "The second" not in front.get(pages[0].url).text
    assert "Part 1 of 1" in front.get(pages[0].url).text


@pytest.fixture
def program(home_page):
    index = publish(home_page, ProgramIndexPage(title="Programs", slug="programs"))
    page = ProgramPage(title="Outpatient", level_of_care="1.0", setting="outpatient")
    return publish(index, page)


def about(program, page):
    page.body = [("program_teaser", {"page": program})]
    page.save_revision().publish()


def test_articles_come_to_be_related_and_cease_to_be(front, commit, kept, pages, program):
    with commit():
        about(program, pages[0])
    kept()
    with commit():
        about(program, pages[1])
    assert "Related articles" in front.get(pages[0].url).text
    assert '"title":"Two"' in front.get(f"/api/v2/pages/{pages[0].pk}/").text
    with commit():
        pages[1].title = "Second"
        pages[1].save_revision().publish()
    assert "Second" in front.get(pages[0].url).text
    with commit():
        pages[1].unpublish()
    assert "Related articles" not in front.get(pages[0].url).text
    with commit():
        pages[1].save_revision().publish()
    assert "Related articles" in front.get(pages[0].url).text
    with commit():
        program.unpublish()
    assert "Related articles" not in front.get(pages[0].url).text
    assert '"related":[]' in front.get(f"/api/v2/pages/{pages[0].pk}/").text
