"""What the demo leaves out: a row of everything that has a screen, in each of its states."""

import uuid

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    APIToken,
    Collection,
    CollectionViewRestriction,
    PageViewRestriction,
    Site,
    UploadedFile,
)

from blog.comments import states
from blog.models import ArticlePage, Ban, CommentEvent
from demo.loading.desk import account
from headless.changes.models import EventWebhook
from headless.models import ApiKey, Delivery
from home.models import SearchSynonyms
from leads.models import (
    AccessRecord,
    CallbackFormPage,
    CallbackRequest,
    ConsentWording,
    NewsletterIssue,
    RoutingRule,
    Subscriber,
)
from treatment.models import (
    DirectoryImport,
    DirectoryImportRow,
    FacilityPage,
    ListingProblem,
    LocatorPage,
)


def store_all():
    """Fill the tables beside the demo's."""
    get_user_model().objects.create_user("nobody", "nobody@example.org", "pw")
    requests()
    comments()
    newsletter()
    directory()
    front_ends()
    editors_things()


def requests():
    form = CallbackFormPage.objects.first()
    for status in CallbackRequest.Status.values:
        request = CallbackRequest.objects.create(
            status=status,
            assigned_to=None if status == "new" else account("agent"),
            close_reason="helped" if status == "closed" else "",
            form_page=form,
            form_title=form.title,
            answerer_name=form.answerer.name,
            phone="(202) 555-0142",
            phone_e164="+12025550142",
            name="Riley",
            say_name="",
            email="",
            comments="In the evening, please.",
            answers={},
            due_at=timezone.now(),
        )
        AccessRecord.write(account("agent"), AccessRecord.Action.READ, request)
    RoutingRule.objects.create(name="Evenings", form_page=form)


def comments():
    article = ArticlePage.objects.live().first()
    for status in ("pending", "approved", "rejected", "spam", "removed"):
        comment = states.enter(article=article, name="Low Tide", text="It passed.")
        if status == "removed":
            states.remove([comment.pk], CommentEvent.Kind.REMOVED)
        elif status != "pending":
            states.decide([comment.pk], status)
    Ban.objects.create(kind=Ban.Kind.WORD, value="casino")


def newsletter():
    site = Site.objects.get(is_default_site=True)
    wording, _ = ConsentWording.objects.get_or_create(version="walk", defaults={"wording": "Yes"})
    now = timezone.now()
    for state in Subscriber.State.values:
        has_address = state in ("pending", "confirmed")
        Subscriber.objects.create(
            site=site,
            state=state,
            email=f"{state}@example.org" if has_address else None,
            email_hash=f"{state}" if has_address else None,
            wording=wording,
            confirmed_at=now if state == "confirmed" else None,
            left_at=now if state == "left" else None,
        )
    for state in NewsletterIssue.State.values:
        NewsletterIssue.objects.create(
            site=site,
            subject=f"News, {state}",
            state=state,
            sending_at=None if state == "draft" else now,
        )


def directory():
    facility, locator = FacilityPage.objects.first(), LocatorPage.objects.first()
    for status in ListingProblem.Status.values:
        ListingProblem.objects.create(
            facility=facility,
            kind="phone",
            words="Another number answers.",
            status=status,
            settled_at=None if status == "open" else timezone.now(),
        )
    states_of = DirectoryImport._meta.get_field("state").choices
    for state, _ in states_of:
        made = DirectoryImport.objects.create(
            locator=locator, state=state, files=[], created_by=account("admin")
        )
        DirectoryImportRow.objects.create(
            directory_import=made, title="Harbor", action="ambiguous", kind="SU", place=1, record={}
        )


def front_ends():
    for status in Delivery.Status.values:
        Delivery.objects.create(
            channel="mail",
            target=f"mail:{status}",
            unique_key=f"walk-{status}",
            status=status,
            claim=uuid.uuid4(),
            lease_until=timezone.now(),
        )
    key = ApiKey(name="Front end", scopes=["content:read"])
    key.give_secret()
    key.save()
    EventWebhook.objects.create(name="Front end", address="https://front.example.org/hook")
    APIToken.objects.create(
        user=account("admin"), name="Editor's tool", key_hash="walk", prefix="wt_walk"
    )


def editors_things():
    SearchSynonyms.objects.create(terms="naloxone\nnarcan")
    collection = Collection.get_first_root_node().add_child(name="Pictures of staff")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="sesame"
    )
    document = get_document_model()(title="Leaflet", collection=collection)
    document.file.save("leaflet.txt", ContentFile(b"Call 988."), save=True)
    free = get_document_model()(title="Card")
    free.file.save("card.txt", ContentFile(b"Call 988."), save=True)
    free.tags.add("card")
    get_image_model().objects.first().tags.add("harbor")
    site = Site.objects.get(is_default_site=True)
    Redirect.objects.create(old_path="/old", redirect_page=site.root_page, site=site)
    page = ArticlePage.objects.live().first()
    EditingSession.objects.create(
        user=account("editor"),
        content_type=page.cached_content_type,
        object_id=str(page.pk),
        last_seen_at=timezone.now(),
    )
    uploaded = UploadedFile(
        for_content_type=ContentType.objects.get_for_model(document),
        uploaded_by_user=account("admin"),
    )
    uploaded.file.save("card.txt", ContentFile(b"Call 988."), save=True)
    PageViewRestriction.objects.create(
        page=page.page_ptr, restriction_type="password", password="sesame"
    )
    Group.objects.get_or_create(name="Walkers")
