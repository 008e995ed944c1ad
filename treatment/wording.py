"""A program's numbers as a person would say them."""

from decimal import Decimal


def number(value: Decimal | float) -> str:
    """Return 3, 3.5, 9: no zeros behind the point that say nothing."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def span(low: Decimal | float | None, high: Decimal | float | None) -> str:
    """Return '3–4', '4', 'at least 3', 'up to 4', or '' where nothing is known."""
    if low is None and high is None:
        return ""
    if high is None:
        return f"at least {number(low)}"  # type: ignore[arg-type]
    if low is None:
        return f"up to {number(high)}"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def times(words: str, one: str, many: str) -> str:
    """Return the span with its unit: '1 week', '10–12 weeks'; '' stays ''."""
    if not words:
        return ""
    return f"{words} {one if words.endswith(' 1') or words == '1' else many}"


def joined(words: list[str]) -> str:
    """Return 'a', 'a and b', 'a, b and c'."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def distance(miles: float, *, is_about: bool = False) -> str:
    """Return '1.2 miles', '1 mile', '1,204 miles': a tenth matters only to who is near.

    `is_about`: from the center of a ZIP code, which is no truer than a mile.
    """
    if is_about:
        return f"about {times(f'{miles:,.0f}', 'mile', 'miles')}" if miles >= 1 else "under a mile"
    far = f"{miles:,.0f}" if miles >= 10 else number(round(miles, 1))
    return times(far, "mile", "miles") if miles >= 0.05 else "less than 0.1 miles"
