"""How the API tells of articles' authors, reviewers, references and lists."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import orjson
from django.apps import apps
from django.db.models import F, Model, Q, QuerySet
from typing_extensions import TypedDict

from blog.reading_time import stored_minutes
from blog.related import related_declared, related_to
from headless.cache.tags import depend, pages_declared
from headless.reading.answer import Answer, Later, Loader, shown
from headless.reading.fields import BulkField, Reader, Row, raw_stream
from headless.reading.references import page
from headless.reading.statements import ByKeys
from headless.representations import PageReference, page_reference
from headless.visibility import public_pages

if TYPE_CHECKING:
    from blog.models import PersonPage


class PersonReference(PageReference):
    """An author or reviewer, with what gives them standing."""

    credentials: str
    role: str


class ReferenceValue(TypedDict):
    """A source that an article rests on; dates as ISO 8601."""

    title: str
    publisher: str
    year: int | None
    address: str
    accessed_on: str | None


class LinkValue(TypedDict):
    """A link of a person's profile."""

    label: str
    address: str


def represent_person(person: "PersonPage") -> PersonReference:
    """Return the reference to a person known to be public."""
    return {
        **page_reference(person),
        "credentials": person.credentials,
        "role": person.role,
    }


def _load_people(answer: Answer, ids: set[int]) -> dict[int, PersonReference]:
    depend("visibility", "site", *(f"page-{pk}" for pk in ids))
    return {
        row["pk"]: {
            "id": row["pk"],
            "type": "blog.PersonPage",
            "title": row["title"],
            "url": answer.world.url(row["url_path"]),
            "credentials": row["credentials"],
            "role": row["role"],
        }
        for row in _PEOPLE.rows(ids)
    }


def _people(ids: list[int]) -> QuerySet:
    people = public_pages(apps.get_model("blog", "PersonPage")).filter(pk__in=ids).order_by()
    return people.values("pk", "title", "url_path", "credentials", "role")


_PEOPLE = ByKeys(_people)
PEOPLE = Loader(_load_people, rank=3)


