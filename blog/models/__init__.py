"""The plugin's models."""

from blog.models.articles import ArticleAuthor, ArticlePage, ArticleTag, Reference
from blog.models.comments import Comment, CommentEvent
from blog.models.imported import ImportedItem
from blog.models.indexes import ArticleIndexPage, TopicPage
from blog.models.moderation import Ban, CannedReply, CommentSettings
from blog.models.people import PeopleIndexPage, PersonPage

__all__ = [
    "ArticleAuthor",
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleTag",
    "Ban",
    "CannedReply",
    "Comment",
    "CommentEvent",
    "CommentSettings",
    "ImportedItem",
    "PeopleIndexPage",
    "PersonPage",
    "Reference",
    "TopicPage",
]
