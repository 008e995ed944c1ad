"""What of HTTP the cache answers by itself, and what it leaves to Django."""

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from machines import wait_for
from published import publish
from wagtail.models import PageViewRestriction

from headless.cache import wsgi
from headless.cache.answers import Freshness, Reply, entry_of
from headless.cache.flights import let_go
from headless.cache.generations import SLOTS
from headless.cache.keys import normal
from headless.cache.tags import Collected, offer
from home.models import StandardPage

ORIGIN = "https://app.example.org"


@pytest.fixture
def url(make_article):
    return make_article("One").url


def test_an_answer_says_how_it_may_be_kept(front, url):
    headers = front.get(url).headers
    assert headers["cache-control"] == ("public, max-age=0, s-maxage=60, stale-while-revalidate=30")
    assert headers["etag"].startswith('"')
    assert "Accept-Encoding" in headers["vary"]
    assert "set-cookie" not in headers
    assert {"site", "everything"} <= set(headers["surrogate-key"].split())
    assert headers["cache-tag"].split(",") == headers["surrogate-key"].split()


@pytest.mark.parametrize(
    "path", ["/советы/", "/api/v2/resolve/?path=/%D1%81%D0%BE%D0%B2%D0%B5%D1%82%D1%8B/"]
)
def test_headers_are_ascii_whatever_alphabet_a_slug_has(front, commit, home_page, path):
    with commit():
        page = publish(home_page, StandardPage(title="Advice", slug="советы"))
    path = path.encode().decode("latin-1")  # as WSGI has it
    answer = front.get(path)
    assert answer.status == 200
    assert front.is_kept(path)
    assert all(value.isascii() for value in answer.headers.values())
    with commit():
        page.title = "Other advice"
        page.save_revision().publish()
    assert "Other advice" in front.get(path).text


def test_who_has_it_is_told_so(front, url):
    etag = front.get(url).headers["etag"]
    for said in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = front.get(url, HTTP_IF_NONE_MATCH=said)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["etag"] == etag
        assert "content-length" not in answer.headers
    assert front.get(url, HTTP_IF_NONE_MATCH='"other"').status == 200


def test_a_304_says_what_caches_need_and_no_more(front, url):
    """Whatever else of the headers changes gives another ETag, so nobody keeps an old one."""
    whole = front.get(url).headers
    known = front.get(url, HTTP_IF_NONE_MATCH=whole["etag"]).headers
    assert set(known) == {"etag", "cache-control", "vary", "surrogate-key", "cache-tag"}
    assert known.items() <= whole.items()
    assert {"content-type", "content-security-policy"} <= set(whole)


def form_of(body, **headers):
    reply = Reply("200 OK", [("Content-Type", "text/plain"), *headers.items()])
    counts = [0] * (SLOTS + 1)
    return entry_of(reply, body, Collected(), counts, Freshness(1, 1)).plain


def test_the_etag_is_of_body_and_headers():
    other = form_of(b"a", **{"X-Frame-Options": "DENY"})
    assert form_of(b"a").etag == form_of(b"a").etag
    assert len({form_of(b"a").etag, form_of(b"b").etag, other.etag}) == 3


def test_a_304_says_where_the_answer_is_and_until_when_it_holds():
    """As RFC 9110, 15.4.5 asks; a view that says so with a moment has the same ETag tomorrow."""
    said = {"Content-Location": "/one", "Expires": "Thu, 01 Jan 2026 00:00:00 GMT"}
    form = form_of(b"a", **said)
    assert said.items() <= dict(form.unchanged).items()
    assert form.etag == form_of(b"a", **said | {"Expires": "Fri, 02 Jan 2026 00:00:00 GMT"}).etag


def test_the_first_to_ask_is_told_too(front, url):
    etag = front.get(url).headers["etag"]
    front.cache.generations.bump_all()
    assert front.get(url, HTTP_IF_NONE_MATCH=etag).status == 304
    assert len(front.made) == 2


def test_head_is_get_without_its_body(front, url):
    made = front.get(url, method="HEAD")
    kept, whole = front.get(url, method="HEAD"), front.get(url)
    assert (made.body, kept.body) == (b"", b"")
    assert made.headers == kept.headers == whole.headers
    assert int(kept.headers["content-length"]) == len(whole.body)
    assert len(front.made) == 1


