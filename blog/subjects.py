"""Keeps what published articles are about: the subjects to which their bodies refer."""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from blog.models import ArticlePage, ArticleSubject
from home.subjects import subject_pages


def note_published(sender: type, instance: ArticlePage, **kwargs: Any) -> None:
    """Note the subjects of an article that was published."""
    note(instance)


@transaction.atomic
def note(article: ArticlePage) -> None:
    """Make an article's rows what its body refers to; nothing is written where they are."""
    rows = ArticleSubject.objects.filter(article=article.pk)
    noted, wanted = set(rows.values_list("page", flat=True)), _subjects(article)
    if gone := noted - wanted:
        rows.filter(page__in=gone).delete()
    new = [ArticleSubject(article_id=article.pk, page_id=pk) for pk in wanted - noted]
    ArticleSubject.objects.bulk_create(new, ignore_conflicts=True)


def _subjects(article: ArticlePage) -> set[int]:
    """Return the ids of the subjects in choosers and links of the body."""
    found = article._meta.get_field("body").extract_references(article.body)
    named = {int(pk) for model, pk, *_ in found if issubclass(model, Page)}
    return set(subject_pages().filter(pk__in=named).values_list("pk", flat=True))
