"""Tells an editor in the admin why a page does not go live, before Wagtail tries to publish it.

The hooks answer in place of Wagtail's views, which have saved the draft by then.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages
from wagtail.models import Page

from headless.restrictions import carry_over
from home.publishing.actions import live_pages
from home.publishing.gate import blocking
from home.publishing.running import Result

SHOWN = 5  # findings in a message; the panel lists them all
SAVED = "Your changes are saved as a draft."
PANEL = "#publish-checks"  # opens the panel (publish-checks.js)


def editor_of(page: Page) -> str:
    """Return the address of a page's editor, with the panel open."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) + PANEL


def tell(request: HttpRequest, page: Page, results: list[Result], what_else: str = SAVED) -> None:
    """Add the message that a page was not published, why, and what became of it."""
    listed = format_html_join("", "<li>{}</li>", ((str(result),) for result in results[:SHOWN]))
    more = len(results) - SHOWN
    messages.error(
        request,
        format_html(
            "“{}” is not published. {} Mend this first:<ul>{}</ul>{}",
            page.get_admin_display_title(),
            what_else,
            listed,
            f"And {more} more, listed under “Checks”." if more > 0 else "",
        ),
        buttons=[messages.button(editor_of(page), "Show the checks")],
    )


def publish_from_editor(request: HttpRequest, page: Page) -> HttpResponseRedirect | None:
    """Keep a page that blocks from being published or scheduled; return to its editor."""
    if not (results := blocking(page)):
        return None
    tell(request, page, results)
    return redirect(editor_of(page))


def publish_in_bulk(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponseRedirect | None:
    """Publish none of the pages where one of them blocks, and name every one that does."""
    if action_type != "publish" or not issubclass(action.model, Page):
        return None
    deep = action.cleaned_form.cleaned_data["include_descendants"]
    blocked = [(page, results) for page in _drafts(objects, deep) if (results := blocking(page))]
    for page, results in blocked:
        tell(request, page, results, "Nor is any other page that you chose.")
    return redirect(action.next_url) if blocked else None


def _drafts(pages: Iterable[Page], deep: bool) -> Iterator[Page]:
    """Yield the pages as they would go live, and with `deep` the drafts below them."""
    for page in pages:
        yield page.get_latest_revision_as_object()
        if deep:
            for below in page.get_descendants().not_live():
                yield below.get_latest_revision_as_object()


def publish_copies(request: HttpRequest, page: Page) -> HttpResponseRedirect | None:
    """Keep copies of pages that block from going live; without publishing they may be made."""
    if request.method != "POST" or not request.POST.get("publish_copies"):
        return None
    for live in live_pages(page, recursive=bool(request.POST.get("copy_subpages"))):
        if results := blocking(live):
            tell(request, live, results, "Nothing was copied; a copy that is a draft can be made.")
            return redirect(request.get_full_path())
    return None


def keep_private(request: HttpRequest, page: Page, copied: Page) -> None:
    """Keep a copy as private as what it was made of, where it or what is below it is live."""
    if copied.get_descendants(inclusive=True).live().exists():
        carry_over(page, copied)
