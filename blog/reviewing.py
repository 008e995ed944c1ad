"""Who may review an article, and what a review leaves in it."""

from datetime import date
from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.urls import reverse
from wagtail.models import Page, Revision

from blog.lists import public_people
from home.revisions import same_content, says_the_same

RECORDED = "blog.medical_review"  # in a page's history
OWNER = "You created this article, so somebody else must review it."
LAST_EDITOR = (
    "You made the last change to this article, so somebody else must review it. "
    "You may still ask for changes. To approve it yourself, take your changes out: the page’s "
    "history restores the version before them."
)
AUTHOR = "You are an author of this article, so somebody else must review it."
NO_PROFILE = (
    "Readers are told who reviewed an article, and no published profile belongs to your account. "
    "Ask an administrator to link your account on your profile page."
)
_REVIEW = ("reviewer", "reviewed_on", "review_due_on")  # written by the approval itself


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
    """Return the id of the user who made the text of the latest draft what it is.

    What counts is what the draft says. Comments, the record of a review, and a save that changed
    nothing are nobody's change, and what somebody typed and took back is no longer theirs.
    """
    batches = Paginator(page.revisions.order_by("-created_at", "-pk"), 10)
    revisions = (revision for batch in batches for revision in batch)
    latest = next(revisions, None)
    editor = latest and latest.user_id
    for older in revisions:
        if same_content(older, latest, besides=_REVIEW):
            editor = older.user_id
        elif older.user_id != editor:
            return editor
    if latest and page.live and page.live_revision_id is None:  # imported in bulk, from its row
        return None if says_the_same(page.specific, latest, besides=_REVIEW) else editor
    return editor


def changes_text(request: Any, page: Any) -> bool:
    """Say whether the editor's form in this request says something else than the latest draft."""
    latest, draft = page.get_latest_revision(), page.get_latest_revision_as_object()
    form_class = type(draft).get_edit_handler().get_form_class()
    form = form_class(
        request.POST,
        request.FILES,
        instance=draft,
        parent_page=page.get_parent(),
        for_user=request.user,
    )
    if latest is None or not form.is_valid():
        return False  # the editor's view tells what is wrong with the form
    return not says_the_same(form.save(commit=False), latest, besides=_REVIEW)


def record(page: Any, user: Any, *, on: date) -> Revision | None:
    """Write who reviewed an article, and when, into a new draft of it; nothing into other pages."""
    if not _is_article(page):
        return None
    article = page.get_latest_revision_as_object()
    article.reviewer, article.reviewed_on = profile_of(user), on
    article.review_due_on = apps.get_model("blog", "EditorialSettings").next_review(article, on)
    # The two fields are known to be right; what the editors wrote was checked when they wrote it.
    return article.save_revision(user=user, log_action=RECORDED, clean=False)


def way_back(page: Any, user: Any) -> str | None:
    """Return where somebody goes on who acted on a page and may not open it any more, else None.

    Wagtail leads reviewers, who have no rights on pages, to a door that is shut to them.
    """
    if not isinstance(page, Page) or page.permissions_for_user(user).can_edit():
        return None
    return reverse("wagtailadmin_home")


def _is_article(page: Any) -> bool:
    return isinstance(page, apps.get_model("blog", "ArticlePage"))
