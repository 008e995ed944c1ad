"""What readers in danger see at once, and how their words are known.

- `lines`: the numbers to call, and which of them fit a danger
- `dangers`: from what somebody wrote to the dangers it speaks of
- `phrases`: the words that mean danger, in English and Spanish, as data
- `normalize`: one spelling for the many ways of writing the same

Nothing here refuses anybody, calls a model or asks the network. A match shows crisis lines to the
writer and puts the words first in a queue; it is no diagnosis, and silence is no sign of safety.
"""

from home.crisis.dangers import Danger, dangers_posted, find_dangers
from home.crisis.lines import (
    CRISIS_LINES,
    EVERY_CRISIS_LINE,
    NATIONAL_HELPLINE,
    PUBLIC_LINES,
    CrisisLine,
    CrisisLineValue,
    as_json,
    lines_for,
)

__all__ = [
    "CRISIS_LINES",
    "EVERY_CRISIS_LINE",
    "NATIONAL_HELPLINE",
    "PUBLIC_LINES",
    "CrisisLine",
    "CrisisLineValue",
    "Danger",
    "as_json",
    "dangers_posted",
    "find_dangers",
    "lines_for",
]
