"""A picture of a restricted collection is shown nowhere: HTML and API ask one condition."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from published import publish
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from blog.models import ArticleAuthor, ArticleIndexPage, ArticlePage, PeopleIndexPage, PersonPage
from headless.renditions import remove_misnamed
from home.models import StandardPage
from treatment.models import FacilityPage, LocatorPage, ProgramIndexPage, ProgramPage
from treatment.models.facilities import FacilityPicture
from treatment.models.programs import ProgramStep

MOST_QUERIES = 12
# The picture's title and its file's name, which the names of all its renditions begin with.
TOLD = ("Secret face", "secret-face")


@pytest.fixture
def collection(db):
    return Collection.get_first_root_node().add_child(name="Staff")


@pytest.fixture
def restrict(collection):
    """Return a function that hides the collection and returns how to make it public again."""

    def hide():
        return CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="login"
        )

    return hide


@pytest.fixture
def picture(collection):
    """A picture below the collection: what is restricted is so for all below it."""
    return get_image_model().objects.create(
        title="Secret face",
        file=get_test_image_file("secret-face.png"),
        collection=collection.add_child(name="Portraits"),
    )


@pytest.fixture
def pages(home_page, picture):
    """Pages that show the picture, one for each way to show one, by the way's name."""

    def blocks(*pairs):
        return [{"type": kind, "value": value} for kind, value in pairs]

    image = {"image": picture.pk, "decorative": False, "alt_text": "Somebody"}
    card = {"text": "Card", "page": home_page.pk, "description": "", "image": picture.pk}
    embed = f'<embed embedtype="image" id="{picture.pk}" format="fullwidth" alt="In the text"/>'
    home_page.lead_image = picture
    home_page.save_revision().publish()
    people = publish(home_page, PeopleIndexPage(title="People", slug="people"))
    person = publish(people, PersonPage(title="Ana Ruiz", lead_image=picture))
    index = publish(home_page, ArticleIndexPage(title="Articles", slug="articles"))

    def article(title, **fields):
        made = ArticlePage(title=title, **fields)
        made.article_authors = [ArticleAuthor(person=person)]
        return publish(index, made)

    bodies = {
        "picture block": blocks(("picture", {"image": image, "caption": "A caption"})),
        "card": blocks(("cards", {"items": [card]})),
        "text": blocks(("paragraph", f"<p>Before</p>{embed}<p>After</p>")),
    }
    made = {name: article(name, body=body) for name, body in bodies.items()}
    programs = publish(home_page, ProgramIndexPage(title="Programs", slug="programs"))
    program = publish(programs, ProgramPage(title="Detox", lead_image=picture))
    before = publish(programs, ProgramPage(title="Before", steps=[ProgramStep(program=program)]))
    locator = publish(home_page, LocatorPage(title="Find", slug="find"))
    place = {"street": "1 Sea Street", "city": "Boston", "state": "MA", "zip": "02108"}
    facility = FacilityPage(title="Harbor House", **place)
    facility.pictures = [FacilityPicture(image=picture, caption="The porch")]
    teasers = blocks(("program_teaser", {"page": program.pk}), ("latest_articles", {"count": 3}))
    return made | {
        "lead": article("Lead", lead_image=picture),
        "list of articles": index,
        "portrait": person,
        "list of people": people,
        "front page": home_page,
        "teasers": publish(home_page, StandardPage(title="Teasers", body=teasers)),
        "program": program,
        "step": before,
        "list of programs": programs,
        "gallery": publish(locator, facility),
    }


WAYS = [
    "picture block", "card", "text", "lead", "list of articles", "portrait", "list of people",
    "front page", "teasers", "program", "step", "list of programs", "gallery",
]  # fmt: skip


def told(response):
    assert response.status_code == 200
    return [words for words in TOLD if words in response.content.decode()]


@pytest.mark.parametrize("way", WAYS)
def test_it_is_shown_while_it_is_public_and_only_then(client, pages, restrict, way):
    page = pages[way]
    assert told(client.get(page.url))
    restriction = restrict()
    assert not told(client.get(page.url))
    assert not told(client.get(f"/api/v2/pages/{page.pk}/"))
    restriction.delete()
    assert told(client.get(page.url))


def test_nothing_empty_is_left_in_its_place(client, pages, restrict):
    restrict()
    for page in pages.values():
        html = client.get(page.url).content.decode()
        for left in (
            "<figure",
            "<img",
            "<picture",
            "og:image",
            "--pictured",
            "A caption",
            "Pictures</h2>",
        ):
            assert left not in html, page


def test_structured_data_and_share_cards_agree_with_the_api(client, pages, restrict):
    page = pages["lead"]
    html = client.get(page.url).content.decode()
    assert '"image": "http' in html
    assert 'property="og:image"' in html
    restrict()
    html = client.get(page.url).content.decode()
    assert client.get(f"/api/v2/pages/{page.pk}/").json()["lead_image"] is None
    assert '"image": "http' not in html
    assert "og:image" not in html


