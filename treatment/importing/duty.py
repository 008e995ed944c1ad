"""What the worker does for imports from the admin: a step at a time, so that mail does not wait."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from home.progress import silent
from treatment.choices import ImportState
from treatment.importing import runs, uploads
from treatment.importing.applying import apply
from treatment.importing.sources import SourceError
from treatment.models import DirectoryImport

SECONDS = 5.0  # of writing in one step
_LOST = timedelta(minutes=10)  # after which a worker that compares is taken for dead
_APPLIED = (ImportState.APPROVED, ImportState.APPLYING)


def work() -> int:
    """Compare one uploaded import, or write a part of one that was approved."""
    return _compare_next() or _apply_next()


def _compare_next() -> int:
    lost = Q(state=ImportState.COMPARING, touched_at__lt=timezone.now() - _LOST)
    mine = DirectoryImport.objects.exclude(created_by=None)
    run = mine.filter(Q(state=ImportState.WAITING) | lost).order_by("pk").first()
    if run is None or not _claim(run):
        return 0
    try:
        runs.compare(run, uploads.open_files(run), silent)
    except SourceError as error:
        runs.refuse(run, str(error))
        uploads.discard(run)
    except Exception:
        runs.refuse(run, "The comparison failed; the worker's log says where.")
        raise
    return 1


def _claim(run: DirectoryImport) -> bool:
    """Take a run, unless another worker was quicker."""
    unchanged = DirectoryImport.objects.filter(pk=run.pk, touched_at=run.touched_at)
    return bool(unchanged.update(state=ImportState.COMPARING, touched_at=timezone.now()))


def _apply_next() -> int:
    run = DirectoryImport.objects.filter(state__in=_APPLIED).order_by("pk").first()
    if run is None:
        return 0
    if apply(run, silent, seconds=SECONDS):
        uploads.discard(run)
    return 1
