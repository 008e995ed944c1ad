"""The demo publisher, from its welcome to its sixty facilities.

Pages come first and bodies second, because bodies link to one another. All of it is one
transaction: a killed run leaves nothing, and the next one begins again.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page, Site

from blog.comments.holds import Hold, holds_of
from blog.comments.states import decide
from blog.comments.threads import place_below
from blog.groups import REVIEWERS
from blog.models import (
    ArticleAuthor,
    ArticleIndexPage,
    ArticlePage,
    CannedReply,
    Comment,
    CommentEvent,
    CommentSettings,
    PeopleIndexPage,
    PersonPage,
    Reference,
    TopicPage,
)
from config.auth import DEMO_PASSWORD
from demo import desk
from demo.building import Builder
from demo.content import comments, contact, pages, people
from demo.content.articles import ARTICLES
from demo.content.facilities import FACILITIES
from demo.content.programs import PROGRAMS
from demo.writing import Remark
from home.models import HomePage, SiteSettings, StandardPage
from leads.models import (
    Answerer,
    CallbackFormField,
    CallbackFormPage,
    LeadsSettings,
    PhoneLine,
    Recipient,
    StaffedHours,
    WhoAnswersPage,
)
from treatment.choices import PositionSource
from treatment.importing.codes import services_for
from treatment.models import (
    FacilityPage,
    FacilityPhone,
    FacilityPicture,
    LocatorPage,
    ProgramIndexPage,
    ProgramPage,
    ProgramStep,
)

# (user name, group); the first is a superuser.
ACCOUNTS = (
    ("admin", None),
    ("editor", "Editors"),
    ("moderator", "Moderators"),
    ("reviewer", REVIEWERS),
    ("host", "Comment moderators"),
    ("agent", "Intake agents"),
    ("manager", "Intake managers"),
)
BETWEEN_REVIEWS = timedelta(days=270)  # so that some are due soon, and one is overdue


def is_loaded() -> bool:
    """Say whether the demo is there."""
    return HomePage.objects.filter(title=pages.HOME.title).exists()


def stand_at(address: str) -> None:
    """Have the site's links, such as those in letters, lead to where it runs."""
    site, parts = Site.objects.get(is_default_site=True), urlsplit(address)
    site.hostname, site.port = parts.hostname, parts.port or 80
    site.save()


@transaction.atomic
def load() -> None:
    """Load everything; raise CommandError where a validator objects to the content."""
    builder = Builder()
    _accounts()
    home = _home(builder)
    _plain_pages(builder, home)
    _contact(builder, home)
    _people(builder)
    _programs(builder)
    _facilities(builder)
    _articles(builder)
    _bodies(builder)
    desk.set_up(builder)
    _comments(builder)
    _frame(builder)


def _accounts() -> None:
    users = get_user_model().objects
    for name, group in ACCOUNTS:
        user = users.create_user(name, f"{name}@example.org", DEMO_PASSWORD)
        if group is None:
            user.is_superuser = user.is_staff = True
            user.save()
        else:
            user.groups.add(Group.objects.get(name=group))


def _home(builder: Builder) -> HomePage:
    """Put our home page in the place of Wagtail's welcome."""
    root = Page.objects.get(depth=1)
    site = Site.objects.get(is_default_site=True)
    welcome = site.root_page
    Page.objects.filter(pk=welcome.pk).update(slug="welcome-to-wagtail")
    home = builder.add(
        root,
        HomePage(
            title=pages.HOME.title,
            slug=pages.HOME.slug,
            summary=pages.HOME.summary,
            lead_image=builder.picture(pages.HOME.picture),
        ),
    )
    site.root_page, site.site_name = home, pages.NAME
    site.save()
    Page.objects.get(pk=welcome.pk).delete()
    home.refresh_from_db()
    return home


def _plain_pages(builder: Builder, home: HomePage) -> None:
    kinds = [
        (ProgramIndexPage, pages.PROGRAMS_INDEX),
        (LocatorPage, pages.LOCATOR),
        (ArticleIndexPage, pages.ARTICLES),
        (PeopleIndexPage, pages.PEOPLE_INDEX),
        (WhoAnswersPage, pages.WHO_ANSWERS),
        *((StandardPage, page) for page in pages.STANDARD),
    ]
    for model, page in kinds:
        builder.add(
            home,
            model(
                title=page.title,
                slug=page.slug,
                summary=page.summary,
                lead_image=builder.picture(page.picture),
            ),
        )


