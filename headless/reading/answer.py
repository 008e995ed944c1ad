"""One answer being built: what it refers to is asked for in bulk, when all of it is known.

A reader that meets a reference asks for it (`want`) and gets a placeholder at once. `load` then
fetches each kind of thing in one query for the whole answer, and the placeholders stand for what
was found when the answer is written as JSON. So the number of queries depends on the kinds of
things an answer shows, never on how many rows it has.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any

import orjson
from django.contrib.contenttypes.models import ContentType
from django.utils.timezone import get_current_timezone

if TYPE_CHECKING:
    from django.http import HttpRequest

    from headless.reading.world import World


class Later:
    """A value that is known once the answer has been loaded; calling it gives the value."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def __call__(self) -> Any:
        """Return the value."""
        return self._make()


class _Found:
    """What a loader found for a key; None where it found nothing that may be seen."""

    __slots__ = ("_key", "_values")

    def __init__(self, values: Mapping[Any, Any], key: Hashable) -> None:
        self._values, self._key = values, key

    def __call__(self) -> Any:
        return self._values.get(self._key)


class Loader:
    """Fetches one kind of thing: `load(answer, keys)` returns what was found, by key.

    Loaders of a lower rank go first: what they find may refer to things of a higher one.
    """

    __slots__ = ("load", "rank")

    def __init__(self, load: Callable[["Answer", set], Mapping[Any, Any]], rank: int = 0) -> None:
        self.load, self.rank = load, rank


class Answer:
    """Collects what one answer refers to."""

    def __init__(
        self,
        world: "World",
        rich_text_format: str = "html",
        request: "HttpRequest | None" = None,
        api: str = "/api/v2/",
    ) -> None:
        self.world, self.rich_text_format, self.request = world, rich_text_format, request
        self.api = api  # the full address of the API's root
        self._wanted: dict[Loader, set] = defaultdict(set)
        self.zone = get_current_timezone()
        self._types: dict[int, str] = {}
        self._found: dict[Loader, dict] = defaultdict(dict)

    @property
    def host(self) -> str:
        """Scheme, host and port of the API; of the default site where no request was made."""
        if "://" in self.api:
            return "/".join(self.api.split("/", 3)[:3])
        site = self.world.pick("", None)
        return site.address if site else ""

    def type_name(self, content_type_id: int) -> str:
        """Return the API's name of a page type, such as blog.ArticlePage."""
        if content_type_id not in self._types:
            found = ContentType.objects.get_for_id(content_type_id)
            model = found.model_class()
            label = model._meta.label if model else f"{found.app_label}.{found.model}"
            self._types[content_type_id] = label
        return self._types[content_type_id]

    def want(self, loader: Loader, key: Hashable) -> Any:
        """Ask for the thing with this key; return its placeholder, None where there is no key."""
        if key is None:
            return None
        found = self._found[loader]
        if key not in found:
            self._wanted[loader].add(key)
        return _Found(found, key)

    def want_all(self, loader: Loader, key: Hashable) -> Any:
        """Ask for a list of placeholders; those that may not be seen are left out of it."""
        found = self.want(loader, key)
        return Later(lambda: [one for each in found() or () if (one := shown(each)) is not None])

    def load(self) -> None:
        """Fetch everything that was asked for, and what that asks for in turn."""
        while self._wanted:
            loader = min(self._wanted, key=lambda one: one.rank)
            found = self._found[loader]
            if keys := self._wanted.pop(loader) - found.keys():
                found.update(loader.load(self, keys))

    def write(self, data: Any) -> bytes:
        """Return `data` as JSON, with everything it refers to."""
        self.load()
        return orjson.dumps(data, default=resolve, option=_OPTIONS)


def shown(value: Any) -> Any:
    """Return what a placeholder stands for, or the value itself."""
    return value() if isinstance(value, (_Found, Later)) else value


_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


def resolve(value: Any) -> Any:
    """Return what a placeholder stands for; raise TypeError for what JSON cannot hold."""
    if isinstance(value, (_Found, Later)):
        return value()
    if isinstance(value, str):  # a lazy translation's proxy, once forced
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")
