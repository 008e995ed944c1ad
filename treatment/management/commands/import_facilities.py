"""Import federal files."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.progress import Progress
from treatment.choices import ImportState, Survey
from treatment.importing import runs
from treatment.importing.applying import ApplyingRefusedError, apply
from treatment.importing.report import summary, write_report
from treatment.importing.sources import Source, SourceError, open_source
from treatment.models import DirectoryImport, LocatorPage


class Command(BaseCommand):
    """A run that was broken off is taken up again by the same command on the same files."""

    help = "Bring the national directory, or the locator's export or API pages, into the profiles."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer the files and what they do not say themselves."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--locator", type=int, metavar="ID", help="Below which page.")
        parser.add_argument("--dry-run", action="store_true", help="Compare only.")
        parser.add_argument("--survey", choices=["su", "mh"], help="Where the file does not say.")
        parser.add_argument("--as-of", type=_date, metavar="DATE", help="YYYY-MM-DD.")
        whole = parser.add_mutually_exclusive_group()
        whole.add_argument(
            "--complete",
            action="store_true",
            default=None,
            help="Profiles that the files lack are gone.",
        )
        whole.add_argument("--partial", action="store_false", dest="complete")
        parser.add_argument(
            "--accept-gone", action="store_true", help="Even where that is more than a third."
        )
        parser.add_argument("--report", type=Path, metavar="FILE.csv", help="What was refused.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, tell, apply."""
        sources = _open(options)
        run = runs.begin(_locator(options["locator"]), sources)
        broken = run.state == ImportState.APPLYING
        if broken and options["dry_run"]:
            raise CommandError("An import of these files was broken off. Finish it: no --dry-run.")
        if broken:
            self.stdout.write("Going on where an import of these files was broken off.")
        else:
            self._compare(run, sources)
        try:
            if not options["dry_run"]:
                self._apply(run, accept_gone=options["accept_gone"])
            self._report(run, options["report"])
        finally:
            if options["dry_run"]:
                run.delete()

    def _compare(self, run: DirectoryImport, sources: list[Source]) -> None:
        progress = Progress("Compared", self.stderr)
        try:
            runs.compare(run, sources, progress)
        except SourceError as error:
            run.delete()
            raise CommandError(str(error)) from error
        progress.end()
        for line in summary(run):
            self.stdout.write(line)

    def _apply(self, run: DirectoryImport, *, accept_gone: bool) -> None:
        run.accept_gone = run.accept_gone or accept_gone
        run.save(update_fields=["accept_gone"])
        progress = Progress("Written", self.stderr)
        try:
            apply(run, progress)
        except ApplyingRefusedError as error:
            run.delete()
            raise CommandError(f"{error} If they are: --accept-gone.") from error
        progress.end()
        self.stdout.write("Done.")

    def _report(self, run: DirectoryImport, path: Path | None) -> None:
        if path is None:
            return
        try:
            write_report(run, path)
        except OSError as error:
            raise CommandError(f"The report cannot be written: {error}") from error
        self.stdout.write(f"What was refused, ambiguous or unknown: {path}")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no date, such as 2025-08-31") from error


def _open(options: dict[str, Any]) -> list[Source]:
    survey = Survey(options["survey"].upper()) if options["survey"] else None
    try:
        return [
            open_source(path, survey=survey, as_of=options["as_of"], complete=options["complete"])
            for path in options["files"]
        ]
    except SourceError as error:
        raise CommandError(str(error)) from error


def _locator(pk: int | None) -> LocatorPage:
    """Return the page below which profiles stand; ask where there are several."""
    pages = LocatorPage.objects.filter(pk=pk) if pk else LocatorPage.objects.all()
    found = list(pages.order_by("pk")[:2])
    if not found:
        raise CommandError(f"There is no locator page {pk}." if pk else "Add a locator page first.")
    if len(found) > 1:
        numbers = ", ".join(f"{page.pk} ({page.title})" for page in pages.order_by("pk"))
        raise CommandError(f"There are several locator pages. Choose with --locator: {numbers}")
    return found[0]
