"""What an article, and a series of them, must satisfy before it is published."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.timezone import localdate

from home.forms import SitePageForm


def chosen_in(rows: Iterable[Any], name: str) -> list[Any]:
    """Return what was chosen in the field `name` of those forms of a formset that stay."""
    chosen = (
        row.cleaned_data.get(name)
        for row in rows
        if row.is_valid() and not row.cleaned_data.get("DELETE")
    )
    return [each for each in chosen if each]


class ArticlePageForm(SitePageForm):
    """The editor's form: authors named once, a review complete and independent.

    A draft may lack half of a review; what contradicts itself is refused at once.
    """

    def clean(self) -> dict[str, Any]:
        """Check what concerns several fields."""
        cleaned = super().clean()
        authors = [
            person.pk for person in chosen_in(self.formsets.get("article_authors", []), "person")
        ]
        if len(authors) != len(set(authors)):
            self.add_error(None, "Each author is named once. Remove the repeated name.")
        reviewer, reviewed_on = cleaned.get("reviewer"), cleaned.get("reviewed_on")
        if reviewer and reviewer.pk in authors:
            self.add_error("reviewer", "An author cannot review the article. Choose somebody else.")
        if reviewed_on and reviewed_on > localdate():
            self.add_error("reviewed_on", "The review cannot lie in the future.")
        if not self.is_deferred_validation:
            if not authors:
                self.add_error(None, "Name at least one author before the article goes live.")
            self._ask_for_both(reviewer, reviewed_on)
        return cleaned

    def _ask_for_both(self, reviewer: Any, reviewed_on: Any) -> None:
        if reviewer and not reviewed_on and "reviewed_on" not in self.errors:
            self.add_error("reviewed_on", "Say when the reviewer checked it.")
        if reviewed_on and not reviewer and "reviewer" not in self.errors:
            self.add_error("reviewer", "Say who reviewed it, or remove the date.")


class SeriesPageForm(SitePageForm):
    """The editor's form of a series: each article once, and in no other series."""

    def clean(self) -> dict[str, Any]:
        """Check the articles chosen."""
        cleaned = super().clean()
        chosen = chosen_in(self.formsets.get("parts", []), "article")
        if len(chosen) != len({article.pk for article in chosen}):
            self.add_error(None, "Each article stands once in a series. Remove the repeated one.")
        elsewhere = self._elsewhere([article.pk for article in chosen])
        for article, series in elsewhere:
            self.add_error(None, f"“{article}” is part of the series “{series}” already.")
        return cleaned

    def _elsewhere(self, articles: list[int]) -> list[tuple[str, str]]:
        """Return the titles of those of these articles that another series has, with its title."""
        parts = apps.get_model("blog", "SeriesPart").objects.filter(article__in=articles)
        others = parts.exclude(series=self.instance.pk).order_by("article__title", "pk")
        return list(others.values_list("article__title", "series__title"))
