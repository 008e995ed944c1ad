"""A comment, from the form to the page: what is taken, refused, held, and given back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.comments.people import person_hash
from blog.models import ArticlePage, Ban, Comment
from leads.captcha import Outcome
from leads.consents import consents_of, versions_text
from leads.models import Answerer, CallbackFormPage, CallbackRequest


def test_a_comment_waits_and_is_shown_when_it_is_approved(client, article, write, decide):
    response = write(article)
    assert response.status_code == 303
    comment = Comment.objects.get()
    assert (comment.status, comment.holds) == ("pending", ["new"])
    own = client.get(response["Location"])
    assert "no-store" in own["Cache-Control"]
    assert "This helped me today" in own.content.decode()
    assert "This helped me today" not in client.get(article.url).content.decode()

    decide("approved", comment)
    page = client.get(article.url).content.decode()
    assert "This helped me today" in page
    assert f'id="comment-{comment.pk}"' in page
    assert [event.kind for event in comment.events.all()] == ["posted", "approved"]


def test_the_form_needs_no_cookie_and_keeps_none(client, article, write):
    response = write(article, email="river@example.org", notify="on")
    client.get(response["Location"])
    client.get(article.url)
    assert not client.cookies
    assert Comment.objects.get().notify == "asked"


def test_what_is_missing_comes_back_with_what_was_written(article, write):
    response = write(article, name=" ", text="All I wanted to say.", email="no address")
    page = response.content.decode()
    assert response.status_code == 422
    assert "no-store" in response["Cache-Control"]
    assert "All I wanted to say." in page
    assert 'value="no address"' in page
    assert "Enter a name. It need not be your own." in page
    assert not Comment.objects.exists()


def test_required_fields_are_marked_and_readers_are_told_that_all_is_public(client, article):
    page = client.get(article.url).content.decode()
    assert page.count("(required)</span></label>") == 2
    assert "Comments are public" in page


def test_a_post_from_another_site_is_refused(article, write):
    assert write(article, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert write(article, headers={"origin": "https://elsewhere.example"}).status_code == 403
    assert not Comment.objects.exists()


def test_a_failed_captcha_refuses(article, write, captcha):
    captcha["outcome"] = Outcome.FAIL
    response = write(article, altcha="a wrong solution")
    assert response.status_code == 422
    assert "failed" in response.content.decode()
    assert not Comment.objects.exists()


def test_a_second_try_serves_one_comment(article, write, captcha):
    captcha["outcome"] = Outcome.FAIL
    again = write(article).context["form"]["again"].value()
    assert write(article, again=again).status_code == 303
    assert write(article, again=again).status_code == 200  # a double click
    assert write(article, again=again, text="Something else").status_code == 422
    assert Comment.objects.count() == 1


def test_a_browser_without_scripts_is_asked_once_more_and_then_waits(article, write, captcha):
    captcha["outcome"] = Outcome.FAIL
    first = write(article)
    assert first.status_code == 422
    again = first.context["form"]["again"].value()
    assert write(article, again="12:forged:token").status_code == 422
    assert write(article, again=again).status_code == 303
    comment = Comment.objects.get()
    assert (comment.status, comment.captcha) == ("pending", "unknown")
    assert "captcha" in comment.holds


def test_an_unknown_captcha_makes_it_wait(article, write, captcha, comment_settings):
    comment_settings.pre_moderated = False
    comment_settings.save()
    captcha["outcome"] = Outcome.UNKNOWN
    write(article)
    comment = Comment.objects.get()
    assert (comment.status, comment.holds) == ("pending", ["captcha"])


@pytest.mark.parametrize(
    ("text", "hold"),
    [
        ("See https://example.org/a for more.", "link"),
        ("Look at www.example.org", "link"),
        ("Look at best-rehab.com now", "link"),
        ("Write to me: someone@example.org", "mail"),
        ("Call me: (202) 555-0123", "phone"),
        ("Call me: 202.555.0123 at night", "phone"),
        ("Our facility has beds available.", "advertising"),
        ("Call us today, we accept most insurance.", "advertising"),
    ],
)
def test_what_needs_eyes_is_held_where_nothing_else_is(
    article, write, comment_settings, text, hold
):
    comment_settings.pre_moderated = False
    comment_settings.save()
    write(article, text=text)
    comment = Comment.objects.get()
    assert (comment.status, comment.holds, comment.rank) == ("pending", [hold], 1)


@pytest.mark.parametrize(
    "text",
    [
        "I am sober since 12/04/2019.",
        "Day 1,000 today; the program works for me.",
        "It took 30 days, then 90 days, then a year.",
        "It was 2023-01-15 when I called 988.",
    ],
)
def test_a_persons_own_story_is_shown_at_once_where_nothing_is_read_first(
    article, write, comment_settings, text
):
    comment_settings.pre_moderated = False
    comment_settings.save()
    write(article, text=text)
    assert (Comment.objects.get().status, Comment.objects.get().holds) == ("approved", [])


def test_words_of_danger_show_the_lines_at_once_and_come_first(client, article, write, add):
    add(status="pending", created_at=timezone.now() - timedelta(days=1))
    response = write(article, text="I want to die.")
    own = client.get(response["Location"]).content.decode()
    main = own[own.index("<main") :]
    assert main.index("tel:988") < main.index("<h1")
    first = Comment.objects.filter(status="pending").first()
    assert first.crisis
    assert first.text == "I want to die."


def test_people_approved_twice_are_trusted_where_the_site_says_so(
    article, write, add, comment_settings
):
    known = person_hash("River@Example.org")
    add(email="river@example.org", email_hash=known)
    comment_settings.trust_known_people = True
    comment_settings.save()
    write(article, text="The second", email="river@example.org")
    assert Comment.objects.latest("pk").status == "pending"
    add(email="river@example.org", email_hash=known)
    write(article, text="The fourth", email="river@example.org")
    assert Comment.objects.latest("pk").status == "approved"
    write(article, text="The fifth: www.example.org", email="river@example.org")
    assert Comment.objects.latest("pk").status == "pending"
    write(article, text="Without an address")
    assert Comment.objects.latest("pk").status == "pending"


def test_who_is_banned_is_spam_and_is_not_told(client, article, write):
    Ban.objects.create(kind="person", value=person_hash("spam@example.org"))
    Ban.objects.create(kind="network", value="192.0.2.0/24")
    Ban.objects.create(kind="word", value="casino")
    response = write(article, text="One", email="Spam@example.org")
    assert Comment.objects.get(text="One").status == "spam"
    assert "We have your comment" in client.get(response["Location"]).content.decode()
    client.defaults["REMOTE_ADDR"] = "192.0.2.77"
    write(article, text="Two")
    assert Comment.objects.get(text="Two").status == "spam"
    client.defaults["REMOTE_ADDR"] = "198.51.100.7"
    write(article, text="The Casino is gone")
    assert "word" in Comment.objects.get(text__contains="Casino").holds


def test_a_double_click_is_one_comment_but_another_sender_gets_their_own(client, article, write):
    first, second = write(article, attempt="7-7"), write(article, attempt="7-7")
    assert first["Location"] == second["Location"]
    client.defaults["REMOTE_ADDR"] = "198.51.100.7"
    assert write(article, attempt="7-7")["Location"] != first["Location"]
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("attempts", [("7-7", "8-8"), ("7-7", ""), ("", "7-7"), ("", "")])
def test_who_repeats_a_comment_is_not_handed_its_address(article, write, attempts):
    """The words are public, and many share a network: only the same attempt shows whose it is."""
    first, second = (write(article, attempt=attempt) for attempt in attempts)
    answer = second.content.decode()
    assert second.status_code == 200
    assert "We have this comment" in answer
    token = first["Location"].split("/")[-2]
    assert token not in answer
    assert "Location" not in second
    assert Comment.objects.count() == 1


def test_who_repeats_words_of_danger_is_shown_the_crisis_lines(article, write):
    for attempt in ("7-7", "8-8"):
        response = write(article, attempt=attempt, text="I want to kill myself tonight.")
    assert "988" in response.content.decode()
    assert Comment.objects.get().crisis


def test_an_article_closes_by_switch_by_setting_and_by_age(
    client, article, write, comment_settings
):
    article.reader_comments = ArticlePage.Comments.CLOSED
    article.save()
    response = write(article, text="Too late, but mine.")
    assert response.status_code == 422
    assert "Too late, but mine." in response.content.decode()
    assert "write-a-comment" not in client.get(article.url).content.decode()
    article.reader_comments = ArticlePage.Comments.SITE
    article.first_published_at = timezone.now() - timedelta(days=10)
    article.save()
    comment_settings.close_after_days = 9
    comment_settings.save()
    assert write(article).status_code == 422
    comment_settings.close_after_days = 11
    comment_settings.save()
    assert write(article).status_code == 303
    comment_settings.enabled = False
    comment_settings.save()
    assert write(article, text="Another").status_code == 422
    article.reader_comments = ArticlePage.Comments.OPEN
    article.save()
    assert write(article, text="Another").status_code == 303


def test_only_public_articles_take_comments(client, article, write, hide):
    hide(article, "restricted")
    assert write(article).status_code == 404
    assert client.get(f"/comments/{article.pk}/").status_code == 404
    assert write(type(article)(pk=2**40)).status_code == 404


def test_the_sender_is_kept_as_a_network_and_the_address_encrypted(client, article, write):
    client.defaults["REMOTE_ADDR"] = "192.0.2.77"
    write(article, email="river@example.org")
    client.defaults["REMOTE_ADDR"] = "2001:db8:1:2::9"
    write(article, text="From elsewhere")
    networks = set(Comment.objects.values_list("network", flat=True))
    assert networks == {"192.0.2.0/24", "2001:db8:1::/48"}
    raw = Comment.objects.raw("SELECT id, email AS stored FROM blog_comment ORDER BY id")[0]
    assert "river" not in raw.stored
    assert Comment.objects.get(text__contains="helped").email == "river@example.org"


def test_a_flood_of_comments_does_not_make_a_caller_look_unusual(article, write, call):
    for number in range(20):
        write(article, text=f"Buy this {number}")
    assert Comment.objects.latest("pk").flags == ["many"]
    assert call().status_code == 303
    assert CallbackRequest.objects.get().flags == []


@pytest.mark.parametrize(
    ("flooder", "words"),
    [
        (lambda number: "198.51.100.7", lambda number: {"text": f"Buy this {number}"}),
        (
            lambda number: f"198.{number}.100.7",
            lambda number: {"text": f"This is what helped my family more than all else: {number}"},
        ),
        (
            lambda number: f"198.{number}.100.7",
            lambda number: {"text": f"Buy {number}", "email": "Flood@example.org"},
        ),
    ],
    ids=["address", "words", "email"],
)
def test_a_flood_is_ranked_below_and_an_honest_comment_comes_first(
    client, article, write, flooder, words
):
    for number in range(40):
        client.defaults["REMOTE_ADDR"] = flooder(number)
        assert write(article, **words(number)).status_code == 303
        if number == 10:
            client.defaults["REMOTE_ADDR"] = "203.0.113.5"
            write(article, name="Honest")
    ranked = Comment.objects.filter(status="pending").order_by("rank", "created_at")
    assert [comment.rank for comment in ranked] == [1] + 40 * [2]
    assert ranked[0].name == "Honest"
    assert {"flood", "many"} & set(ranked[1].flags)
    assert "unusual" in ranked[1].holds


def test_a_flood_leaves_alone_what_was_decided(client, article, write, decide):
    write(article, text="The first")
    decide("approved", Comment.objects.get())
    for number in range(40):
        write(article, text=f"Buy this {number}")
    first = Comment.objects.earliest("pk")
    assert (first.status, first.rank, first.flags) == ("approved", 1, [])


@pytest.fixture
def call(client, home_page):
    """Return a function that posts a call-back form, from where the comments came."""
    answerer = Answerer.objects.create(name="Harbor Line", kind="publisher")
    page = home_page.add_child(
        instance=CallbackFormPage(title="Call me", slug="call-me", answerer=answerer)
    )
    page.save_revision().publish()
    consents = consents_of(page)

    def post():
        said = {"phone": "202-555-0123", "name": "Riley", "wordings": versions_text(consents)}
        said |= {consent.name: "on" for consent in consents if consent.required}
        data = {"prefix": "form", **{f"form-{name}": value for name, value in said.items()}}
        return client.post(f"/call-back/{page.pk}/", data)

    return post


# Danger


@pytest.mark.parametrize("kind", ["person", "network"])
def test_a_banned_sender_in_danger_is_held_first_and_never_spam(client, article, write, kind):
    values = {"person": person_hash("river@example.org"), "network": "127.0.0.0/24"}
    Ban.objects.create(kind=kind, value=values[kind])
    write(article, text="A quiet word", email="river@example.org")
    response = write(article, text="his lips are blue", email="river@example.org")
    quiet, danger = Comment.objects.order_by("pk")
    assert quiet.status == "spam"
    assert (danger.status, danger.rank, danger.crisis) == ("pending", Comment.Rank.CRISIS, True)
    assert danger.holds[0] == "crisis"
    assert 'id="crisis-heading"' in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize("text", ["mi novio no respira", "i want 2 die", "he choked me, I'm 14"])
def test_an_answer_and_an_edit_in_danger_show_the_lines(client, article, write, add, decide, text):
    parent = add("One")
    decide("approved", parent)
    response = write(article, text=text, parent=str(parent.pk))
    answer = Comment.objects.latest("pk")
    assert (answer.parent, answer.crisis, answer.status) == (parent, True, "pending")
    page = client.get(response["Location"]).content.decode()
    assert 'id="crisis-heading"' in page
    assert ("+18004224453" in page) is ("14" in text)

    calm = write(article, text="All is well")["Location"].split("#")[0]
    assert 'id="crisis-heading"' not in client.get(calm).content.decode()
    client.post(f"{calm}edit/", {"comment-name": "River", "comment-text": text})
    assert Comment.objects.latest("pk").rank == Comment.Rank.CRISIS
    assert 'id="crisis-heading"' in client.get(calm).content.decode()


def test_errors_show_the_lines_too(article, write, captcha, comment_settings):
    words = "he hits me\x00, I want to die"
    refused = [write(article, text=words, name=""), write(article, text=words, email="x")]
    refused.append(write(article, text=words, headers={"Origin": "https://elsewhere.example"}))
    captcha["outcome"] = Outcome.FAIL
    refused.append(write(article, text=words))
    comment_settings.enabled = False
    comment_settings.save()
    refused.append(write(article, text=words))
    article.unpublish()
    refused.append(write(article, text=words))
    assert [response.status_code for response in refused] == [422, 422, 403, 422, 422, 404]
    for response in refused:
        html = response.content.decode()
        notice = html.partition('id="crisis-heading"')[2].partition("</section>")[0]
        assert 'href="tel:+18007997233"' in notice


def test_a_refusal_of_calm_words_shows_no_alarm(article, write):
    assert "crisis-heading" not in write(article, name="").content.decode()


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_a_comment_on_an_article_that_went_away_keeps_its_words(article, write, how):
    getattr(article, how)()
    response = write(article, name="River", text="All that I wanted to say.")
    html = response.content.decode()
    assert response.status_code == 404
    assert "All that I wanted to say." in html
    assert "River" in html
    assert "988" in html  # whom to call
    assert article.title not in html
    assert not Comment.objects.exists()


def test_a_comment_from_another_site_comes_back_and_a_translating_proxy_is_taken(article, write):
    html = write(article, text="My words", headers={"origin": "https://evil.example"})
    assert "My words" in html.content.decode()
    assert write(article, headers={"origin": "null"}).status_code == 303
    assert Comment.objects.count() == 1
