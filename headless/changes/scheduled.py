"""What goes live and what expires at a moment of its own; Wagtail leaves that to a cron job.

Does what its command `publish_scheduled` does, but one that fails keeps no other from its moment.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


def work() -> int:
    """Unpublish what has expired, publish what is due; return how many. A duty of the worker."""
    now, done = timezone.now(), 0
    for model in _kinds():
        for pk in _keys(expired := model.objects.filter(live=True, expire_at__lte=now)):
            done += _safely(expired.filter(pk=pk), _unpublish)
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    for pk in _keys(due):
        done += _safely(due.filter(pk=pk), _publish)
    return done


def _kinds() -> list[Any]:
    """Return the models whose table says what expires: one for all pages, one for each snippet."""
    kinds = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    return [Page, *(model for model in kinds if not issubclass(model, Page))]


def _keys(rows: QuerySet) -> list[Any]:
    return list(rows.values_list("pk", flat=True))


def _safely(rows: QuerySet, act: Callable[[Any], Any]) -> int:
    """Act on the one row, if no other worker just did; return 1 where that worked."""
    try:
        with transaction.atomic():
            one = rows.select_for_update().first()
            if one is None:
                return 0
            act(one)
    except Exception as error:  # whatever a page type's own `publish` raises
        logger.warning("A %s missed its moment: %s", rows.model.__name__, type(error).__name__)
        return 0
    return 1


def _unpublish(one: Any) -> None:
    one.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")
