"""The demo's intake: call-backs in every state, and a newsletter with readers and issues.

All of it goes through the services that serve readers and staff. What happened in the past was
told in the past: its notices and letters count as delivered, so that the demo mails nobody.
"""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Site

from demo.building import Builder
from demo.content import requests
from demo.content.requests import Issue, Wish
from demo.loading.desk import account
from headless.models import Delivery
from headless.outbox.retries import SCHEDULE
from leads import notices, reader_mail, workflow
from leads.captcha import Outcome
from leads.consents import versions_text
from leads.forms import PAGE_PREFIX, form_class
from leads.intake import Arrival, Origin, store_request
from leads.models import (
    CallbackRequest,
    ConsentWording,
    IssueArticle,
    IssueCopy,
    LeadsSettings,
    NewsletterIssue,
    Subscriber,
)
from leads.newsletter import links, mailing, subscribing

_FIRST_STEP = timedelta(minutes=25)  # after the request came
_UNANSWERED = "The mail server does not answer"


def load(builder: Builder) -> None:
    """Fill the inbox, the list of subscribers, the issues and the deliveries."""
    made = [_wish(builder, wish) for wish in requests.WISHES]
    _newsletter(builder)
    _deliveries(waiting=made[1], given_up=made[3])


def _wish(builder: Builder, wish: Wish) -> CallbackRequest:
    page = builder.pages[wish.form]
    klass = form_class(page)
    answers = {**wish.said, "wordings": versions_text(klass.consents)}
    answers |= {consent.name: "on" for consent in klass.consents}
    form = klass(
        {f"{PAGE_PREFIX}-{name}": value for name, value in answers.items()}, prefix=PAGE_PREFIX
    )
    builder.check_form(form)
    at = timezone.now() - wish.ago
    arrival = Arrival(captcha=Outcome.PASS, flags=wish.flags, at=at)
    request = store_request(form, Origin(page, page), arrival)
    for status, reason in wish.steps:
        workflow.set_status(account("agent"), request, status, reason)
    _date_back(request, at + _FIRST_STEP)
    return request


def _date_back(request: CallbackRequest, at: datetime) -> None:
    """Let the steps of staff have happened soon after the request came, not while loading."""
    request.events.exclude(user=None).update(at=at)
    row = CallbackRequest.objects.filter(pk=request.pk)
    row.exclude(first_attempt_at=None).update(first_attempt_at=at)
    row.exclude(closed_at=None).update(closed_at=at)


def _newsletter(builder: Builder) -> None:
    site = Site.objects.get(is_default_site=True)
    for email in (*requests.CONFIRMED, *requests.LEFT):
        subscriber = _sign_up(site, email)
        subscribing.confirm(_token(links.confirm_url(subscriber)))
        if email in requests.LEFT:
            subscribing.leave(_token(links.leave_url(subscriber)))
    for email in requests.UNCONFIRMED:
        _sign_up(site, email)

    sender = account("moderator")
    issue = _issue(builder, site, requests.SENT)
    mailing.send_test(sender, issue)
    mailing.send(sender, issue)
    while mailing.owe_copies():
        pass
    _issue(builder, site, requests.DRAFT)


def _sign_up(site: Site, email: str) -> Subscriber:
    # Kept when the settings were saved.
    wording = ConsentWording.objects.get(wording=LeadsSettings.for_site(site).newsletter_wording)
    subscribing.sign_up(site, subscribing.SignUp(email, wording, site.root_page))
    return Subscriber.objects.get(site=site, email_hash=subscribing.address_hash(email))


def _token(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def _issue(builder: Builder, site: Site, written: Issue) -> NewsletterIssue:
    issue = NewsletterIssue(site=site, subject=written.subject, intro=written.intro)
    issue.articles = [
        IssueArticle(page=builder.pages[slug], sort_order=place)
        for place, slug in enumerate(written.articles)
    ]
    builder.check(issue)
    issue.save()
    return issue


def _deliveries(waiting: CallbackRequest, given_up: CallbackRequest) -> None:
    """Count all as delivered, but for a notice that waits and one that was given up."""
    now = timezone.now()
    ours = Delivery.objects.filter(channel__in=(notices.CHANNEL, reader_mail.CHANNEL))
    ours.update(status=Delivery.Status.DELIVERED, attempts=1, finished_at=now)
    IssueCopy.objects.update(written_at=now)
    _of(waiting).update(
        status=Delivery.Status.WAITING,
        attempts=len(SCHEDULE) - 2,
        due_at=now + SCHEDULE[-3],
        finished_at=None,
        last_error=_UNANSWERED,
    )
    _of(given_up).update(
        status=Delivery.Status.DEAD, attempts=len(SCHEDULE) + 1, last_error=_UNANSWERED
    )


def _of(request: CallbackRequest) -> QuerySet:
    return Delivery.objects.filter(unique_key__startswith=f"{notices.CHANNEL}:{request.pk}:")
