"""Which addresses led to something that was public, and is no more.

A plugin that keeps records of what it removed registers a function. Our own answers for pages that
were unpublished. What was never public, or is private, is not gone: nobody may learn that it is.
"""

from collections.abc import Callable

from wagtail.models import Page, PageLogEntry, Site

WasPublic = Callable[[Site, str], bool]
_registered: list[WasPublic] = []
UNPUBLISHED = ("wagtail.unpublish", "wagtail.unpublish.scheduled")


def register(was_public: WasPublic) -> None:
    """Ask this function too; it gets the site and a path such as `/a/b/`."""
    _registered.append(was_public)


def is_gone(site: Site, root: Page, path: str) -> bool:
    """Say whether anybody could once read something at this path below the site's root page."""
    return _was_unpublished(root, path) or any(ask(site, path) for ask in _registered)


def _was_unpublished(root: Page, path: str) -> bool:
    """Say whether the last thing that happened to the page here was its unpublishing.

    One that was edited or moved afterwards is a draft again, and its address may be new. One below
    a draft or a restricted page was not public to begin with.
    """
    page = Page.objects.filter(url_path=f"{root.url_path}{path.lstrip('/')}").first()
    if page is None or page.live or page.get_view_restrictions().exists():
        return False
    above = page.get_ancestors().filter(depth__gte=root.depth)
    if above.filter(live=False).exists():
        return False
    last = PageLogEntry.objects.filter(page_id=page.pk).order_by("-timestamp", "-pk").first()
    return last is not None and last.action in UNPUBLISHED
