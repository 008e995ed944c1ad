"""What a log may say of an error."""

from traceback import extract_tb


def where(error: BaseException) -> str:
    """Return the type of an error and its place; its message may quote what a person wrote."""
    frames = extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
