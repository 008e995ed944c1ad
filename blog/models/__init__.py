"""The plugin's models."""

from blog.models.articles import ArticleAuthor, ArticlePage, ArticleTag, Reference
from blog.models.imported import ImportedItem
from blog.models.indexes import ArticleIndexPage, TopicPage
from blog.models.people import PeopleIndexPage, PersonPage

__all__ = [
    "ArticleAuthor",
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleTag",
    "ImportedItem",
    "PeopleIndexPage",
    "PersonPage",
    "Reference",
    "TopicPage",
]
