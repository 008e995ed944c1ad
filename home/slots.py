"""Places in the page frame that upper plugins fill, so that the frame need not know them.

`leads` puts the hotline into the header this way; a template says `{% slot "hotline" %}`.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

ContextBuilder = Callable[[dict[str, Any]], dict[str, Any] | None]


@dataclass(frozen=True)
class Contribution:
    """A template and the function that prepares its context, or returns None for 'nothing now'."""

    template: str
    build_context: ContextBuilder


_contributions: dict[str, list[Contribution]] = defaultdict(list)


def fill(slot: str, template: str, build_context: ContextBuilder) -> None:
    """Add a contribution to `slot`; call it from `AppConfig.ready()`."""
    _contributions[slot].append(Contribution(template, build_context))


def render(slot: str, context: dict[str, Any]) -> SafeString:
    """Render what was put into `slot`, in order; empty where no plugin fills it."""
    parts = [
        render_to_string(item.template, {**context, **extra})
        for item in _contributions[slot]
        if (extra := item.build_context(context)) is not None
    ]
    return mark_safe("".join(parts))  # noqa: S308 - each part was rendered, and escaped, by a template
