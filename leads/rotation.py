"""Changing the encryption key: every token is made anew with the first key.

A run may be broken off at any point: the keys behind the first go on opening what was not reached,
and a second run begins again without harm.
"""

from collections.abc import Iterator
from typing import Any

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import connection, transaction

from leads.encryption import EncryptedTextField, cipher

BATCH = 200  # rows in one transaction


class Unreadable(str):
    """Names a value that no key opens; it is left as it is."""

    __slots__ = ()


def rotate() -> Iterator[int | Unreadable]:
    """Re-encrypt everything; yield the number of tokens of each batch, and what was unreadable."""
    for model in apps.get_models():
        fields = [f for f in model._meta.concrete_fields if isinstance(f, EncryptedTextField)]
        if fields:
            yield from _rotate_table(model, fields)


def _rotate_table(model: Any, fields: list[Any]) -> Iterator[int | Unreadable]:
    last = 0
    while True:
        with transaction.atomic():
            keys = list(
                model._base_manager.select_for_update()
                .filter(pk__gt=last)
                .order_by("pk")
                .values_list("pk", flat=True)[:BATCH]
            )
            for pk in keys:
                yield from _rotate_row(model, fields, pk)
        if not keys:
            return
        last = keys[-1]
        yield len(keys)


def _rotate_row(model: Any, fields: list[Any], pk: int) -> Iterator[Unreadable]:
    """Work on the stored tokens: reading through the model would decrypt them."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = [quote(field.column) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE id = %s", [pk])  # noqa: S608
        tokens = cursor.fetchone()
        fresh = {}
        for field, column, token in zip(fields, columns, tokens, strict=True):
            try:
                if token is not None:
                    fresh[column] = cipher().rotate(token.encode()).decode()
            except InvalidToken:
                yield Unreadable(f"{model._meta.label} {pk}: {field.name}")
        if fresh:
            changes = ", ".join(f"{column} = %s" for column in fresh)
            cursor.execute(f"UPDATE {table} SET {changes} WHERE id = %s", [*fresh.values(), pk])  # noqa: S608
