"""Wagtail's addresses, its pages found by `home.routing`; a project includes them last."""

from django.urls import re_path
from wagtail import urls as wagtail_urls

from home import routing

_SERVE = "wagtail_serve"

urlpatterns = [each for each in wagtail_urls.urlpatterns if each.name != _SERVE]
urlpatterns.append(re_path(wagtail_urls.serve_pattern, routing.serve, name=_SERVE))
