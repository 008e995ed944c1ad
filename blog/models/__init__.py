"""The plugin's models."""

from blog.models.articles import ArticleAuthor, ArticlePage, ArticleTag, Reference
from blog.models.indexes import ArticleIndexPage, TopicPage
from blog.models.people import PeopleIndexPage, PersonPage

__all__ = [
    "ArticleAuthor",
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleTag",
    "PeopleIndexPage",
    "PersonPage",
    "Reference",
    "TopicPage",
]
