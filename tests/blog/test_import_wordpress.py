"""The command, from a file to pages, and again."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image as Picture
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wxr_files import BASE, attachment, category, comment, export, item

from blog.importing import runs
from blog.importing.writing import Writer
from blog.models import ArticlePage, Comment, ImportedItem, PersonPage, TopicPage
from headless.changes.models import ContentChange
from home.models import StandardPage
from leads.models import Answerer, PhoneLine

pytestmark = pytest.mark.usefixtures("article_index", "people_index")


@pytest.fixture
def uploads(tmp_path):
    """A copy of wp-content/uploads with a picture and a document."""
    folder = tmp_path / "uploads" / "2020" / "02"
    folder.mkdir(parents=True)
    Picture.new("RGB", (40, 30), "teal").save(folder / "harbor.png")
    (folder / "plan.pdf").write_bytes(b"%PDF-1.4 a plan")
    return tmp_path / "uploads"


def whats(report):
    return [row[3] for row in report]


def test_a_post_becomes_an_article_with_all_that_belongs_to_it(
    import_export, settings, tmp_path, uploads
):
    settings.MEDIA_ROOT = tmp_path / "media"
    text = export(
        category("sleep", "Sleep", description="Nights."),
        attachment(5, "2020/02/harbor.png", meta={"_wp_attachment_image_alt": "A quiet harbor"}),
        item(
            7,
            "Sleep &amp; the first <em>week</em>",
            '<p>Rest. <img class="wp-image-5" src="/harbor-300x200.png"></p>',
            slug="sleep-first-week",
            excerpt="What nights are like.",
            terms=[("category", "sleep", "Sleep"), ("post_tag", "rest", "Rest")],
            meta={"_thumbnail_id": "5", "_yoast_wpseo_metadesc": "Nights in recovery"},
        ),
    )
    import_export(text, "--media", uploads)
    article = ArticlePage.objects.get()
    assert (article.title, article.slug) == ("Sleep & the first week", "sleep-first-week")
    assert (article.live, article.summary) == (True, "What nights are like.")
    assert article.search_description == "Nights in recovery"
    assert article.first_published_at == datetime(2020, 2, 3, 14, tzinfo=UTC)
    assert article.last_published_at == datetime(2021, 5, 6, 7, tzinfo=UTC)
    assert [person.title for person in article.authors()] == ["Ana Ruiz"]
    assert [(topic.title, topic.summary) for topic in article.topics.all()] == [
        ("Sleep", "Nights.")
    ]
    assert article.tag_names() == "Rest"
    image = get_image_model().objects.get()
    assert (article.lead_image, image.description) == (image, "A quiet harbor")
    assert [block.block_type for block in article.body] == ["paragraph", "picture"]
    assert article.body[1].value["image"].contextual_alt_text == "A quiet harbor"
    answer = Client().get(article.url)
    assert answer.status_code == 200
    assert b"Ana Ruiz" in answer.content
    assert b"ana@harbor.example" not in answer.content
    assert ReferenceIndex.get_references_to(image).exists()
    assert list(ArticlePage.objects.search("nights")) == [article]
    assert not any(Page.find_problems())


def test_only_what_the_public_saw_is_public(import_export):
    parts = [
        item(1, "Public"),
        item(2, "Draft", status="draft", link=f"{BASE}/?p=2", date="0000-00-00 00:00:00"),
        item(3, "Waiting", status="pending"),
        item(4, "Private", status="private"),
        item(5, "Locked", password="secret"),
        item(6, "Later", status="future", date="2099-01-01 00:00:00"),
        item(7, "Early", date="2099-01-01 00:00:00"),
        item(8, "Odd", status="wc-archived"),
        item(9, "Binned", status="trash"),
    ]
    _, report = import_export(export(*parts))
    articles = {page.title: page for page in ArticlePage.objects.all()}
    assert [title for title, page in articles.items() if page.live] == ["Public"]
    assert set(articles) == {
        "Public", "Draft", "Waiting", "Private", "Locked", "Later", "Early", "Odd"
    }  # fmt: skip
    assert articles["Later"].go_live_at == datetime(2099, 1, 1, tzinfo=UTC)
    assert articles["Draft"].first_published_at is None
    assert whats(report).count("became a draft") == 7
    assert ("post 9", "Binned", "not imported", "status trash") in [row[1:] for row in report]
    for page in articles.values():
        assert Client().get(page.url).status_code == (200 if page.live else 404)


def test_authors_of_drafts_alone_and_account_names_stay_inside(import_export):
    authors = [
        ("1", "ana", "Ana Ruiz"),
        ("2", "ben", "Ben"),
        ("3", "root", "root"),
        ("4", "x", "x@y.example"),
    ]
    import_export(
        export(
            item(1, creator="ana"),
            item(2, "Hidden", creator="ben", status="draft"),
            item(3, "Third", creator="root"),
            authors=authors,
        )
    )
    people = {person.title: person.live for person in PersonPage.objects.all()}
    assert people == {"Ana Ruiz": True, "Ben": False, "Author 3": True, "Author 4": False}
    assert not PersonPage.objects.filter(slug__in=["root", "x"]).exists()


def test_people_and_topics_that_are_there_are_taken(import_export, make_person, make_topic):
    ana, sleep = make_person("Ana Ruiz"), make_topic("sleep")
    import_export(
        export(category("sleep", "Sleep"), item(1, terms=[("category", "sleep", "Sleep")]))
    )
    article = ArticlePage.objects.get()
    assert article.authors() == [ana]
    assert list(article.topics.all()) == [sleep]
    assert (PersonPage.objects.count(), TopicPage.objects.count()) == (1, 1)


def test_pages_keep_their_tree_whatever_their_order(import_export, home_page):
    parts = [
        item(1, "Grandchild", type="page", parent=2, link=f"{BASE}/about/team/grandchild/"),
        item(2, "Team", type="page", parent=3, link=f"{BASE}/about/team/"),
        item(3, "About", type="page", link=f"{BASE}/about/"),
        item(4, "Egg", type="page", parent=5),
        item(5, "Hen", type="page", parent=4),
        item(6, "Orphan", type="page", parent=99),
    ]
    _, report = import_export(export(*parts))
    places = {page.title: page.url_path for page in StandardPage.objects.all()}
    assert places["Grandchild"] == "/home/about/team/grandchild/"
    assert places["Orphan"] == "/home/orphan/"
    assert len(places) == 6
    assert not any(Page.find_problems())
    assert "parent page missing: put below the home page" in whats(report)
    assert not Redirect.objects.filter(old_path__startswith="/about").exists()  # the same address


def test_old_addresses_lead_to_the_pages(import_export):
    import_export(
        export(
            category("night", "Nights"),
            item(1, "One", terms=[("category", "night", "Nights")]),
        )
    )
    article, client = ArticlePage.objects.get(), Client()
    for old, new in [
        ("/2020/02/one/", article),
        ("/category/night/", TopicPage.objects.get()),
        ("/author/ana/", PersonPage.objects.get()),
    ]:
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, new.url)


def test_a_redirect_that_an_editor_made_stays(import_export, home_page, site):
    Redirect.add_redirect("/2020/02/one/", home_page, site=site)
    _, report = import_export(export(item(1, "One")))
    assert Redirect.objects.get(old_path="/2020/02/one").redirect_page_id == home_page.pk
    assert "old address leads elsewhere already" in whats(report)


def test_links_between_imported_items_become_links_to_what_they_are_now(
    import_export, settings, tmp_path, uploads
):
    settings.MEDIA_ROOT = tmp_path / "media"
    links = (
        f'<p><a href="{BASE}/2020/02/second/#part">a</a> <a href="/2020/02/second">b</a> '
        f'<a href="http://harbor.example/?p=2">c</a> <a href="{BASE}/lost/">d</a> '
        f'<a href="{BASE}/wp-content/uploads/2020/02/plan.pdf">e</a> '
        '<a href="https://elsewhere.example/">f</a></p>'
    )
    text = export(item(1, "First", links), item(2, "Second"), attachment(3, "2020/02/plan.pdf"))
    _, report = import_export(text, "--media", uploads)
    first, second = ArticlePage.objects.order_by("pk")
    document = get_document_model().objects.get()
    page = f'<a linktype="page" id="{second.pk}">'
    assert first.body.raw_data[0]["value"] == (
        f"<p>{page}a</a> {page}b</a> {page}c</a> "
        f'<a href="{BASE}/lost/">d</a> <a linktype="document" id="{document.pk}">e</a> '
        '<a href="https://elsewhere.example/">f</a></p>'
    )
    assert [row[4] for row in report if row[3] == "link to the old site"] == [f"{BASE}/lost/"]
    assert ReferenceIndex.get_references_to(second).count() == 1
    assert ReferenceIndex.get_references_to(document).count() == 1


def test_a_link_into_another_file_of_the_same_site_is_set_when_that_comes(import_export):
    import_export(export(item(1, "First", f'<p><a href="{BASE}/2020/02/second/">a</a></p>')))
    import_export(export(item(2, "Second"), base="http://harbor.example"), name="second.xml")
    first, second = ArticlePage.objects.order_by("pk")
    assert f'linktype="page" id="{second.pk}"' in first.body.raw_data[0]["value"]


def test_numbers_that_the_site_knows_become_references(import_export):
    answerer = Answerer.objects.create(name="Harbor", kind=Answerer.Kind.PUBLISHER)
    line = PhoneLine.objects.create(label="Harbor line", number="202-555-0123", answerer=answerer)
    _, report = import_export(
        export(item(1, content="<p>Call (202) 555-0123 or 202-555-0199.</p>"))
    )
    article = ArticlePage.objects.get()
    assert [(block["type"], block["value"]) for block in article.body.raw_data] == [
        ("paragraph", "<p>Call the number below or 202-555-0199.</p>"),
        ("phone", {"line": line.pk}),
    ]
    assert ("phone number kept as text", "202-555-0199") in [row[3:] for row in report]
    assert ReferenceIndex.get_references_to(line).count() == 1


def test_again_it_changes_nothing(import_export):
    text = export(
        item(1, "First", f'<p><a href="{BASE}/2020/02/second/">a</a></p>', comments=[comment(1)]),
        item(2, "Second", terms=[("category", "x", "X"), ("post_tag", "t", "T")]),
        item(3, "About", type="page"),
    )
    import_export(text)
    before = list(Page.objects.order_by("pk").values())
    bodies = list(ArticlePage.objects.values_list("body"))
    out, _ = import_export(text)
    assert "2 posts unchanged" in out
    assert list(Page.objects.order_by("pk").values()) == before
    assert list(ArticlePage.objects.values_list("body")) == bodies
    assert ImportedItem.objects.count() == 5
    assert Redirect.objects.count() == 5


def test_what_changed_on_the_old_site_comes_and_what_an_editor_changed_stays(import_export):
    import_export(export(item(1, "One"), item(2, "Two"), item(3, "Three"), item(4, "Four")))
    one, two, three, four = ArticlePage.objects.order_by("pk")
    two.title = "Two, edited"
    two.save_revision().publish()
    three.unpublish()
    four.delete()
    parts = [
        item(n, title, "<p>New words.</p>")
        for n, title in enumerate(("One", "Two", "Three", "Four"), 1)
    ]
    out, report = import_export(export(*parts))
    for page in (one, two, three):
        page.refresh_from_db()
    assert one.body.raw_data[0]["value"] == "<p>New words.</p>"
    assert (two.title, two.body.raw_data[0]["value"]) == ("Two, edited", "<p>Words.</p>")
    assert not three.live
    assert ArticlePage.objects.count() == 3
    assert "2 posts changed by an editor, kept" in out
    assert [(row[1], row[3]) for row in report if "left so" in row[3]] == [
        ("post 2", "changed by an editor since: left so"),
        ("post 3", "changed by an editor since: left so"),
        ("post 4", "deleted here since: left so"),
    ]


def test_files_that_come_later_go_into_the_pages(import_export, settings, tmp_path, uploads):
    settings.MEDIA_ROOT = tmp_path / "media"
    text = export(
        attachment(5, "2020/02/harbor.png"),
        item(1, content='<img class="wp-image-5" alt="A pier">'),
    )
    _, report = import_export(text)
    assert "picture missing" in whats(report)
    out, _ = import_export(text, "--media", uploads)
    assert "1 posts updated" in out
    article = ArticlePage.objects.get()
    assert [block.block_type for block in article.body] == ["picture"]
    assert get_image_model().objects.count() == 1
    import_export(text, "--media", uploads)
    assert get_image_model().objects.count() == 1


def test_a_dry_run_tells_the_same_and_writes_nothing(import_export, settings, tmp_path, uploads):
    settings.MEDIA_ROOT = tmp_path / "media"
    text = export(
        category("x", "X"),
        attachment(5, "2020/02/harbor.png"),
        item(
            1,
            content='[recaptcha size:compact]<img class="wp-image-5">',
            terms=[("category", "x", "X")],
        ),
        item(2, "About", type="page"),
    )
    before = Page.objects.count()
    out, report = import_export(text, "--dry-run", "--media", uploads)
    assert "Nothing was written." in out
    assert (Page.objects.count(), ImportedItem.objects.count()) == (before, 0)
    assert not get_image_model().objects.exists()
    assert not (tmp_path / "media").exists()
    assert "1 new posts" in out
    _, real = import_export(text, "--media", uploads)
    assert report == real


def test_an_item_twice_in_a_file_is_taken_once(import_export):
    _, report = import_export(export(item(1, "One"), item(1, "One again")))
    assert [page.title for page in ArticlePage.objects.all()] == ["One"]
    assert "stands twice in the file: the first was taken" in whats(report)


def test_other_types_are_counted(import_export):
    _, report = import_export(export(item(1, type="nav_menu_item"), item(2, type="nav_menu_item")))
    assert ("type not imported", "2 items of the type nav_menu_item") in [row[3:] for row in report]


def test_equal_slugs_get_a_number(import_export):
    import_export(
        export(
            item(1, "One", slug="same"), item(2, "Two", slug="same"), item(3, "Три", slug="%d1%82")
        )
    )
    assert len(set(ArticlePage.objects.values_list("slug", flat=True))) == 3


def test_a_site_without_indexes_is_told_what_to_add(tmp_path, article_index):
    article_index.delete()
    path = tmp_path / "export.xml"
    path.write_text(export())
    with pytest.raises(CommandError, match="article index"):
        call_command("import_wordpress", str(path))


def test_titles_cannot_be_formulas_in_the_report(import_export):
    _, report = import_export(export(item(1, "=1+1", status="draft")))
    assert report[0][2] == "'=1+1"


def test_patterns_and_terms_of_other_kinds(import_export):
    parts = [
        item(1, content='<!-- wp:block {"ref":2} /-->', terms=[("series", "s", "First steps")]),
        item(2, "Shared", "<p>Said in many posts.</p>", type="wp_block"),
    ]
    _, report = import_export(export(*parts))
    assert ArticlePage.objects.get().body.raw_data[0]["value"] == "<p>Said in many posts.</p>"
    assert [row[3:] for row in report] == [("term of another kind left out", "series: First steps")]


def test_a_run_that_was_killed_goes_on(import_export, monkeypatch):
    monkeypatch.setattr(runs, "_MOST_DRAFTS", 2)
    write = Writer.write

    def killed(self, kind, drafts):
        if any(draft.title == "Post 5" for draft in drafts):
            raise KeyboardInterrupt
        write(self, kind, drafts)

    other = f'<p><a href="{BASE}/2020/02/post-1/">a</a></p>'
    text = export(*(item(n, f"Post {n}", other, comments=[comment(n)]) for n in range(1, 7)))
    monkeypatch.setattr(Writer, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        import_export(text)
    assert ArticlePage.objects.count() == Comment.objects.count() == 4
    monkeypatch.setattr(Writer, "write", write)
    out, _ = import_export(text)
    assert "4 posts unchanged" in out
    assert ArticlePage.objects.count() == Comment.objects.count() == 6
    assert all("linktype" in page.body.raw_data[0]["value"] for page in ArticlePage.objects.all())
    assert not any(Page.find_problems())


def test_a_second_import_at_the_same_time_is_told(import_export, monkeypatch):
    text = export(item(1, "One"))
    import_export(text)
    monkeypatch.setattr(ImportedItem.objects, "filter", lambda **_: ImportedItem.objects.none())
    with pytest.raises(CommandError, match="Another import"):
        import_export(export(item(1, "One"), authors=()))


def test_what_comes_is_told_to_those_who_follow_changes(import_export, client):
    before = ContentChange.objects.count()
    import_export(export(item(1, "Public"), item(2, "Hidden", status="draft")))
    changes = ContentChange.objects.order_by("pk")[before:]
    told = {change.object_id: change.kind for change in changes if change.type == "page"}
    public, hidden = ArticlePage.objects.order_by("pk")
    assert told[public.pk] == "created"
    assert hidden.pk not in told
    rows = client.get("/api/v2/sync/").json()
    assert str(public.pk) in str(rows)


def test_lists_in_memory_are_made_anew(import_export, article_index, client):
    assert b"The newcomer" not in client.get(article_index.url).content
    import_export(export(item(1, "The newcomer")))
    assert b"The newcomer" in client.get(article_index.url).content
