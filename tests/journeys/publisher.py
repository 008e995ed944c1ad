"""A small publisher: one page of each kind, an account of each role, everything turned on."""

from datetime import time

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from published import publish
from wagtail.models import GroupApprovalTask, Page, Site, Workflow, WorkflowPage, WorkflowTask

from blog.groups import REVIEWERS
from blog.models import (
    ArticleIndexPage,
    CommentSettings,
    MedicalReviewTask,
    PeopleIndexPage,
    PersonPage,
    TopicPage,
)
from config.auth import DEMO_PASSWORD
from demo.loading import ACCOUNTS
from home.models import HomePage
from leads.models import (
    Answerer,
    CallbackFormPage,
    LeadsSettings,
    PhoneLine,
    Recipient,
    StaffedHours,
)
from treatment.models import FacilityPage, LocatorPage, ProgramIndexPage, ProgramPage


def build():
    """Make all of it."""
    accounts()
    home = home_page()
    articles = publish(home, ArticleIndexPage(title="Articles", slug="articles"))
    people_and_topics(home, articles)
    workflow(articles)
    treatment(home)
    contact(home)


def accounts():
    users = get_user_model().objects
    for name, group in ACCOUNTS:
        user = users.create_user(name, f"{name}@example.org", DEMO_PASSWORD)
        user.is_superuser = group is None
        user.save()
        if group:
            user.groups.add(Group.objects.get(name=group))
    second = users.create_user("second-agent", "second-agent@example.org", DEMO_PASSWORD)
    second.groups.add(Group.objects.get(name="Intake agents"))


def home_page():
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = publish(root, HomePage(title="Harbor", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    Site.clear_site_root_paths_cache()
    return home


def people_and_topics(home, articles):
    people = publish(home, PeopleIndexPage(title="People", slug="people"))
    publish(people, PersonPage(title="Ana Ruiz", slug="ana-ruiz"))
    account = get_user_model().objects.get(username="reviewer")
    publish(people, PersonPage(title="Ines Calder", credentials="MD", account=account))
    publish(articles, TopicPage(title="Family", slug="family"))


def workflow(articles):
    """Have articles reviewed by somebody else first, and published by a moderator then."""
    review = MedicalReviewTask.objects.create(name="Medical review")
    review.groups.add(Group.objects.get(name=REVIEWERS))
    publication = GroupApprovalTask.objects.create(name="Publication")
    publication.groups.add(Group.objects.get(name="Moderators"))
    steps = Workflow.objects.create(name="Medical review, then publication")
    for place, task in enumerate((review, publication)):
        WorkflowTask.objects.create(workflow=steps, task=task, sort_order=place)
    WorkflowPage.objects.create(workflow=steps, page=articles)


def treatment(home):
    programs = publish(home, ProgramIndexPage(title="Programs", slug="programs"))
    program = ProgramPage(title="Detox", slug="detox", setting="residential", level_of_care="3.7")
    publish(programs, program)
    locator = publish(home, LocatorPage(title="Find help", slug="find-help"))
    place = {"street": "1 Main St", "city": "Boston", "state": "MA", "zip": "02118"}
    place |= {"latitude": "42.338", "longitude": "-71.071", "position_source": "address"}
    publish(locator, FacilityPage(title="Quiet Harbor", slug="quiet-harbor", **place))


def contact(home):
    answerer = Answerer(name="Harbor", kind="publisher")
    answerer.staffed_hours = [StaffedHours(days="0123456", opens=time(0), closes=time(23, 59))]
    answerer.save()
    line = PhoneLine.objects.create(
        label="Call now", number="(202) 555-0142", kind="hotline", answerer=answerer
    )
    form = publish(home, CallbackFormPage(title="Call me", slug="call-me", answerer=answerer))
    Recipient.objects.create(name="Desk", address="desk@example.org")
    site = Site.objects.get()
    CommentSettings.objects.update_or_create(site=site, defaults={"enabled": True})
    newsletter = {
        "newsletter_offered": True,
        "newsletter_name": "Harbor letter",
        "newsletter_address": "1 Quay, Boston MA",
    }
    LeadsSettings.objects.update_or_create(
        site=site, defaults={"hotline": line, "callback_form": form, **newsletter}
    )
