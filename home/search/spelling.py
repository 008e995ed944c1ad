"""What a reader may have meant: the words of the site's titles nearest to those nobody wrote."""

from difflib import get_close_matches

from wagtail.models import Site

from home.search.kinds import kinds
from home.search.words import Term, synonyms, words

MOST_TITLES = 2_000  # of each kind: a search that found nothing must not cost a second
LIKE_ENOUGH = 0.75  # of difflib's ratio: one slip in four letters, two in eight


def suggestion(asked: Term, site: Site) -> str:
    """Return the question with its unknown words mended, or '' where that changes nothing."""
    known = _vocabulary(site)
    mended = [_nearest(word, known) for word in asked]
    return " ".join(mended) if tuple(mended) != asked else ""


def _nearest(word: str, known: set[str]) -> str:
    if word in known or word.isdecimal():
        return word
    if begun := [other for other in known if len(word) > 3 and other.startswith(word)]:
        return min(begun, key=lambda other: (len(other), other))
    near = sorted(other for other in known if abs(len(other) - len(word)) <= 2)
    return next(iter(get_close_matches(word, near, n=1, cutoff=LIKE_ENOUGH)), word)


def _vocabulary(site: Site) -> set[str]:
    found = {word for group in synonyms() for term in group for word in term}
    for kind in kinds().values():
        titles = kind.pages(site).order_by("pk").values_list("title", flat=True)[:MOST_TITLES]
        found.update(word for title in titles for word in words(title))
    return found