def test_gzip_is_stored_and_has_an_etag_of_its_own(front, url):
    plain, packed = front.get(url), front.get(url, HTTP_ACCEPT_ENCODING="br, gzip;q=0.8")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]
    assert int(packed.headers["content-length"]) == len(packed.body)
    assert front.get(url, HTTP_ACCEPT_ENCODING="gzip;q=0, br").body == plain.body
    assert len(front.made) == 1
    etag = packed.headers["etag"]
    assert front.get(url, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=etag).status == 304


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": "sessionid=x"},
        {"HTTP_COOKIE": "anything=1"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_RANGE": "bytes=0-3"},
        {"HTTP_ORIGIN": "https://unknown.example"},
        {"CONTENT_LENGTH": "3"},
        {"HTTP_ACCEPT": "image/png"},
    ],
)
def test_who_may_be_answered_otherwise_passes_by(front, url, headers):
    front.get(url)
    assert not front.is_kept(url, **headers)
    assert not front.is_kept(url, **headers)
    assert front.is_kept(url)
    assert "surrogate-key" not in front.get(url, **headers).headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_pass_by(front, url, method):
    front.get(url)
    before = len(front.made)
    front.get(url, method=method)
    assert len(front.made) == before + 1


def test_an_origin_has_an_answer_of_its_own(front, settings, articles):
    settings.CORS_ALLOWED_ORIGINS = [ORIGIN]
    front.cache.keys.__init__()
    path = "/api/v2/pages/"
    plain, theirs = front.get(path), front.get(path, HTTP_ORIGIN=ORIGIN)
    assert theirs.headers["access-control-allow-origin"] == ORIGIN
    assert "access-control-allow-origin" not in plain.headers
    assert "origin" in plain.headers["vary"].lower()
    assert front.is_kept(path)
    assert front.get(path, HTTP_ORIGIN=ORIGIN).headers == theirs.headers
    assert len(front.made) == 2


def test_what_changes_while_an_answer_is_built_makes_it_old(front, commit, make_article):
    """The counters are copied before the database is read: nobody keeps what was true before."""
    page, changed = make_article("One"), []

    def change():
        with commit():
            page.title = "Changed meanwhile"
            page.save_revision().publish()
        changed.append(page)

    def built_meanwhile(environ, start):
        parts = front.django(environ, start)
        if not changed:
            Context().run(change)  # as another thread would: nothing of it is read for the answer
        return parts

    front.cache = wsgi.kept(built_meanwhile)
    assert "Changed meanwhile" not in front.get(page.url).text
    assert "Changed meanwhile" in front.get(page.url).text
    assert front.is_kept(page.url)


def test_hosts_and_schemes_are_kept_apart(front, url):
    front.get(url)
    assert not front.is_kept(url, HTTP_HOST="127.0.0.1")
    assert not front.is_kept(url, **{"wsgi.url_scheme": "https"})
    assert front.is_kept(url)


def test_a_wrong_host_is_django_s_to_refuse(front, url):
    front.get(url)
    for _ in range(2):
        assert front.get(url, HTTP_HOST="evil.example").status == 400
    assert len(front.made) == 3


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/",
        "/api/v2/pages/999999/",
        "/api/v2/pages/?limit=x",
        "/admin/login/",
        "/health/live",
    ],
)
def test_errors_and_the_admin_are_never_kept(front, url, path):
    front.get(path)
    assert not front.is_kept(path)
    assert "surrogate-key" not in front.get(path).headers


def test_private_pages_are_never_kept(front, make_article):
    from wagtail.models import PageViewRestriction

    page = make_article("Inside")
    for way in ({"restriction_type": "password", "password": "x"}, {"restriction_type": "login"}):
        PageViewRestriction.objects.all().delete()
        PageViewRestriction.objects.create(page=page, **way)
        front.get(page.url)
        assert not front.is_kept(page.url)


def test_the_order_of_parameters_is_no_difference(front, articles):
    front.get("/api/v2/pages/?limit=1&offset=0")
    assert front.is_kept("/api/v2/pages/?offset=0&limit=1")
    assert normal("b=2&a=2&a=1") == "a=2&a=1&b=2"  # of one name, the order may mean something


def test_memory_is_bounded(front, home_page):
    store = front.cache.store
    store.limit = 100_000
    for number in range(60):
        front.get(f"/?number={number}")
    assert 0 < len(store) < 60
    assert store.size == sum(entry.size for entry in store._entries.values()) <= store.limit
    assert front.is_kept("/?number=59")
    assert not front.is_kept("/?number=0")


def test_an_answer_larger_than_its_share_is_not_kept(front, home_page):
    front.cache.store.limit = 1_000
    front.get("/")
    assert not front.is_kept("/")
    assert front.cache.store.size == 0


PRIVATE = "private, no-store"


@pytest.mark.parametrize("path", ["/", "/api/v2/pages/"])
def test_an_answer_that_sets_a_cookie_is_private(front, home_page, path):
    answer = front.get(path, HTTP_COOKIE="sessionid=stale; csrftoken=odd")  # both are taken back
    assert answer.headers["cache-control"] == PRIVATE


