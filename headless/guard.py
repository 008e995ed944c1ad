"""Strict parameters: what nobody can mean is answered 400 and named.

Stock Wagtail 8.0.1 answers 500 to a huge `offset`, to `%00`, to `find/?id=abc`,
to `first_published_at=abc` and to a `fields` nested 990 deep.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import QuerySet
from django.http import QueryDict
from rest_framework.request import Request
from wagtail.api.v2.utils import BadRequestError

MAX_VALUE_LENGTH = 2_000  # characters; the longest honest `fields` is far below
MAX_DEPTH = 5  # parentheses within `fields`
MAX_OFFSET = 1_000_000
_INTEGER = re.compile(r"\d{1,18}", re.ASCII)
# What Django and the databases raise for a value that has the wrong form.
_WRONG_VALUE = (ValueError, TypeError, ValidationError, OverflowError, DataError)


def _check_text(name: str, value: str) -> None:
    if "\x00" in name or "\x00" in value:
        raise BadRequestError("query parameters must not contain the NUL character")
    if len(value) > MAX_VALUE_LENGTH:
        raise BadRequestError(f"{name} must be at most {MAX_VALUE_LENGTH} characters long")


def check_values(parameters: QueryDict) -> None:
    """Raise BadRequestError for a NUL character or a value longer than anybody needs."""
    for name, values in parameters.lists():
        for value in values:
            _check_text(name, value)


def check_parameters(parameters: QueryDict) -> None:
    """Raise BadRequestError, naming the parameter, for a value that no request can mean."""
    check_values(parameters)
    for name, values in parameters.lists():
        if len(values) > 1:
            raise BadRequestError(f"{name} must be given once")
    if parameters.get("fields", "").count("(") > MAX_DEPTH:
        raise BadRequestError(f"fields must not be nested deeper than {MAX_DEPTH}")
    for name in ("id", "limit", "offset"):
        if name in parameters and not _INTEGER.fullmatch(parameters.get(name, "")):
            raise BadRequestError(f"{name} must be a positive integer")
    if int(parameters.get("offset", 0)) > MAX_OFFSET:
        raise BadRequestError(f"offset cannot be higher than {MAX_OFFSET}")


class GuardedMixin:
    """Goes before a Wagtail v2 viewset: checks parameters, turns wrong values into 400."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check the query before anything is looked up."""
        super().initial(request, *args, **kwargs)
        check_parameters(request.GET)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Filter; a value that the field cannot hold is the caller's fault."""
        try:
            return super().filter_queryset(queryset)
        except _WRONG_VALUE as error:
            raise BadRequestError("a query parameter has a malformed value") from error

    def find_object(self, queryset: QuerySet, request: Request) -> Any:
        """Find by id or path; a malformed one is the caller's fault."""
        try:
            return super().find_object(queryset, request)
        except _WRONG_VALUE as error:
            raise BadRequestError("a query parameter has a malformed value") from error
