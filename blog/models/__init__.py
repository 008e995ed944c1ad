"""The plugin's models."""

from blog.models.articles import ArticlePage, ArticleTag
from blog.models.comments import Comment, CommentEvent
from blog.models.credits import ArticleAuthor, Reference
from blog.models.imported import ImportedItem
from blog.models.indexes import ArticleIndexPage, TopicPage
from blog.models.moderation import Ban, CannedReply, CommentSettings
from blog.models.people import PeopleIndexPage, PersonPage
from blog.models.series import SeriesPage, SeriesPart
from blog.models.settings import EditorialSettings
from blog.models.subjects import ArticleSubject
from blog.models.workflow import MedicalReviewTask

__all__ = [
    "ArticleAuthor",
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleSubject",
    "ArticleTag",
    "Ban",
    "CannedReply",
    "Comment",
    "CommentEvent",
    "CommentSettings",
    "EditorialSettings",
    "ImportedItem",
    "MedicalReviewTask",
    "PeopleIndexPage",
    "PersonPage",
    "Reference",
    "SeriesPage",
    "SeriesPart",
    "TopicPage",
]
