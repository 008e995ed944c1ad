"""The service codes by which one can search, and the facets in which they stand."""

from collections.abc import Iterable
from typing import NamedTuple

from treatment.models.taxonomy import Service
from treatment.search.words import MOST_CODES, number_of

# In the order in which readers ask; `ServiceCategory.facet` says which categories make one up.
FACETS = {
    "care": "Kind of help",
    "setting": "Where it takes place",
    "telehealth": "From home",
    "withdrawal": "Withdrawal management",
    "medication": "Medication",
    "approach": "Methods",
    "group": "Made for",
    "age": "Age",
    "gender": "Gender",
    "payment": "Payment",
    "language": "Language",
    "accreditation": "Licenses and accreditation",
    "facility": "Kind of facility",
    "support": "Help with recovery",
    "emergency": "In a crisis",
    "operator": "Who runs it",
}
TELEHEALTH = "TELE"


class Entry(NamedTuple):
    """A service code as the search knows it."""

    code: str
    name: str
    explanation: str
    bit: int
    category: str
    category_name: str
    category_order: int
    facet: str


class Codebook:
    """All codes, read once for a search in one query."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_code = {entry.code: entry for entry in entries}
        self._by_bit = {entry.bit: entry for entry in self.by_code.values()}

    @classmethod
    def read(cls) -> "Codebook":
        """Read the codes that have a bit, in the order of the categories."""
        rows = (
            Service.objects.filter(bit__lt=MOST_CODES)
            .order_by("category__sort_order", "name")
            .values_list(
                "code",
                "name",
                "explanation",
                "bit",
                "category__code",
                "category__name",
                "category__sort_order",
                "category__facet",
            )
        )
        return cls(Entry._make((*row[:7], _facet(row[0], row[7]))) for row in rows)

    def in_facet(self, name: str) -> list[Entry]:
        """Return the codes of a facet."""
        return [entry for entry in self.by_code.values() if entry.facet == name]

    def number_of(self, codes: Iterable[str]) -> int:
        """Return the number with the bits of these codes."""
        return number_of(self.by_code[code].bit for code in codes)

    def entries_in(self, number: int) -> list[Entry]:
        """Return the codes whose bits a number has, in the order of the categories."""
        found = []
        while number:
            lowest = number & -number
            if entry := self._by_bit.get(lowest.bit_length() - 1):
                found.append(entry)
            number ^= lowest
        return sorted(found, key=lambda entry: (entry.category_order, entry.name))


def _facet(code: str, facet: str) -> str:
    """Return the facet; by video or phone is what readers ask for by itself."""
    return "telehealth" if code == TELEHEALTH else facet
