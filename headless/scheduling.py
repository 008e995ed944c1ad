"""Scheduled publication as one of the worker's duties: no cron beside `manage.py deliver`.

Wagtail's `publish_scheduled` does the same in one run, and one page that cannot be published keeps
those after it from being. Here each object has a transaction of its own, and several workers do
not publish the same twice.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


def keep_schedule() -> int:
    """Take down what has expired, publish what is due; return how many objects that were."""
    now = timezone.now()
    expired = sum(_each(expired_of(model, now), _take_down) for model in _models())
    return expired + _each(due_revisions(now), _publish)


def due_revisions(now: datetime) -> Any:
    """Return the approved revisions whose moment has come, the earliest first."""
    return Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")


def expired_of(model: type, now: datetime) -> Any:
    """Return what is live of a model and should not be any more."""
    return model.objects.filter(live=True, expire_at__lte=now).order_by("expire_at")  # type: ignore[attr-defined]


@cache
def _models() -> tuple[type, ...]:
    """Return what can be scheduled: pages as one, and each kind of snippet with drafts."""
    drafted = (model for model in apps.get_models() if issubclass(model, DraftStateMixin))
    return (Page, *(model for model in drafted if not issubclass(model, Page)))


def _each(objects: Any, act: Callable[[Any], None]) -> int:
    return sum(_one(objects, pk, act) for pk in list(objects.values_list("pk", flat=True)))


def _one(objects: Any, pk: Any, act: Callable[[Any], None]) -> bool:
    """Act on one object, unless another worker has it; one that fails is logged and tried again."""
    skip = connection.features.has_select_for_update_skip_locked
    try:
        with transaction.atomic():
            mine = objects.filter(pk=pk).select_for_update(of=("self",), skip_locked=skip).first()
            if mine is not None:
                act(mine)
    except Exception:
        logger.exception("%s %s could not be published or taken down", objects.model.__name__, pk)
        return False
    return mine is not None


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _take_down(instance: Any) -> None:
    instance.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
