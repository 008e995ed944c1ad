"""Each kind of change: what showed it is made anew at the next request, everything else is kept."""

import json

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from taggit.models import Tag
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from blog.models import ArticlePage
from headless import scheduling
from headless.changes.models import ContentChange
from home.models import SiteSettings, StandardPage
from leads.models import Answerer, LeadsSettings, PhoneLine

from .conftest import publish


@pytest.fixture
def pages(make_article, topics, home_page):
    """Two articles on two topics, and a page of another kind."""
    return {
        "one": make_article("One", topics[0]),
        "two": make_article("Two", topics[1]),
        "about": publish(home_page, StandardPage(title="About", slug="about")),
    }


@pytest.fixture
def kept(front, pages):
    """Return a function that asks for pages, which are kept then, and says which still are."""

    def ask():
        return {name for name, page in pages.items() if front.is_kept(page.url)}

    ask()
    assert ask() == set(pages)
    return ask


def test_publishing_evicts_the_page_itself_alone(front, kept, commit, pages):
    with commit():
        pages["one"].title = "Changed"
        pages["one"].save_revision().publish()
    assert kept() == {"two", "about"}
    assert "Changed" in front.get(pages["one"].url).text


def test_a_draft_evicts_nothing(kept, commit, pages):
    with commit():
        pages["one"].title = "Draft"
        pages["one"].save_revision()
    assert kept() == set(pages)


def test_a_new_article_evicts_those_on_its_topic(front, kept, commit, pages, make_article, topics):
    with commit():
        make_article("Three", topics[0])
    assert kept() == {"two", "about"}
    assert "Three" in front.get(pages["one"].url).text


def test_an_article_that_leaves_a_topic_leaves_its_lists(
    front, commit, pages, make_article, topics, kept
):
    with commit():
        three = make_article("Three", topics[0])
    assert "Three" in front.get(pages["one"].url).text
    with commit():
        three.topics = [topics[1]]
        three.save_revision().publish()
    assert "Three" not in front.get(pages["one"].url).text
    assert "Three" in front.get(pages["two"].url).text


def test_unpublishing(front, kept, commit, pages):
    with commit():
        pages["one"].unpublish()
    assert front.get(pages["one"].url).status == 404
    assert kept() == {"two", "about"}


def test_deleting(front, kept, commit, pages):
    with commit():
        pages["one"].delete()
    assert front.get("/articles/one/").status == 404
    assert front.is_kept(pages["two"].url)
    assert front.is_kept(pages["about"].url)


def test_a_new_address(front, kept, commit, pages):
    with commit():
        pages["one"].slug = "new"
        pages["one"].save_revision().publish()
    assert front.get("/articles/one/").headers["location"] == "/articles/new/"
    assert front.get("/articles/new/").status == 200
    assert front.is_kept(pages["two"].url)


def test_moving_a_section_moves_what_is_below(front, kept, commit, pages, home_page):
    deep = publish(pages["about"], StandardPage(title="Deep", slug="deep"))
    other = publish(home_page, StandardPage(title="Other", slug="other"))
    front.get(deep.url)
    with commit():
        Page.objects.get(pk=pages["about"].pk).move(other, pos="last-child")
    assert front.get("/about/deep/").headers["location"] == "/other/about/deep/"
    assert front.get("/other/about/deep/").status == 200
    assert front.is_kept(pages["one"].url)


def test_an_author_s_name(front, kept, commit, pages, person):
    with commit():
        person.title = "Ana Maria Ruiz"
        person.save_revision().publish()
    assert "Ana Maria Ruiz" in front.get(pages["one"].url).text
    assert front.is_kept(pages["about"].url)


def test_scheduled_publication(front, kept, commit, pages):
    article = pages["one"]
    article.title, article.go_live_at = "Later", timezone.now() + timezone.timedelta(hours=1)
    article.save_revision().publish()
    assert "Later" not in front.get(article.url).text
    revision = ArticlePage.objects.get(pk=article.pk).get_latest_revision()
    past = timezone.now() - timezone.timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    with commit():
        assert scheduling.keep_schedule() == 1
    assert "Later" in front.get(article.url).text
    assert front.is_kept(pages["about"].url)


