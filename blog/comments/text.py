"""Words of readers: plain text at rest, and the only HTML that is ever made of it.

Whatever looks like markup is shown as it was typed. Links are made of addresses alone; nh3 (the
sanitizer Ammonia) sees every comment last, and gives each link its `rel`.
"""

import html
import re

import nh3

LINK_REL = "ugc nofollow noopener"
_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,2000}", re.I)
_TRAILING = ".,;:!?)]}'\"»”"
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")
# What turns letters around or hides them: a name or text could pass for something else.
_INVISIBLE = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF])


def tidy(text: str) -> str:
    """Return text with one kind of line end, at most one empty line in a row, no trailing space."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    return _BLANK_LINES.sub("\n\n", text).strip()


def tidy_name(name: str) -> str:
    """Return a name on one line, its spaces single."""
    return " ".join(name.translate(_INVISIBLE).split())


def as_html(text: str) -> str:
    """Return a comment's text as HTML: paragraphs, line breaks and links, nothing else."""
    paragraphs = [_paragraph(part) for part in text.split("\n\n") if part.strip()]
    return nh3.clean(
        "".join(paragraphs),
        tags={"p", "br", "a"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel=LINK_REL,
    )


def _paragraph(text: str) -> str:
    parts, end = [], 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_TRAILING)
        shown = html.escape(address)
        parts += [html.escape(text[end : match.start()]), f'<a href="{shown}">{shown}</a>']
        end = match.start() + len(address)
    words = "".join([*parts, html.escape(text[end:])]).replace("\n", "<br>")
    return f"<p>{words}</p>"


def initials(name: str) -> str:
    """Return up to two letters that stand in for a portrait."""
    words = [word for word in name.split() if word[0].isalnum()]
    letters = [word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)]
    return "".join(letters).upper()
