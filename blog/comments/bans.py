"""The ban list, as intake asks it."""

import re
from dataclasses import dataclass

from django.db.models import Q

from blog.models import Ban


@dataclass(frozen=True)
class Banned:
    """What of a comment is on the list."""

    sender: bool = False
    words: bool = False


def look_up(email_hash: str, network: str, said: str) -> Banned:
    """Return what of a comment is banned, in one query."""
    kind = Ban.Kind
    asked = Q(kind=kind.WORD) | Q(kind=kind.NETWORK, value=network)
    if email_hash:
        asked |= Q(kind=kind.PERSON, value=email_hash)
    found = Ban.objects.filter(asked).values_list("kind", "value")
    words = [value for name, value in found if name == kind.WORD]
    return Banned(
        sender=any(name != kind.WORD for name, _ in found),
        words=any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said, re.I) for word in words),
    )
