"""Why something is not imported, in words for the person who brought the file."""


class SourceError(ValueError):
    """The whole file is refused."""


class RecordError(ValueError):
    """One row is refused; the message names its columns."""
