"""Keeping a page private where it loses the page that made it so.

Wagtail gives a page's own restrictions to its copies and aliases, but not those above it. When the
source is deleted, or an alias converted, it forgets what made them private.
"""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction

from headless.visibility import restrictions_on


def carry_over(source: Page, target: Page) -> None:
    """Give a page the restrictions that hold for another, unless some hold for it already."""
    if not restrictions_on(target).exists():
        _copy(restrictions_on(source), target)


def _copy(restrictions: QuerySet, target: Page) -> None:
    for restriction in restrictions.prefetch_related("groups"):
        copied = PageViewRestriction.objects.create(
            page=target,
            restriction_type=restriction.restriction_type,
            password=restriction.password,
        )
        copied.groups.set(restriction.groups.all())


def keep_aliases_private(sender: type, instance: Page, origin: Any = None, **kwargs: Any) -> None:
    """Before a page is deleted: its aliases become pages of their own, and stay as private."""
    aliases = Page.objects.filter(alias_of=instance.pk)
    if isinstance(origin, QuerySet) and issubclass(origin.model, Page):
        aliases = aliases.exclude(pk__in=list(origin.values_list("pk", flat=True)))
    for alias in aliases:
        if not alias.view_restrictions.exists():
            _copy(restrictions_on(instance), alias)


def keep_converted_private(
    sender: type, instance: Any, update_fields: Any = None, **kwargs: Any
) -> None:
    """Before an alias becomes a page of its own: it stays as private as what it repeats."""
    freed = {"alias_of", "alias_of_id"} & set(update_fields or ())
    if not freed or not isinstance(instance, Page) or instance.alias_of_id:
        return
    source = Page.objects.filter(aliases=instance.pk).first()
    if source and not instance.view_restrictions.exists():
        _copy(restrictions_on(source), instance)


def free_aliases(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    """After a restriction is lifted: take it off the aliases that Wagtail copied it to."""
    alike = {"restriction_type": instance.restriction_type, "password": instance.password}
    for copied in PageViewRestriction.objects.filter(page__alias_of=instance.page_id, **alike):
        copied.delete()