def test_a_page_that_expires_is_not_kept_beyond_its_moment(front, commit, pages):
    article, moment = pages["one"], timezone.now() + timezone.timedelta(seconds=40)
    front.get(pages["two"].url)
    with commit():
        article.expire_at = moment
        article.save_revision().publish()
    answer = front.get(article.url)
    seconds = int(answer.headers["cache-control"].split("s-maxage=")[1].split(",")[0])
    assert 0 < seconds <= 40
    entry = next(iter(front.cache.store._entries.values()))
    assert entry.until is None  # made before, and about another page
    assert front.cache.schedule.next() == moment


def test_what_expires_is_taken_down(front, kept, commit, pages):
    article = pages["one"]
    ArticlePage.objects.filter(pk=article.pk).update(
        expire_at=timezone.now() - timezone.timedelta(seconds=1)
    )
    with commit():
        assert scheduling.keep_schedule() == 1
    assert scheduling.keep_schedule() == 0
    assert front.get(article.url).status == 404
    assert ArticlePage.objects.get(pk=article.pk).expired
    assert front.is_kept(pages["about"].url)


def test_one_that_cannot_be_published_holds_up_no_other(commit, pages, monkeypatch):
    past = timezone.now() - timezone.timedelta(minutes=1)
    for page in pages.values():
        page.title = "Later"
        revision = page.save_revision()
        revision.approved_go_live_at = past
        revision.save()
    monkeypatch.setattr(ArticlePage, "full_clean", lambda *_, **__: 1 / 0)
    with commit():
        assert scheduling.keep_schedule() == 1
    assert Page.objects.get(pk=pages["about"].pk).title == "Later"


def test_a_restriction_hides_and_shows(front, kept, commit, pages, articles):
    with commit():
        restriction = PageViewRestriction.objects.create(page=articles, restriction_type="login")
    assert front.get(pages["one"].url).status == 302
    with commit():
        restriction.delete()
    assert front.get(pages["one"].url).status == 200


def test_a_restriction_hides_and_shows_the_aliases_of_its_page(front, commit, home_page):
    """Wagtail asks for a login at an alias, too; nothing else may tell what it says."""
    with commit():
        source = publish(home_page, StandardPage(title="Source", slug="source"))
        alias = CreatePageAliasAction(source, parent=home_page, update_slug="alias").execute(
            skip_permission_checks=True
        )
        below = publish(alias, StandardPage(title="Below it", slug="below"))
        again = CreatePageAliasAction(alias, parent=home_page, update_slug="again").execute(
            skip_permission_checks=True
        )
        settings = SiteSettings.for_site(home_page.get_site())
        settings.navigation = [("item", {"text": "", "page": below, "address": ""})]
        settings.save()

    def shown():
        listed = json.loads(front.get("/api/v2/pages/?limit=20").body)
        names = {item["meta"]["slug"] for item in listed["items"]}
        assert [
            front.get(f"/api/v2/pages/{page.pk}/").status == 200 for page in (alias, again, below)
        ] == [slug in names for slug in ("alias", "again", "below")]
        assert ("Below it" in front.get("/").text) == ("below" in names)
        assert front.is_kept("/")
        assert front.is_kept("/api/v2/pages/?limit=20")
        return names & {"source", "alias", "again", "below"}

    assert shown() == {"source", "alias", "again", "below"}
    with commit():
        restriction = PageViewRestriction.objects.create(page=source, restriction_type="login")
    assert front.get(below.url).status == front.get(again.url).status == 302
    assert shown() == set()
    assert {"removed"} == set(
        ContentChange.objects.filter(object_id=alias.pk).order_by("-pk").values_list("kind")[0]
    )
    with commit():
        ConvertAliasPageAction(Page.objects.get(pk=alias.pk).specific).execute(
            skip_permission_checks=True
        )
    assert shown() == set()
    with commit():
        restriction.delete()
    assert shown() == {"source"}
    with commit():
        alias.view_restrictions.all().delete()
    assert shown() == {"source", "alias", "again", "below"}


def test_settings_are_everywhere(front, kept, commit, pages, site):
    with commit():
        settings = SiteSettings.for_site(site)
        settings.name = "Lighthouse"
        settings.save()
    assert kept() == set()
    assert "Lighthouse" in front.get(pages["one"].url).text


