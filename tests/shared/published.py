"""How tests of every plugin put a page into the tree, and end what would be a transaction."""

from django.db import connection


def publish(parent, page):
    """Add a page below another and publish it; return it as it is stored."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def committed():
    """Run what waits for the commit, as if the test's transaction, so far, were over."""
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for _, call, _ in waiting:
        call()
