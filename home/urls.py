"""What machines ask a site for."""

from django.urls import path

from home import llms, robots, sitemaps

urlpatterns = [
    path("robots.txt", robots.robots, name="robots"),
    path("llms.txt", llms.llms, name="llms"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
]