def test_a_menu_s_page(front, commit, pages, site):
    with commit():
        settings = SiteSettings.for_site(site)
        item = {"text": "", "page": pages["about"].pk, "address": "", "children": []}
        settings.navigation = [("item", item | {"page": pages["about"]})]
        settings.save()
    assert "About" in front.get(pages["one"].url).text
    with commit():
        pages["about"].title = "Who we are"
        pages["about"].save_revision().publish()
    assert "Who we are" in front.get(pages["one"].url).text


def test_the_hotline(front, kept, commit, pages, site):
    answerer = Answerer.objects.create(name="Harbor Network")
    line = PhoneLine.objects.create(label="Help", number="+12025550142", answerer=answerer)
    settings = LeadsSettings.for_site(site)
    settings.hotline = line
    with commit():
        settings.save()
    assert kept() == set()
    assert "0142" in front.get(pages["one"].url).text
    with commit():
        line.number = "+12025550199"
        line.save()
    assert "0199" in front.get(pages["one"].url).text
    with commit():
        PhoneLine.objects.filter(pk=line.pk).update(number="+12025550177")
    assert "0177" in front.get(pages["one"].url).text


def test_an_image_that_is_replaced(front, kept, commit, pages):
    image = get_image_model().objects.create(title="Sea", file=get_test_image_file("sea.png"))
    with commit():
        pages["one"].lead_image = image
        pages["one"].save_revision().publish()
    before = front.get(pages["one"].url).text
    with commit():
        image.file = get_test_image_file("lake.png", size=(640, 480))
        image.save()
        image.renditions.all().delete()  # as the admin's form does
    assert front.get(pages["one"].url).text != before
    assert front.is_kept(pages["about"].url)


def test_documents_and_collections(front, commit, site):
    model = get_document_model()
    with commit():
        paper = model.objects.create(title="Paper", file=ContentFile(b"x", name="paper.txt"))
    listed = f"/api/v2/documents/{paper.pk}/"
    assert front.get(listed).status == 200
    with commit():
        paper.title = "Papers"
        paper.save()
    assert "Papers" in front.get(listed).text
    assert front.is_kept(listed)
    with commit():
        collection = Collection.get_first_root_node().add_child(name="Inside")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        model.objects.filter(pk=paper.pk).update(collection=collection)
    assert front.get(listed).status == 404


def test_redirects(front, commit, site):
    listed = "/api/v2/redirects/"
    assert front.get(listed).status == 200
    assert front.is_kept(listed)
    with commit():
        Redirect.objects.create(old_path="/old", redirect_link="https://example.org/")
    assert "/old" in front.get(listed).text
    with commit():
        Redirect.objects.all().delete()
    assert "/old" not in front.get(listed).text


def test_sites(front, kept, commit):
    with commit():
        Site.objects.create(hostname="other.example", root_page=Page.objects.get(slug="about"))
    assert kept() == set()


@pytest.mark.parametrize(
    "write",
    [
        lambda page: Page.objects.filter(pk=page.pk).update(title="Bulk"),
        lambda page: ArticlePage.objects.filter(pk=page.pk).update(title="Bulk", summary="B"),
        lambda page: Page.objects.filter(slug="one").update(title="Bulk"),
        lambda page: ArticlePage.objects.bulk_update([_titled(page)], ["title"]),
        lambda page: Page.objects.filter(path__startswith=page.path).update(title="Bulk"),
    ],
)
def test_no_bulk_operation_goes_unnoticed(front, kept, commit, pages, write):
    with commit():
        write(pages["one"])
    assert "Bulk" in front.get(pages["one"].url).text
    assert kept() == set(pages)


def _titled(page):
    page.title = "Bulk"
    return page


def test_raw_sql_goes_not_unnoticed(front, kept, commit, pages):
    from django.db import connection

    with commit(), connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = %s WHERE slug = %s", ["Raw", "one"])
    assert "Raw" in front.get(pages["one"].url).text
    assert front.is_kept(pages["two"].url)
    with commit(), connection.cursor() as cursor:
        cursor.executemany("UPDATE wagtailcore_page SET title = %s WHERE slug = %s", [["R", "one"]])
    assert kept() == {"one"} - {"one"}


