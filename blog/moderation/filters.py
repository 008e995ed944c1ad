"""What the list of comments is narrowed by."""

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django_filters import CharFilter, ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from blog.comments.holds import WORDS
from blog.comments.people import person_hash
from blog.models import ArticlePage, Comment

ANY = "any"
WAITING = Comment.Status.PENDING.value
STATUSES = [
    *((status.value, status.label) for status in Comment.Status if status != WAITING),
    (ANY, "Any"),
]
LONGEST_SEARCH = 120  # characters
MOST_SEARCHED = 20_000  # comments; words stand in no index, every text is read
_LONGEST_PAGE, _LONGEST_COMMENT = 9, 18  # digits of a primary key


class CommentFilterSet(WagtailFilterSet):
    """By status, article and what holds a comment; without a status, those that wait."""

    status = ChoiceFilter(label="Status", choices=STATUSES, empty_label="Waiting", method="ignore")
    held = ChoiceFilter(label="Why it waits", choices=list(WORDS.items()), method="by_hold")
    article = CharFilter(
        label="Article (its title, or the number of its page)", method="by_article"
    )
    person = CharFilter(label="Same person as comment number", method="by_person")
    network = CharFilter(label="Same network as comment number", method="by_network")

    class Meta:
        model = Comment
        fields: list[str] = []

    @property
    def chosen_status(self) -> str:
        """The status asked for; `ANY` for all of them."""
        return (self.form.is_valid() and self.form.cleaned_data["status"]) or WAITING

    def ignore(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Leave the status to `filter_queryset`, which knows of the default too."""
        return queryset

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Keep the comments of the status."""
        kept = super().filter_queryset(queryset)
        status = self.chosen_status
        return kept if status == ANY else kept.filter(status=status)

    def by_hold(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Keep the comments held for this reason; the list of reasons is searched as text."""
        held = queryset.alias(holds_text=Cast("holds", TextField()))
        return held.filter(holds_text__contains=f'"{value}"')

    def by_article(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Keep the comments below articles of this number or title."""
        if (number := _number(value, _LONGEST_PAGE)) is not None:
            return queryset.filter(article=number)
        titled = ArticlePage.objects.filter(title__icontains=value[:LONGEST_SEARCH])
        return queryset.filter(article__in=titled.values("pk"))

    def by_person(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Keep what the person who wrote that comment wrote."""
        return _like(queryset, "email_hash", value)

    def by_network(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Keep what came from the network of that comment."""
        return _like(queryset, "network", value)


def search(comments: QuerySet, term: str) -> QuerySet:
    """Return the comments by an address, written however, or with these words in name or text.

    An address is found among all comments, words among the last that came.
    """
    term = term.replace("\x00", "").strip()[:LONGEST_SEARCH]
    if not term:
        return comments
    if "@" in term:
        return comments.filter(email_hash=person_hash(term))
    older = Comment.objects.order_by("-pk").values_list("pk", flat=True)[MOST_SEARCHED:]
    found = comments.filter(Q(name__icontains=term) | Q(text__icontains=term))
    return found.filter(pk__gt=older.first() or 0)


def _like(comments: QuerySet, column: str, number: str) -> QuerySet:
    key = _number(number, _LONGEST_COMMENT)
    value = key and Comment.objects.filter(pk=key).values_list(column, flat=True).first()
    return comments.filter(**{column: value}) if value else comments.none()


def _number(text: str, longest: int) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) <= longest
    return int(text) if is_number else None
