"""What the plugin adds to the Wagtail admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import SearchSynonyms


class SearchSynonymsViewSet(SnippetViewSet):
    """Which words mean the same to those who search."""

    model = SearchSynonyms
    icon = "search"
    menu_label = "Search synonyms"


register_snippet(SearchSynonymsViewSet)
