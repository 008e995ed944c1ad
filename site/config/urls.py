"""Every address of the assembled site."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config import health

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("", include("headless.urls")),  # /api/v2/ and /api/v3/
    path("documents/", include(wagtaildocs_urls)),
    path("altcha/", include("altcha_django.urls")),
    path("call-back/", include("leads.urls")),
    path("comments/", include("blog.urls")),
    path("newsletter/", include("leads.newsletter.urls")),
    path("listing-problem/", include("treatment.urls")),
    path("", include("home.urls")),
    path("health/live", health.live),
    path("health/ready", health.ready),
]
if settings.DEBUG:
    urlpatterns += [
        path("styleguide/", include("home.styleguide.urls")),
        *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    ]
urlpatterns.append(path("", include("home.page_urls")))
