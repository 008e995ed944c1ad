"""Erase everything that somebody wrote below articles."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from blog.comments.erasure import erase_person


class Command(BaseCommand):
    """For somebody who asks for it and writes from the address; a second run finds nothing."""

    help = "Erase all comments that were written under a mail address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address."""
        parser.add_argument("email", help="The address they were written under.")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        """Erase, and say how much it was."""
        self.stdout.write(f"{erase_person(email)} comments erased.")
