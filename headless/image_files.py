"""How picture files are made up, as far as it takes to copy one without what is no picture.

Each function takes a file's bytes and returns those it needs to look the same: its pixels, colors,
color profile and animation. What cameras and programs add is left out, and so is anything behind
the picture's end. They raise ValueError where a file breaks off.

Sources: JPEG, ITU-T T.81 annex B, and JFIF 1.02; PNG, W3C, third edition, 5 and 11; GIF89a; WebP,
RFC 9649, 2.
"""

import struct
from collections.abc import Callable, Iterator

_JPEG_BARE = {0x01, *range(0xD0, 0xD9)}  # TEM, RST and SOI have no length
_JPEG_END, _JPEG_SCAN = 0xD9, 0xDA
_JPEG_JFIF = 0xE0
_JPEG_PLAIN = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_JPEG_TELLS = {*range(0xE0, 0xF0), 0xFE}  # APP0 to APP15, and comments
_PNG_CHUNKS = set(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT "
    b"acTL fcTL fdAT".split()
)
_WEBP_CHUNKS = set(b"VP8 |VP8L|VP8X|ALPH|ANIM|ANMF|ICCP".split(b"|"))
_WEBP_TELLS = 0b1100  # the flags in VP8X that announce EXIF and XMP


def bare_jpeg(data: bytes) -> bytes:
    """Copy the first picture of a JPEG: behind its end, cameras keep previews and whole films."""
    return b"\xff\xd8" + b"".join(_jpeg_parts(data))


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    at = 2
    while True:
        marker, begins = _jpeg_marker(data, at)
        if marker == _JPEG_END:
            yield b"\xff\xd9"
            return
        if marker in _JPEG_BARE:
            at = begins
            continue
        ends = begins + struct.unpack(">H", _part(data, begins, 2))[0]
        content = _part(data, begins + 2, ends - begins - 2)
        at = _jpeg_scan_end(data, ends) if marker == _JPEG_SCAN else ends
        if marker not in _JPEG_TELLS:
            yield bytes((0xFF, marker)) + data[begins:at]
        elif marker in _JPEG_PLAIN and content.startswith(_JPEG_PLAIN[marker]):
            if marker == _JPEG_JFIF:
                content = content[:12] + b"\0\0"  # without its thumbnail
            yield struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _jpeg_marker(data: bytes, at: int) -> tuple[int, int]:
    """Return the marker at or behind `at`, and where it ends; any number of FF may precede it."""
    if _part(data, at, 1) != b"\xff":
        raise ValueError("no marker where one must be")
    while _part(data, at, 1) == b"\xff":
        at += 1
    return data[at], at + 1


def _jpeg_scan_end(data: bytes, at: int) -> int:
    """Return where coded pixels end: at the first marker that is no stuffing and no restart."""
    while (at := data.find(b"\xff", at)) != -1:
        following = _part(data, at + 1, 1)[0]
        if following != 0 and not 0xD0 <= following <= 0xD7 and following != 0xFF:
            return at
        at += 1 if following == 0xFF else 2
    raise ValueError("the picture breaks off")


def bare_png(data: bytes) -> bytes:
    """Copy the chunks of pixels, colors, sizes and animation."""
    kept, at, kind = [data[:8]], 8, b""
    while kind != b"IEND":
        (length,) = struct.unpack(">I", _part(data, at, 4))
        chunk = _part(data, at, length + 12)
        at, kind = at + len(chunk), chunk[4:8]
        if kind in _PNG_CHUNKS:
            kept.append(chunk)
    return b"".join(kept)


def bare_gif(data: bytes) -> bytes:
    """Copy the frames, their timing, and how often they repeat."""
    at = 13 + _gif_colors(_part(data, 0, 13)[10])
    kept = [data[:at]]
    while (kind := _part(data, at, 1)) != b";":
        start = at
        if kind == b",":
            at += 10 + _gif_colors(_part(data, at, 10)[9]) + 1  # and the size of LZW's codes
        elif kind == b"!":
            at += 2
        else:
            raise ValueError("neither a frame nor an extension")
        body = at
        while length := _part(data, at, 1)[0]:
            at += 1 + length
        at += 1
        if kind == b"," or _gif_plain(data[start + 1], data[body : body + 12]):
            kept.append(data[start:at])
    return b"".join((*kept, b";"))


def _gif_colors(flags: int) -> int:
    """Return the bytes of the color table that a descriptor's flags announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_plain(label: int, content: bytes) -> bool:
    """Say whether an extension is about timing (F9), or the number of repetitions (FF)."""
    return label == 0xF9 or (label == 0xFF and content[1:] in (b"NETSCAPE2.0", b"ANIMEXTS1.0"))


def bare_webp(data: bytes) -> bytes:
    """Copy the chunks of pixels, color and animation, and announce no others."""
    (size,) = struct.unpack("<I", _part(data, 4, 4))
    end, at, kept = size + 8, 12, []
    _part(data, 0, end)
    while at + 8 <= end:
        kind, length = struct.unpack("<4sI", data[at : at + 8])
        chunk = _part(data, at, 8 + length + length % 2)
        at += len(chunk)
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes((chunk[8] & ~_WEBP_TELLS,)) + chunk[9:]
        if kind in _WEBP_CHUNKS:
            kept.append(chunk)
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _part(data: bytes, at: int, length: int) -> bytes:
    part = data[at : at + length]
    if len(part) < length:
        raise ValueError("the file breaks off")
    return part


# By the name that Pillow gives the kind; an MPO is a JPEG with further pictures behind it.
BARE: dict[str, Callable[[bytes], bytes]] = {
    "JPEG": bare_jpeg,
    "MPO": bare_jpeg,
    "PNG": bare_png,
    "GIF": bare_gif,
    "WEBP": bare_webp,
}
