"""What the forms' endpoint does, for the API's document."""

from typing import NotRequired

from typing_extensions import TypedDict

from headless.openapi.content import ID
from headless.openapi.operations import Operation, Parameter
from leads.api import FormDescription, Receipt, WordsProblem

_Answer = str | float | bool | list[str] | None


class ConsentAnswer(TypedDict):
    """Whether somebody agreed, and to which wording."""

    given: bool
    version: str


class CallbackRequest(TypedDict):
    """Answers by the names of the form's fields; consents by their purposes."""

    fields: NotRequired[dict[str, _Answer]]
    consents: NotRequired[dict[str, ConsentAnswer]]
    source: NotRequired[int | None]
    captcha: NotRequired[str]
    seconds: NotRequired[int]
    accept_unusual_phone: NotRequired[bool]


def forms() -> list[Operation]:
    """Describe `/forms/`."""
    key = Parameter("Idempotency-Key", "The same for a second try.", where="header")
    return [
        Operation(
            "getForm", "/{id}/", "A form as data", FormDescription, (ID,), problems=(400, 404)
        ),
        Operation(
            "sendForm",
            "/{id}/requests/",
            "Ask to be called",
            Receipt,
            (ID, key),
            method="post",
            status=201,
            body=CallbackRequest,
            problems=(415,),
            others=((202, Receipt), *((status, WordsProblem) for status in (400, 404, 422, 503))),
        ),
    ]
