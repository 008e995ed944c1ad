"""An article as Markdown: its words and who stands for them, without what needs a browser."""

from datetime import date

import pytest

from blog.models import Reference
from leads.models import Answerer, CallbackFormPage


@pytest.fixture
def article(make_article, make_person):
    ana = make_person("Ana Ruiz", credentials="LCSW")
    found = make_article(
        "The first week",
        authors=[ana],
        summary="What to expect.",
        reviewer=ana,
        reviewed_on=date(2026, 3, 1),
        body=[
            ("heading", {"text": "Sleep", "level": "2"}),
            ("paragraph", '<p>Sleep is <b>hard</b>. <a href="/articles/">More</a></p>'),
        ],
    )
    found.references.add(Reference(title="A study", publisher="NIH", year=2020))
    found.save_revision().publish()
    return found


def test_the_article_in_plain_text(client, article):
    response = client.get(f"{article.url}markdown/")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    text = response.content.decode()
    assert text.startswith("# The first week\n\nWhat to expect.\n\nBy Ana Ruiz, LCSW\n\n")
    assert "Medically reviewed by Ana Ruiz, LCSW on 2026-03-01" in text
    assert "## Sleep" in text
    assert "Sleep is **hard**. [More](http://localhost/articles/)" in text
    assert "1. A study. NIH. 2020" in text
    assert text.endswith(f"Source: {article.full_url}\n")


def test_what_needs_a_browser_is_left_out(client, home_page, make_article):
    answerer = Answerer.objects.create(name="Harbor Network")
    page = home_page.add_child(instance=CallbackFormPage(title="Call me", answerer=answerer))
    page.save_revision().publish()
    form = {"form_page": page, "heading": "Ask us to call you"}
    article = make_article("Forms", body=[("paragraph", "<p>Words</p>"), ("callback_form", form)])
    text = client.get(f"{article.url}markdown/").content.decode()
    assert "Words" in text
    assert "phone" not in text.lower()


def test_llms_txt_lists_public_articles(client, article, make_article, hide):
    hide(make_article("Draft"), "draft")
    hide(make_article("Private"), "private")
    text = client.get("/llms.txt").content.decode()
    assert f"- [The first week]({article.full_url}markdown/): What to expect." in text
    assert "Draft" not in text
    assert "Private" not in text


@pytest.mark.parametrize("way", ["draft", "private"])
def test_a_hidden_article_is_not_told(client, article, hide, way):
    hide(article, way)
    response = client.get(f"{article.url}markdown/")
    assert b"Sleep" not in response.content
