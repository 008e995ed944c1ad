"""What a key may be for."""

from enum import StrEnum


class Scope(StrEnum):
    """One thing that a key opens."""

    CONTENT = "content:read"
    DRAFTS = "drafts:read"
    FORMS = "forms:submit"


WORDS = {
    Scope.CONTENT: "Read what is published",
    Scope.DRAFTS: "Read drafts, before they are published",
    Scope.FORMS: "Send call-back requests on behalf of readers",
}
