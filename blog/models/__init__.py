"""The plugin's models."""

from blog.models.articles import ArticlePage, ArticleTag
from blog.models.credits import ArticleAuthor, Reference
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