def _answerer(builder: Builder, staffed: tuple[str, time, time], **values: Any) -> Answerer:
    answerer = Answerer(**values)
    days, opens, closes = staffed
    answerer.staffed_hours = [StaffedHours(days=days, opens=opens, closes=closes)]
    builder.check(answerer)
    answerer.save()
    return answerer


def _contact(builder: Builder, home: HomePage) -> None:
    answerers = {key: _answerer(builder, **values) for key, values in contact.ANSWERERS.items()}
    for values in contact.RECIPIENTS:
        recipient = Recipient(**values)
        builder.check(recipient)
        recipient.save()
    for key, values in contact.LINES.items():
        line = PhoneLine(**{**values, "answerer": answerers[values["answerer"]]})
        builder.check(line)
        line.save()
        builder.lines[key] = line
    for form in contact.FORMS:
        page = CallbackFormPage(
            title=form.title,
            slug=form.slug,
            summary=form.summary,
            answerer=answerers[form.answerer],
            submit_label=form.submit_label,
            thank_you_heading=form.thank_you_heading,
            thank_you_text=form.thank_you_text,
            **form.asks,
        )
        page.form_fields = [
            CallbackFormField(sort_order=place, **question)
            for place, question in enumerate(form.extra)
        ]
        builder.add(home, page, form.body)


def _people(builder: Builder) -> None:
    for person in people.PEOPLE:
        page = PersonPage(
            title=person.name,
            slug=person.slug,
            credentials=person.credentials,
            role=person.role,
            account=desk.account(person.account),
            summary=person.summary,
            lead_image=builder.picture(person.picture),
        )
        links = [("link", {"label": label, "address": to}) for label, to in person.links]
        page.links = builder.stream(page, "links", links)
        builder.add(builder.pages["people"], page, person.body)
    for topic in people.TOPICS:
        page = TopicPage(title=topic.title, slug=topic.slug, summary=topic.summary)
        builder.add(builder.pages["articles"], page)


def _programs(builder: Builder) -> None:
    for program in PROGRAMS:
        page = ProgramPage(
            title=program.title,
            slug=program.slug,
            summary=program.summary,
            lead_image=builder.picture(program.picture),
            **program.fields,
        )
        for name in ("who_for", "who_not_for", "topics_covered", "approaches"):
            lines = [("line", line) for line in getattr(program, name)]
            setattr(page, name, builder.stream(page, name, lines))
        asked = [
            ("question", {"question": question, "answer": f"<p>{answer}</p>"})
            for question, answer in program.questions
        ]
        page.questions = builder.stream(page, "questions", asked)
        page.services = services_for(program.codes)
        builder.add(builder.pages["treatment"], page)
    for program in PROGRAMS:
        page = builder.pages[program.slug]
        page.steps = [
            ProgramStep(program=builder.pages[slug], sort_order=place)
            for place, slug in enumerate(program.leads_to)
        ]


def _facilities(builder: Builder) -> None:
    for number, facility in enumerate(FACILITIES):
        page = FacilityPage(
            title=facility.name,
            slug=slugify(f"{facility.name} {facility.city} {facility.state}"),
            street=facility.street,
            city=facility.city,
            state=facility.state,
            zip=facility.zip,
            latitude=facility.latitude,
            longitude=facility.longitude,
            position_source=PositionSource.ZIP,
            hours=facility.hours,
            treats_substance_use=True,
            treats_mental_health="MH" in facility.codes,
            source="Invented for this demonstration",
            source_date=datetime(2026, 11, 1, tzinfo=UTC).date(),
        )
        page.phones = [
            FacilityPhone(kind=kind, number=text, sort_order=place)
            for place, (kind, text) in enumerate(facility.phones)
        ]
        page.services = services_for(facility.codes)
        if number % 20 == 0:
            page.summary = "A small team in an old house, with groups in the day and evening."
            page.pictures = [
                FacilityPicture(image=builder.picture("clinic-front"), caption="The entrance"),
                FacilityPicture(
                    image=builder.picture("clinic-room"), caption="A room", sort_order=1
                ),
            ]
        builder.add(builder.pages["find-help"], page)