def test_parts_of_a_page_written_alone(front, kept, commit, pages):
    with commit():
        pages["one"].article_authors.model.objects.filter(article=pages["one"]).delete()
    assert "Ana Ruiz" not in front.get(pages["one"].url).text
    assert front.is_kept(pages["two"].url)


def test_what_is_rolled_back_evicts_nothing(kept, commit, pages):
    from django.db import transaction

    with commit():
        try:
            with transaction.atomic():
                pages["one"].title = "Never"
                pages["one"].save()
                raise ValueError
        except ValueError:
            pass
    assert kept() == set(pages)


def test_the_list_and_the_home_page(front, commit, pages, make_article, topics):
    assert "One" in front.get("/articles/").text
    assert front.is_kept("/articles/")
    with commit():
        make_article("Three", topics[0])
    assert "Three" in front.get("/articles/").text
    with commit():
        pages["about"].title = "About us"
        pages["about"].save_revision().publish()
    assert front.is_kept("/articles/")


def test_lists_of_the_api_change_with_what_they_list(front, make_article, home_page, commit):
    every, own = "/api/v2/pages/", "/api/v2/pages/?type=blog.ArticlePage"
    make_article("One")
    about = publish(home_page, StandardPage(title="About", slug="about"))
    before = {address: front.get(address).body for address in (every, own)}
    with commit():
        about.title = "About us"
        about.save_revision().publish()
    assert front.is_kept(own)
    assert front.get(every).body != before[every]
    with commit():
        make_article("Two")
    assert front.get(own).body != before[own]


API = "/api/v2/pages/"


def test_siblings_in_another_order(front, kept, commit, pages, articles):
    listed = f"{API}?child_of={articles.pk}&type=blog.ArticlePage&fields=_,title"
    assert front.get(listed).text.index("One") < front.get(listed).text.index("Two")
    with commit():
        index = Page.objects.get(pk=articles.pk)
        ArticlePage.objects.get(pk=pages["one"].pk).move(index, pos="last-child")
    assert front.get(listed).text.index("One") > front.get(listed).text.index("Two")
    assert front.is_kept(pages["about"].url)


def test_a_site_s_host(front, commit, pages, site):
    address = f"{API}{pages['one'].pk}/"
    assert "http://localhost/" in front.get(address).text
    with commit():
        site.hostname = "recovery.example"
        site.save()
    assert "http://recovery.example/articles/one/" in front.get(address).text
    with commit():
        Site.objects.update(hostname="harbor.example")
    assert "http://harbor.example/articles/one/" in front.get(address).text


def test_a_tag_s_name(front, commit, pages):
    address, page = f"{API}{pages['one'].pk}/", pages["one"]
    with commit():
        page.tags.add("calm")
        page.save_revision().publish()
    assert '"calm"' in front.get(address).text
    with commit():
        Tag.objects.filter(name="calm").update(name="quiet")
    assert '"quiet"' in front.get(address).text
    with commit():
        Tag.objects.get(name="quiet").delete()
    assert '"quiet"' not in front.get(address).text


def test_a_collection_that_is_closed_and_opened(front, kept, commit, pages):
    address, page = f"{API}{pages['one'].pk}/", pages["one"]
    collection = Collection.get_first_root_node().add_child(name="Inside")
    image = get_image_model().objects.create(
        title="Sea", file=get_test_image_file("seaside.png"), collection=collection
    )
    with commit():
        page.lead_image = image
        page.save_revision().publish()
    assert "seaside" in front.get(address).text
    assert "seaside" in front.get(page.url).text
    with commit():
        closed = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="login"
        )
    assert "seaside" not in front.get(address).text
    with commit():
        closed.delete()
    assert "seaside" in front.get(address).text
    with commit():
        image.title = "Lake"
        image.save()
    assert "Lake" in front.get(address).text


def test_who_answers(front, commit, site):
    answerer = Answerer.objects.create(name="Harbor Network")
    line = PhoneLine.objects.create(label="Help", number="+12025550142", answerer=answerer)
    settings = LeadsSettings.for_site(site)
    settings.hotline = line
    settings.save()
    assert "Harbor Network" in front.get("/api/v2/site/").text
    with commit():
        Answerer.objects.filter(pk=answerer.pk).update(name="Lighthouse Line")
    assert "Lighthouse Line" in front.get("/api/v2/site/").text
