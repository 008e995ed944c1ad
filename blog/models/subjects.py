"""Which subjects an article refers to: pages of other plugins, such as treatment programs."""

from django.db import models
from wagtail.models import Page


class ArticleSubject(models.Model):
    """A row for each subject that a published article refers to; written by `blog.subjects`.

    Wagtail's reference index knows the same, with keys as text and updated after the commit: too
    late for answers that are kept until what they show has changed.
    """

    article = models.ForeignKey("blog.ArticlePage", related_name="+", on_delete=models.CASCADE)
    page = models.ForeignKey(Page, related_name="+", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "page"], name="blog_subject_of_article_once")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} refers to {self.page_id}"
