"""Relations of a model that are expanded: foreign keys, inline children, many to many."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F, QuerySet
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from headless.cache.tags import depend
from headless.reading.answer import Answer, Loader
from headless.reading.fields import Reader
from headless.reading.parameters import Config
from headless.reading.plans import Plan, plan_for
from headless.reading.statements import ByKeys
from headless.reading.surfaces import surface_of
from headless.visibility import in_public_collections, public_pages


def visible(model: type[models.Model]) -> QuerySet:
    """Return what the public may see of a model."""
    if issubclass(model, Page):
        return public_pages(model)
    if hasattr(model, "collection"):
        return in_public_collections(model._default_manager.all())
    return model._default_manager.all()


def tag(model: type[models.Model], pk: Any) -> str:
    """Return the cache's tag of one record."""
    name = surface_of(model).name.removesuffix("s")
    return f"{name}-{pk}" if name else f"record-{model._meta.label_lower}-{pk}"


def relation_reader(model: type[models.Model], name: str, below: Config) -> Reader:
    """Return how a relation is read; `below` is what is asked of its targets."""
    relation: Any = model._meta.get_field(name)
    if isinstance(getattr(relation, "field", None), ParentalKey):
        return _children(relation.field, below)
    if relation.many_to_many:
        return _many(relation, below)
    target = relation.related_model
    loader = nested_loader(target, below)
    key = relation.attname
    return Reader({key: F(key)}, lambda row, answer: answer.want(loader, row[key]))


def nested_loader(target: type[models.Model], below: Config) -> Loader:
    """Return what loads targets of a relation, each as stock v2 nests them."""
    plan = plan_for(target, below, "nested")
    statement = ByKeys(lambda ids: plan.values(visible(target).filter(pk__in=ids).order_by()))

    def load(answer: Answer, ids: set) -> Mapping[Any, dict[str, Any]]:
        depend("visibility", *(tag(target, pk) for pk in ids))
        return {row["pk"]: plan.item(row, answer) for row in statement.rows(ids)}

    return Loader(load, rank=4)


def _children(key: models.ForeignKey, below: Config) -> Reader:
    """Inline children are part of the page: all their fields, unless some are chosen."""
    if not below or below[0][0] not in {"*", "_"}:
        below = (("*", False, ()), *below)
    plan = plan_for(key.model, below, "nested")
    wide = _with(plan, {"parent_of_row": F(key.attname)})
    children = key.model._default_manager
    statement = ByKeys(lambda ids: wide.values(children.filter(**{f"{key.name}__in": ids})))

    def load(answer: Answer, ids: set) -> Mapping[Any, list[dict[str, Any]]]:
        found: dict[Any, list] = {pk: [] for pk in ids}
        for row in statement.rows(ids):
            found[row["parent_of_row"]].append(plan.item(row, answer))
        return found

    loader = Loader(load)
    return Reader({"pk": F("pk")}, lambda row, answer: answer.want(loader, row["pk"]))


def _with(plan: Plan, more: dict[str, Any]) -> Plan:
    return plan._replace(expressions={**plan.expressions, **more})


def _many(relation: Any, below: Config) -> Reader:
    through, source = relation.remote_field.through, relation.m2m_field_name()
    goal = relation.m2m_reverse_field_name()
    targets = nested_loader(relation.related_model, below)

    def load(answer: Answer, ids: set) -> Mapping[Any, list[Any]]:
        found: dict[Any, list] = defaultdict(list)
        rows = through.objects.filter(**{f"{source}__in": ids}).order_by("pk")
        for pk, target in rows.values_list(f"{source}_id", f"{goal}_id"):
            found[pk].append(answer.want(targets, target))
        return found

    loader = Loader(load)
    return Reader({"pk": F("pk")}, lambda row, answer: answer.want_all(loader, row["pk"]))
