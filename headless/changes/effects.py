"""What a write comes to: tags to bump, and public objects that came, changed, moved or went."""

from dataclasses import dataclass, field

from headless.changes.models import ContentChange

Kind = ContentChange.Kind
MOST = 1_000  # rows told apart by tags in one statement; more are named `everything`


@dataclass(frozen=True)
class Change:
    """Something that the public sees, saw, or comes to see."""

    type: str
    id: int
    kind: Kind
    label: str = ""
    paths: tuple[str, ...] = ()


@dataclass
class Effect:
    """What one statement did."""

    tags: set[str] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)


def kind_of(*, before: bool, after: bool, moved: bool = False) -> Kind | None:
    """Return what happened to something that was, or is, public; None for what never was."""
    if before and after:
        return Kind.MOVED if moved else Kind.CHANGED
    if after:
        return Kind.CREATED
    return Kind.REMOVED if before else None
