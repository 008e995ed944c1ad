"""Lists that pages enter and leave by something the page tree does not tell, such as a topic.

A plugin registers a function that is given ids of pages and returns the tags of such lists. It is
asked before and after a change, so that lists which a page leaves are named as well.
"""

from collections.abc import Callable, Iterable

ListTags = Callable[[list[int]], Iterable[str]]
_registered: dict[str, ListTags] = {}


def register(model: str, function: ListTags) -> None:
    """Ask `function` about pages of this type, given as `app.model`."""
    _registered[model.lower()] = function


def tags_of(model: str, ids: list[int]) -> set[str]:
    """Return the tags of the lists in which these pages of one type stand."""
    function = _registered.get(model.lower())
    return set(function(ids)) if function else set()
