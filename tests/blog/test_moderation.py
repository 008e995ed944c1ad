"""The moderators' side of reader comments: queue, decisions, answers, bans, erasure, rights."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blog.comments import states
from blog.comments.people import person_hash
from blog.groups import COMMENT_MODERATORS, PUBLISHERS, REVIEWERS
from blog.models import Ban, CannedReply, Comment
from blog.moderation import decisions, paging
from blog.moderation.counts import waiting_count

INDEX = "/admin/reader_comments/"
HOUR = timezone.timedelta(hours=1)


@pytest.fixture
def moderator(make_user, site):
    return make_user(COMMENT_MODERATORS)


@pytest.fixture
def moderators_client(moderator):
    client = Client()
    client.force_login(moderator)
    return client


@pytest.fixture
def article(make_article):
    return make_article("The first week")


@pytest.fixture
def write(article):
    """Return a function: write("text", hours=3, rank=0, …) stores a comment of hours ago."""

    def store(text="It gets better.", *, name="Robin", hours=1, **fields):
        fields = {"article": article, **fields}
        if email := fields.get("email"):
            fields["email_hash"] = person_hash(email)
        return Comment.objects.create(
            name=name, text=text, created_at=timezone.now() - hours * HOUR, **fields
        )

    return store


def listed(client, query=""):
    """Return the texts on one page of the list, in their order."""
    response = client.get(f"{INDEX}{query}")
    assert response.status_code == 200
    return [comment.text for comment in response.context["object_list"]]


def desk(comment):
    return reverse("reader_comments:comment", args=(comment.pk,))


def decide(client, comment, decision, **data):
    return client.post(reverse("reader_comments:decide", args=(comment.pk, decision)), data)


# The queue


def test_danger_comes_first_then_who_has_waited_longest(moderators_client, write):
    write("younger", hours=1)
    write("older", hours=5)
    write("danger", hours=0.1, rank=0, crisis=True)
    write("machine", hours=9, rank=2)
    write("shown", status="approved")
    assert listed(moderators_client) == ["danger", "older", "younger", "machine"]


def test_a_row_says_what_and_where_and_why(moderators_client, write, article):
    first = write("I lost my job over it.", name="Ash", status="approved")
    write("Call us now", name="Kim", parent=first, root=first, level=2, holds=["phone", "new"])
    html = moderators_client.get(INDEX).content.decode()
    for words in (
        "Kim",
        "Call us now",
        "In answer to Ash",
        "I lost my job over it.",
        "Held: Holds a phone number",
        article.title,
        "(1)",
    ):
        assert words in html, words
    assert "phone number, Every comment" not in html  # where there is more to say


def test_the_filters(moderators_client, write, make_article):
    other = make_article("Sleep")
    a = write("one", holds=["link", "new"], email="ash@example.org", network="192.0.2.0/24")
    write("two", article=other, holds=["new"], network="192.0.2.0/24")
    write("three", status="approved", email="Ash@Example.org ")
    write("four", status="spam")
    for query, texts in {
        "?held=link": {"one"},
        f"?article={other.pk}": {"two"},
        "?article=slee": {"two"},
        "?status=approved": {"three"},
        "?status=any": {"one", "two", "three", "four"},
        f"?status=any&person={a.pk}": {"one", "three"},
        f"?network={a.pk}": {"one", "two"},
        "?person=999999": set(),
        "?q=ON": {"one"},
        "?q=ash@example.ORG": {"one"},
        "?q=%00": {"one", "two"},
        "?status=any&q=robin": {"one", "two", "three", "four"},
    }.items():
        assert set(listed(moderators_client, query)) == texts, query


@pytest.mark.parametrize(
    "query",
    ["status=x", "held=%00", "article=%00", "person=abc", f"article={10**30}", "after=garbage",
     "after=1.garbage", "after=7.x", "before=garbage", "p=abc", "ordering=email", "export=csv",
     "q=%ED%A0%80"],
)  # fmt: skip
def test_a_query_that_makes_no_sense_is_no_error(moderators_client, write, query):
    write()
    for path in (INDEX, f"{INDEX}results/"):
        assert moderators_client.get(f"{path}?{query}").status_code == 200


def test_decided_comments_come_newest_first(moderators_client, write):
    for hours in (3, 1, 2):
        write(f"{hours}", hours=hours, status="rejected", rank=hours % 2 + 1)
    assert listed(moderators_client, "?status=rejected") == ["1", "2", "3"]


@pytest.mark.parametrize("query", ["", "?status=any"])
def test_the_pages_hold_each_comment_once(moderators_client, write, monkeypatch, query):
    monkeypatch.setattr(paging, "PAGE", 4)
    written = {write(f"{number}", hours=number // 3, rank=number % 3).text for number in range(14)}
    pages, cursor = [], ""
    for _ in range(4):
        response = moderators_client.get(f"{INDEX}{query or '?'}&after={cursor}")
        pages.append([comment.text for comment in response.context["object_list"]])
        cursor = response.context["after"]
    assert cursor == ""
    seen = [text for page in pages for text in page]
    assert len(seen) == len(written)
    assert set(seen) == written
    assert seen[:4] != sorted(written)[:4]
    for page in pages[2::-1]:  # and back again
        response = moderators_client.get(
            f"{INDEX}{query or '?'}&before={response.context['before']}"
        )
        assert [comment.text for comment in response.context["object_list"]] == page
    assert response.context["before"] == ""
    assert response.context["after"]


def test_who_pages_beyond_what_others_decided_meets_the_first_page(
    moderators_client, write, monkeypatch
):
    monkeypatch.setattr(paging, "PAGE", 2)
    rest = [write(f"{number}", hours=9 - number) for number in range(4)][2:]
    after = moderators_client.get(INDEX).context["after"]
    for comment in rest:
        Comment.objects.filter(pk=comment.pk).update(status="approved")
    assert listed(moderators_client, f"?after={after}") == ["0", "1"]


def test_the_number_in_the_menu_leaves_machines_out(moderators_client, write):
    write()
    write(rank=2)
    write(status="approved")
    assert waiting_count() == 1
    assert "Comments (1)" in moderators_client.get("/admin/").content.decode()


def test_the_dashboard_tells_of_danger(moderators_client, write):
    write(rank=0, crisis=True)
    html = moderators_client.get("/admin/").content.decode()
    assert "1 may be written in danger" in html
    assert "1 waiting to be read" in html


# Decisions


def test_a_decision_leaves_a_trace_and_leads_back(moderators_client, moderator, write):
    comment = write()
    response = decide(moderators_client, comment, "approve", next=f"{INDEX}?held=new")
    assert response["Location"] == f"{INDEX}?held=new"
    comment.refresh_from_db()
    assert comment.status == "approved"
    event = comment.events.get()
    assert (event.kind, event.user) == ("approved", moderator)
    html = moderators_client.get(desk(comment)).content.decode()
    assert f"Approved by {moderator}" in html


@pytest.mark.parametrize("decision", ["approve", "reject", "spam", "wait"])
def test_what_is_so_already_is_told(moderators_client, write, decision):
    status = {"approve": "approved", "reject": "rejected", "spam": "spam", "wait": "pending"}
    comment = write(status=status[decision])
    html = moderators_client.post(
        reverse("reader_comments:decide", args=(comment.pk, decision)), follow=True
    ).content.decode()
    assert "already" in html
    assert not comment.events.exists()


def test_an_unknown_decision_or_comment_is_not_found(moderators_client, write):
    comment = write()
    assert decide(moderators_client, comment, "eat").status_code == 404
    assert moderators_client.get(f"{INDEX}999999/").status_code == 404
    assert moderators_client.get(f"{INDEX}{10**30}/").status_code == 404
    assert moderators_client.post(f"{INDEX}{10**30}/approve/").status_code == 404


def shown(client, address):
    """Return the question about several comments, and what its form posts."""
    html = client.get(address).content.decode()
    return html, {"seen": re.findall(r'name="seen"\s+value="([^"]*)"', html)}


def test_several_at_once(moderators_client, write):
    keys = [write(f"{number}").pk for number in range(3)]
    address = "/admin/bulk/blog/comment/spam/?" + "&".join(f"id={key}" for key in [*keys, "x"])
    html, form = shown(moderators_client, address)
    assert "Spam 3 comments" in html
    assert moderators_client.post(address, form).status_code == 302
    assert set(Comment.objects.values_list("status", flat=True)) == {"spam"}
    assert all(comment.events.count() == 1 for comment in Comment.objects.all())


@pytest.mark.parametrize(
    ("group", "may"),
    [
        (None, True),
        (COMMENT_MODERATORS, True),
        (PUBLISHERS, True),
        ("Editors", False),
        (REVIEWERS, False),
        ("Intake agents", False),
        ("Intake managers", False),
    ],
)
def test_who_decides_about_several(make_user, write, group, may):
    """Others are told so, and read nothing of what they chose."""
    client = Client()
    client.force_login(make_user(group, superuser=group is None))
    for action, status in (("approve", "approved"), ("reject", "rejected"), ("spam", "spam")):
        comment = write(f"Words for {action}")
        address = f"/admin/bulk/blog/comment/{action}/?id={comment.pk}"
        asked = client.get(address, follow=True).content.decode()
        assert (comment.text in asked) == may
        client.post(address, {"seen": f"{comment.pk}:{comment.version}"})
        comment.refresh_from_db()
        assert comment.status == (status if may else "pending")
        assert ("do not have permission" in asked) != may


def test_all_in_the_list_means_by_its_filters(moderators_client, write):
    write("casino", holds=["link"])
    write("thanks")
    write("casino too", holds=["link"], status="approved")
    address = f"/admin/bulk/blog/comment/spam/?held=link&id=all&next={INDEX}"
    _, form = shown(moderators_client, address)
    write("came meanwhile", holds=["link"])
    told = moderators_client.post(address, form, follow=True).content.decode()
    assert "Came or changed meanwhile, and stayed as they are: 1." in told
    assert [c.text for c in Comment.objects.filter(status="spam")] == ["casino"]


def test_several_at_once_overturn_no_colleagues_decision(moderators_client, make_user, write, site):
    """Whether it was taken before the question was asked, which says so, or after."""
    rejected, edited, waiting = write("one"), write("two"), write("three")
    keys = "".join(f"&id={comment.pk}" for comment in (rejected, edited, waiting))
    address = f"/admin/bulk/blog/comment/approve/?next={INDEX}{keys}"
    _, form = shown(moderators_client, address)
    other = Client()
    other.force_login(make_user(COMMENT_MODERATORS, username="sam"))
    decide(other, rejected, "reject")
    states.correct(edited, "worse", user=None)
    told = moderators_client.post(address, form, follow=True).content.decode()
    assert "1 comment approved." in told
    assert f"{rejected} was rejected by sam meanwhile. Nothing was done" in told
    assert f"{edited} was edited by its author or the system meanwhile" in told
    assert [c.text for c in Comment.objects.filter(status="approved")] == ["three"]
    assert ">Rejected<" in shown(moderators_client, address)[0]


def test_a_comment_deleted_with_its_article_meanwhile_is_told(write):
    comment = write("one")
    Comment.objects.filter(pk=comment.pk).delete()
    assert decisions.why_not(comment, decisions.BY_NAME["spam"]) == f"{comment} is removed."


def test_bulk_without_anything_is_not_found(moderators_client, db):
    assert moderators_client.get("/admin/bulk/blog/comment/spam/?id=7").status_code == 404


# Edit, answer, ban, erase


def test_an_edit_keeps_what_stood_there(moderators_client, moderator, write):
    comment = write("Call me on 202-555-0142", status="approved")
    address = reverse("reader_comments:edit", args=(comment.pk,))
    moderators_client.post(address, {"text": "(number removed)"})
    comment.refresh_from_db()
    assert (comment.text, comment.status) == ("(number removed)", "approved")
    event = comment.events.get()
    assert (event.user, event.old_text) == (moderator, "Call me on 202-555-0142")
    assert "202-555-0142" in moderators_client.get(desk(comment)).content.decode()


@pytest.mark.parametrize("text", ["", "   ", "x" * 5001])
def test_an_edit_to_nothing_or_too_much_is_refused(moderators_client, write, text):
    comment = write("Words")
    address = reverse("reader_comments:edit", args=(comment.pk,))
    html = moderators_client.post(address, {"text": text}, follow=True).content.decode()
    assert "Nothing was changed" in html
    comment.refresh_from_db()
    assert comment.text == "Words"


def test_an_answer_is_the_publishers(moderators_client, moderator, write):
    comment = write("Does it end?", status="approved")
    ready = CannedReply.objects.create(title="Helplines", text="Call 988, at any hour.")
    html = moderators_client.get(f"{desk(comment)}?canned={ready.pk}").content.decode()
    assert "Call 988, at any hour.</textarea>" in html
    address = reverse("reader_comments:reply", args=(comment.pk,))
    for _ in range(2):  # a double click
        moderators_client.post(address, {"text": "Call 988, at any hour."})
    answer = Comment.objects.get(parent=comment)
    assert answer.by_team
    assert (answer.name, answer.status, answer.level) == ("The editors", "approved", 2)
    assert answer.events.filter(kind="approved", user=moderator).exists()


def test_what_nobody_sees_is_not_answered(moderators_client, write):
    comment = write()
    address = reverse("reader_comments:reply", args=(comment.pk,))
    html = moderators_client.post(address, {"text": "Hello"}, follow=True).content.decode()
    assert "approve it, then answer" in html
    assert not Comment.objects.filter(by_team=True).exists()


def test_a_person_and_a_network_are_banned_from_the_desk(moderators_client, moderator, write):
    comment = write(email="kim@example.org", network="192.0.2.0/24")
    address = reverse("reader_comments:ban", args=(comment.pk,))
    for kind in ("person", "network", "network"):
        moderators_client.post(address, {"kind": kind, "reason": "Advertises"})
    bans = {ban.kind: ban for ban in Ban.objects.all()}
    assert bans["person"].value == person_hash("kim@example.org")
    assert bans["network"].value == "192.0.2.0/24"
    assert bans["person"].created_by == moderator
    assert "kim@" not in moderators_client.get("/admin/comment_bans/").content.decode()


def test_without_an_address_there_is_nobody_to_ban(moderators_client, write):
    address = reverse("reader_comments:ban", args=(write().pk,))
    moderators_client.post(address, {"kind": "person"})
    assert not Ban.objects.exists()


@pytest.mark.parametrize(
    ("kind", "what", "value"),
    [
        ("person", " Kim@Example.org", person_hash),
        ("network", "192.0.2.77", "192.0.2.0/24"),
        ("network", "2001:db8:1:2::5", "2001:db8:1::/48"),
        ("word", "Online  Casino", "online casino"),
    ],
)
def test_bans_are_kept_as_comments_are_compared(moderators_client, moderator, kind, what, value):
    data = {"kind": kind, "what": what, "reason": ""}
    response = moderators_client.post("/admin/comment_bans/new/", data)
    assert response.status_code == 302
    ban = Ban.objects.get()
    assert ban.value == (value(what) if callable(value) else value)
    assert ban.created_by == moderator
    html = moderators_client.post("/admin/comment_bans/new/", data).content.decode()
    assert "banned already" in html


@pytest.mark.parametrize(
    ("kind", "what"), [("person", "kim"), ("network", "here"), ("word", "it"), ("x", "word")]
)
def test_bans_of_nothing_are_refused(moderators_client, kind, what):
    data = {"kind": kind, "what": what, "reason": ""}
    assert moderators_client.post("/admin/comment_bans/new/", data).status_code == 200
    assert not Ban.objects.exists()


def test_a_person_is_erased_on_request(moderators_client, moderator, write):
    mine = [write("secret", email="ash@example.org", network="192.0.2.0/24") for _ in range(2)]
    other = write("kept", email="kim@example.org")
    address = reverse("comment_erasure:index")
    html = moderators_client.post(address, {"email": "ASH@example.org"}).content.decode()
    assert "2 comments" in html
    assert Comment.objects.filter(text="secret").count() == 2
    moderators_client.post(address, {"email": "ASH@example.org", "confirmed": "on"})
    for comment in mine:
        comment.refresh_from_db()
        assert (comment.text, comment.name, comment.email, comment.network) == ("", "", None, "")
        assert comment.events.filter(kind="erased", user=moderator).exists()
    other.refresh_from_db()
    assert other.text == "kept"


def test_an_unknown_address_says_so(moderators_client, db):
    address = reverse("comment_erasure:index")
    html = moderators_client.post(address, {"email": "no@example.org"}).content.decode()
    assert "No comment was written" in html
    assert moderators_client.post(address, {"email": "no"}).status_code == 200


def test_erasing_one_empties_the_trace_too(moderators_client, write):
    comment = write("moonlight")
    edit = reverse("reader_comments:edit", args=(comment.pk,))
    moderators_client.post(edit, {"text": "starlight"})
    moderators_client.post(reverse("reader_comments:erase", args=(comment.pk,)))
    html = moderators_client.get(desk(comment)).content.decode()
    assert "Erased by" in html
    assert "moonlight" not in html
    assert "starlight" not in html


# Rights


@pytest.fixture
def addresses(write):
    """Every address of the moderators' side, with what is posted to it."""
    comment = write("quiet words", status="approved", email="a@example.org")
    ban = Ban.objects.create(kind="word", value="casino")
    ready = CannedReply.objects.create(title="Helplines", text="Call 988.")
    one = f"{INDEX}{comment.pk}/"
    return {
        INDEX: None,
        f"{INDEX}results/": None,
        one: None,
        f"{one}approve/": {},
        f"{one}reject/": {},
        f"{one}spam/": {},
        f"{one}wait/": {},
        f"{one}edit/": {"text": "changed"},
        f"{one}reply/": {"text": "Hello"},
        f"{one}ban/": {"kind": "person"},
        f"{one}erase/": {},
        "/admin/comment_erasure/": {"email": "a@example.org", "confirmed": "on"},
        "/admin/comment_bans/": None,
        f"/admin/comment_bans/history/{ban.pk}/": None,
        f"/admin/comment_bans/usage/{ban.pk}/": None,
        "/admin/comment_bans/new/": {"kind": "word", "what": "other"},
        f"/admin/comment_bans/edit/{ban.pk}/": {"reason": "x"},
        f"/admin/comment_bans/delete/{ban.pk}/": {},
        "/admin/comment_replies/": None,
        "/admin/comment_replies/new/": {"title": "x", "text": "x"},
        f"/admin/comment_replies/edit/{ready.pk}/": {"title": "x", "text": "x"},
        f"/admin/comment_replies/delete/{ready.pk}/": {},
        **{
            f"/admin/bulk/blog/comment/{action}/?id={comment.pk}": {}
            for action in ("approve", "reject", "spam")
        },
    }


