"""Whether two revisions say the same to readers: a save that changed nothing is nobody's change."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from modelcluster.models import get_all_child_relations
from treebeard.mp_tree import MP_Node
from wagtail.fields import RichTextField, StreamField
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    DraftStateMixin,
    LockableMixin,
    Revision,
    RevisionMixin,
)

from home.blocks.canonical import canonical, canonical_html, canonical_text

_STATES = (MP_Node, DraftStateMixin, LockableMixin, RevisionMixin)
# What saving, publishing, scheduling and moving write, and what editors say to one another.
_NOT_SAID = {field.name for state in _STATES for field in state._meta.local_fields} | {
    "pk",
    "alias_of",
    "draft_title",
    "latest_revision_created_at",
    "owner",
    "url_path",
    COMMENTS_RELATION_NAME,
}


def same_content(one: Revision, other: Revision, *, besides: Collection[str] = ()) -> bool:
    """Say whether two revisions of an object say the same, besides the fields of these names."""
    if one.content == other.content:
        return True
    model = one.content_type.model_class()
    return _said(model, one.content, besides) == _said(model, other.content, besides)


def says_the_same(instance: Any, revision: Revision, *, besides: Collection[str] = ()) -> bool:
    """Say whether an object, as it is in memory, says the same as one of its revisions."""
    content = json.loads(json.dumps(instance.serializable_data(), cls=DjangoJSONEncoder))
    model = type(instance)
    return _said(model, content, besides) == _said(model, revision.content, besides)


def _said(model: Any, content: Mapping[str, Any], besides: Collection[str]) -> dict[str, Any]:
    """Return what stored content says, by field and by relation to rows of its own."""
    said: dict[str, Any] = {}
    relations = {each.get_accessor_name(): each for each in get_all_child_relations(model)}
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        said[field.name] = _value(field, content)
    for name, relation in relations.items():
        said[name] = _rows(content.get(name) or (), relation.field.name)
    left_out = {*_NOT_SAID, *besides}
    return {name: value for name, value in said.items() if name not in left_out}


def _value(field: Any, content: Mapping[str, Any]) -> Any:
    """Return a field's value; its default where a revision is older than the field."""
    value: Any
    if field.name not in content:
        value = [] if field.many_to_many else field.get_default()
    else:
        value = content[field.name]
    if isinstance(field, StreamField):
        return canonical(field.stream_block, field.to_python(value))
    if isinstance(field, RichTextField):
        return canonical_html(field.formfield().widget, value or "")
    return sorted(value) if field.many_to_many else canonical_text(value)


def _rows(rows: Collection[Mapping[str, Any]], parent: str) -> list[dict[str, Any]]:
    """Return rows in their order; those that have none, such as tags, in any that is the same."""
    placed = sorted(rows, key=lambda row: row.get("sort_order") or 0)
    said = [_row(row, parent) for row in placed]
    ordered = any("sort_order" in row for row in rows)
    return said if ordered else sorted(said, key=lambda row: json.dumps(row, sort_keys=True))


def _row(row: Mapping[str, Any], parent: str) -> dict[str, Any]:
    """Return a row without its keys, which it has only when it is saved, and without its place."""
    left_out = {"pk", parent, "sort_order"}
    return {name: canonical_text(row[name]) for name in row if name not in left_out}
