"""Addresses of the old site."""

import re
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from wagtail.contrib.redirects.models import Redirect

UPLOADS = "/wp-content/uploads/"
LONGEST = 255  # of an old path; a redirect can hold no more
_SCHEMES = {"http", "https", "mailto", "tel"}
_SIZE = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated)(?=\.[A-Za-z]{3,4}$)")
_NUMBERS = ("p", "page_id", "attachment_id")


class OldSite:
    """The site an export is of."""

    def __init__(self, base: str) -> None:
        self.base = base if "://" in base else f"https://{base}"
        if not self.base.endswith("/"):
            self.base += "/"
        self.host = _host(self.base)

    def absolute(self, address: str) -> str:
        """Return the whole address; '' where readers cannot follow it, such as `javascript:`."""
        try:
            whole = urljoin(self.base, address.strip())
            parts = urlsplit(whole)
        except ValueError:
            return ""
        if parts.scheme not in _SCHEMES or (parts.scheme.startswith("http") and not parts.hostname):
            return ""
        return whole

    def owns(self, address: str) -> bool:
        """Say whether a whole address is one of the old site's."""
        return bool(self.host) and _host(address) == self.host

    def number(self, address: str) -> str:
        """Return the post's number in an address such as `/?p=12`, or ''."""
        query = parse_qs(urlsplit(address).query)
        numbers = (query[name][0] for name in _NUMBERS if name in query)
        return next((number for number in numbers if number.isdecimal()), "")


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def old_path(address: str) -> str:
    """Return the path by which redirects know an address; '' for the front page, or too long."""
    try:
        path = Redirect.normalise_path(address.partition("#")[0])
    except ValueError:
        return ""
    return path if path.strip("/") and len(path) <= LONGEST else ""


def path_of(address: str) -> str:
    """Return the path of an address in plain characters; '' of what is none."""
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


def file_path(address: str) -> str:
    """Return the path of an uploaded file, without the size that WordPress adds to its copies."""
    return _SIZE.sub("", path_of(address))[:LONGEST]
