"""Service codes as bits: each code has its place (`Service.bit`), a facility's codes are a number.

A database's integer has 63 bits that are no sign, so the number is kept in words of 63.
"""

from collections.abc import Iterable, Sequence

BITS = 63
WORD_NAMES = tuple(f"word{number}" for number in range(7))
MOST_CODES = BITS * len(WORD_NAMES)  # 441; the federal sheets have named 323 so far
_WORD = (1 << BITS) - 1


def number_of(bits: Iterable[int]) -> int:
    """Return the number with these bits set."""
    number = 0
    for bit in bits:
        number |= 1 << bit
    return number


def split(number: int) -> list[int]:
    """Return the number as words, the lowest first."""
    return [number >> (BITS * place) & _WORD for place in range(len(WORD_NAMES))]


def joined(words: Sequence[int]) -> int:
    """Return the number that `split` took apart."""
    number = 0
    for place, word in enumerate(words):
        if word:
            number |= word << (BITS * place)
    return number
