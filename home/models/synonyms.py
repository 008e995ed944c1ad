"""Words that mean the same to those who search."""

from django.core.exceptions import ValidationError
from django.db import models


class SearchSynonyms(models.Model):
    """A group of words or short phrases; who searches for one finds the others too."""

    terms = models.TextField(
        help_text="One to a line, for example: rehab, then residential treatment on the next line."
    )

    class Meta:
        ordering = ["terms"]
        verbose_name = "search synonyms"
        verbose_name_plural = "search synonyms"

    def __str__(self) -> str:
        return ", ".join(self.lines())

    def lines(self) -> list[str]:
        """Return the terms, without empty lines."""
        return [line for line in map(str.strip, self.terms.splitlines()) if line]

    def clean(self) -> None:
        """Ask for at least two terms."""
        if len(self.lines()) < 2:
            raise ValidationError({"terms": "A group has at least two terms."})
