"""The worker makes the pictures of what was published or uploaded, before a reader asks for them.

Which sizes a page shows stands in its templates alone. So the worker renders the page as a reader
would get it, the list it stands in, the front page, and its answer of the API; what they lack is
encoded on the way. To write the sizes down beside the templates would be one more thing to forget.
"""

import contextlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from headless import reading
from headless.models import Delivery
from headless.outbox import queue
from headless.outbox.channels import DeliveryError
from headless.reading.renditions import allowed
from headless.resolving import anonymous_request
from headless.turns import patiently
from headless.visibility import public_pages
from home.blocks import ahead
from home.models import SitePage
from home.reading_ahead import streams_of

CHANNEL, TARGET = "home.renditions", "renditions"
UNREADABLE = "A picture cannot be read"
NOT_WRITTEN = "A picture could not be written"
MOST_PAGES = 50  # that show an image, made anew where it is replaced; readers make the others


def page_published(sender: type, instance: Page, revision: Any = None, **kwargs: Any) -> None:
    """Owe the pictures of a page, in the transaction that publishes it."""
    if isinstance(instance, SitePage) and _has_pictures(instance):
        version = revision.pk if revision else instance.latest_revision_id
        queue.owe(CHANNEL, TARGET, f"{CHANNEL}:page:{instance.pk}:{version}", {"page": instance.pk})


def _has_pictures(page: SitePage) -> bool:
    wanted = ahead.Wanted(set)
    for stream in streams_of(page):
        ahead.look_through(stream, wanted)
    return bool(wanted[get_image_model()] or any(page.pictures_served()))


def image_saved(sender: type, instance: Any, **kwargs: Any) -> None:
    """Owe the sizes that front ends ask for, and those of the pages that show the image."""
    focus = instance.get_focal_point()
    version = f"{instance.file_hash or instance.file.name}:{focus and focus.as_tuple()}"
    key = f"{CHANNEL}:image:{instance.pk}:{version}"
    queue.owe(CHANNEL, TARGET, key, {"image": instance.pk})


def make(delivery: Delivery) -> None:
    """Make what a delivery owes; what is gone or no longer public needs nothing.

    One picture that cannot be made keeps no other from being made.
    """
    with patiently(before_each=lambda: queue.renew(delivery)) as faults:
        if pk := delivery.payload.get("image"):
            _make_image(pk)
        else:
            _make_pages([delivery.payload["page"]])
    if faults:
        lasting = all(fault.lasting for fault in faults)
        raise DeliveryError(UNREADABLE if lasting else NOT_WRITTEN, final=lasting)


def forget() -> int:
    """Drop the rows of pictures made a day ago; return how many."""
    return queue.forget(CHANNEL, older_than=timedelta(days=1))


def _make_image(pk: int) -> None:
    image: Any = get_image_model()._default_manager.filter(pk=pk).first()
    if image is None:
        return
    image.get_renditions(*allowed())
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(image).filter(base_content_type=pages)
    shown_on = references.values_list("object_id", flat=True).distinct()
    _make_pages([int(page) for page in shown_on[:MOST_PAGES]])


def _make_pages(keys: Iterable[int]) -> None:
    pages = list(public_pages(Page).filter(pk__in=keys).select_related("content_type"))
    around = {path for page in pages for path in (_parent(page.path), _front(page)) if path}
    lists = public_pages(Page).filter(path__in=around)
    for page in [*pages, *lists]:
        _render(page.specific)


def _parent(path: str) -> str:
    return path[: -Page.steplen]


def _front(page: Page) -> str:
    site = page.get_site()
    return site.root_page.path if site else ""


def _render(page: Page) -> None:
    """Render a page for nobody, as HTML and as the API has it."""
    site = page.get_site()
    if site is None:
        return
    request = anonymous_request(site, (page.get_url(current_site=site) or "/").removeprefix("/"))
    with contextlib.suppress(Http404):
        response: Any = page.serve(request)
        if hasattr(response, "render"):
            response.render()
    reading.detail(request, page)
