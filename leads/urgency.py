"""Words that mean: do not let this wait. They put a request at the top of the queue, no more."""

import re

# After the warning signs of suicide and of overdose that 988 and SAMHSA publish; kept broad, since
# a false alarm costs a place in a queue.
_WORDS = re.compile(
    r"""
    \b(?:
        suicid\w* | kill(?:ing)?\s+(?:my|him|her|them)self
      | (?:want(?:s|ed)?|wanting|going|ready)\s+to\s+(?:die|be\s+dead) | wanna\s+die
      | better\s+off\s+dead | (?:end|take|took|taking)\s+(?:my|his|her|their)\s+(?:own\s+)?life
      | end\s+it\s+all | hurt(?:ing)?\s+(?:my|him|her|them)self | self[\s-]?harm
      | overdos\w* | o\.?d\.?(?:ed|ing)? | seizures? | not\s+breathing | unconscious | 911
    )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def sounds_urgent(text: str) -> bool:
    """Say whether the words speak of suicide, overdose or severe withdrawal."""
    return _WORDS.search(text) is not None
