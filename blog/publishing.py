"""The publish checks of articles: who wrote it, who checked it, and what its claims rest on."""

from collections.abc import Iterator
from typing import Any

from blog.blocks import MedicalClaimBlock
from blog.lists import public_people
from blog.models import ArticlePage
from home.publishing.check import Check, Finding
from home.publishing.draft import Draft

_NO_SOURCE = "A medical claim needs its source: a number from the references, or the study itself."


class ArticleCheck(Check):
    """Looks at articles alone."""

    def applies_to(self, draft: Draft) -> bool:
        """Ask for an article."""
        return isinstance(draft.page, ArticlePage)


class MissingByline(ArticleCheck):
    """Articles that would show no author, or one author fewer."""

    code = "byline"
    label = "Missing byline"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield that nobody is named, or each author whose profile readers cannot see."""
        ids = [row.person_id for row in draft.page.article_authors.all()]
        shown = public_people().in_bulk([pk for pk in ids if pk])
        if not ids:
            yield Finding("Say who wrote the article.", "article_authors")
        for number, pk in enumerate(ids, start=1):
            if pk not in shown:
                yield Finding(
                    f"Author {number} has no published profile, so the byline leaves them out.",
                    "article_authors",
                )


class MissingReviewer(ArticleCheck):
    """Articles that nobody with medical standing has checked."""

    code = "reviewer"
    label = "Missing medical reviewer"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield what the line “Medically reviewed by … on …” lacks."""
        article = draft.page
        if not article.reviewer_id:
            yield Finding("Say who checked the medical facts.", "reviewer")
        elif not public_people().filter(pk=article.reviewer_id).exists():
            yield Finding("The reviewer has no published profile, and is not shown.", "reviewer")
        elif not article.reviewed_on:
            yield Finding("Say when the reviewer checked it.", "reviewed_on")


class UnsourcedClaims(Check):
    """Blocks marked as medical claims, on any page, that name no source."""

    code = "citations"
    label = "Medical claim without a source"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield each claim that rests on nothing, or on a reference that is not in the list."""
        claims = [node for node in draft.nodes if isinstance(node.block, MedicalClaimBlock)]
        listed = _references(draft.page) if claims else 0
        for claim in claims:
            value = claim.raw if isinstance(claim.raw, dict) else {}
            numbers = _numbers(value.get("references"))
            if not numbers and not (value.get("source") or "").strip():
                yield Finding(_NO_SOURCE, claim.place)
            for number in numbers:
                if number > listed:
                    yield Finding(
                        f"There is no reference {number}: the page lists {listed}.",
                        f"{claim.place}.references",
                    )


def _references(page: Any) -> int:
    """Return how many references a page lists; none where its type has none."""
    references = getattr(page, "references", None)
    return len(references.all()) if references is not None else 0


def _numbers(raw: Any) -> list[int]:
    """Return the numbers in a stored list block."""
    items = raw if isinstance(raw, list) else []
    values = [item.get("value") if isinstance(item, dict) else item for item in items]
    return [value for value in values if isinstance(value, int)]


ARTICLE_CHECKS: tuple[Check, ...] = (MissingByline(), MissingReviewer(), UnsourcedClaims())
