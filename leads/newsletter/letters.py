"""What subscribers are sent, written from their record at the moment it is sent."""

from typing import Any, NamedTuple
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site
from wagtail.rich_text import expand_db_html

from headless.visibility import public_pages
from home.models import SiteSettings
from leads.models import IssueCopy, LeadsSettings, NewsletterIssue, Subscriber
from leads.newsletter.links import absolute, confirm_url, leave_url
from leads.reader_mail import Letter

ISSUE = "newsletter.issue"
State = Subscriber.State


class Linked(NamedTuple):
    """An article as an issue tells of it."""

    title: str
    summary: str
    url: str


def confirm_letter(pk: int) -> Letter | None:
    """Return the letter with the link that confirms; None where nothing waits for it any more."""
    subscriber = _subscriber(pk, State.PENDING)
    if subscriber is None:
        return None
    context = _site_context(subscriber.site) | {"confirm": confirm_url(subscriber)}
    text = render_to_string("leads/mail/newsletter_confirm.txt", context)
    return Letter(str(subscriber.email), f"Please confirm: {context['title']}", text)


def known_letter(pk: int) -> Letter | None:
    """Return the letter to somebody who signed up a second time."""
    subscriber = _subscriber(pk, State.CONFIRMED)
    if subscriber is None:
        return None
    leave = leave_url(subscriber)
    context = _site_context(subscriber.site) | {"leave": leave}
    text = render_to_string("leads/mail/newsletter_known.txt", context)
    subject = f"You are subscribed: {context['title']}"
    return Letter(str(subscriber.email), subject, text, unsubscribe=leave)


def _subscriber(pk: int, state: str) -> Subscriber | None:
    found = Subscriber.objects.filter(pk=pk, state=state).select_related("site")
    return found.defer(None).first()


def issue_letter(pk: int) -> Letter | None:
    """Return one copy of an issue; None for who has left since it was owed."""
    copies = IssueCopy.objects.select_related("issue__site", "subscriber", "tester")
    copy = copies.filter(pk=pk).first()
    if copy is None:
        return None
    IssueCopy.objects.filter(pk=pk).update(written_at=timezone.now())
    if copy.tester is not None:
        return _issue(copy.issue, copy.tester.email, f"Test: {copy.issue.subject}")
    if copy.subscriber is None or not copy.subscriber.gets_mail:
        return None
    leave = leave_url(copy.subscriber)
    return _issue(copy.issue, str(copy.subscriber.email), copy.issue.subject, leave)


def draft(issue: NewsletterIssue) -> Letter:
    """Return the letter as it would be sent now, to nobody."""
    return _issue(issue, "", issue.subject)


def _issue(issue: NewsletterIssue, to: str, subject: str, leave: str = "") -> Letter:
    intro = _intro(issue)
    context = _site_context(issue.site) | {
        "issue": issue,
        "intro_html": intro,
        "intro": _as_text(intro),
        "articles": articles_of(issue),
        "leave": leave,
    }
    text = render_to_string("leads/mail/newsletter_issue.txt", context)
    html = render_to_string("leads/mail/newsletter_issue.html", context)
    return Letter(to, subject, text, html, leave)


def articles_of(issue: NewsletterIssue) -> list[Linked]:
    """Return the chosen pages that the public may see now, in their order."""
    chosen = list(issue.articles.values_list("page", flat=True))
    public = {page.pk: page for page in public_pages().filter(pk__in=chosen).specific()}
    pages = (public[pk] for pk in chosen if pk in public)
    return [Linked(page.title, getattr(page, "summary", ""), page.full_url) for page in pages]


def _site_context(site: Site) -> dict[str, Any]:
    offer, name = LeadsSettings.for_site(site), SiteSettings.for_site(site).name or site.site_name
    root = absolute(site, "/")
    return {
        "offer": offer,
        "name": name,
        "title": f"{offer.newsletter_name} · {name}" if name else offer.newsletter_name,
        "root": root,
    }


def _intro(issue: NewsletterIssue) -> SafeString:
    """Return the words before the articles; links have their host, for a mail has none."""
    soup = BeautifulSoup(expand_db_html(issue.intro), "html.parser")
    for link in soup.select("a[href]"):
        link["href"] = urljoin(absolute(issue.site, "/"), str(link["href"]))
    return mark_safe(str(soup))  # noqa: S308 - Wagtail cleaned it when it was saved


def _as_text(html: str) -> str:
    """Return rich text as plain lines, a link with its address behind it."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.select("a[href]"):
        link.append(f" ({link['href']})")
    parts = (part.get_text(" ", strip=True) for part in soup.select("p, li"))
    return "\n\n".join(filter(None, parts))
