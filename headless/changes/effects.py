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
    before: tuple[str, ...] = ()  # the paths at which it was seen
    after: tuple[str, ...] = ()  # and at which it is

    @property
    def paths(self) -> list[str]:
        """All the paths, each once."""
        return list(dict.fromkeys((*self.before, *self.after)))

    def then(self, later: "Change") -> "Change | None":
        """Return both as one; None of what was not public before and is not afterwards."""
        was, is_now = self.kind != Kind.CREATED, later.kind != Kind.REMOVED
        moved = self.type == "page" and set(self.before) != set(later.after)
        kind = kind_of(before=was, after=is_now, moved=moved)
        if kind is None:
            return None
        label = later.label or self.label
        return Change(self.type, self.id, kind, label, self.before, later.after)


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


def came_or_went(name: str, pk: int, kind: Kind, paths: list[str], label: str = "") -> Change:
    """Return the change of something that was created, or removed, at these paths."""
    stood, stands = ((), tuple(paths)) if kind == Kind.CREATED else (tuple(paths), ())
    return Change(name, pk, kind, label, stood, stands)
