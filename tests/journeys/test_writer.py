"""A writer's day: an article with every block, from its draft to a redirect of its old address."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localtime, now
from editor_form import block_fields, posted
from every_block import Filler
from lxml import etree
from published import publish
from visitor import Visitor, committed
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Revision

from blog.models import ArticleIndexPage, ArticlePage, PersonPage, TopicPage

FEED = "/articles/rss/"


class Writing:
    """Editors in front of one article: what each posts is the whole form as it came."""

    def __init__(self, publisher):
        self.publisher = publisher
        self.people = {}

    def person(self, name):
        if name not in self.people:
            self.people[name] = self.publisher(name)
        return self.people[name]

    def save(self, name, article, **changes):
        """Open the editor as somebody, and send its form with these changes."""
        visitor = self.person(name)
        address = reverse("wagtailadmin_pages:edit", args=(article.pk,))
        visitor.open(address)
        return visitor.send(posted(visitor.response, **changes))

    def approve(self, name, article):
        """Press “Approve” in the editor, with nothing typed."""
        actions = {"action-workflow-action": "1", "workflow-action-name": "approve"}
        return self.save(name, article, **actions)


def upload_picture(writer):
    """Add a picture as the library's form does."""
    writer.open(reverse("wagtailimages:add"))
    picture = get_test_image_file(filename="harbor.png")
    writer.press(
        "Upload", title="The harbor", file=SimpleUploadedFile("harbor.png", picture.file.getvalue())
    )
    assert "added" in writer.told(), writer.text
    return get_image_model().objects.get(title="The harbor")


def write_article(writer):
    """Fill in the form of a new article: every block, a person, a reference; submit it."""
    picture, filler = upload_picture(writer), Filler()
    index = ArticleIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=("blog", "articlepage", index.pk))
    writer.open(address)
    body = filler.body(ArticlePage.body.field.stream_block)
    changes = block_fields(body.stream_block, body, "body")
    changes |= {"title": "The first week", "slug": "first-week", "summary": "What to expect."}
    changes |= {"lead_image": str(picture.pk), "tags": "sleep, work"}
    changes |= {"article_authors-TOTAL_FORMS": "1", "article_authors-0-ORDER": "1"}
    changes |= {"article_authors-0-person": str(PersonPage.objects.get(title="Ana Ruiz").pk)}
    changes |= {"references-TOTAL_FORMS": "1", "references-0-ORDER": "1"}
    changes |= {"references-0-title": "A study", "references-0-address": "https://example.org/s"}
    changes |= {"topics": [str(TopicPage.objects.get().pk)]}
    changes |= {"go_live_at": localtime(now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")}
    writer.send(posted(writer.response, **changes, **{"action-submit": "1"}))
    return ArticlePage.objects.get(slug="first-week"), filler.words


class Seen:
    """What the public gets of an article, by HTML, the API, its lists and the feed."""

    def __init__(self, article, path=None):
        reader = Visitor().client
        self.html = reader.get(path or f"/articles/{article.slug}/")
        self.detail = reader.get(f"/api/v2/pages/{article.pk}/")
        listed = reader.get("/api/v2/pages/?type=blog.ArticlePage").json()["items"]
        self.listed = [item["title"] for item in listed]
        feed = etree.fromstring(reader.get(FEED).content)
        self.fed = feed.xpath("//item/title/text()")
        self.links = feed.xpath("//item/link/text()")


def is_hidden(article):
    seen = Seen(article)
    assert (seen.html.status_code, seen.detail.status_code) == (404, 404)
    assert (seen.listed, seen.fed) == ([], [])


def is_shown(article, title, path):
    seen = Seen(article, path)
    assert (seen.html.status_code, seen.detail.status_code) == (200, 200)
    assert (seen.listed, seen.fed) == ([title], [title])
    assert seen.links == [f"http://testserver{path}"]
    assert seen.detail.json()["title"] == title
    assert title in seen.html.content.decode()
    return seen


def let_its_time_come(article):
    """Turn the clock of one article on, by a day."""
    for revision in Revision.objects.exclude(approved_go_live_at=None):
        revision.approved_go_live_at -= timedelta(days=1, minutes=1)
        revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
        revision.save()
    ArticlePage.objects.filter(pk=article.pk).update(go_live_at=now() - timedelta(minutes=1))
    with committed():
        call_command("publish_scheduled")


def leads(old, new):
    """Check that an old address leads to the new one, by HTML and the API, in one step."""
    reader = Visitor().client
    for query in ("", "?utm_source=letter&page=2"):
        answer = reader.get(f"{old}{query}")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"{new}{query}")
        told = reader.get("/api/v2/resolve/", {"path": f"{old}{query}"}).json()
        location = f"http://testserver{new}{query}"
        assert told == {"kind": "redirect", "location": location, "status": 301}


def test_an_article_from_draft_to_redirect(publisher):
    writing = Writing(publisher)
    article, words = write_article(writing.person("editor"))
    assert "submitted for moderation" in writing.person("editor").told()
    is_hidden(article)

    reviewer = writing.approve("reviewer", article)
    assert reviewer.address == "/admin/"
    assert "Sorry" not in reviewer.told()
    is_hidden(article)
    writing.approve("moderator", article)
    is_hidden(article)
    let_its_time_come(article)
    seen = is_shown(article, "The first week", "/articles/first-week/")
    text = seen.html.content.decode()
    answer = seen.detail.json()
    assert [word for word in words if word not in text] == []
    assert [word for word in words if word not in seen.detail.content.decode()] == []
    assert {block["type"] for block in answer["body"]} == {
        *ArticlePage.body.field.stream_block.child_blocks
    }
    assert answer["reviewer"]["title"] == "Ines Calder"
    assert "Medically reviewed by" in text
    assert answer["authors"][0]["title"] == "Ana Ruiz"
    assert "https://example.org/s" in text

    # Changed: readers get the new words when they are published, not before.
    writing.save("editor", article, title="Your first week")
    is_shown(article, "The first week", "/articles/first-week/")
    writing.save("moderator", article, **{"action-publish": "1"})
    is_shown(article, "Your first week", "/articles/first-week/")

    # Renamed, then moved: every address it ever had leads to it, with what was asked.
    writing.save("moderator", article, slug="week-one", **{"action-publish": "1"})
    is_shown(article, "Your first week", "/articles/week-one/")
    leads("/articles/first-week/", "/articles/week-one/")
    other = publish(
        article.get_parent().get_parent(), ArticleIndexPage(title="Guides", slug="guides")
    )
    moderator = writing.person("moderator")
    moderator.open(reverse("wagtailadmin_pages:move_confirm", args=(article.pk, other.pk)))
    moderator.press("Yes, move")
    reader = Visitor().client
    assert reader.get("/guides/week-one/").status_code == 200
    for old in ("first-week", "week-one"):
        leads(f"/articles/{old}/", "/guides/week-one/")
        leads(f"/articles/{old}/markdown/", "/guides/week-one/markdown/")


def test_a_reviewer_approves_on_the_dashboard(publisher):
    writing = Writing(publisher)
    article, _ = write_article(writing.person("editor"))
    reviewer = writing.person("reviewer")
    reviewer.open("/admin/")
    assert "The first week" in reviewer.text
    state = article.current_workflow_task_state
    action = reverse("wagtailadmin_pages:workflow_action", args=(article.pk, "approve", state.pk))
    reviewer.send({}, to=action)
    assert reviewer.address == "/admin/"
    assert "Sorry" not in reviewer.told()
    assert "Awaiting" not in reviewer.text
    state.refresh_from_db()
    assert state.status == "approved"
