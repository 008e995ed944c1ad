"""Import a WordPress export."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from wagtail.models import Page, Site

from blog.importing.errors import SourceError
from blog.importing.fetching import Download, Folder
from blog.importing.filling import Place
from blog.importing.overview import Overview, look_through
from blog.importing.report import open_report
from blog.importing.runs import Run
from blog.models import ArticleIndexPage, PeopleIndexPage
from home.models import HomePage
from home.progress import Progress


class Command(BaseCommand):
    """The same command again goes on where a run was broken off, and brings what is new."""

    help = "Bring a WordPress export (WXR) in: pages, people, topics, comments, files, redirects."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer the file, and what to do with it."""
        parser.add_argument("file", type=Path, metavar="EXPORT.xml")
        parser.add_argument("--site", metavar="HOST", help="Into which site. Default: the default.")
        parser.add_argument("--dry-run", action="store_true", help="Read and tell; write nothing.")
        files = parser.add_mutually_exclusive_group()
        files.add_argument(
            "--media", type=Path, metavar="DIR", help="A copy of wp-content/uploads."
        )
        files.add_argument("--download", action="store_true", help="Fetch files from the old site.")
        parser.add_argument(
            "--report", type=Path, metavar="FILE.csv", help="What was found, by item."
        )
        parser.add_argument("--encoding", help="Where the file declares a wrong one.")
        parser.add_argument(
            "--accept-broken",
            action="store_true",
            help="Of a file that breaks off, take the whole items.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look through, import, tell."""
        site = _site(options["site"])
        articles, people = _index(ArticleIndexPage, site), _index(PeopleIndexPage, site)
        seen = self._look(options)
        run = Run(
            path=options["file"],
            encoding=options["encoding"],
            seen=seen,
            site=site,
            place=Place(site.root_page.specific, articles),
            people=people,
            files=_files(options),
            dry=options["dry_run"],
        )
        self._import(run, options["report"])

    def _look(self, options: dict[str, Any]) -> Overview:
        progress = Progress("Looked through", self.stderr, unit="items")
        try:
            seen = look_through(
                options["file"],
                options["encoding"],
                progress,
                accept_broken=options["accept_broken"],
            )
        except SourceError as error:
            raise CommandError(str(error)) from error
        progress.end()
        kinds = ", ".join(f"{count:,} × {kind}" for kind, count in seen.kinds.most_common(8))
        self.stdout.write(f"{seen.source}: {kinds}; {seen.comments:,} comments.")
        if seen.broken:
            self.stdout.write(self.style.WARNING(seen.broken))
        return seen

    def _import(self, run: Run, path: Path | None) -> None:
        begun: list[Progress] = []

        def begin(what: str) -> Progress:
            for before in begun[-1:]:
                before.end()
            begun.append(Progress(what, self.stderr, unit="items"))
            return begun[-1]

        try:
            with open_report(path) as report:
                run.go(report, begin)
        except SourceError as error:
            raise CommandError(f"{error} The file has changed while it was read.") from error
        except IntegrityError as error:
            raise CommandError("Another import of this site is running. Wait for it.") from error
        except OSError as error:
            raise CommandError(f"The report cannot be written: {error}") from error
        begun[-1].end()
        for line in report.summary():
            self.stdout.write(line)
        if path:
            self.stdout.write(f"Each thing by its item: {path}")
        self.stdout.write("Nothing was written." if run.dry else "Done.")


def _site(host: str | None) -> Site:
    sites = (
        Site.objects.filter(hostname=host) if host else Site.objects.filter(is_default_site=True)
    )
    site = sites.select_related("root_page").first()
    if site is None:
        raise CommandError(f"There is no site {host or 'by default'}.")
    if not isinstance(site.root_page.specific, HomePage):
        raise CommandError(f"The root of {site.hostname} is no home page.")
    return site


def _index(model: type[Page], site: Site) -> Any:
    page = model.objects.descendant_of(site.root_page).order_by("path").first()
    if page is None:
        name = model._meta.verbose_name
        raise CommandError(f"Add a page of the type “{name}” below the home page first.")
    return page


def _files(options: dict[str, Any]) -> Folder | Download | None:
    if options["download"]:
        return Download()
    if options["media"] is None:
        return None
    if not options["media"].is_dir():
        raise CommandError(f"There is no folder {options['media']}.")
    return Folder(options["media"])
