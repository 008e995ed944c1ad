"""What stops an import."""


class SourceError(ValueError):
    """A file that cannot be read, or not further; the message says why, for people."""


class BrokenOffError(SourceError):
    """A file that is not well-formed from some line on."""
