"""Who may review an article, and what a review leaves in it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from wagtail.models import Revision

from blog.lists import public_people

RECORDED = "blog.medical_review"  # in a page's history
OWNER = "You created this article, so somebody else must review it."
LAST_EDITOR = (
    "You made the last change to this article, so somebody else must review it. "
    "You may still ask for changes."
)
AUTHOR = "You are an author of this article, so somebody else must review it."
NO_PROFILE = (
    "Readers are told who reviewed an article, and no published profile belongs to your account. "
    "Ask an administrator to link your account on your profile page."
)
_COMMENTS = "wagtail_admin_comments"
_AT_EVERY_SAVE = {"latest_revision", "latest_revision_created_at", "has_unpublished_changes"}


def why_not(page: Any, user: Any) -> str:
    """Return why this user must not review the latest draft of a page; empty where they may."""
    if getattr(page, "owner_id", None) == user.pk:
        return OWNER
    if not _is_article(page):
        return LAST_EDITOR if last_editor(page) == user.pk else ""
    draft = page.get_latest_revision_as_object()
    if user.pk in accounts_of_authors(draft):
        return AUTHOR
    if last_editor(page) == user.pk:
        return LAST_EDITOR
    return "" if profile_of(user) else NO_PROFILE


def accounts_of_authors(article: Any) -> set[int]:
    """Return the ids of the accounts with which an article's authors log in."""
    people = apps.get_model("blog", "PersonPage").objects.filter(
        pk__in=[row.person_id for row in article.article_authors.all()], account__isnull=False
    )
    return set(people.values_list("account", flat=True))


def profile_of(user: Any) -> Any:
    """Return the public profile of a user, or None."""
    return public_people().filter(account=user.pk).order_by("pk").first()


def last_editor(page: Any) -> int | None:
    """Return the id of the user who made the latest draft what it is.

    Comments are no edits: reviewers write them while they review.
    """
    newer: Revision | None = None
    for revision in _newest_first(page):
        if newer is not None and not _only_comments_changed(revision, newer):
            break
        newer = revision
    return newer.user_id if newer else None


def _newest_first(page: Any) -> Iterator[Revision]:
    return page.revisions.order_by("-created_at", "-pk").iterator(chunk_size=10)


def _only_comments_changed(older: Revision, newer: Revision) -> bool:
    if older.content.get(_COMMENTS) == newer.content.get(_COMMENTS):
        return False
    return _without_comments(older) == _without_comments(newer)


def _without_comments(revision: Revision) -> dict[str, Any]:
    left_out = {_COMMENTS, *_AT_EVERY_SAVE}
    return {name: value for name, value in revision.content.items() if name not in left_out}


def record(page: Any, user: Any, *, on: date) -> Revision | None:
    """Write who reviewed an article, and when, into a new draft of it; nothing into other pages."""
    if not _is_article(page):
        return None
    article = page.get_latest_revision_as_object()
    article.reviewer, article.reviewed_on = profile_of(user), on
    article.review_due_on = apps.get_model("blog", "EditorialSettings").next_review(article, on)
    # The two fields are known to be right; what the editors wrote was checked when they wrote it.
    return article.save_revision(user=user, log_action=RECORDED, clean=False)


def _is_article(page: Any) -> bool:
    return isinstance(page, apps.get_model("blog", "ArticlePage"))
