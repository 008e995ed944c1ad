"""How an endpoint describes itself: operations, registered by the endpoint's name.

    describe("tides", lambda: [Operation("getTides", "/", "When the sea is high", list[Tide])])

`answer`, `body` and a parameter's `schema` are annotations; or, for schemas that no annotation can
express, a function that is given the `Schemas` and returns JSON Schema.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Describe = Callable[[], Iterable["Operation"]]
_registered: dict[str, Describe] = {}


@dataclass(frozen=True)
class Parameter:
    """A parameter of the query, unless `where` says of what else."""

    name: str
    description: str
    schema: Any = str
    required: bool = False
    where: str = "query"


@dataclass(frozen=True)
class Operation:
    """One method of one address; `path` is below the endpoint's name, `id` stays for ever."""

    id: str
    path: str
    summary: str
    answer: Any
    parameters: Sequence[Parameter] = ()
    method: str = "get"
    status: int = 200
    body: Any = None
    problems: Sequence[int] = (400,)
    others: Sequence[tuple[int, Any]] = ()  # further statuses, each with its answer
    needs: str = ""  # which of the document's security schemes; without one, nobody is asked


def describe(endpoint: str, operations: Describe) -> None:
    """Register what an endpoint of this name does; it is asked when a document is made.

    Raises ValueError where the name is taken.
    """
    if endpoint in _registered:
        raise ValueError(f"Described already: {endpoint}")
    _registered[endpoint] = operations


def operations_of(endpoint: str) -> list[Operation]:
    """Return the operations of an endpoint; none where it did not describe itself."""
    return list(_registered[endpoint]()) if endpoint in _registered else []
