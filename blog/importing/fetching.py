"""Where the bytes of an uploaded file come from: a folder, or the old site.

A download asks no address inside our own network (requests-hardened: the name is resolved once,
and what it resolves to is checked), follows nothing, and is bounded in size and time.
"""

import time
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

import requests
from django.conf import settings
from requests_hardened import Config, Manager
from requests_hardened.ip_filter import InvalidIPAddress

from blog.importing.limits import CHUNK, MB, SLOWEST_DOWNLOAD
from blog.importing.records import Item

_UPLOADS = "/wp-content/uploads/"
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
    path = unquote(urlsplit(item.attachment_url).path)
    whole = [item.meta.get("_wp_attached_file", ""), path.partition(_UPLOADS)[2]]
    names = [name.lstrip("/") for name in (*whole, path.rpartition("/")[2]) if name]
    return [
        *names,
        *(_UPLOADS[1:] + name for name in names),
        *(f"uploads/{name}" for name in names),
    ]


class Download:
    """Files of the old site, over the network."""

    def __init__(self) -> None:
        self._failures: dict[str, int] = {}
        config = Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=getattr(settings, "WORDPRESS_FROM_LOOPBACK", False),
            never_redirect=True,
            default_timeout=(5.0, 15.0),
            user_agent_override="recovery-cms",
        )
        self._session = Manager(config).get_session()
        self._session.trust_env = False  # a proxy would resolve the name again, past the filter

    def open(self, item: Item) -> IO[bytes]:
        """Return the item's file. Raises FetchError."""
        address = item.attachment_url
        host = urlsplit(address).hostname or ""
        if urlsplit(address).scheme not in {"http", "https"} or not host:
            raise FetchError("no address")
        if self._failures.get(host, 0) >= _MOST_FAILURES:
            raise FetchError(f"{host} does not answer")
        try:
            found = self._read(address)
        except InvalidIPAddress as error:
            raise FetchError("the address is inside our own network") from error
        except (requests.exceptions.RequestException, ValueError, OSError) as error:
            self._failures[host] = self._failures.get(host, 0) + 1
            raise FetchError(f"the download failed: {type(error).__name__}") from error
        self._failures[host] = 0
        return found

    def _read(self, address: str) -> IO[bytes]:
        until = time.monotonic() + SLOWEST_DOWNLOAD
        found = BytesIO()
        with self._session.get(address, stream=True) as response:
            if response.status_code != 200:
                raise FetchError(f"answered {response.status_code}")
            for part in response.iter_content(CHUNK):
                found.write(part)
                if found.tell() > LARGEST_FILE:
                    raise FetchError("larger than 10 MB")
                if time.monotonic() > until:
                    raise FetchError("too slow")
        found.seek(0)
        return found
