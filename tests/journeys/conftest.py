"""A small publisher, on whom whole days are walked."""

import publisher as small_publisher
import pytest
from django.core.cache import cache
from django.db import transaction
from visitor import Visitor


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """A publisher, in one transaction around all tests of a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        small_publisher.build()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def publisher(built, db, settings, tmp_path):
    """Return a function: publisher("editor") logs in. Each test finds all as it was built."""
    settings.TREATMENT_IMPORT_DIR = tmp_path / "imports"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DEMO_ALLOWED = True
    cache.clear()
    return Visitor.logged_in
