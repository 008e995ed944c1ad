"""Which kind of file it is, by its first bytes, and whether it can be read at all."""

import codecs
import hashlib
import stat
from enum import Enum
from pathlib import Path

from treatment.importing.errors import SourceError
from treatment.importing.limits import CHUNK, LARGEST_TEXT, LARGEST_WORKBOOK, MB

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel until 2003; and Excel's container of ciphertext
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


class Nature(Enum):
    """What a file is made of."""

    WORKBOOK = "XLSX"
    JSON = "JSON"
    CSV = "CSV"


def inspect(path: Path) -> Nature:
    """Return what the file is made of, having looked at its size and its beginning only."""
    size = _size(path)
    with path.open("rb") as file:
        start = file.read(CHUNK)
    nature = _nature(start)
    limit = LARGEST_WORKBOOK if nature is Nature.WORKBOOK else LARGEST_TEXT
    if size > limit:
        raise SourceError(
            f"The file has {size // MB:,} MB; {nature.value} files are read up to {limit // MB} MB."
        )
    return nature


def _size(path: Path) -> int:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise SourceError("This is a folder, not a file.")
        if not stat.S_ISREG(found.st_mode):  # a pipe would wait, a device would never end
            raise SourceError("This is no ordinary file.")
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise SourceError("There is no such file.") from error
    except PermissionError as error:
        raise SourceError("There is no permission to read this file.") from error
    except (OSError, ValueError) as error:  # a NUL in the name, a name too long, a broken disk
        if isinstance(error, SourceError):
            raise
        raise SourceError("The file cannot be opened.") from error
    if not found.st_size:
        raise SourceError("The file is empty.")
    return found.st_size


def _nature(start: bytes) -> Nature:
    if start.startswith(_ZIP):
        return Nature.WORKBOOK
    if start.startswith(_OLE):
        raise SourceError(
            "This is an old Excel workbook (.xls), or one protected by a password. "
            "Save it as .xlsx, without a password."
        )
    if start.startswith(_WIDE) or start[1:2] == b"\x00" or start[:1] == b"\x00":
        raise SourceError("Line 1 is not text in UTF-8, maybe UTF-16. Save the file as UTF-8.")
    text = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if not text:
        raise SourceError("The file holds nothing but blanks.")
    return Nature.JSON if text[:1] in {b"{", b"["} else Nature.CSV


def digest(path: Path) -> str:
    """Return the SHA-256 of the file, by which one knows it again."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