def test_an_answer_to_who_is_logged_in_is_private(front, home_page, make_user, client):
    client.force_login(make_user("Editors"))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    assert front.get("/", HTTP_COOKIE=cookie).headers.get("cache-control") == PRIVATE


def test_a_page_that_was_unlocked_is_private(front, make_article):
    page = make_article("Inside")
    lock = PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    session = SessionStore()
    session[PageViewRestriction.passed_view_restrictions_session_key] = [lock.pk]
    session.save()
    answer = front.get(page.url, HTTP_COOKIE=f"sessionid={session.session_key}")
    assert answer.status == 200
    assert answer.headers["cache-control"] == PRIVATE


def test_without_room_every_answer_is_built_anew_and_says_the_same(front, settings, url):
    """As `make run` has it: a front end built against it meets ETags and 304 as in production."""
    kept = front.get(url).headers
    settings.ANSWER_CACHE = {**settings.ANSWER_CACHE, "BYTES": 0}
    front.cache = wsgi.kept(front.django)
    for address in (url, "/api/v2/pages/"):
        first = front.get(address)
        assert not front.is_kept(address)
        assert front.get(address, HTTP_IF_NONE_MATCH=first.headers["etag"]).status == 304
    assert front.get(url).headers == kept


def test_a_project_that_wants_no_cache_has_none(settings, front):
    settings.ANSWER_CACHE = {**settings.ANSWER_CACHE, "BYTES": None}
    assert wsgi.kept(front.django) == front.django


def test_twenty_who_ask_at_once_have_the_answer_built_once(front, monkeypatch):
    """They come while it is being built, and take it if nothing has changed since."""
    built, came, together = [], [], threading.Event()

    def slow(environ, start):
        built.append(environ["PATH_INFO"])
        together.wait(5)
        offer()
        start("200 OK", [("Content-Type", "text/html")])
        return HttpResponse("made once")  # of which the cache reads the parts, as of Django's

    front.cache = wsgi.kept(slow)
    # Threads of a test have no database: neither of these is looked at here.
    monkeypatch.setattr(wsgi, "confirm_if_possible", lambda: None)
    monkeypatch.setattr(front.cache.schedule, "next", lambda: None)
    board = front.cache.flights.board
    monkeypatch.setattr(front.cache.flights, "board", lambda key: came.append(key) or board(key))
    with ThreadPoolExecutor(20) as readers:
        answers = [readers.submit(front.get, "/a/") for _ in range(20)]
        wait_for(lambda: len(came) == 20)
        together.set()
        assert {answer.result().text for answer in answers} == {"made once"}
    assert built == ["/a/"]


@pytest.fixture
def django_alone(front, monkeypatch):
    """Return a function that puts an application in Django's place, which asks no database."""

    def put(application):
        front.cache = wsgi.kept(application)
        monkeypatch.setattr(wsgi, "confirm_if_possible", lambda: None)
        monkeypatch.setattr(front.cache.schedule, "next", lambda: None)

    return put


def test_for_what_is_not_kept_nobody_waits(front, django_alone):
    inside = threading.Barrier(5)

    def uncacheable(environ, start):
        if together:
            inside.wait(60)  # breaks where one waits for another
        start("200 OK", [("Content-Type", "text/html")])
        return HttpResponse("for one")

    django_alone(uncacheable)
    together = False
    front.get("/a/")
    together = True
    with ThreadPoolExecutor(5) as readers:
        answers = [readers.submit(front.get, "/a/") for _ in range(5)]
        assert {answer.result().text for answer in answers} == {"for one"}


def test_what_is_kept_again_is_built_for_all_again(front):
    flights = front.cache.flights
    for entry, alone in ((None, True), (object(), False)):
        flight, _ = flights.board("a")
        with flights.flying("a", flight):
            flight.entry = entry
        first, _ = flights.board("a")
        _, is_mine = flights.board("a")
        assert is_mine is alone
        with flights.flying("a", first):
            first.entry = entry


def test_who_waits_is_let_go_where_a_picture_is_encoded(front, django_alone):
    began, second = threading.Event(), threading.Event()

    def encodes(environ, start):
        if began.is_set():
            second.set()
            start("200 OK", [("Content-Type", "text/html")])
            return HttpResponse("without the picture")
        began.set()
        let_go()
        assert second.wait(60)  # comes while the first is still at it
        offer()
        start("200 OK", [("Content-Type", "text/html")])
        return HttpResponse("with the picture")

    django_alone(encodes)
    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(front.get, "/a/")
        assert began.wait(60)
        other = readers.submit(front.get, "/a/")
        assert other.result().text == "without the picture"
        assert first.result().text == "with the picture"
    assert front.is_kept("/a/")
