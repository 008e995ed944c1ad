"""XML in a stream. A tree of a sheet takes thirty times its size; here no tree is ever built."""

import zlib
from collections.abc import Iterator
from typing import IO, Any
from xml.sax import SAXException, handler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from treatment.importing.errors import SourceError
from treatment.importing.limits import (
    CHUNK,
    DEEPEST,
    LARGEST_READ,
    LONGEST_CELL,
    MOST_ELEMENTS,
    MOST_NAMES,
)


class Listener(handler.ContentHandler):
    """Hears tags without their prefix, and the text of those it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.events = 0
        self._elements = 0
        self._depth = 0
        self._text: list[str] | None = None
        self._length = 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        """Count the tag, and tell it."""
        self.events += 1
        self._elements += 1
        self._depth += 1
        if self._depth > DEEPEST or self._elements > MOST_ELEMENTS:
            raise SourceError("The workbook's XML is too deep or too long.")
        self.start(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802
        """Tell the end of a tag."""
        self.events += 1
        self._depth -= 1
        self.end(name.rpartition(":")[2])

    def characters(self, content: str) -> None:
        """Keep the text, if it is asked for."""
        self.events += 1
        if self._text is not None:
            self._length += len(content)
            if self._length > LONGEST_CELL:
                raise SourceError(f"A cell has more than {LONGEST_CELL:,} characters.")
            self._text.append(content)

    def begin_cell(self) -> None:
        """Count the characters of another cell from here on."""
        self._length = 0

    def listen(self) -> None:
        """Keep the text from here on."""
        self._text = []

    def heard(self) -> str:
        """Return the text since, and keep none."""
        text, self._text = "".join(self._text or ()), None
        return text

    def start(self, name: str, attrs: Any) -> None:
        """Hear a tag."""

    def end(self, name: str) -> None:
        """Hear the end of one."""


def parse(part: IO[bytes], listener: Listener, name: str) -> Iterator[None]:
    """Parse a part, stopping after each chunk so that what was heard can be taken away."""
    parser = DefusedExpatParser(forbid_dtd=True)
    names: dict[str, str] = {}
    parser.setFeature(handler.feature_external_ges, False)  # noqa: FBT003
    parser.setProperty(handler.property_interning_dict, names)
    parser.setContentHandler(listener)
    try:
        for _ in _feed(part, parser, listener):
            if len(names) > MOST_NAMES or sum(map(len, names)) > CHUNK:
                raise SourceError(f"{name!r} has more than {MOST_NAMES:,} different tags.")
            yield
    except DefusedXmlException as error:
        message = (
            f"{name!r} in the workbook declares a document type or entities; sheets have none."
        )
        raise SourceError(message) from error
    except (SAXException, LookupError) as error:
        raise SourceError(f"{name!r} in the workbook is no well-formed XML.") from error
    except zlib.error as error:
        raise SourceError(f"{name!r} in the workbook is damaged.") from error


def _feed(part: IO[bytes], parser: Any, listener: Listener) -> Iterator[None]:
    heard, silent = 0, 0
    while chunk := part.read(CHUNK):
        parser.feed(chunk)
        silent = silent + len(chunk) if listener.events == heard else 0
        heard = listener.events
        if silent > LARGEST_READ:  # the parser keeps a tag, or a comment, until it is closed
            raise SourceError("The workbook's XML holds a tag without end.")
        yield
    parser.close()
    yield
