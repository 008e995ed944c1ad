"""Reminders of reviews that are due: owed once for each article and date, mailed by the worker."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate

from blog.models import ArticlePage, EditorialSettings
from blog.reviewing import accounts_of_authors
from headless.models import Delivery
from headless.outbox import mail, queue
from headless.outbox.channels import DeliveryError

CHANNEL = "blog.review_due"
LONGEST_NOTICE = timedelta(days=365)  # what the settings allow
NOBODY = (
    "Nobody to remind: no author of the article has an account with an address, "
    "and the editorial desk's settings name none"
)


def owe_due() -> int:
    """Owe a reminder for each live article whose review is near or past; return how many."""
    return sum(_owe(article, due) for article, due in _unreminded(localdate()))


def _unreminded(today: date) -> Iterator[tuple[ArticlePage, date]]:
    """Yield the articles to remind of today, at their site's notice, with the date it is about."""
    dated = ArticlePage.objects.live().filter(review_due_on__lte=today + LONGEST_NOTICE)
    keys = {key_of(pk, due): pk for pk, due in dated.values_list("pk", "review_due_on")}
    owed = Delivery.objects.filter(channel=CHANNEL).values_list("unique_key", flat=True)
    left = set(keys) - set(owed)
    pages = ArticlePage.objects.defer_streamfields().filter(pk__in=[keys[key] for key in left])
    for article in pages.order_by("review_due_on", "pk"):
        notice = timedelta(days=EditorialSettings.of(article).remind_days)
        due = article.review_due_on
        if due and due <= today + notice:
            yield article, due


def key_of(article: int, due: date) -> str:
    """Return the name under which the reminder is owed once."""
    return f"{CHANNEL}:{article}:{due.isoformat()}"


@transaction.atomic
def _owe(article: ArticlePage, due: date) -> bool:
    queue.owe(
        CHANNEL,
        target=f"article:{article.pk}",
        unique_key=key_of(article.pk, due),
        payload={"article": article.pk, "due_on": due.isoformat()},
    )
    return True


def send(delivery: Delivery) -> None:
    """Mail one reminder; nothing where the date was changed or the article is gone since."""
    article = ArticlePage.objects.filter(
        pk=delivery.payload["article"], review_due_on=delivery.payload["due_on"], live=True
    ).first()
    if article is None:
        return
    recipients = addresses(article)
    if not recipients:
        raise DeliveryError(NOBODY, final=True)
    mail.send_mail(delivery, _message(article, recipients))


def addresses(article: ArticlePage) -> list[str]:
    """Return where an article's reminders go: the desk, or its authors and who created it."""
    if desk := EditorialSettings.of(article).remind_address:
        return [desk]
    people = get_user_model().objects.filter(
        pk__in={*accounts_of_authors(article), article.owner_id} - {None}, is_active=True
    )
    return sorted({person.email for person in people if person.email})


def _message(article: ArticlePage, recipients: list[str]) -> EmailMessage:
    path = reverse("wagtailadmin_pages:edit", args=(article.pk,))
    context = {"article": article, "link": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"}
    # A title is one line, but an import may have written it.
    title = " ".join(article.title.split())
    return EmailMessage(
        subject=f"Review due: {title}",
        body=render_to_string("blog/mail/review_due.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=recipients,
    )
