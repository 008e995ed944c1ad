"""What a browser posts from Wagtail's page editor: every field as it stands, and every block."""

import re
from typing import Any

from django import forms
from django.http import QueryDict
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.test.utils.form_data import querydict_from_html


def posted(response: Any, **changes: Any) -> dict[str, Any]:
    """Return what the form on an editor's page posts, with nothing typed but these changes.

    A change may be of any field by its name; None takes it out of the post.
    """
    form = response.context["form"]
    data = dict(_as_it_came(response.content.decode()).lists())
    for name, field in form.fields.items():
        if isinstance(field, blocks.base.BlockField):
            prefix = form.add_prefix(name)
            data.pop(prefix, None)
            data.update(block_fields(field.block, form[name].value(), prefix))
    for name, value in changes.items():
        if value is None:
            data.pop(name, None)
        else:
            data[name] = value
    return data


def _as_it_came(html: str) -> QueryDict:
    """Return the fields of the page; Wagtail's helper leaves a ticked box without a value empty."""
    ticked = re.sub(r'(<input type="checkbox" name="[^"]+")(?![^>]*value=)', r'\1 value="on"', html)
    return querydict_from_html(ticked, form_id="page-edit-form")


def block_fields(block: blocks.Block, value: Any, prefix: str) -> dict[str, Any]:
    """Return the fields that the editor's scripts make of a block's value."""
    if isinstance(block, blocks.BaseStreamBlock):
        rows = [(child.block, child.value, child.id, child.block_type) for child in value]
        return _sequence(rows, prefix)
    if isinstance(block, blocks.ListBlock):
        rows = [(block.child_block, child.value, child.id, None) for child in value.bound_blocks]
        return _sequence(rows, prefix)
    if isinstance(block, ImageBlock):
        value = block._image_to_struct_value(value)  # an image, which knows its alt text here
    if isinstance(block, blocks.BaseStructBlock):
        fields: dict[str, Any] = {}
        for name, child in block.child_blocks.items():
            fields.update(block_fields(child, value.get(name), f"{prefix}-{name}"))
        return fields
    if isinstance(block, TypedTableBlock):
        return _table(block, value, prefix)
    if isinstance(block, blocks.StaticBlock):
        return {}
    return _widget(block, value, prefix)


def _sequence(rows: list[tuple], prefix: str) -> dict[str, Any]:
    fields = {f"{prefix}-count": str(len(rows))}
    for number, (block, value, key, kind) in enumerate(rows):
        row = f"{prefix}-{number}"
        fields |= {f"{row}-deleted": "", f"{row}-order": str(number), f"{row}-id": key or ""}
        if kind:
            fields[f"{row}-type"] = kind
        fields |= block_fields(block, value, f"{row}-value")
    return fields


def _table(block: TypedTableBlock, value: Any, prefix: str) -> dict[str, Any]:
    columns, rows = value.columns, value.row_data
    fields = {
        f"{prefix}-caption": value.caption or "",
        f"{prefix}-column-count": str(len(columns)),
        f"{prefix}-row-count": str(len(rows)),
    }
    for number, column in enumerate(columns):
        name = f"{prefix}-column-{number}"
        fields |= {f"{name}-type": column["block"].name, f"{name}-order": str(number)}
        fields |= {f"{name}-deleted": "", f"{name}-heading": column["heading"]}
    for number, row in enumerate(rows):
        name = f"{prefix}-row-{number}"
        fields |= {f"{name}-order": str(number), f"{name}-deleted": ""}
        for place, (column, cell) in enumerate(zip(columns, row["values"], strict=True)):
            fields |= block_fields(column["block"], cell, f"{prefix}-cell-{number}-{place}")
    return fields


def _widget(block: Any, value: Any, prefix: str) -> dict[str, Any]:
    """Return what one field posts; a box that is not ticked, and no choice, post nothing."""
    shown, widget = block.value_for_form(value), block.field.widget
    shown = block.field.prepare_value(shown)
    if isinstance(widget, forms.CheckboxInput):
        return {prefix: "on"} if shown else {}
    if hasattr(shown, "pk"):
        shown = shown.pk
    if isinstance(widget, forms.SelectMultiple):
        return {prefix: list(shown or [])}
    shown = widget.format_value(shown)
    if isinstance(shown, list):  # a select
        shown = shown[0] if shown else ""
    return {prefix: "" if shown is None else shown}
