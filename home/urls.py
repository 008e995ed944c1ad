"""What a site answers beside its pages: the search, and what machines ask for."""

from django.urls import path

from home import llms, robots, sitemaps
from home.search import views as search

urlpatterns = [
    path("search/", search.results, name="search"),
    path("search/suggestions/", search.suggestions, name="search_suggestions"),
    path("robots.txt", robots.robots, name="robots"),
    path("llms.txt", llms.llms, name="llms"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
]
