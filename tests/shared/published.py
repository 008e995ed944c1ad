"""How tests of every plugin put a page into the tree."""


def publish(parent, page):
    """Add a page below another and publish it; return it as it is stored."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
