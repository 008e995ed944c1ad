"""The publish check of this plugin: phone numbers typed as text."""

from collections.abc import Iterator

from home.publishing.check import Check, Finding
from home.publishing.draft import Draft
from leads.models import PhoneLine
from leads.plain_numbers import typed_numbers

_UNKNOWN = "Nobody says who answers a number in the text. Use a phone block."


class TypedNumbers(Check):
    """Numbers that a phone block should show, with who answers and what they are paid."""

    code = "typed_numbers"
    label = "Phone number typed as text"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield each number in any text, and the phone line it belongs to where there is one."""
        found = [(text.place, one) for text in draft.texts for one in typed_numbers(text.words)]
        lines = PhoneLine.objects.filter(e164__in={one.e164 for _, one in found}) if found else ()
        names = {line.e164: str(line) for line in lines}
        for place, one in found:
            line = names.get(one.e164)
            message = f"This is the phone line “{line}”. Use a phone block." if line else _UNKNOWN
            yield Finding(message, place, one.number)
