"""Which requests may be answered from memory, and what makes two of them the same."""

from typing import Any

from django.conf import settings

# With one of these an answer may be another than for everybody else, or only a part of it.
_PERSONAL = (
    "HTTP_COOKIE",
    "HTTP_AUTHORIZATION",
    "HTTP_RANGE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_X_HTTP_METHOD_OVERRIDE",
)
_METHODS = frozenset(("GET", "HEAD"))
_LONGEST = 2_000  # characters; nobody links to more


class Keys:
    """Reads once what of the settings tells requests apart."""

    def __init__(self) -> None:
        self._origins = frozenset(getattr(settings, "CORS_ALLOWED_ORIGINS", ()))
        proxy = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
        self._headers = (
            *([proxy[0]] if proxy else []),
            *(["HTTP_X_FORWARDED_HOST"] if settings.USE_X_FORWARDED_HOST else []),
            *(["HTTP_X_FORWARDED_PORT"] if settings.USE_X_FORWARDED_PORT else []),
        )

    def of(self, environ: dict[str, Any]) -> str | None:
        """Return the request's key; None where it has to pass by."""
        if environ["REQUEST_METHOD"] not in _METHODS:
            return None
        for name in _PERSONAL:
            if name in environ:
                return None
        origin, host = environ.get("HTTP_ORIGIN", ""), environ.get("HTTP_HOST", "")
        if not host or (origin and origin not in self._origins):
            return None
        if environ.get("CONTENT_LENGTH") not in {None, "", "0"}:
            return None
        parts = [
            environ["wsgi.url_scheme"],
            host,
            environ.get("SCRIPT_NAME", ""),
            environ["PATH_INFO"],
            normal(environ.get("QUERY_STRING", "")),
            origin,
            *(environ.get(name, "") for name in self._headers),
        ]
        key = "\n".join(parts)
        return key if len(key) < _LONGEST else None


def normal(query: str) -> str:
    """Return a query with its parameters ordered by name; values of one name keep their order."""
    if "&" not in query:
        return query
    return "&".join(sorted(query.split("&"), key=lambda part: part.partition("=")[0]))
