"""Which other sites films and recordings may be linked from."""

from urllib.parse import urlsplit

EMBED_HOSTS = {
    "www.youtube.com": "YouTube",
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "player.vimeo.com": "Vimeo",
    "archive.org": "Internet Archive",
}


def embed_host(address: str) -> str | None:
    """Return the site's name for an HTTPS address on it, else None."""
    parts = urlsplit(address)
    return EMBED_HOSTS.get(parts.hostname or "") if parts.scheme == "https" else None
