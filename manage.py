#!/usr/bin/env python
"""Django's command line for this project; development settings unless told otherwise."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run a management command."""
    root = Path(__file__).resolve().parent
    # `site/` is a folder on the path, not a package: Python's own module `site` has that name.
    sys.path.insert(0, str(root / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    if sys.argv[1:2] == ["runserver"]:
        os.environ.setdefault("SERVES_REQUESTS", "1")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
