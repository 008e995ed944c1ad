"""What a publish check is, and what it finds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices

if TYPE_CHECKING:
    from home.publishing.draft import Draft


class Level(TextChoices):
    """What a site makes of a check's findings."""

    OFF = "off", "Off"
    WARN = "warn", "Warn"
    BLOCK = "block", "Block publishing"


@dataclass(frozen=True)
class Finding:
    """One thing to mend; `place` is Wagtail's content path, such as `body.<block id>.text`.

    `quote` is the words it is about, where there are some.
    """

    message: str
    place: str = ""
    quote: str = ""


class Check:
    """One thing that is looked for; a project subclasses it and registers an instance."""

    code: str
    label: str
    level: Level = Level.WARN  # where a site's settings say nothing

    def applies_to(self, draft: "Draft") -> bool:
        """Say whether pages of this type are looked at."""
        return True

    def find(self, draft: "Draft") -> Iterator[Finding]:
        """Yield what is wrong; ask the database a fixed number of times, however long the page."""
        raise NotImplementedError
