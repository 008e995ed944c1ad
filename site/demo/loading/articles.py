"""People, topics and articles; of an article all but its body, which links to other pages."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils.timezone import localdate

from blog.models import ArticleAuthor, ArticlePage, PersonPage, Reference, TopicPage
from demo.building import Builder
from demo.content import people
from demo.content.articles import ARTICLES
from demo.loading import desk
from demo.writing import Article

BETWEEN_REVIEWS = timedelta(days=270)
# Whenever the demo is loaded, one review is overdue and one is due soon.
DUE_IN = {
    "a-week-in-intensive-outpatient": timedelta(days=-12),
    "the-first-ninety-days": timedelta(days=18),
}


def people_and_topics(builder: Builder) -> None:
    """Add who writes, and what articles are about."""
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


def articles(builder: Builder) -> None:
    """Add the articles, the oldest first."""
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
            review_due_on=_due_on(article),
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


def _due_on(article: Article) -> date | None:
    if article.slug in DUE_IN:
        return localdate() + DUE_IN[article.slug]
    return article.reviewed_on and article.reviewed_on + BETWEEN_REVIEWS