@pytest.mark.parametrize("address", ["{}markdown/", "/articles/rss/", "/articles/atom/"])
def test_machine_readers_do_not_get_it(client, pages, restrict, address):
    restrict()
    for way in ("picture block", "text", "lead"):
        assert not told(client.get(address.format(pages[way].url)))


def test_markdown_shows_it_while_it_is_public(client, pages):
    assert told(client.get(f"{pages['picture block'].url}markdown/"))


def test_a_preview_shows_what_readers_will_see(pages, restrict):
    request = RequestFactory(SERVER_NAME="localhost").get("/")
    page = pages["lead"].get_latest_revision_as_object()
    assert told(page.make_preview_request(request).render())
    restrict()
    page = pages["lead"].get_latest_revision_as_object()
    assert not told(page.make_preview_request(request).render())


def test_it_costs_no_more_queries_than_a_page_may_ask(client, pages, restrict):
    restrict()
    for page in pages.values():
        client.get(page.url)
        page.save()  # so that the answer is made anew
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        assert 0 < len(captured) <= MOST_QUERIES, page


def test_the_editor_keeps_it(admin_user_client, pages, restrict):
    """Only readers are shown less: what is stored still names the picture."""
    restrict()
    page = pages["picture block"]
    admin_user_client.get(page.url)
    html = admin_user_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Secret face" in html


def test_a_link_to_a_private_document_has_no_address(client, home_page, collection, restrict):
    document = get_document_model().objects.create(
        title="Paper", file=ContentFile(b"text", name="paper.txt"), collection=collection
    )
    text = f'<p><a linktype="document" id="{document.pk}">Words</a></p>'
    page = publish(home_page, StandardPage(title="All", body=[("paragraph", text)]))
    assert document.url in client.get(page.url).content.decode()
    restriction = restrict()
    html = client.get(page.url).content.decode()
    assert "<a>Words</a>" in html
    assert document.url not in html
    assert document.url not in client.get(f"/api/v2/pages/{page.pk}/").content.decode()
    restriction.delete()
    assert document.url in client.get(page.url).content.decode()


# The files, and the words that stand with a picture


def is_stored(name):
    return get_image_model().get_rendition_model()._meta.get_field("file").storage.exists(name)


def test_its_files_go_when_it_is_hidden_and_come_back_under_another_name(client, pages, restrict):
    page = pages["lead"]
    picture = page.lead_image
    client.get(page.url)
    old = set(picture.renditions.values_list("file", flat=True))
    assert old
    assert all(map(is_stored, old))
    restriction = restrict()
    assert remove_misnamed() >= len(old)
    assert not any(map(is_stored, old))
    assert remove_misnamed() == 0
    restriction.delete()
    assert told(client.get(page.url))
    assert all(map(is_stored, picture.renditions.values_list("file", flat=True)))


def test_what_is_moved_into_a_closed_collection_loses_its_files_too(collection, restrict):
    picture = get_image_model().objects.create(title="A", file=get_test_image_file("a.png"))
    name = picture.get_rendition("width-40").file.name
    restrict()
    assert remove_misnamed() == 0
    picture.collection = collection
    picture.save()
    assert remove_misnamed() == 1
    assert not is_stored(name)


def test_a_file_that_cannot_be_deleted_keeps_no_other_where_it_is(picture, restrict, monkeypatch):
    first, second = (picture.get_rendition(size).file.name for size in ("width-40", "width-50"))
    storage = get_image_model().get_rendition_model()._meta.get_field("file").storage
    delete = storage.delete

    def refuse(name):
        if name == first:
            raise PermissionError
        delete(name)

    restrict()
    with monkeypatch.context() as patch:
        patch.setattr(storage, "delete", refuse)
        assert remove_misnamed() == 1
    assert is_stored(first)
    assert not is_stored(second)
    assert remove_misnamed() == 1
    assert not is_stored(first)


def test_what_editors_see_of_a_hidden_picture_has_an_address_that_nobody_guesses(
    admin_user_client, picture, restrict
):
    restriction = restrict()
    assert admin_user_client.get("/admin/images/").status_code == 200
    [name] = picture.renditions.values_list("file", flat=True)
    assert "face" not in name
    assert name.startswith("images/unlisted/")
    assert remove_misnamed() == 0
    restriction.delete()  # now everybody may learn the address
    assert remove_misnamed() == 1
    assert not is_stored(name)
    restrict()
    assert picture.get_rendition("max-165x165").file.name != name


@pytest.mark.parametrize("words", ["Somebody", "A caption", "Secret face"])
def test_neither_search_nor_the_api_tells_its_words(client, pages, restrict, words):
    restrict()
    page = pages["picture block"]
    assert words not in client.get(f"/api/v2/pages/{page.pk}/").content.decode()
    found = client.get("/api/v2/pages/", {"search": words}).json()
    assert found["meta"]["total_count"] == 0
    assert page.title not in client.get("/search/", {"q": words}).content.decode()
