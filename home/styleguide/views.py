"""The pattern page."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from wagtail.blocks import Block

from home.blocks.registry import body_blocks

COLORS = [
    *("paper", "surface", "sunken", "night", "ink", "ink-soft", "line", "line-strong"),
    *("accent", "accent-soft", "glow", "glow-soft", "danger", "danger-soft"),
]
FACTS = [("Level of care", "Intensive outpatient"), ("Sessions", "4 a week"), ("Weeks", "10–12")]
TAGS = [{"label": "Cravings", "url": "#main"}, {"label": "Evening groups"}]

logger = logging.getLogger(__name__)


def _preview(name: str, block: Block, request: HttpRequest) -> SafeString | str:
    """Render a block's preview value; empty where it needs content that is not there."""
    try:
        return block.bind(block.get_preview_value()).render({"request": request})
    except Exception:  # whatever the block of another plugin trips over
        logger.warning("The preview of the block %s cannot be rendered.", name, exc_info=True)
        return ""


def patterns(request: HttpRequest) -> HttpResponse:
    """Render tokens, components, and every body block with its preview value."""
    previews = [
        {
            "name": name,
            "description": block.get_description(),
            "html": _preview(name, block, request),
        }
        for name, block in body_blocks.all()
    ]
    context = {"patterns": previews, "colors": COLORS, "facts": FACTS, "tags": TAGS}
    return render(request, "styleguide/patterns.html", context)
