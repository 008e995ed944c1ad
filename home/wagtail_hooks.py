"""What the plugin adds to the Wagtail admin."""

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.actions.registry import ActionRegistry
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.editing_views import EditingViewSet
from home.models import SearchSynonyms
from home.overtaken import tell_of_overtaking
from home.publishing import panel, refusals
from home.publishing.actions import CheckedCopyAction, CheckedPublishAction
from home.rich_text import DocumentLinks, ImageEmbeds, PageLinks


class SearchSynonymsViewSet(SnippetViewSet):
    """Which words mean the same to those who search."""

    model = SearchSynonyms
    icon = "search"
    menu_label = "Search synonyms"


register_snippet(SearchSynonymsViewSet)


hooks.register("before_edit_page", tell_of_overtaking)
hooks.register("before_publish_page", refusals.publish_from_editor)
hooks.register("before_bulk_action", refusals.publish_in_bulk)
hooks.register("before_copy_page", refusals.publish_copies)
hooks.register("after_copy_page", refusals.keep_private)


@hooks.register("register_admin_viewset")
def editing_viewset() -> EditingViewSet:
    """Show who may edit one page what stands beside its editor, and copy pages as a whole."""
    return EditingViewSet()


@hooks.register("register_actions")
def checked_actions(registry: ActionRegistry) -> None:
    """Put the gate before v3's own actions."""
    registry.register(Page, CheckedPublishAction)
    registry.register(Page, CheckedCopyAction)


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own
def links_in_rich_text(features: FeatureRegistry) -> None:
    """Write links as `home.rich_text` does."""
    features.register_link_type(PageLinks)
    features.register_link_type(DocumentLinks)
    features.register_embed_type(ImageEmbeds)


@hooks.register("register_admin_urls")
def findings_urls() -> list[URLPattern]:
    """Answer beside the editor's own addresses, so that its script needs to know no others."""
    new = "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/"
    return [
        path(
            "pages/<int:page_id>/edit/checks/",
            panel.FindingsOnEdit.as_view(),
            name="home_findings_on_edit",
        ),
        path(
            f"{new}<int:parent_page_id>/checks/",
            panel.FindingsOnCreate.as_view(),
            name="home_findings_on_create",
        ),
    ]


@hooks.register("insert_editor_js")
def findings_script() -> SafeString:
    """Bring the list of findings to life."""
    script = '<script type="module" src="{}"></script>'
    return format_html(script, static("home/publish-checks.js"))


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """Draw lists, and the list of findings; Wagtail has no hook for the editor's styles alone."""
    names = ("home/lists.css", "home/publish-checks.css")
    link = '<link rel="stylesheet" href="{}">'
    return format_html_join("", link, ((static(name),) for name in names))