def state():
    return (
        list(Comment.objects.values_list("pk", "text", "status")),
        list(Ban.objects.values_list("value", "reason")),
        list(CannedReply.objects.values_list("title", "text")),
    )


def refused(client, address, data):
    """Say whether script gets 403, and a page is led away without a word of it."""
    as_script = client.get if data is None else client.post
    response = as_script(address, data or {}, headers={"X-Requested-With": "XMLHttpRequest"})
    if response.status_code != 403:
        return False
    page = as_script(address, data or {})
    return page.status_code == 302 and b"quiet words" not in page.content


@pytest.mark.parametrize("group", ["Intake agents", "Intake managers", "Editors"])
def test_others_get_at_nothing_of_it(make_user, addresses, group):
    client, before = Client(), state()
    client.force_login(make_user(group))
    for address, data in addresses.items():
        assert refused(client, address, data), address
    assert state() == before
    html = client.get("/admin/").content.decode()
    assert "reader_comments" not in html
    assert "Reader comments" not in html


def test_whoever_is_not_logged_in_is_asked_to(client, addresses):
    for address, data in addresses.items():
        response = client.get(address) if data is None else client.post(address, data)
        assert response.status_code == 302, address
        assert response["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("right", ["moderate", "edit", "reply", "erase"])
def test_each_right_opens_its_own_steps_alone(make_user, addresses, right):
    """Without `view` none of them does anything; with `view` alone nothing can be changed."""
    rights = Permission.objects.filter(content_type__app_label="blog")
    user = make_user("Intake agents")
    user.user_permissions.add(rights.get(codename=f"{right}_comment"))
    client, before = Client(), state()
    client.force_login(user)
    assert all(refused(client, address, data) for address, data in addresses.items())
    user.user_permissions.set([rights.get(codename="view_comment")])
    client.force_login(user)
    for address, data in addresses.items():
        reads = data is None and address.startswith(INDEX)
        assert refused(client, address, data) != reads, address
    assert state() == before


def test_moderators_have_no_right_on_pages(moderators_client, article):
    edit = reverse("wagtailadmin_pages:edit", args=(article.pk,))
    assert moderators_client.get(edit).status_code == 302
    assert "/admin/articles/" not in moderators_client.get("/admin/").content.decode()


def test_a_comments_address_is_shown_nowhere(moderators_client, write):
    comment = write(email="ash@example.org")
    for address in (INDEX, desk(comment), f"{INDEX}?q=ash@example.org"):
        html = moderators_client.get(address).content.decode()
        assert html.count("ash@example.org") == address.count("ash@example.org")
        assert comment.email_hash not in html


def test_the_pages_are_kept_by_no_cache(moderators_client, write):
    comment = write()
    for address in (INDEX, desk(comment), "/admin/comment_erasure/"):
        assert "no-store" in moderators_client.get(address)["Cache-Control"]


# What it costs


def cost(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return captured


def test_the_list_costs_the_same_however_long(moderators_client, write):
    first = write(status="approved")
    write()
    few = len(cost(moderators_client, INDEX))
    for number in range(60):
        write(f"{number}", parent=first, root=first, level=2, rank=number % 3)
    assert len(cost(moderators_client, INDEX)) <= few + 2  # a query for each rank on the page
