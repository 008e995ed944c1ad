"""How many facilities have each code, for thousands of them in a few milliseconds."""

from collections.abc import Iterable, Sequence


def count_bits(numbers: Iterable[int]) -> list[int]:
    """Return for each bit how many of the numbers have it, the lowest bit first.

    Adds all bits at once, as paper addition does digit by digit: `planes[n]` holds, for each bit,
    the n-th binary digit of its count, so that most numbers cost a few operations.
    """
    planes: list[int] = []
    for number in numbers:
        carry = number
        for place, plane in enumerate(planes):
            planes[place] = plane ^ carry
            carry &= plane
            if not carry:
                break
        if carry:
            planes.append(carry)
    return _totals(planes)


def _totals(planes: Sequence[int]) -> list[int]:
    length = max((plane.bit_length() for plane in planes), default=0)
    return [
        sum((plane >> bit & 1) << place for place, plane in enumerate(planes))
        for bit in range(length)
    ]


def count_for_choices(numbers: Sequence[int], chosen: dict[str, int]) -> dict[str, list[int]]:
    """Return the counts beside the choices of each facet, and under '' those of all others.

    `chosen` holds what is chosen in each facet. A choice is counted among the facilities that meet
    every *other* facet: within its own it would widen the search, not narrow it.
    """
    meeting: dict[str, list[int]] = {name: [] for name in ("", *chosen)}
    for number in numbers:
        missed = [name for name, wanted in chosen.items() if not number & wanted]
        if not missed:
            for group in meeting.values():
                group.append(number)
        elif len(missed) == 1:
            meeting[missed[0]].append(number)
    return {name: count_bits(group) for name, group in meeting.items()}
