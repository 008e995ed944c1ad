"""`manage.py load_demo`: the demo content, once."""

import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.auth import DEMO_PASSWORD
from demo import loading


class Command(BaseCommand):
    """Loads the demo publisher; a second run changes only at which address it stands."""

    help = "Load the demo content and accounts, once. Refused outside development."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load where needed, and say who can log in."""
        if not getattr(settings, "DEMO_ALLOWED", False):
            raise CommandError("The demo belongs in development: DEMO_ALLOWED is not set.")
        if not loading.is_loaded():
            self.stdout.write("Loading the demo content; this happens once…")
            logging.getLogger("wagtail").setLevel(logging.WARNING)  # a line for each page otherwise
            loading.load()
        loading.stand_at(settings.WAGTAILADMIN_BASE_URL)
        names = ", ".join(name for name, _ in loading.ACCOUNTS)
        self.stdout.write(f"Demo log-ins: {names}. Password of each: {DEMO_PASSWORD}")