def _articles(builder: Builder) -> None:
    for article in sorted(ARTICLES, key=lambda article: article.published_on):
        page = ArticlePage(
            title=article.title,
            slug=article.slug,
            summary=article.summary,
            lead_image=builder.picture(article.picture),
            updated_on=article.updated_on,
            change_note=article.change_note,
            reviewer=builder.pages.get(article.reviewer),
            reviewed_on=article.reviewed_on,
            review_due_on=article.reviewed_on and article.reviewed_on + BETWEEN_REVIEWS,
            funding=people.FUNDING,
            owner=desk.account("editor"),
            first_published_at=datetime.combine(article.published_on, time(14), tzinfo=UTC),
        )
        page.article_authors = [
            ArticleAuthor(person=builder.pages[slug], sort_order=place)
            for place, slug in enumerate(article.authors)
        ]
        page.references = [
            Reference(
                title=source.title,
                publisher=source.publisher,
                address=source.address,
                year=source.year,
                accessed_on=source.accessed_on,
                sort_order=place,
            )
            for place, source in enumerate(article.sources)
        ]
        page.topics = [builder.pages[slug] for slug in article.topics]
        page.tags.add(*article.tags)
        builder.add(builder.pages["articles"], page)


def _bodies(builder: Builder) -> None:
    """Fill the bodies that link to other pages, now that all pages are there."""
    written: list[Any] = [pages.HOME, *pages.STANDARD, *PROGRAMS, *ARTICLES]
    for content in written:
        page: Any = builder.pages[content.slug]
        builder.change_body(page, content.body)


def _comments(builder: Builder) -> None:
    """Let readers comment, and show what some of them wrote."""
    site = Site.objects.get(is_default_site=True)
    CommentSettings.objects.update_or_create(site=site, defaults={"enabled": True})
    for slug, remarks in comments.COMMENTS.items():
        for remark in remarks:
            _approved(builder, builder.pages[slug], remark, None)
    for slug, remarks in comments.WAITING.items():
        for remark in remarks:
            _waiting(builder, builder.pages[slug], remark)
    for title, text in comments.CANNED.items():
        CannedReply.objects.create(title=title, text=text)


def _approved(builder: Builder, article: Page, remark: Remark, parent: Comment | None) -> None:
    comment = _comment(builder, article, remark, **place_below(parent))
    decide([comment.pk], Comment.Status.APPROVED, note="Loaded with the demo")
    for answer in remark.answers:
        _approved(builder, article, answer, comment)


def _waiting(builder: Builder, article: Page, remark: Remark) -> None:
    """Store what a moderator must read first, held as if a reader had sent it."""
    holds = [*holds_of(remark.name, remark.text), Hold.NEW]
    in_danger = Hold.CRISIS in holds
    rank = Comment.Rank.CRISIS if in_danger else Comment.Rank.ORDINARY
    _comment(builder, article, remark, holds=list(map(str, holds)), crisis=in_danger, rank=rank)


def _comment(builder: Builder, article: Page, remark: Remark, **columns: Any) -> Comment:
    comment = Comment(
        article=article,
        name=remark.name,
        text=remark.text,
        by_team=remark.by_team,
        captcha=Comment.Captcha.NONE,
        created_at=remark.at,
        **columns,
    )
    builder.check(comment)
    comment.save()
    CommentEvent.objects.create(comment=comment, at=remark.at, kind=CommentEvent.Kind.POSTED)
    return comment


def _frame(builder: Builder) -> None:
    site = Site.objects.get(is_default_site=True)
    settings = SiteSettings.for_site(site)
    settings.name, settings.tagline = pages.NAME, pages.TAGLINE
    settings.footer_note = pages.FOOTER_NOTE

    def link(target: Any, words: str = "") -> dict[str, Any]:
        return {"page": target, "text": words, "address": ""}

    menu = [
        ("item", link(page, words) | {"children": [link(child) for child in below]})
        for page, words, below in pages.NAVIGATION
    ]
    columns = [
        ("column", {"heading": title, "links": [link(page) for page in linked]})
        for title, linked in pages.FOOTER
    ]
    elsewhere = [("link", {"name": name, "address": address}) for name, address in pages.SOCIAL]
    settings.navigation = builder.stream(settings, "navigation", menu)
    settings.footer = builder.stream(settings, "footer", columns)
    settings.social_links = builder.stream(settings, "social_links", elsewhere)
    builder.check(settings)
    settings.save()

    LeadsSettings.objects.update_or_create(
        site=site,
        defaults={
            "hotline": builder.lines["hotline"],
            "callback_form": builder.pages["call-back"],
            **pages.NEWSLETTER,
        },
    )
