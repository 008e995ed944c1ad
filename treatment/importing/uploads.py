"""Files that staff upload: kept where no web server looks, until their import is over."""

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import get_valid_filename

from treatment.choices import Survey
from treatment.importing.sources import Source, open_source
from treatment.models import DirectoryImport


def folder(run: DirectoryImport) -> Path:
    """Return the folder of a run's files."""
    return Path(settings.TREATMENT_IMPORT_DIR) / str(run.pk)


@transaction.atomic
def receive(run: DirectoryImport, files: Iterable[UploadedFile], options: dict[str, Any]) -> None:
    """Save a run and its files, for the worker; a file keeps its name, which may tell its date."""
    run.save()
    place = folder(run)
    place.mkdir(parents=True, mode=0o700)
    for number, file in enumerate(files):
        path = place / str(number) / get_valid_filename(file.name or "file")
        path.parent.mkdir(mode=0o700)
        with path.open("wb") as target:
            shutil.copyfileobj(file, target)
        run.files.append({"path": str(path), "name": path.name, "new_codes": {}, **options})
    run.save(update_fields=["files"])


def open_files(run: DirectoryImport) -> list[Source]:
    """Open what was received; raise SourceError where a file is none of ours."""
    return [
        open_source(
            Path(file["path"]),
            survey=Survey(file["survey"]) if file["survey"] else None,
            as_of=date.fromisoformat(file["as_of"]) if file["as_of"] else None,
            complete=file["complete"],
        )
        for file in run.files
    ]


def discard(run: DirectoryImport) -> None:
    """Remove the files of a run."""
    shutil.rmtree(folder(run), ignore_errors=True)
