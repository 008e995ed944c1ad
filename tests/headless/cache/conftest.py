"""A site behind the cache, asked as a server would ask it, with changes that commit."""

import io
from dataclasses import dataclass, field

import pytest
from django.core import signals
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from published import publish

from blog.models import ArticleAuthor, ArticleIndexPage, ArticlePage, PersonPage, TopicPage
from headless.cache import shared, wsgi


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode()


@dataclass
class Front:
    """The cache before Django; counts how often Django was asked."""

    cache: object = None
    made: list = field(default_factory=list)

    def django(self, environ, start):
        self.made.append(environ["PATH_INFO"])
        return WSGIHandler()(environ, start)

    def get(self, address, method="GET", **headers):
        path, _, query = address.partition("?")
        said = {}
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            **headers,
        }

        def start(status, headers, error=None):
            said.update(status=int(status[:3]), headers=headers)

        parts = self.cache(environ, start)
        body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        return Answer(said["status"], {k.lower(): v for k, v in said["headers"]}, body)

    def is_kept(self, address, **headers):
        """Ask, and say whether Django was left alone."""
        before = len(self.made)
        self.get(address, **headers)
        return len(self.made) == before


@pytest.fixture
def front(settings, tmp_path):
    settings.ANSWER_CACHE = {**settings.ANSWER_CACHE, "FILE": tmp_path / "generations"}
    shared.generations.cache_clear()
    caches["default"].clear()  # of renditions, which Wagtail keeps by their image's key
    front = Front()
    front.cache = wsgi.kept(front.django)
    # As Django's own test client: the test's transaction is this connection's.
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield front
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)
    shared.generations.cache_clear()


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Return a context in which what changes is committed at the end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def articles(site, home_page):
    return publish(home_page, ArticleIndexPage(title="Articles", slug="articles"))


@pytest.fixture
def person(home_page):
    from blog.models import PeopleIndexPage

    people = publish(home_page, PeopleIndexPage(title="People", slug="people"))
    return publish(people, PersonPage(title="Ana Ruiz", slug="ana"))


@pytest.fixture
def topics(articles):
    return [
        publish(articles, TopicPage(title=name, slug=name.lower())) for name in ("Calm", "Home")
    ]


@pytest.fixture
def make_article(articles, person):
    def make(title, topic=None, **fields):
        article = ArticlePage(title=title, **fields)
        article.article_authors = [ArticleAuthor(person=person)]
        article.topics = [topic] if topic else []
        return publish(articles, article)

    return make
