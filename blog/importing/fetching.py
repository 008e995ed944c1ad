"""Where the bytes of an uploaded file come from: a folder, or the old site.

A download asks no address inside our own network (requests-hardened: the name is resolved once,
and what it resolves to is checked), follows nothing, and is bounded in size and time.
"""

import time
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from requests.exceptions import RequestException
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError

from blog.importing.addresses import UPLOADS, path_of
from blog.importing.limits import CHUNK, MB, SLOWEST_DOWNLOAD
from blog.importing.records import Item
from headless.outgoing import guarded_session

_MOST_FAILURES = 5  # one after the other, then the host is left alone
LARGEST_FILE = 10 * MB


class FetchError(Exception):
    """A file that is not to be had; the message says why."""


class Folder:
    """Files in a copy of the old site's `wp-content/uploads`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def open(self, item: Item) -> IO[bytes]:
        """Open the item's file. Raises FetchError."""
        for name in _names(item):
            try:
                path = (self._folder / name).resolve()
                inside = path.is_relative_to(self._folder) and path.is_file()
            except (OSError, ValueError):
                continue
            if inside and path.stat().st_size > LARGEST_FILE:
                raise FetchError("larger than 10 MB")
            if inside:
                return path.open("rb")
        raise FetchError("not in the folder")


def _names(item: Item) -> list[str]:
    """Return where it may lie in the folder: by year and month, or flat."""
    path = path_of(item.attachment_url)
    whole = [item.meta.get("_wp_attached_file", ""), path.partition(UPLOADS)[2]]
    names = [name.lstrip("/") for name in (*whole, path.rpartition("/")[2]) if name]
    return [
        *names,
        *(UPLOADS[1:] + name for name in names),
        *(f"uploads/{name}" for name in names),
    ]


class Download:
    """Files of the old site, over the network."""

    def __init__(self) -> None:
        self._failures: Counter[str] = Counter()
        self._session = guarded_session(
            to_loopback=getattr(settings, "WORDPRESS_FROM_LOOPBACK", False)
        )
        self._session.headers["Accept-Encoding"] = "identity"  # what is unpacked could be endless

    def open(self, item: Item) -> IO[bytes]:
        """Return the item's file. Raises FetchError."""
        address = item.attachment_url
        host = _host(address)
        if not host:
            raise FetchError("no address")
        if self._failures[host] >= _MOST_FAILURES:
            raise FetchError(f"{host} does not answer")
        try:
            found = self._read(address)
        except InvalidIPAddress as error:
            raise FetchError("the address is inside our own network") from error
        except (RequestException, HTTPError, ValueError, OSError) as error:
            self._failures[host] += 1
            raise FetchError(f"the download failed: {type(error).__name__}") from error
        self._failures[host] = 0
        return found

    def _read(self, address: str) -> IO[bytes]:
        until = time.monotonic() + SLOWEST_DOWNLOAD
        found = BytesIO()
        with self._session.get(address, stream=True) as response:
            if response.status_code != 200:
                raise FetchError(f"answered {response.status_code}")
            if response.headers.get("Content-Encoding", "identity") != "identity":
                raise FetchError("answered packed, though asked not to")
            # `read1` returns with what has come, so that a trickle cannot outlast the limit.
            while part := response.raw.read1(CHUNK):
                found.write(part)
                if found.tell() > LARGEST_FILE:
                    raise FetchError("larger than 10 MB")
                if time.monotonic() > until:
                    raise FetchError("too slow")
        found.seek(0)
        return found


def _host(address: str) -> str:
    """Return the host to ask; '' where it is no address of the web."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""
    except ValueError:
        return ""
