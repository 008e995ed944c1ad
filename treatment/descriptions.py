"""What the locator's endpoint does, for the API's document."""

from typing import Literal

from headless.openapi.operations import Operation, Parameter
from home.states import STATES
from treatment.endpoint import MOST
from treatment.search.codebook import FACETS
from treatment.search.query import CODE_PARAMETERS, FARTHEST
from treatment.search.representing import FindingsValue

_Flag = Literal["0", "1"]
_STATE = {"type": "string", "enum": [code for code, _ in STATES]}


def facilities() -> list[Operation]:
    """Describe `/facilities/`."""
    codes = [
        Parameter(name, f"{FACETS.get(name, 'Any service')}: its code; may be repeated.", list[str])
        for name in CODE_PARAMETERS
    ]
    search = Operation(
        "searchFacilities",
        "/",
        "Find facilities near a place, by name, or in a state",
        FindingsValue,
        (
            Parameter("near", "A ZIP code, or a town and its state."),
            Parameter("within", f"Miles, up to {FARTHEST}.", float),
            Parameter("q", "Words of the name."),
            Parameter("state", "Two letters.", _STATE),
            Parameter("telehealth", "Only those that treat from afar.", _Flag),
            *codes,
            Parameter("limit", f"How many, up to {MOST}.", int),
            Parameter("offset", "How many to pass over.", int),
            Parameter("cursor", "`next_cursor` of the answer before."),
            Parameter("facets", "Count the choices too.", _Flag),
            Parameter("relax", "Give something up rather than find nothing.", _Flag),
        ),
        problems=(400, 404),
    )
    return [search]
