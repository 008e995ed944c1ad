"""The shared body: its registry, its field, and what each block tells readers and front ends."""

import pytest
from django.core.exceptions import ValidationError
from django.db.migrations.writer import MigrationWriter
from wagtail.blocks import CharBlock
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from home.blocks import BODY_BLOCKS
from home.blocks.registry import BodyBlocks, body_blocks
from home.embeds import embed_host
from home.fields import BodyField
from home.models import StandardPage


def publish(parent, body, **fields):
    page = StandardPage(title="About us", slug="about", **fields)
    page.body = body
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_the_body_offers_every_registered_block():
    offered = StandardPage._meta.get_field("body").stream_block.child_blocks
    assert set(BODY_BLOCKS) <= set(offered)
    assert list(offered) == [name for name, _ in body_blocks.all()]


def test_migrations_do_not_name_blocks():
    text, _ = MigrationWriter.serialize(BodyField())
    assert text == "home.fields.BodyField(blank=True)"


def test_a_name_is_taken_once():
    registry = BodyBlocks()
    registry.register({"note": CharBlock()})
    with pytest.raises(ValueError, match="note"):
        registry.register({"note": CharBlock()})


def test_registering_after_bodies_were_built_is_refused():
    registry = BodyBlocks()
    registry.all()
    with pytest.raises(RuntimeError, match=r"ready\(\)"):
        registry.register({"late": CharBlock()})


@pytest.mark.parametrize("name", [name for name, _ in body_blocks.all()])
def test_every_block_has_a_preview_a_description_a_group_and_a_template(db, name):
    block = dict(body_blocks.all())[name]
    assert block.is_previewable
    assert block.get_description()
    assert block.meta.group
    assert block.get_template(None) == f"components/blocks/{name}.html"


@pytest.mark.parametrize(
    "name", [name for name in BODY_BLOCKS if name != "picture"]
)  # a picture needs one in the library
def test_every_preview_value_passes_its_own_validation(db, name):
    block = BODY_BLOCKS[name]
    block.clean(block.get_preview_value())


def test_text_blocks_as_html_and_over_the_api(client, home_page):
    body = [
        ("heading", {"text": "First days", "level": "2"}),
        ("paragraph", "<p>Sleep comes <b>back</b>.</p>"),
        ("quote", {"text": "It got lighter.", "name": "R.", "role": ""}),
        (
            "questions",
            {"heading": "", "items": [{"question": "Is it free?", "answer": "<p>Yes.</p>"}]},
        ),
        ("call_out", {"kind": "danger", "heading": "Call 911", "text": "<p>Now.</p>"}),
        ("steps", {"heading": "", "items": [{"heading": "Breathe", "text": ""}]}),
    ]
    page = publish(home_page, body)
    html = client.get(page.url).content.decode()
    for words in ("First days", "Sleep comes", "It got lighter.", "Is it free?", "Breathe"):
        assert words in html
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()["body"]
    assert [block["type"] for block in answer] == [name for name, _ in body]
    heading = {"text": "First days", "level": "2", "anchor": "first-days"}
    assert answer[0]["value"] == heading
    assert answer[3]["value"]["items"] == [{"question": "Is it free?", "answer": "<p>Yes.</p>"}]


def test_a_picture_must_be_described_or_marked_as_decorative(db):
    image = get_image_model().objects.create(title="Lamp", file=get_test_image_file())
    block = BODY_BLOCKS["picture"]
    undescribed = {"image": {"image": image, "alt_text": "", "decorative": False}}
    with pytest.raises(ValidationError):
        block.clean(block.normalize(undescribed))
    decorative = {"image": {"image": image, "alt_text": "", "decorative": True}}
    block.clean(block.normalize(decorative))


def test_a_picture_tells_the_api_its_alt_text_at_this_place(client, home_page):
    image = get_image_model().objects.create(title="Lamp", file=get_test_image_file())
    picture = {"image": {"image": image, "alt_text": "A lamp, lit", "decorative": False}}
    page = publish(home_page, [("picture", picture)])
    value = client.get(f"/api/v2/pages/{page.pk}/").json()["body"][0]["value"]
    assert value["image"]["alt"] == "A lamp, lit"
    assert value["image"]["id"] == image.pk
    assert value["image"]["srcset"].endswith("w")
    assert 'alt="A lamp, lit"' in client.get(page.url).content.decode()


def test_a_card_whose_page_is_private_tells_nothing(client, home_page):
    private = home_page.add_child(instance=StandardPage(title="Board", slug="board"))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    page = publish(home_page, [("cards", {"heading": "", "items": [{"page": private}]})])
    card = client.get(f"/api/v2/pages/{page.pk}/").json()["body"][0]["value"]["items"][0]
    assert card == {"text": "", "url": None, "page": None, "description": "", "image": None}
    assert "Board" not in client.get(page.url).content.decode()


@pytest.mark.parametrize("both", [True, False])
def test_a_card_leads_to_exactly_one_place(home_page, both):
    block = BODY_BLOCKS["cards"]
    target = {"page": home_page, "address": "https://example.org/"} if both else {"text": "Where?"}
    with pytest.raises(ValidationError):
        block.clean(block.normalize({"items": [target]}))


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.youtube.com/watch?v=1", "YouTube"),
        ("https://vimeo.com/1", "Vimeo"),
        ("http://www.youtube.com/watch?v=1", None),
        ("https://www.youtube.com.evil.example/", None),
        ("https://example.org/", None),
    ],
)
def test_films_come_from_known_sites_only(address, host):
    assert embed_host(address) == host
    block = BODY_BLOCKS["embed"]
    value = block.normalize({"address": address, "title": "A film"})
    if host:
        assert block.clean(value).host == host
    else:
        with pytest.raises(ValidationError):
            block.clean(value)


def test_an_embed_loads_nothing_from_the_other_site(client, home_page):
    film = {"address": "https://www.youtube.com/watch?v=1", "title": "A film"}
    html = client.get(publish(home_page, [("embed", film)]).url).content.decode()
    assert 'href="https://www.youtube.com/watch?v=1"' in html
    assert "<iframe" not in html


def test_editors_words_are_escaped(client, home_page):
    page = publish(
        home_page,
        [("heading", {"text": "<script>alert(1)</script>", "level": "2"})],
        summary="<img src=x onerror=alert(1)>",
    )
    html = client.get(page.url).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
