"""Codes of another system that readers see as text, such as `[recaptcha size:compact]`."""

import re
from collections.abc import Iterator

from home.publishing.check import Check, Finding
from home.publishing.draft import Draft

# Names that content systems and their plugins give shortcodes without attributes.
_KNOWN = (
    r"audio|caption|contact-form(?:-\d+)?|embed|gallery|gravityforms?|gtranslate|ninja_forms?"
    r"|playlist|recaptcha|toc|video|wp_caption|wpforms|(?:et_pb|vc|fusion|su|elementor|av|mk)_\w+"
)
_CODE = re.compile(
    rf"\[/[a-z][\w-]*\]"  # an ending
    rf"|\[(?:{_KNOWN})\b[^\[\]\n]*\]"
    # Any name followed by `attribute=` or `attribute:`; a note in brackets has no such thing.
    rf"|\[[a-z][\w-]{{0,40}} (?:[^\[\]\n]{{0,200}}? )?[\w-]{{1,40}}(?:=|:(?! ))[^\[\]\n]{{0,500}}\]"
    rf"|\{{\{{[^{{}}\n]*\}}\}}|\{{%[^{{}}\n]*%\}}"  # Liquid, Jinja, Django
    rf"|%%[a-z_]+%%|<\?php",  # Yoast's variables
    re.IGNORECASE,
)


class LeakedShortcodes(Check):
    """Shortcodes and template tags that are printed instead of obeyed."""

    code = "shortcodes"
    label = "Leaked shortcode"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield each code in any text of the page."""
        for text in draft.texts:
            for match in _CODE.finditer(text.words):
                yield Finding(
                    "Readers see this code as text. Remove it, or use a block instead.",
                    text.place,
                    match.group()[:80],
                )
