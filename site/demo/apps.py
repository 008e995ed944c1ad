"""The demo's place in Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Installed by the development settings alone."""

    name = "demo"
    verbose_name = "Demo content"
