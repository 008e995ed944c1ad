"""How the API tells of articles' authors, reviewers, references and lists."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field, IntegerField
from typing_extensions import TypedDict

from headless.representations import PageReference, page_reference

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


class PersonField(Field):
    """Serializes a person known to be public."""

    def to_representation(self, value: Any) -> PersonReference:
        """Return the reference."""
        return represent_person(value)


class PersonListField(Field):
    """Serializes people known to be public."""

    def to_representation(self, value: Iterable[Any]) -> list[PersonReference]:
        """Return the references, in the order given."""
        return [represent_person(person) for person in value]


class ReferencesField(Field):
    """Serializes an article's sources."""

    def to_representation(self, value: Any) -> list[ReferenceValue]:
        """Return the sources, in the order of the article."""
        return [
            {
                "title": row.title,
                "publisher": row.publisher,
                "year": row.year,
                "address": row.address,
                "accessed_on": row.accessed_on.isoformat() if row.accessed_on else None,
            }
            for row in value.all()
        ]


class LinksField(Field):
    """Serializes a person's links."""

    def to_representation(self, value: Any) -> list[LinkValue]:
        """Return label and address of each."""
        return [
            {"label": block.value["label"], "address": block.value["address"]} for block in value
        ]


class ReadingMinutesField(IntegerField):
    """Serializes the reading time."""

    def to_representation(self, value: int) -> int:
        """Return whole minutes."""
        return value
