"""Rows that belong to a row, read in its own query as JSON: a form comes with its questions.

`with_rows(forms, "form_fields")` adds a column to a queryset; `take_rows(form, "form_fields")`
makes `form.form_fields.all()` answer with what came. A relation may lie behind others, as in
`answerer__staffed_hours`.
"""

from typing import Any

from django.db.models import Aggregate, JSONField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from modelcluster.utils import sort_by_fields


class RowsAsList(Aggregate):
    """The values of a group as one list of JSON; nothing of their order is promised."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Write it as PostgreSQL names it."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra)


def with_rows(queryset: Any, *relations: str) -> Any:
    """Return the queryset with the rows of these relations in columns of its own."""
    columns = {_column(each): _rows(queryset.model, each) for each in relations}
    return queryset.annotate(**columns)


def take_rows(instance: Model, *relations: str) -> None:
    """Let the relations of a row of `with_rows` answer with what was read; no query is made.

    Behind a relation that leads nowhere nothing is kept.
    """
    for relation in relations:
        found = vars(instance).pop(_column(relation))
        *path, name = relation.split("__")
        parent: Any = instance
        for step in path:
            parent = parent and getattr(parent, step, None)
        if parent is not None:
            _keep(parent, name, found or [])


def _column(relation: str) -> str:
    return f"rows_of_{relation}"


def _rows(model: type[Model], relation: str) -> Subquery:
    """Return the query of the rows of one relation of the outer query's row."""
    *path, name = relation.split("__")
    for step in path:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    related: Any = model._meta.get_field(name)
    parent, rows = related.field.name, related.related_model
    columns = {field.attname: field.attname for field in rows._meta.concrete_fields}
    mine = rows._base_manager.filter(**{parent: OuterRef("__".join([*path, "pk"]))}).order_by()
    return Subquery(
        mine.values(parent).annotate(rows=RowsAsList(JSONObject(**columns))).values("rows")
    )


def _keep(parent: Any, relation: str, found: list[dict[str, Any]]) -> None:
    """Put the rows where Django looks for what was prefetched."""
    related = parent._meta.get_field(relation)
    model: type[Model] = related.related_model
    rows = [_made(model, each) for each in found]
    sort_by_fields(rows, [*(model._meta.ordering or ()), "pk"])
    for row in rows:
        setattr(row, related.field.name, parent)
    queryset: QuerySet = model._default_manager.all()
    queryset._result_cache, queryset._prefetch_done = rows, True  # type: ignore[attr-defined]
    kept = vars(parent).setdefault("_prefetched_objects_cache", {})
    kept[related.get_accessor_name()] = queryset


def _made(model: type[Model], row: dict[str, Any]) -> Model:
    """Return the instance of a row, its values as the database would have given them."""
    fields = model._meta.concrete_fields
    values = [field.to_python(row[field.attname]) for field in fields]
    return model.from_db(None, [field.attname for field in fields], values)
