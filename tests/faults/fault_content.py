"""What the fault tests need in the database: a home page, a form, a mailbox that is told."""

from wagtail.models import Page, Site

from home.models import HomePage
from leads.models import Answerer, CallbackFormPage, Recipient


def make():
    Page.objects.filter(depth=2).delete()
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Harbor", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="127.0.0.1", port=80, root_page=home, is_default_site=True)
    answerer = Answerer.objects.create(name="Harbor Network")
    page = CallbackFormPage(title="Call me", slug="call-me", answerer=answerer, email="optional")
    home.add_child(instance=page)
    Recipient.objects.create(name="Team", address="team@harbor.example")
