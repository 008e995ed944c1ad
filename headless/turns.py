"""Whose turn it is to encode a picture, and who goes on without it.

A command waits until it may, and is told of every fault. The worker waits too, and goes on past a
fault, which it notes. A request waits for nobody: one in a process encodes, and only where no
other process has the image in hand; all others show something else.
"""

import fcntl
import logging
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error
from django.utils.crypto import salted_hmac

from headless.cache.flights import let_go

logger = logging.getLogger(__name__)

LOCKS = 64  # files to lock; two images that share one wait for each other, which does no harm
REST = 30.0  # seconds in which requests encode nothing after the disk took no file


class WithoutError(Exception):
    """A rendition cannot be had now; whoever asks goes on without it."""

    def __init__(self, *, lasting: bool = False) -> None:
        super().__init__()
        self.lasting = lasting  # the picture itself cannot be read


@dataclass
class Way:
    """How whoever asks for renditions goes about it."""

    waits: bool
    before_each: Callable[[], Any] = lambda: None
    faults: list[WithoutError] = field(default_factory=list)


_way: ContextVar[Way | None] = ContextVar("way", default=None)
_encoding = threading.Lock()  # one request of a process at a time


@dataclass
class Disk:
    """Until when requests leave the disk alone, by the monotonic clock."""

    rests_until: float = 0.0


disk = Disk()


def request_started(**kwargs: Any) -> None:
    """Let the request that begins in this thread wait for no picture."""
    _way.set(Way(waits=False))


def request_finished(**kwargs: Any) -> None:
    """Leave the thread as it was."""
    _way.set(None)


@contextmanager
def patiently(before_each: Callable[[], Any]) -> Iterator[list[WithoutError]]:
    """Wait for turns within, and go on past faults, which are collected."""
    way = Way(waits=True, before_each=before_each)
    token = _way.set(way)
    try:
        yield way.faults
    finally:
        _way.reset(token)


def is_patient() -> bool:
    """Say whether whoever asks has time."""
    way = _way.get()
    return way is not None and way.waits


@contextmanager
def turn(image: Any) -> Iterator[None]:
    """Encode within; raise WithoutError where that cannot be, and somebody else could go on."""
    way = _way.get()
    if way is None:
        with _alone_with(image, waits=True):
            yield
        return
    try:
        with _one_request(waits=way.waits), _alone_with(image, waits=way.waits):
            way.before_each()
            if not way.waits:
                let_go()
            with _faults_told(image):
                yield
    except WithoutError as error:
        way.faults.append(error)
        raise


@contextmanager
def _one_request(*, waits: bool) -> Iterator[None]:
    if waits:
        yield
        return
    if time.monotonic() < disk.rests_until or not _encoding.acquire(blocking=False):
        raise WithoutError
    try:
        yield
    finally:
        _encoding.release()


@contextmanager
def _alone_with(image: Any, *, waits: bool) -> Iterator[None]:
    """Keep every other thread and process of this machine from encoding this image.

    The lock of a process that dies is free.
    """
    with lock_of(image).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise WithoutError from error
        yield


def lock_of(image: Any) -> Path:
    """Return the file to lock, in a folder of this machine's and user's for these files."""
    of = f"{os.getuid()} {settings.MEDIA_ROOT}"  # another user could not open this one's folder
    name = salted_hmac("renditions", of).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"renditions-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / str(image.pk % LOCKS)


@contextmanager
def _faults_told(image: Any) -> Iterator[None]:
    """Turn what goes wrong within into WithoutError: a page has more to show than this picture."""
    try:
        yield
    except Error:  # of the database: whoever asked has more to ask of it
        raise
    except Exception as error:  # Pillow and Willow raise whatever a broken file leads them to
        logger.warning("Image %s cannot be encoded: %s", image.pk, type(error).__name__)
        # Of an operating system's error there is a number; Pillow's own have none.
        of_disk = isinstance(error, OSError) and error.errno is not None
        if of_disk:
            disk.rests_until = time.monotonic() + REST
        raise WithoutError(lasting=not of_disk) from error
