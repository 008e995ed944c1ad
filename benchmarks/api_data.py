"""Articles for the benchmark: synthetic, each with author, image, tags and body."""

import random
import uuid
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from PIL import Image as Picture
from taggit.models import Tag
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from blog.models import (
    ArticleAuthor,
    ArticleIndexPage,
    ArticlePage,
    ArticleTag,
    PeopleIndexPage,
    PersonPage,
)
from headless.representations import represent_image
from home.models import HomePage

CHUNK = 1_000
WORDS = [
    "recovery",
    "support",
    "family",
    "night",
    "morning",
    "call",
    "help",
    "sober",
    "craving",
    "sleep",
    "group",
    "doctor",
    "medicine",
    "first",
    "week",
    "month",
    "hope",
    "plan",
    "step",
    "talk",
    "listen",
    "walk",
    "breathe",
    "insurance",
    "cost",
    "private",
    "safe",
    "ready",
    "relapse",
    "withdrawal",
    "therapy",
    "counselor",
    "meeting",
    "friend",
    "work",
    "home",
    "child",
    "parent",
    "partner",
    "program",
]
RARE = [f"topic{number}" for number in range(200)]  # each in about half a percent of articles


def make_site() -> ArticleIndexPage:
    """Make a site with an article index, people, images and tags; return the index."""
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Harbor", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(
        hostname="127.0.0.1", port=80, root_page=home, is_default_site=True, site_name="Harbor"
    )
    Site.clear_site_root_paths_cache()
    people = home.add_child(instance=PeopleIndexPage(title="People", slug="people"))
    for number in range(10):
        people.add_child(
            instance=PersonPage(title=f"Person {number}", slug=f"p{number}", credentials="MD")
        )
    for number in range(10):
        represent_image(_image(number))
    for word in WORDS:
        Tag.objects.get_or_create(name=word, slug=word)
    return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))


def _image(number: int) -> object:
    content = ContentFile(b"", name=f"bench-{number}.png")
    Picture.new("RGB", (800, 600), (number * 20, 90, 120)).save(content, "PNG")
    return get_image_model().objects.create(title=f"Picture {number}", file=content)


def add_articles(index: ArticleIndexPage, number: int, seed: int = 5) -> None:
    """Add articles below the index until there are `number` of them."""
    chance = random.Random(seed)
    people, images = list(PersonPage.objects.all()), list(get_image_model().objects.all())
    tags, have = list(Tag.objects.all()), ArticlePage.objects.count()
    for start in range(have, number, CHUNK):
        pages = [
            _article(index, n, chance, images) for n in range(start, min(start + CHUNK, number))
        ]
        _insert(index, pages, start)
        ArticleAuthor.objects.bulk_create(
            ArticleAuthor(article_id=page.pk, person=people[n % len(people)], sort_order=0)
            for n, page in enumerate(pages)
        )
        ArticleTag.objects.bulk_create(
            ArticleTag(content_object_id=page.pk, tag=tag)
            for page in pages
            for tag in chance.sample(tags, 3)
        )
    index_articles()


def _insert(index: Page, pages: list[ArticlePage], start: int) -> None:
    """Write both rows of each page; the search index is written at the end, for all at once."""
    for step, page in enumerate(pages, start + 1):
        page.depth, page.path = index.depth + 1, Page._get_path(index.path, index.depth + 1, step)
        page.url_path, page.locale_id = f"{index.url_path}{page.slug}/", index.locale_id
        page.draft_title, page.numchild = page.title, 0
    parents = Page.objects.bulk_create(
        Page(**{field.attname: getattr(page, field.attname) for field in _COLUMNS})
        for page in pages
    )
    for page, parent in zip(pages, parents, strict=True):
        page.pk = page.page_ptr_id = page.id = parent.pk
    ArticlePage._base_manager.all()._batched_insert(  # what Django's bulk_create uses
        pages, ArticlePage._meta.local_concrete_fields, batch_size=None
    )
    Page.objects.filter(pk=index.pk).update(numchild=start + len(pages))


_COLUMNS = [field for field in Page._meta.concrete_fields if not field.primary_key]
_INDEX = """
INSERT INTO wagtailsearch_indexentry (content_type_id, object_id, title, autocomplete, body,
                                      title_norm, title_text, body_text)
SELECT p.content_type_id, p.id::text, setweight(to_tsvector(p.title), 'A'), ''::tsvector,
       to_tsvector(regexp_replace(a.body::text, '<[^>]*>', ' ', 'g')), 1.0, p.title, ''
FROM wagtailcore_page p JOIN blog_articlepage a ON a.page_ptr_id = p.id
ON CONFLICT DO NOTHING
"""


def index_articles() -> None:
    """Bring the articles into the search index as Wagtail lays it out, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEX)


def _article(index: Page, number: int, chance: random.Random, images: list) -> ArticlePage:
    published = timezone.now() - timedelta(minutes=number)
    return ArticlePage(
        title=f"{' '.join(chance.choices(WORDS, k=4)).capitalize()} {number}",
        slug=f"article-{number}",
        summary=" ".join(chance.choices(WORDS, k=20)),
        lead_image=images[number % len(images)],
        body=_body(index, chance),
        content_type=ContentType.objects.get_for_model(ArticlePage),
        live=True,
        first_published_at=published,
        last_published_at=published,
    )


def _body(index: Page, chance: random.Random) -> list[dict]:
    def words(number: int) -> str:
        return " ".join(chance.choices(WORDS, k=number))

    link = f'<a linktype="page" id="{index.pk}">more</a>'
    blocks: list[tuple[str, object]] = []
    for _ in range(3):
        blocks += [
            ("heading", {"text": words(5), "level": "2"}),
            ("paragraph", f"<p>{words(60)} {link} {chance.choice(RARE)} {words(60)}</p>"),
        ]
    blocks.append(("quote", {"text": words(20), "name": "R.", "role": ""}))
    return [
        {"type": kind, "value": value, "id": str(uuid.UUID(int=chance.getrandbits(128)))}
        for kind, value in blocks
    ]
