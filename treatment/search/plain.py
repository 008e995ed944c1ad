"""Names as they are compared: no case, no accents, no punctuation, one way to shorten."""

import re
import unicodedata

SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "north": "n", "south": "s"}


def plain(text: str) -> str:
    """Return the words of `text` in lower case, without accents and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.replace("'", "").replace("\u2019", ""))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", letters.casefold()))


def town_key(name: str) -> str:
    """Return the name by which a town is looked up: Coeur d'Alene is Coeur D Alene, Saint is St."""
    return "".join(SHORT.get(word, word) for word in plain(name).split())
