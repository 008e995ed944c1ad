"""What the plugin adds to the Wagtail admin."""

from wagtail import hooks

from blog.admin import ArticleListing, article_listing


@hooks.register("register_admin_viewset")
def register_article_listing() -> ArticleListing:
    """Add the list of articles to the menu."""
    return article_listing
