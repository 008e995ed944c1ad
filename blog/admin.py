"""The list of articles in the Wagtail admin."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django_filters import ModelMultipleChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet

from blog.lists import with_authors
from blog.models import ArticleAuthor, ArticlePage, PersonPage, TopicPage
from blog.reports import DueFilter
from headless.columns import DayColumn
from home.admin import DETAIL, FIRST_COLUMNS, LAST_COLUMNS, PageListing


class AuthorFilter(ModelMultipleChoiceFilter):
    """Articles that name one of the people chosen."""

    def filter(self, qs: Any, value: Any) -> Any:
        """Look the bylines up in a query of their own, so that no article comes twice."""
        rows = ArticleAuthor.objects.filter(person__in=value).values("article")
        return qs.filter(pk__in=rows) if value else qs


class TopicFilter(ModelMultipleChoiceFilter):
    """Articles on one of the topics chosen."""

    def filter(self, qs: Any, value: Any) -> Any:
        """Look the topics up in a query of their own, so that no article comes twice."""
        rows = ArticlePage.objects.filter(topics__in=value).values("pk")
        return qs.filter(pk__in=rows) if value else qs


class ArticleFilterSet(PageFilterSet):
    """Wagtail's page filters that make sense here, and author, topic, reviewer, next review."""

    has_child_pages = None
    author = AuthorFilter(
        label="Author",
        queryset=PersonPage.objects.order_by("title"),
        widget=CheckboxSelectMultiple,
    )
    topic = TopicFilter(
        label="Topic",
        queryset=TopicPage.objects.order_by("title"),
        widget=CheckboxSelectMultiple,
    )
    reviewer = ModelMultipleChoiceFilter(
        label="Medical reviewer",
        queryset=PersonPage.objects.order_by("title"),
        widget=CheckboxSelectMultiple,
    )
    due = DueFilter()

    class Meta:
        model = ArticlePage
        fields: list[str] = []


class ArticleListView(IndexView):
    """Articles with every author's name, those without a public profile too."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Look up the authors of the page of articles at once."""
        context = super().get_context_data(**kwargs)
        with_authors(context["object_list"], public_only=False)
        return context


class ArticleListing(PageListing):
    """The menu entry `Articles`."""

    model = ArticlePage
    index_view_class = ArticleListView
    icon = "doc-full"
    menu_label = "Articles"
    menu_order = 150
    name = "articles"
    filterset_class = ArticleFilterSet
    # `author_names` reads what the view looked up, not one article at a time.
    columns = [
        *FIRST_COLUMNS,
        Column("authors", label="Authors", accessor="author_names", classname=DETAIL),
        DayColumn(
            "updated_on", label="Updated", sort_key="updated_on", width="12%", classname=DETAIL
        ),
        DayColumn("review_due_on", label="Review due", sort_key="review_due_on", width="12%"),
        *LAST_COLUMNS,
    ]


article_listing = ArticleListing("articles")