def _load_authors(answer: Answer, ids: set[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {pk: [] for pk in ids}
    for row in _BYLINES.rows(ids):
        found[row["article_id"]].append(answer.want(PEOPLE, row["person_id"]))
    return found


def _bylines(ids: list[int]) -> QuerySet:
    rows = apps.get_model("blog", "ArticleAuthor").objects.filter(article__in=ids)
    return rows.order_by("sort_order", "pk").values("article_id", "person_id")


_BYLINES = ByKeys(_bylines)
AUTHORS = Loader(_load_authors)


def _is_reviewed() -> Q:
    """Say that the review is complete, and the reviewer one whom the public may see."""
    people = public_pages(apps.get_model("blog", "PersonPage")).order_by()
    return Q(reviewed_on__isnull=False, reviewer__in=people.values("pk"))


class ReviewerField(BulkField):
    """Who checked an article, where the review is complete."""

    def to_representation(self, value: Any) -> PersonReference:
        """Return the reference."""
        return represent_person(value)

    def reader(self, model: type[Model], name: str) -> Reader:
        """Return how the reviewer is read for many articles."""

        def read(row: Row, answer: Answer) -> Any:
            return answer.want(PEOPLE, row["reviewer_id"]) if row["reviewed_on"] else None

        return Reader({key: F(key) for key in ("reviewer_id", "reviewed_on")}, read)

    def condition(self, model: type[Model], name: str) -> Q:
        """Let nobody filter by a review that is not shown."""
        return _is_reviewed()


class ReviewedOnField(BulkField):
    """When an article was checked, where its reviewer is public."""

    def to_representation(self, value: date) -> str:
        """Return the day (ISO 8601)."""
        return value.isoformat()

    def reader(self, model: type[Model], name: str) -> Reader:
        """Return how the day is read for many articles."""

        def read(row: Row, answer: Answer) -> Any:
            reviewer = answer.want(PEOPLE, row["reviewer_id"])
            return Later(lambda: row["reviewed_on"] if shown(reviewer) else None)

        return Reader({key: F(key) for key in ("reviewer_id", "reviewed_on")}, read)

    def condition(self, model: type[Model], name: str) -> Q:
        """Let nobody filter by a review that is not shown."""
        return _is_reviewed()


class AuthorsField(BulkField):
    """Who wrote an article, in the order of the byline."""

    def to_representation(self, value: Iterable[Any]) -> list[PersonReference]:
        """Return the references to people known to be public."""
        return [represent_person(person) for person in value]

    def reader(self, model: type[Model], name: str) -> Reader:
        """Return how the byline is read for many articles."""
        return Reader({"pk": F("pk")}, lambda row, answer: answer.want_all(AUTHORS, row["pk"]))


def _load_topics(answer: Answer, ids: set[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {pk: [] for pk in ids}
    for row in _sorted_topics(ids):
        found[row["articlepage_id"]].append(page(answer, row["topicpage_id"]))
    return found


def _sorted(ids: list[int]) -> QuerySet:
    topics = apps.get_model("blog", "ArticlePage").topics.through.objects
    rows = topics.filter(articlepage__in=ids).order_by("topicpage__title", "topicpage")
    return rows.values("articlepage_id", "topicpage_id")


_SORTED = ByKeys(_sorted)


def _sorted_topics(articles: Collection[int]) -> list[dict[str, Any]]:
    """Read the topics of these articles; who shows one depends on it besides."""
    with pages_declared(*(f"page-{pk}" for pk in articles)):
        return _SORTED.rows(articles)


TOPICS = Loader(_load_topics)


class TopicsField(BulkField):
    """An article's topics, by name."""

    def to_representation(self, value: Iterable[Any]) -> list[PageReference]:
        """Return the references to topics known to be public."""
        return [page_reference(topic) for topic in value]

    def reader(self, model: type[Model], name: str) -> Reader:
        """Return how the topics are read for many articles."""
        return Reader({"pk": F("pk")}, lambda row, answer: answer.want_all(TOPICS, row["pk"]))


def _load_related(answer: Answer, ids: set[int]) -> dict[int, list[PageReference]]:
    return {pk: _read_related(answer, pk) for pk in ids}


def _read_related(answer: Answer, article: int) -> list[PageReference]:
    """Return the references; whatever becomes of an article they share may change them."""
    topics = [row["topicpage_id"] for row in _sorted_topics([article])]
    depend("site")
    with related_declared(article, topics):
        return [
            {
                "id": row["pk"],
                "type": "blog.ArticlePage",
                "title": row["title"],
                "url": answer.world.url(row["url_path"]),
            }
            for row in _RELATED.rows([article])
        ]


_RELATED = ByKeys(lambda ids: related_to(ids[0]).values("pk", "title", "url_path"))
RELATED = Loader(_load_related)


class RelatedField(BulkField):
    """A few other articles with the same topics and subjects; in details alone."""

    detail_only = True

    def to_representation(self, value: Iterable[Any]) -> list[PageReference]:
        """Return the references to articles known to be public."""
        return [page_reference(article) for article in value]

    def reader(self, model: type[Model], name: str) -> Reader:
        """Return how the articles are found."""
        return Reader({"pk": F("pk")}, lambda row, answer: answer.want(RELATED, row["pk"]))


def _load_references(answer: Answer, ids: set[int]) -> dict[int, list[ReferenceValue]]:
    found: dict[int, list[ReferenceValue]] = {pk: [] for pk in ids}
    for row in _SOURCES.rows(ids):
        found[row["article_id"]].append(_reference(row))
    return found


def _sources(ids: list[int]) -> QuerySet:
    rows = apps.get_model("blog", "Reference").objects.filter(article__in=ids)
    return rows.order_by("sort_order", "pk").values("article_id", *ReferenceValue.__annotations__)


_SOURCES = ByKeys(_sources)
SOURCES = Loader(_load_references)


class ReferencesField(BulkField):
    """An article's sources, in their order."""

    def to_representation(self, value: Any) -> list[ReferenceValue]:
        """Return the sources, in the order of the article."""
        return [_reference(vars(row)) for row in value.all()]

    def reader(self, model: type[Model], name: str) -> Reader:
        """Return how the sources are read for many articles."""
        return Reader({"pk": F("pk")}, lambda row, answer: answer.want(SOURCES, row["pk"]))


def _reference(row: Row) -> ReferenceValue:
    return {
        "title": row["title"],
        "publisher": row["publisher"],
        "year": row["year"],
        "address": row["address"],
        "accessed_on": row["accessed_on"].isoformat() if row["accessed_on"] else None,
    }


class LinksField(BulkField):
    """A person's links."""

    def to_representation(self, value: Any) -> list[LinkValue]:
        """Return label and address of each."""
        return [
            {"label": block.value["label"], "address": block.value["address"]} for block in value
        ]

    def reader(self, model: type[Model], name: str) -> Reader:
        """Return how the links are read from what is stored."""

        def read(row: Row, answer: Answer) -> list[LinkValue]:
            blocks = orjson.loads(row[f"{name}_json"] or "[]")
            return [{key: block["value"].get(key, "") for key in _LINK} for block in blocks]

        return Reader(raw_stream(name), read)


_LINK = ("label", "address")


class ReadingMinutesField(BulkField):
    """The reading time, in whole minutes."""

    def to_representation(self, value: int) -> int:
        """Return whole minutes."""
        return value

    def reader(self, model: type[Model], name: str) -> Reader:
        """Return how the minutes are read from what is stored."""

        def read(row: Row, answer: Answer) -> int:
            return stored_minutes(orjson.loads(row["body_json"] or "[]"))

        return Reader(raw_stream("body"), read)
