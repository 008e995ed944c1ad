"""Wagtail's v2 endpoints behind the guard, answering from public content alone.

Stock endpoints ask the session which private pages this visitor has unlocked, and answer with
them; ours never look at a session, so that any cache may keep what they say.
"""

from django.db.models import Q, QuerySet
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.validators import SiteFilterValidator
from wagtail.contrib.redirects.api.v2 import RedirectsAPIViewSet
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from headless.guard import GuardedMixin
from headless.visibility import in_public_collections, public_pages


class PublicMixin(GuardedMixin):
    """Anonymous, JSON only."""

    authentication_classes: tuple = ()
    renderer_classes = (JSONRenderer,)


class PagesEndpoint(PublicMixin, PagesAPIViewSet):
    """`/api/v2/pages/`: live pages that are not private, of one site."""

    def get_base_queryset(self) -> QuerySet:
        """Return the public pages of the site asked for, or of the host asked."""
        try:
            validator = SiteFilterValidator(site=self.request.GET.get("site"), request=self.request)
            site = validator.site_obj
        except ValueError as error:
            raise BadRequestError(str(error)) from error
        return public_pages(site=site) if site else public_pages().none()


class ImagesEndpoint(PublicMixin, ImagesAPIViewSet):
    """`/api/v2/images/`: images outside restricted collections."""

    def get_queryset(self) -> QuerySet:
        """Return every public image."""
        return in_public_collections(self.model.objects.order_by("id"))


class DocumentsEndpoint(PublicMixin, DocumentsAPIViewSet):
    """`/api/v2/documents/`: documents outside restricted collections."""

    def get_queryset(self) -> QuerySet:
        """Return every public document."""
        return in_public_collections(self.model.objects.order_by("id"))


class RedirectsEndpoint(PublicMixin, RedirectsAPIViewSet):
    """`/api/v2/redirects/`: old addresses and where they lead."""

    def get_queryset(self) -> QuerySet:
        """Return the redirects to other sites and to public pages."""
        leads_out = Q(redirect_page__isnull=True)
        return super().get_queryset().filter(leads_out | Q(redirect_page__in=public_pages()))

    def find_object(self, queryset: QuerySet, request: Request) -> Redirect | None:
        """Find by id or old path, with or without its last slash, among the public ones."""
        if "html_path" in request.GET:
            path = Redirect.normalise_path(request.GET["html_path"], decode_unicode=False)
            redirect = get_redirect(request, path)
        else:
            redirect = super().find_object(queryset, request)
        return redirect if redirect and queryset.filter(pk=redirect.pk).exists() else None
