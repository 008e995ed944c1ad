"""What an article must satisfy before it is published."""

from typing import Any

from django.utils.timezone import localdate

from home.forms import SitePageForm


class ArticlePageForm(SitePageForm):
    """The editor's form: authors named once, a review complete and independent.

    A draft may lack half of a review; what contradicts itself is refused at once.
    """

    def clean(self) -> dict[str, Any]:
        """Check what concerns several fields."""
        cleaned = super().clean()
        authors = self._authors()
        if len(authors) != len(set(authors)):
            self.add_error(None, "Each author is named once. Remove the repeated name.")
        reviewer, reviewed_on = cleaned.get("reviewer"), cleaned.get("reviewed_on")
        if reviewer and reviewer.pk in authors:
            self.add_error("reviewer", "An author cannot review the article. Choose somebody else.")
        if reviewed_on and reviewed_on > localdate():
            self.add_error("reviewed_on", "The review cannot lie in the future.")
        if not self.is_deferred_validation:
            self._ask_for_both(reviewer, reviewed_on)
        return cleaned

    def _authors(self) -> list[int]:
        """Return the ids of the authors chosen, in rows that stay."""
        rows = self.formsets.get("article_authors", [])
        chosen = [
            row.cleaned_data.get("person")
            for row in rows
            if row.is_valid() and not row.cleaned_data.get("DELETE")
        ]
        return [person.pk for person in chosen if person]

    def _ask_for_both(self, reviewer: Any, reviewed_on: Any) -> None:
        if reviewer and not reviewed_on and "reviewed_on" not in self.errors:
            self.add_error("reviewed_on", "Say when the reviewer checked it.")
        if reviewed_on and not reviewer and "reviewer" not in self.errors:
            self.add_error("reviewer", "Say who reviewed it, or remove the date.")
