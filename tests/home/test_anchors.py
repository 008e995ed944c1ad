"""Headings that readers can link to: each its own id, the same in HTML, contents and the API."""

import re

import pytest
from wagtail import blocks

from blog.models import ArticleIndexPage, ArticlePage
from home.anchors import anchors, is_reserved
from home.blocks.content import HeadingBlock
from home.blocks.headings import BodyBlock, give_anchors, give_raw_anchors
from home.models import StandardPage

HEADING = re.compile(r'<h([23]) id="([^"]+)">([^<]*)</h\1>')


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["Side effects", "Side effects"], ["side-effects", "side-effects-2"]),
        (
            ["Side effects", "Side Effects!", "side effects"],
            ["side-effects", "side-effects-2", "side-effects-3"],
        ),
        # A number does not take what another heading's own words name.
        (["Dose", "Dose", "Dose 2"], ["dose", "dose-3", "dose-2"]),
        (["Dose 2", "Dose 2", "Dose", "Dose"], ["dose-2", "dose-2-2", "dose", "dose-3"]),
        (["Побочные эффекты", "Дозы", "Дозы"], ["побочные-эффекты", "дозы", "дозы-2"]),
        (["用药过量", "दवा की मात्रा", "الجرعة"], ["用药过量", "दवा-की-मात्रा", "الجرعة"]),
        (["Dosis según la edad", "Naïve “quotes”"], ["dosis-segun-la-edad", "naive-quotes"]),
        (["Straße", "5 µg"], ["straße", "5-μg"]),
        (["!!!", "", "…", "Section"], ["section", "section-2", "section-3", "section-4"]),
        (["Main", "Comments", "References"], ["main-2", "comments-2", "references-2"]),
        (["Comment 12", "Reference 1"], ["comment-12-2", "reference-1-2"]),
        (["More about methadone", "Form a plan"], ["more-about-methadone", "form-a-plan"]),
    ],
)
def test_anchors(headings, expected):
    assert anchors(headings) == expected


@pytest.mark.parametrize(
    "heading", ["a" * 120, "é" * 120, "\u200b", "a\u00a0b", '"><b>', "#x?y=1&z"]
)
def test_odd_headings_have_ids_without_spaces_or_markup(heading):
    (anchor,) = anchors([heading])
    assert anchor
    assert not re.search(r"[\s\"'<>#&?]", anchor)


HEADINGS = ["Side effects", "Side effects", "Побочные эффекты", "Дозы", "Main", "Comments"]
EXPECTED = ["side-effects", "side-effects-2", "побочные-эффекты", "дозы", "main-2", "comments-2"]
BODY = [("heading", {"text": text, "level": "2"}) for text in HEADINGS]


@pytest.mark.parametrize("kind", ["article", "standard"])
def test_html_contents_and_api_agree(client, home_page, kind):
    if kind == "article":
        parent = home_page.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
        page = parent.add_child(instance=ArticlePage(title="Doses", slug="doses", body=BODY))
    else:
        page = home_page.add_child(instance=StandardPage(title="Doses", slug="doses", body=BODY))
    page.save_revision().publish()
    html = client.get(page.url).content.decode()
    assert [found[1] for found in HEADING.findall(html)][: len(EXPECTED)] == EXPECTED
    contents = re.search(r'<nav class="contents.*?</nav>', html, re.DOTALL)[0]
    assert re.findall(r'href="#([^"]+)"', contents) == EXPECTED
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert [block["value"]["anchor"] for block in answer["body"]] == EXPECTED
    if kind == "article":
        assert [each["anchor"] for each in answer["contents"]] == EXPECTED
        listed = client.get("/api/v2/pages/?type=blog.ArticlePage&fields=contents,body").json()
        assert [each["anchor"] for each in listed["items"][0]["contents"]] == EXPECTED


class Panel(blocks.StructBlock):
    heading = HeadingBlock()
    more = blocks.StreamBlock([("heading", HeadingBlock())], required=False)


def test_headings_are_found_however_deep_they_lie(db):
    inner = [("heading", HeadingBlock()), ("panel", Panel()), ("list", blocks.ListBlock(Panel()))]
    body = BodyBlock(inner)
    dose = {"text": "Dose", "level": "2"}
    more = [{"type": "heading", "value": dict(dose), "id": "x"}]
    raw = [
        {"type": "heading", "value": dict(dose), "id": "a"},
        {"type": "panel", "value": {"heading": dict(dose), "more": more}, "id": "b"},
        {
            "type": "list",
            "value": [{"type": "item", "value": {"heading": dict(dose), "more": []}, "id": "d"}],
            "id": "c",
        },
    ]
    expected = ["dose", "dose-2", "dose-3", "dose-4"]
    value = body.to_python(raw)
    assert [heading.anchor for heading in give_anchors(value)] == expected
    assert [heading["anchor"] for heading in give_raw_anchors(body, raw)] == expected
    told = str(body.get_api_representation(value))
    assert re.findall(r"'anchor': '([^']+)'", told) == expected


def test_every_id_of_the_frame_is_kept_free(client, home_page):
    """Templates' own ids, as far as they are the same for everybody; the demo has the others."""
    page = home_page.add_child(instance=StandardPage(title="Plain", slug="plain"))
    page.save_revision().publish()
    html = client.get(page.url).content.decode()
    assert [one for one in re.findall(r'\sid="([^"]+)"', html) if not is_reserved(one)] == []
