"""What an import has to tell about one item."""

from typing import NamedTuple


class Finding(NamedTuple):
    """One thing that was changed, lost or kept; `what` is a kind that is counted."""

    what: str
    detail: str = ""


class Findings(list[Finding]):
    """What was found in one item, each thing once."""

    def note(self, what: str, detail: str = "") -> None:
        """Add it."""
        finding = Finding(what, " ".join(detail.split())[:300])
        if finding not in self:
            self.append(finding)
