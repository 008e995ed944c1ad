"""The moderators' side in Chromium: worked with as a moderator does, and attacked by comments."""

import json

import pytest
from running_site import manage

HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)><svg onload=alert(3)>"
    "</textarea></title></style><script>alert(4)</script>"
    "<a href=javascript:alert(5)>x</a>{{ 7*7 }}${alert(6)}"
)
QUEUE = "/admin/reader_comments/"
STORE = """
import json
from blog.models import ArticlePage, Ban, CannedReply, Comment, CommentEvent, CommentSettings
from blog.comments import replies, states
from blog.comments.links import token_of
from blog.comments.people import person_hash
hostile = {hostile!r}
article = ArticlePage.objects.live().first()
CommentSettings.for_site(article.get_site())
CommentSettings.objects.update(enabled=True)
def store(name="Robin", text="It gets better.", **fields):
    return Comment.objects.create(article=article, name=name, text=text, **fields)
root = store(hostile[:80], hostile, status="approved", email="a@example.org",
             email_hash=person_hash("a@example.org"), notify="asked")
waiting = store(hostile[:80], hostile, parent=root, root=root, level=2, network=hostile[:43],
                holds=["link", "new"], crisis=True, rank=0)
CommentEvent.objects.create(comment=root, kind="edited", note=hostile, old_text=hostile)
for number in range(3):
    store(f"Reader {{number}}", "Thank you for this.", holds=["new"])
ban = Ban.objects.create(kind="word", value=hostile[:120], reason=hostile)
ready = CannedReply.objects.create(title=hostile[:80], text=hostile)
print(json.dumps(dict(article=article.url, article_id=article.pk, root=root.pk,
    waiting=waiting.pk, ban=ban.pk, ready=ready.pk, own=token_of(root),
    told=replies.confirmation_token(root), stop=replies.stop_token(root))))
"""


@pytest.fixture(scope="module")
def stored(data, address):
    """Comments, a ban and a ready answer that try to run script, by their keys."""
    return json.loads(manage(data, "shell", "-c", STORE.format(hostile=HOSTILE)).splitlines()[-1])


@pytest.fixture
def moderator(open_page):
    """Return a function: moderator(320) gives a page at which the moderator is logged in."""

    def log_in(width=1440):
        page = open_page(width)
        page.alerts, page.complaints = [], []
        page.on("dialog", lambda dialog: (page.alerts.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto("/admin/login/")
        page.fill("[name=username]", "host")
        page.fill("[name=password]", "recovery-demo")
        page.click("[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return log_in


def admin_pages(stored):
    root, waiting = stored["root"], stored["waiting"]
    return [
        "/admin/",
        QUEUE,
        f"{QUEUE}?status=any",
        f"{QUEUE}?status=any&q=%3Cscript%3Ealert(1)%3C/script%3E",
        f"{QUEUE}?article=%3Cscript%3Ealert(1)%3C/script%3E",
        f"{QUEUE}{root}/",
        f"{QUEUE}{root}/?canned={stored['ready']}",
        f"{QUEUE}{waiting}/",
        f"/admin/bulk/blog/comment/approve/?id={waiting}",
        "/admin/comment_bans/",
        f"/admin/comment_bans/edit/{stored['ban']}/",
        f"/admin/comment_bans/delete/{stored['ban']}/",
        f"/admin/comment_bans/history/{stored['ban']}/",
        "/admin/comment_replies/",
        f"/admin/comment_replies/edit/{stored['ready']}/",
        f"/admin/comment_replies/delete/{stored['ready']}/",
        "/admin/comment_erasure/",
    ]


def test_no_comment_runs_script_in_the_admin(moderator, stored):
    page = moderator()
    for path in admin_pages(stored):
        assert page.goto(path).status == 200, path
        page.wait_for_load_state("networkidle")
        assert page.alerts == [], path
    page.goto(f"{QUEUE}{stored['waiting']}/")
    assert "<script>alert(1)</script>" in page.locator(".comment-words--this").inner_text()
    assert "49" not in page.locator(".comment-words--this").inner_text()
    assert page.complaints == []


def test_no_comment_runs_script_for_readers(moderator, stored):
    page = moderator()
    paths = [
        stored["article"],
        f"/comments/{stored['article_id']}/reply/{stored['root']}/",
        f"/comments/yours/{stored['own']}/",
        f"/comments/yours/{stored['own']}/delete/",
        f"/comments/told/{stored['told']}/",
        f"/comments/told/{stored['stop']}/stop/",
    ]
    for path in paths:
        assert page.goto(path).status == 200, path
        page.wait_for_load_state("networkidle")
        assert page.alerts == [], path
    assert page.complaints == []


def test_messages_that_quote_what_was_typed_run_no_script(moderator, stored):
    page = moderator()
    page.goto("/admin/comment_bans/new/")
    page.fill("[name=what]", HOSTILE[:200])
    page.select_option("[name=kind]", "person")
    page.click("main form [type=submit]")
    page.goto("/admin/comment_erasure/")
    page.fill("[name=email]", HOSTILE[:200])
    page.click("main form [type=submit]")
    page.goto(f"{QUEUE}{stored['root']}/")
    page.locator("summary", has_text="Edit the words").click()
    page.fill("[name=text] >> nth=-1", HOSTILE + " changed")
    page.get_by_role("button", name="Save").click()
    page.wait_for_load_state("networkidle")
    assert page.alerts == []


def test_danger_stands_on_top_and_one_click_approves(moderator, stored):
    page = moderator()
    page.goto(QUEUE)
    assert "May be in danger" in page.locator(".queue-cell").first.inner_text()
    row = page.locator(".queue-cell", has_text="Reader 0")
    row.get_by_role("button", name="Approve").click()
    assert "is approved" in page.locator(".messages").inner_text()
    assert page.url.rstrip("?").endswith(QUEUE)
    assert page.locator(".queue-cell", has_text="Reader 0").count() == 0
    assert page.complaints == []


def test_several_are_marked_as_spam(moderator, stored):
    page = moderator()
    page.goto(QUEUE)
    for name in ("Reader 1", "Reader 2"):
        page.locator("tr", has_text=name).locator("[data-bulk-action-checkbox]").check()
    page.locator(".bulk-actions-buttons a", has_text="Spam").click()
    page.get_by_role("button", name="Spam 2").click()
    assert "2 comments marked as spam" in page.locator(".messages").inner_text()


@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_is_wider_than_the_screen(moderator, stored, width):
    page = moderator(width)
    for path in (QUEUE, f"{QUEUE}{stored['waiting']}/", "/admin/comment_erasure/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_axe_finds_nothing_in_what_is_ours(moderator, stored, axe):
    page = moderator()
    for path in (QUEUE, f"{QUEUE}{stored['waiting']}/", "/admin/comment_erasure/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        ours = [found for found in axe(page) if "comment" in found or "queue" in found]
        assert ours == [], path
