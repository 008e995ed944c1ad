"""What `leads` tells front ends about the site: whom to call, where to ask, the newsletter."""

from wagtail.models import Site

from headless import site_parts
from headless.cache.tags import depend
from headless.representations import PageReference, represent_page
from leads.api import PhoneLineReference, represent_line
from leads.models import LeadsSettings
from leads.newsletter.describing import NewsletterDescription, describe_newsletter
from leads.newsletter.drawing import offered


def hotline(site: Site) -> PhoneLineReference | None:
    """Return the site's number with who answers it and what must be disclosed."""
    line = LeadsSettings.for_site(site).hotline
    if line is None:
        return None
    depend(f"record-leads.phoneline-{line.pk}", f"record-leads.answerer-{line.answerer_id}")
    return represent_line(line)


def callback_form(site: Site) -> PageReference | None:
    """Return the form that is offered where a page has none of its own."""
    page = LeadsSettings.for_site(site).callback_form
    if page is None:
        return None
    depend(f"page-{page.pk}")
    return represent_page(page)


def newsletter(site: Site) -> NewsletterDescription | None:
    """Return the sign-up, where the site offers one."""
    offer = offered(site)
    return describe_newsletter(offer) if offer else None


def register() -> None:
    """Add these to the site's answer."""
    for part in (hotline, callback_form, newsletter):
        site_parts.register(part.__name__, part)
