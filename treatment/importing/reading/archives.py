"""The ZIP archive that an XLSX is: nothing is unpacked before its measures are known."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from treatment.importing.errors import SourceError
from treatment.importing.limits import (
    HIGHEST_RATIO,
    LARGEST_PART,
    LARGEST_READ,
    MB,
    MOST_PARTS,
)

_ENCRYPTED = 1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # those of XLSX; others unpack unboundedly


class _CarefulFile(io.FileIO):
    """A file of which `zipfile` cannot read much at once: it loads the list of parts whole."""

    def read(self, size: int | None = -1) -> bytes:
        """Read; refuse to read more than the limit."""
        if size is None or size < 0:  # to the end, of which it is near
            size = self._left()
        if size > LARGEST_READ:
            raise SourceError("The workbook's list of parts is far too long.")
        return super().read(size) or b""

    def _left(self) -> int:
        here = self.tell()
        end = self.seek(0, io.SEEK_END)
        self.seek(here)
        return end - here


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open the archive, having looked at the size of every part."""
    try:
        with _CarefulFile(path) as file, zipfile.ZipFile(file) as archive:
            _check(archive)
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise SourceError("The file begins like a workbook (XLSX), but is damaged.") from error


def _check(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise SourceError(f"The workbook has more than {MOST_PARTS} parts.")
    for part in parts:
        if part.flag_bits & _ENCRYPTED:
            raise SourceError("The workbook is protected by a password. Save it without one.")
        if part.compress_type not in _METHODS:
            raise SourceError(f"{part.filename!r} in the workbook is packed in an unusual way.")
        if part.file_size > LARGEST_PART:
            message = f"{part.filename!r} in the workbook has more than {LARGEST_PART // MB} MB."
            raise SourceError(message)
        if part.file_size > MB and part.file_size > HIGHEST_RATIO * part.compress_size:
            raise SourceError(f"{part.filename!r} in the workbook is packed like a bomb.")


def open_part(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """Open a part. `zipfile` reads no more than the declared size, and then checks the sum."""
    try:
        return archive.open(name)
    except KeyError as error:
        raise SourceError(f"The workbook has no {name!r}.") from error
