"""A file's bytes become clean text, and the text XML events, a chunk at a time.

Old databases hold control characters that no XML may (XML 1.0, 2.2), raw or as `&#0;`; WordPress
writes them out as they are. They are left out, and counted. Whoever would have us read other
files, or expand entities without end, needs a document type: it is refused (defusedxml).
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax import SAXException, SAXParseException, handler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from blog.importing.errors import BrokenOffError, SourceError
from blog.importing.limits import CHUNK, LARGEST_SILENCE, MOST_NAMES

_ENCODINGS = {"utf-8", "utf-8-sig", "ascii", "iso8859-1", "iso8859-15", "cp1252", "utf-16"}
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding=["']([\w.-]{1,40})["']""")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ILLEGAL_REFERENCE = re.compile(
    r"&#(?:x0{0,6}(?:[0-8bcef]|1[0-9a-f]|d[89a-f][0-9a-f]{2}|fff[ef])"
    r"|0{0,6}(?:[0-8]|1[124-9]|2[0-9]|3[01]|5529[6-9]|55[3-9]\d{2}|56\d{3}|57[0-2]\d{2}"
    r"|573[0-3]\d|5734[0-3]|6553[45]));",
    re.IGNORECASE,
)
_LONGEST_REFERENCE = 14


class CleanText:
    """The text of a file without what XML forbids; `removed` counts it."""

    def __init__(self, path: Path, encoding: str | None) -> None:
        self._path = path
        self._encoding = encoding
        self.removed = 0

    def chunks(self) -> Iterator[str]:
        """Yield the text. Raises SourceError where the bytes are not in the encoding."""
        line, held, begun = 1, "", False
        with self._open() as file:
            decoder = codecs.getincrementaldecoder(_codec(file.read(CHUNK), self._encoding))()
            file.seek(0)
            while data := file.read(CHUNK):
                text = held + self._decode(decoder, data, line)
                line += data.count(b"\n")
                if not begun:  # plugins that print a blank line before the declaration
                    text = text.lstrip()
                    begun = bool(text)
                text, held = _hold_back(text)
                yield self._clean(text)
        self._decode(decoder, b"", line, final=True)
        yield self._clean(held)

    def _open(self) -> Any:
        if not self._path.is_file():
            raise SourceError(f"There is no file {self._path}.")
        try:
            return self._path.open("rb")
        except OSError as error:
            raise SourceError(f"The file cannot be opened: {error.strerror}.") from error

    def _decode(self, decoder: Any, data: bytes, line: int, *, final: bool = False) -> str:
        try:
            return decoder.decode(data, final)
        except UnicodeError as error:
            at = line + data[: getattr(error, "start", 0)].count(b"\n")
            raise SourceError(
                f"Line {at} is not text in the encoding that the file declares. If you know the "
                "encoding, name it, for example --encoding windows-1252. Nothing was written."
            ) from error

    def _clean(self, text: str) -> str:
        text, raw = _ILLEGAL.subn("", text)
        text, references = _ILLEGAL_REFERENCE.subn("", text)
        self.removed += raw + references
        return text


def _codec(start: bytes, encoding: str | None) -> str:
    """Return the encoding asked for, that of the byte order mark, or the one declared."""
    if encoding is None:
        if start.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        declared = _DECLARED.search(start[:CHUNK])
        encoding = declared[1].decode("ascii") if declared else "utf-8"
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        raise SourceError(f"There is no encoding {encoding!r}.") from error
    if name not in _ENCODINGS:
        raise SourceError(f"Files in {encoding!r} are not read. Save it as UTF-8.")
    return name


def _hold_back(text: str) -> tuple[str, str]:
    """Keep the beginning of a reference for the next chunk."""
    start = text.rfind("&", max(0, len(text) - _LONGEST_REFERENCE))
    return (text, "") if start < 0 else (text[:start], text[start:])


class Listener(handler.ContentHandler):
    """A handler that counts what it hears, and knows the line."""

    events = 0

    def __init__(self) -> None:
        super().__init__()
        self.parser: Any = None

    @property
    def line(self) -> int:
        """The line at which the parser stands."""
        return self.parser.getLineNumber() if self.parser else 0


def parse(text: Iterator[str], listener: Listener) -> Iterator[None]:
    """Parse, stopping after each chunk so that what was heard can be taken away.

    Raises BrokenOffError where the file is no XML, or ends too early.
    """
    parser = DefusedExpatParser(forbid_dtd=True)
    names: dict[str, str] = {}
    parser.setFeature(handler.feature_external_ges, False)  # noqa: FBT003
    parser.setProperty(handler.property_interning_dict, names)
    parser.setContentHandler(listener)
    listener.parser = parser
    try:
        for _ in _feed(text, parser, listener):
            if len(names) > MOST_NAMES:
                raise SourceError(f"The file has more than {MOST_NAMES:,} different tags.")
            yield
    except DefusedXmlException as error:
        raise SourceError(
            "The file declares a document type or entities. WordPress never does: it is refused."
        ) from error
    except SAXParseException as error:
        message = f"The file is no whole XML: {error.getMessage()} in line {error.getLineNumber()}."
        raise BrokenOffError(message) from error
    except SAXException as error:
        raise BrokenOffError("The file is no well-formed XML.") from error


def _feed(text: Iterator[str], parser: Any, listener: Listener) -> Iterator[None]:
    heard, silence = 0, 0
    for chunk in text:
        parser.feed(chunk)
        silence = silence + len(chunk) if listener.events == heard else 0
        heard = listener.events
        if silence > LARGEST_SILENCE:
            raise SourceError(f"A tag before line {listener.line} never ends.")
        yield
    parser.close()
    yield
