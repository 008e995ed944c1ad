"""What each table of the database means to the watches on SQL."""

from dataclasses import dataclass, field
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import hooks
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.snippets.models import get_snippet_models

from headless.cache.tags import REDIRECTS, SITE, VISIBILITY

PAGE_TABLE = "wagtailcore_page"

# Whole apps that no public answer shows: what is written there is not noted, and an answer that
# reads there is not kept.
_private_apps = {"auth", "admin", "sessions", "wagtailusers", "wagtailforms", "headless"}
_PRIVATE_WAGTAIL = """
    comment commentreply groupapprovaltask groupcollectionpermission grouppagepermission
    modellogentry pagelogentry pagesubscription referenceindex revision task taskstate
    uploadedfile workflow workflowcontenttype workflowpage workflowstate workflowtask
"""
_private_models = {f"wagtailcore.{name}" for name in _PRIVATE_WAGTAIL.split()}
# Rows that are written once, when the tables are made.
_CONSTANT = {ContentType._meta.db_table}


def never_shown(*labels: str) -> None:
    """Register models, as `app.model`, or whole apps that no public answer shows."""
    for label in labels:
        (_private_models if "." in label else _private_apps).add(label.lower())
    known.cache_clear()


_other_parts: dict[str, str] = {}


def part_of_page(label: str, column: str) -> None:
    """Register a model whose rows belong to the pages that a column names, without ParentalKey."""
    _other_parts[label.lower()] = column
    known.cache_clear()


@dataclass
class Tables:
    """The tables of the project, by what they mean."""

    all: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    parts: dict[str, str] = field(default_factory=dict)  # of a page; the column that names it
    private: set[str] = field(default_factory=set)
    records: dict[str, str] = field(default_factory=dict)  # rows have tags; how these begin
    aliases: dict[str, str] = field(default_factory=dict)  # the tag that means the whole table
    keys: dict[str, str] = field(default_factory=dict)  # the column of the primary key

    def add(self, model: type[Model]) -> None:
        """Sort one model's table in."""
        table, label = model._meta.db_table, model._meta.label_lower
        self.all.add(table)
        if model._meta.pk is not None and model._meta.pk.column:
            self.keys[table] = model._meta.pk.column
        if model._meta.app_label in _private_apps or label in _private_models:
            self.private.add(table)
        elif issubclass(model, Page):
            self.pages.add(table)
            self._add_relations(model)
        elif column := _parent_column(model) or _other_parts.get(label):
            self.parts[table] = column

    def _add_relations(self, model: type[Page]) -> None:
        for relation in model._meta.local_many_to_many:
            if isinstance(relation, ParentalManyToManyField):
                table = relation.remote_field.through._meta.db_table
                self.parts[table] = relation.m2m_column_name()


def _parent_column(model: type[Model]) -> str:
    for parent in model._meta.local_fields:
        if isinstance(parent, ParentalKey) and issubclass(parent.remote_field.model, Page):
            return parent.column
    return ""


@cache
def known() -> Tables:
    """Return what is known of all tables; the models must have been loaded.

    Snippets are registered in hooks. A command that writes must know them as a server does.
    """
    hooks.search_for_hooks()
    tables = Tables(all=set(_CONSTANT))
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy:
            tables.add(model)
    for model in (Site, Locale, *_settings()):
        tables.aliases[model._meta.db_table] = SITE
    for model in (PageViewRestriction, CollectionViewRestriction):
        tables.aliases[model._meta.db_table] = VISIBILITY
    tables.aliases[Redirect._meta.db_table] = REDIRECTS
    for model in get_snippet_models():
        tables.records[model._meta.db_table] = f"record-{model._meta.label_lower}-"
    tables.records[get_image_model()._meta.db_table] = "image-"
    tables.records[get_document_model()._meta.db_table] = "document-"
    tables.all -= _CONSTANT
    # What may hold a page's own row in another way has no second meaning.
    for table in tables.pages | tables.private | set(tables.parts):
        tables.records.pop(table, None)
    return tables


def _settings() -> list[type[Model]]:
    kinds = (BaseSiteSetting, BaseGenericSetting)
    return [model for model in apps.get_models() if issubclass(model, kinds)]


def tag_of(table: str) -> str:
    """Return the tag that stands for any row of a table that holds no pages."""
    return known().aliases.get(table) or f"table-{table}"
