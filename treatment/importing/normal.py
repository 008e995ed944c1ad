"""Names and addresses in one form, so that two ways of writing them are one."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from hashlib import blake2b

CUT = 38  # characters, at which the federal source cuts names and streets
_WORD = re.compile(r"[a-z0-9]+")
_SHORT = {
    "street": "st", "avenue": "ave", "av": "ave", "road": "rd", "boulevard": "blvd",
    "drive": "dr", "lane": "ln", "highway": "hwy", "parkway": "pkwy", "court": "ct",
    "place": "pl", "square": "sq", "terrace": "ter", "circle": "cir", "route": "rt",
    "north": "n", "south": "s", "east": "e", "west": "w", "northeast": "ne", "northwest": "nw",
    "southeast": "se", "southwest": "sw", "first": "1st", "second": "2nd", "third": "3rd",
    "suite": "ste", "suites": "ste", "building": "bldg", "floor": "fl", "room": "rm",
    "apartment": "apt", "mount": "mt", "saint": "st", "fort": "ft",
}  # fmt: skip
_UNIT = re.compile(r"\b(?:ste|unit|bldg|fl|rm|apt|no)(?: [a-z0-9]{1,5})+$|\b\d+(?:st|nd|rd|th) fl$")


def words(text: str) -> str:
    """Return lower case words without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("'", ""))
    return " ".join(_WORD.findall(plain.encode("ascii", "ignore").decode().lower()))


@lru_cache(maxsize=1024)
def street(text: str) -> str:
    """Return a street with its usual words shortened: `12 North Main Street` is `12 n main st`."""
    return " ".join(_SHORT.get(word, word) for word in words(text).split())


def house(text: str) -> str:
    """Return the street without suite, floor or room."""
    return _UNIT.sub("", street(text)).strip()


def zip5(text: str) -> str:
    """Return the five digits of a ZIP code."""
    return text[:5]


def exact_key(name: str, name2: str, street_line: str, zip_code: str) -> str:
    """Return the hash under which a row is found again as long as it is written alike."""
    whole = "|".join((words(name), words(name2), street(street_line), zip5(zip_code)))
    return blake2b(whole.encode(), digest_size=16).hexdigest()


def likeness(one: str, other: str) -> float:
    """Return how much two names in `words` are alike, from 0 to 1; a cut name is like the whole."""
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= CUT - 4 and longer.startswith(shorter):
        return 1.0
    return SequenceMatcher(None, one[:CUT], other[:CUT], autojunk=False).ratio()
