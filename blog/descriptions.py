"""What the comments' endpoint does, for the API's document."""

from typing import NotRequired

from typing_extensions import TypedDict

from blog.comments.representing import CommentReceipt, ConversationValue
from blog.endpoint import LIMIT
from headless.openapi.operations import Operation, Parameter
from leads.api import WordsProblem


class NewComment(TypedDict):
    """A comment; `parent` is the one it answers."""

    page: int
    name: str
    text: str
    parent: NotRequired[int | None]
    email: NotRequired[str]
    notify: NotRequired[bool]
    captcha: NotRequired[str]
    seconds: NotRequired[int]
    again: NotRequired[str]


class CommentProblem(WordsProblem):
    """Why a comment was not taken.

    With `again` in the body, a comment whose captcha was never begun is taken the second time; then
    somebody reads it before it is shown.
    """

    again: NotRequired[str]


def comments() -> list[Operation]:
    """Describe `/comments/`."""
    asked = (
        Parameter("page", "Id of the article.", int, required=True),
        Parameter("limit", f"How many threads; {LIMIT} by default, up to 100.", int),
        Parameter("cursor", "Where to go on; the header `Link` has it."),
    )
    about = "What readers wrote below an article"
    return [
        Operation("listComments", "/", about, ConversationValue, asked, problems=(400, 404)),
        Operation(
            "sendComment",
            "/",
            "Write a comment",
            CommentReceipt,
            method="post",
            status=201,
            body=NewComment,
            problems=(415,),
            others=((400, WordsProblem), (404, WordsProblem), (422, CommentProblem)),
        ),
    ]
