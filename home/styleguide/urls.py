"""The pattern page's address."""

from django.urls import path

from home.styleguide.views import patterns

urlpatterns = [path("", patterns, name="styleguide")]
