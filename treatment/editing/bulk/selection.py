"""Which facilities a bulk action is about: those ticked, or all that the list shows.

Wagtail's own 'all in listing' forgets the list's filters, and means every page there is.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_list_or_404, redirect
from wagtail.admin import messages

from treatment.editing.listing import facility_listing
from treatment.models import FacilityPage

MOST = 500  # each is a revision, and all are one transaction


class TooManyError(ValueError):
    """More were chosen than one request can change."""


class Selection:
    """Goes before a bulk action of Wagtail's."""

    models = [FacilityPage]
    request: HttpRequest
    next_url: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say so, and do nothing, where too many are chosen."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except TooManyError as error:
            messages.error(request, str(error))
            return redirect(self.next_url)

    def prepare_action(self, objects: list[FacilityPage], objects_without_access: Any) -> Any:
        """Refuse who may do it to none of them, instead of doing nothing and saying nothing."""
        if not objects:
            raise PermissionDenied
        return super().prepare_action(objects, objects_without_access)

    @classmethod
    def get_queryset(cls, model: type[FacilityPage], object_ids: Any) -> list[FacilityPage]:
        """Return the facilities in the order of their names; 404 where none of them exists."""
        ids = {int(one) for one in object_ids if str(one).isdecimal() and len(str(one)) < 10}
        if len(ids) > MOST:
            raise TooManyError(
                f"{len(ids):,} facilities are too many at once: choose at most {MOST}, "
                "for example by a filter."
            )
        found = model.objects.filter(pk__in=ids).defer_streamfields()
        return get_list_or_404(found.prefetch_workflow_states().order_by("title", "pk"))

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[int]:
        """Return the keys of all that the list shows, by the same filters, search and rights."""
        index = facility_listing.index_view
        view = index.view_class(**index.view_initkwargs)
        view.setup(self.request)
        return [page.pk for page in view.get_queryset()]
