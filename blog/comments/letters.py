"""The two letters about replies, written when they are sent: see `leads.reader_mail`.

Neither quotes a comment nor names an article in its subject: others may see a mailbox, and what is
taken down later cannot be taken back from one.
"""

from django.template.loader import render_to_string
from django.urls import reverse

from blog.comments import replies
from blog.comments.links import own_path
from blog.models import Comment
from headless.visibility import is_public
from leads.reader_mail import Letter

Status = Comment.Status


def load_confirmation(pk: int) -> Letter | None:
    """Return the question whether the owner of the mailbox wants to be told of replies."""
    comment = _shown(pk)
    if comment is None or comment.notify != Comment.Notify.ASKED:
        return None
    token = replies.confirmation_token(comment)
    links = {
        "confirm": _absolute(comment, reverse("comments:confirm_replies", args=(token,))),
        "own": _absolute(comment, own_path(comment)),
    }
    return _letter(comment, "Do you want to be told of replies?", "confirmation", links)


def load_reply(pk: int) -> Letter | None:
    """Return the notice of a reply to whoever wrote what is answered, where that is wanted."""
    reply = _shown(pk)
    asked = _shown(reply.parent_id) if reply and reply.parent_id else None
    if reply is None or asked is None or asked.notify != Comment.Notify.CONFIRMED:
        return None
    return _letter(asked, "Somebody answered your comment", "reply", {"reply": _place(reply)})


def _shown(pk: int) -> Comment | None:
    """Return a comment that everybody may see now."""
    shown = Comment.objects.filter(pk=pk, status=Status.APPROVED).select_related("article")
    comment = shown.first()
    if comment is None or comment.article.url is None or not is_public(comment.article):
        return None
    return comment


def _letter(comment: Comment, subject: str, template: str, links: dict[str, str]) -> Letter | None:
    if not comment.email:
        return None
    stop = _absolute(comment, reverse("comments:stop_replies", args=(replies.stop_token(comment),)))
    links |= {"place": _place(comment), "stop": stop}
    text = render_to_string(f"blog/mail/{template}.txt", links)
    return Letter(to=comment.email, subject=subject, text=text, unsubscribe=stop)


def _place(comment: Comment) -> str:
    return _absolute(comment, reverse("comments:at", args=(comment.pk,)))


def _absolute(comment: Comment, path: str) -> str:
    return f"{comment.article.get_site().root_url}{path}"
