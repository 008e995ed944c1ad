"""RSS and Atom that any reader can parse, whatever was stored before texts were cleaned."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from headless.text import clean_value


class _CleanFeed(SyndicationFeed):
    """Leaves out what XML forbids: Django raises for controls, and writes non-characters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*map(clean_value, args), **clean_value(kwargs))

    def add_item(self, *args: Any, **kwargs: Any) -> None:
        """Add an entry, its texts clean."""
        super().add_item(*map(clean_value, args), **clean_value(kwargs))


class RssFeed(_CleanFeed, Rss201rev2Feed):
    """RSS 2.0."""


class AtomFeed(_CleanFeed, Atom1Feed):
    """Atom (RFC 4287)."""
