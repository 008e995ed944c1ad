"""Stock v3 in our place, to show its faults."""

from django.urls import path
from wagtail.api.v3.urls import api

from config.urls import urlpatterns as ours

urlpatterns = [path("api/v3/", api.urls), *ours]
