"""Telling caches and other systems of changes: the worker turns new rows into deliveries.

The rows were written with their cause, so nothing is lost where a process dies; the request that
changed something waits for nobody.
"""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.apps import apps
from django.db import connections, router, transaction
from wagtail.contrib.frontend_cache.utils import get_backends
from wagtail.models import Site

from headless.changes.ledger import KEPT
from headless.changes.models import ContentChange, EventWebhook
from headless.models import Delivery
from headless.outbox import queue, webhooks
from headless.outbox.channels import DeliveryError

EVENTS, PURGE = "headless.event", "headless.purge"
_BATCH = 500
MANY = 100  # changes at once, from which on webhooks are told only that there are many


def tell() -> int:
    """Owe a delivery to each webhook for each change, and one purge for all; return how many."""
    with transaction.atomic():
        rows = list(_untold()[:_BATCH])
        if not rows:
            return 0
        changes = [row for row in rows if row.type]
        told = changes if len(changes) <= MANY else changes[-1:]
        for webhook in EventWebhook.objects.filter(active=True):
            for row in told:
                _owe_event(webhook, row, many=len(changes) > MANY)
        if get_backends():
            _owe_purge(rows)
        ContentChange.objects.filter(pk__in=[row.pk for row in rows]).update(told=True)
    return len(rows)


def _untold() -> Any:
    rows = ContentChange.objects.filter(told=False).order_by("pk")
    features = connections[router.db_for_write(ContentChange)].features
    return rows.select_for_update(skip_locked=features.has_select_for_update_skip_locked)


def _owe_event(webhook: EventWebhook, row: ContentChange, *, many: bool) -> None:
    queue.owe(
        EVENTS,
        target=f"content webhook:{webhook.pk}",
        unique_key=f"{EVENTS}:{row.pk}:{webhook.pk}",
        payload={"webhook": webhook.pk, "event": _many(row) if many else _event(row)},
    )


def _event(row: ContentChange) -> dict[str, Any]:
    data = {
        "object": row.type,
        "id": row.object_id,
        "type": _type(row.label),
        "tags": row.tags,
        "paths": row.paths,
    }
    return {"type": f"content.{row.kind}", "timestamp": _moment(row), "data": data}


def _type(label: str) -> str:
    """Return a type as the API names it ("blog.ArticlePage"); a change keeps it in lower case."""
    try:
        return apps.get_model(label)._meta.label
    except (LookupError, ValueError):  # none, or a type that is no more
        return label


def _many(row: ContentChange) -> dict[str, Any]:
    """Return the event that stands for very many changes, such as an import's."""
    return {"type": "content.many", "timestamp": _moment(row), "data": {"tags": [], "paths": []}}


def _moment(row: ContentChange) -> str:
    return row.at.astimezone(UTC).isoformat()


def send_event(delivery: Delivery) -> None:
    """Post one event."""
    webhook = EventWebhook.objects.filter(pk=delivery.payload["webhook"]).first()
    if webhook is None or not webhook.active:
        raise DeliveryError("The webhook is gone or switched off.", final=True)
    webhooks.post(delivery, webhook.address, delivery.payload["event"], webhook.secrets)


def _owe_purge(rows: list[ContentChange]) -> None:
    tags = sorted({tag for row in rows for tag in row.tags})
    payload = {"tags": tags, "urls": sorted(_urls(rows))}
    queue.owe(PURGE, target="cdn", unique_key=f"{PURGE}:{rows[-1].pk}", payload=payload)


def _urls(rows: Iterable[ContentChange]) -> set[str]:
    """Return the addresses of the pages that changed, at every site, for caches without tags."""
    sites = [site.root_url for site in Site.objects.all()]
    paths = {path for row in rows if row.type == "page" for path in row.paths}
    paths |= {f"/api/v2/pages/{row.object_id}/" for row in rows if row.type == "page"}
    return {f"{site}{path}" for site in sites for path in paths}


def send_purge(delivery: Delivery) -> None:
    """Purge by tag where a backend can, else the addresses of what itself changed."""
    for backend in get_backends().values():
        if hasattr(backend, "purge_tags"):
            backend.purge_tags(delivery.payload["tags"])
        else:
            backend.purge_batch(delivery.payload["urls"])


def forget() -> int:
    """Drop deliveries that arrived as long ago as their changes are kept; return how many.

    Those given up stay: staff must see them, and may revive them.
    """
    return queue.forget(EVENTS, PURGE, older_than=KEPT)
