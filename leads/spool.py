"""Where requests wait while the database cannot take them.

One sealed file a request: written, synced to the disk, then given its name, so that a file is there
whole or not at all. No file is ever changed; it is removed once the request is in the database,
where its `intake_id` keeps a second draining from storing it again.
"""

import json
import logging
import os
import uuid
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django import db
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import QueryDict

from leads.captcha import Outcome
from leads.encryption import UnreadableValueError, decrypt, encrypt
from leads.flags import Flag
from leads.forms import form_class
from leads.intake import Arrival, KeyReusedError, Posted, store_salvaged
from leads.models import CallbackFormPage
from leads.taken_down import UnreachableError, take

logger = logging.getLogger(__name__)

SEALED = ".sealed"


def folder() -> Path:
    """Return the folder of the spool, made on first use, for this user alone."""
    path = Path(settings.LEADS_SPOOL_DIR)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def seal(posted: Posted, arrival: Arrival) -> None:
    """Keep a request on the disk; when this returns, it is there for good.

    Raises OSError where the disk cannot take it either.
    """
    content = {"posted": asdict(posted), "arrival": asdict(arrival)}
    token = encrypt(json.dumps(content, cls=DjangoJSONEncoder))
    path = folder() / f"{arrival.at:%Y%m%dT%H%M%S}-{arrival.intake_id}{SEALED}"
    draft = path.with_suffix(".draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        _write_all(descriptor, token.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    draft.rename(path)
    _sync_folder(path.parent)


def _write_all(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]


def _sync_folder(path: Path) -> None:
    """Make the new name last, too."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def waiting() -> list[Path]:
    """Return the sealed files, oldest first."""
    return sorted(folder().glob(f"*{SEALED}"))


def drain() -> int:
    """Store what waits; return how much of it there was. What cannot be stored stays."""
    return sum(_drain_one(path) for path in waiting())


def _drain_one(path: Path) -> bool:
    try:
        posted, arrival = _unseal(path)
    except FileNotFoundError:  # another worker was quicker
        return False
    except (UnreadableValueError, ValueError, KeyError, TypeError):
        logger.error("The spooled request %s cannot be read; it stays.", path.name)
        return False
    try:
        stored = _store(posted, _query(posted.data), arrival)
    except (db.DataError, db.IntegrityError, KeyReusedError, UnreachableError) as error:
        logger.error("The spooled request %s: %s; it stays.", path.name, type(error).__name__)
        return False
    if not stored:
        logger.error("The form of the spooled request %s is gone; it stays.", path.name)
        return False
    path.unlink(missing_ok=True)
    return True


def _store(posted: Posted, data: QueryDict, arrival: Arrival) -> bool:
    """Store one; False where its form is gone and no wording tells that it was ours."""
    page = CallbackFormPage.objects.filter(pk=posted.form_id).first()
    if page is None:
        return take(posted, data, arrival) is not None
    form = form_class(page)(data, prefix=posted.prefix)
    store_salvaged(form, page, posted.source_id, arrival)
    return True


def _unseal(path: Path) -> tuple[Posted, Arrival]:
    content: dict[str, Any] = json.loads(decrypt(path.read_text()))
    arrival = content["arrival"]
    return Posted(**content["posted"]), Arrival(
        captcha=Outcome(arrival["captcha"]),
        flags=tuple(Flag(flag) for flag in arrival["flags"]),
        signs=arrival.get("signs", {}),
        client_key=arrival["client_key"],
        intake_id=uuid.UUID(arrival["intake_id"]),
        reference=arrival["reference"],
        at=datetime.fromisoformat(arrival["at"]),
    )


def _query(data: dict[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in data.items():
        query.setlist(name, values)
    return query
