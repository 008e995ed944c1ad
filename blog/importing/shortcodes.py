"""WordPress's shortcodes, `[name key="value"]`: its own are mapped, the others left out and told.

Nothing in a file says which names are shortcodes. Whatever looks like one is taken for one,
because a printed shortcode is a fault that readers see; except what English writes in brackets.
"""

import re
from collections.abc import Callable
from html import escape

from blog.importing.findings import Findings

_CODE = re.compile(r"\[(/?)([A-Za-z][\w-]{0,60})(?=[\s\]/:=])([^\[\]]{0,2000})\]")
_ESCAPED = re.compile(r"\[\[(/?[A-Za-z][\w-]{0,60}[^\[\]]{0,2000})\]\]")
_VALUE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/]+))""")
_DEEPEST = 4  # codes in the values of codes
# What editors of English put into brackets.
_WORDS = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "citation", "did", "do",
    "emphasis", "for", "from", "had", "has", "have", "he", "her", "here", "him", "his", "how",
    "i", "if", "in", "into", "is", "it", "its", "laughs", "laughter", "may", "me", "my", "no",
    "not", "of", "on", "one", "or", "our", "out", "redacted", "she", "should", "sic", "so",
    "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "to",
    "up", "us", "was", "we", "were", "what", "when", "where", "which", "who", "will", "with",
    "would", "yes", "you", "your",
))  # fmt: skip


class Shortcodes:
    """Takes shortcodes out of one item's texts, and notes them."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._closed: set[str] = set()

    def in_html(self, html: str) -> str:
        """Return HTML in which WordPress's own shortcodes are elements, and others are gone.

        What stands between the two of a pair is kept.
        """
        self._closed = {found[2].lower() for found in _CODE.finditer(html) if found[1]}
        return self._replace(html, self._element)

    def in_text(self, text: str) -> str:
        """Return a text without any."""
        return self._replace(text, _nothing)

    def _replace(self, text: str, make: Callable[[re.Match], str]) -> str:
        if "[" not in text:
            return text

        def one(code: re.Match) -> str:
            if not self._is_code(code):
                return code[0]
            changed = make(code)
            if not changed and not code[1]:
                self._findings.note("shortcode left out", code[0])
            return changed

        text = _ESCAPED.sub(self._unescape, text)
        for _ in range(_DEEPEST):
            text, before = _CODE.sub(one, text), text
            if text == before:
                break
        return text

    def _unescape(self, found: re.Match) -> str:
        """Keep what an author showed in double brackets, without them: it is an example."""
        self._findings.note("shortcode shown as text", found[0])
        return found[1]

    def _is_code(self, code: re.Match) -> bool:
        closing, name, rest = code[1], code[2], code[3].strip(" \t\r\n/")
        known = name.lower() in _OWN or name.lower() in self._closed
        if closing or known or "=" in rest or rest.startswith(":"):
            return True
        if "_" in name or "-" in name or re.search(r"\S:\S", rest):
            return True
        prose = name.lower() in _WORDS or name[:1].isupper() or len(name) == 1 or bool(rest)
        if prose:
            self._findings.note("text in brackets kept", code[0])
        return not prose

    def _element(self, code: re.Match) -> str:
        name, values = code[2].lower(), _values(code[3])
        make = _OWN.get(name)
        if make is None:
            return ""
        return make(bool(code[1]), values)


def _nothing(code: re.Match) -> str:
    return ""


def _values(text: str) -> dict[str, str]:
    return {
        found[1].lower(): found[2] or found[3] or found[4] or "" for found in _VALUE.finditer(text)
    }


def _caption(closing: bool, values: dict[str, str]) -> str:
    if closing:
        return "</figure>"
    text = values.get("caption", "")
    return f"<figure>{f'<figcaption>{text}</figcaption>' if text else ''}"


def _embed(closing: bool, values: dict[str, str]) -> str:
    return f"\n\n{escape(values.get('src', ''))}\n\n"


def _gallery(closing: bool, values: dict[str, str]) -> str:
    numbers = re.findall(r"\d+", values.get("ids") or values.get("include") or "")
    return "".join(f'<img class="wp-image-{number}">' for number in numbers)


def _recording(closing: bool, values: dict[str, str]) -> str:
    kinds = ("src", "mp4", "webm", "mp3", "m4a", "ogg", "wav")
    address = next((values[kind] for kind in kinds if values.get(kind)), "")
    return f"\n\n{escape(address)}\n\n" if address else ""


_OWN: dict[str, Callable[[bool, dict[str, str]], str]] = {
    "caption": _caption,
    "wp_caption": _caption,
    "embed": _embed,
    "gallery": _gallery,
    "audio": _recording,
    "video": _recording,
}
