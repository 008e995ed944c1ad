"""Stock Wagtail 8.0.1's own v2 viewsets, to show their faults; mounted in tests alone."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.images.api.v2.views import ImagesAPIViewSet

stock = WagtailAPIRouter("stock")
stock.register_endpoint("pages", PagesAPIViewSet)
stock.register_endpoint("images", ImagesAPIViewSet)

urlpatterns = [
    path("stock/", stock.urls),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("config.urls")),
    path("", include(wagtail_urls)),
]
