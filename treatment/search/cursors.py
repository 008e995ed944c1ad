"""Where a list of results goes on: the last facility and its distance, as one opaque word."""

import base64
import binascii
import math
import struct

from treatment.search.rings import Found

_FORM = struct.Struct(">qd")


def encode(found: Found) -> str:
    """Return the cursor that stands for everything after `found`."""
    packed = _FORM.pack(found.facility_id, found.squared)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(text: str) -> Found:
    """Return what `encode` was given; raise ValueError for anything else."""
    try:
        packed = base64.b64decode(text.encode("ascii") + b"==", altchars=b"-_", validate=True)
        facility_id, squared = _FORM.unpack(packed)
    except (binascii.Error, UnicodeEncodeError, struct.error) as error:
        raise ValueError("no cursor of ours") from error
    if not (math.isfinite(squared) and 0 <= squared <= 5 and 0 < facility_id < 2**31):
        raise ValueError("no cursor of ours")
    return Found(facility_id, squared)
