"""The article page around its words: contents, funding, passing it on, and what it costs."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from blog.models import Comment, CommentSettings, Reference, SeriesPage, SeriesPart

from .conftest import publish
from .test_reading import TODAY, read

MOST_QUERIES = 12
SECTIONS = [("heading", {"text": f"Part {word}", "level": "2"}) for word in ("one", "two", "three")]


def test_the_contents_lead_to_the_headings(client, make_article):
    body = [*SECTIONS, ("heading", {"text": "Below", "level": "3"})]
    article = make_article(body=body)
    html = read(client, article)
    for anchor in ("part-one", "part-two", "part-three"):
        assert f'href="#{anchor}"' in html
        assert f'id="{anchor}"' in html
    assert 'href="#below"' not in html
    answer = client.get(f"/api/v2/pages/{article.pk}/").json()
    assert answer["contents"] == [
        {"text": "Part one", "anchor": "part-one"},
        {"text": "Part two", "anchor": "part-two"},
        {"text": "Part three", "anchor": "part-three"},
    ]


def test_readers_are_told_who_paid(client, make_article):
    article = make_article(funding="Paid for by <b>us</b>.")
    html = read(client, article)
    assert '<h2 id="funding">Funding</h2>' in html
    assert "Paid for by &lt;b&gt;us&lt;/b&gt;." in html
    assert client.get(f"/api/v2/pages/{article.pk}/").json()["funding"] == "Paid for by <b>us</b>."
    assert "## Funding\n\nPaid for by" in client.get(f"{article.url}markdown/").content.decode()
    assert "Funding</h2>" not in read(client, make_article("Bare"))


@pytest.mark.parametrize("title", ["The first week", 'Fish & chips? 100% "yes"', "Ünïcode ✓"])
def test_the_mail_link_holds_title_and_address_and_nothing_else(client, make_article, title):
    article = make_article(title, slug="shared")
    links = client.get(article.url).context["share"]
    mail = urlsplit(links.mail)
    assert (mail.scheme, mail.path) == ("mailto", "")
    assert parse_qs(mail.query) == {"subject": [title], "body": [article.full_url]}
    assert "+" not in links.mail  # which mail programs show as it stands
    html = read(client, article)
    assert f'<a href="{article.full_url}">' in html


def test_no_other_site_is_linked_or_asked_for_sharing(client, make_article):
    html = read(client, make_article())
    main = html[html.index("<main") : html.index("</main>")]
    links = [part.split('"')[0] for part in main.split('href="')[1:]]
    assert all(link.startswith(("/", "#", "http://localhost/", "mailto:?")) for link in links)
    assert all('src="/' in tag for tag in html.split("<script")[1:] if "src=" in tag.split(">")[0])


def queries(client, page):
    client.get(page.url)  # makes renditions
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page.url).status_code == 200
    return len(captured)


@pytest.fixture
def make_full_article(article_index, make_person, make_topic, make_article):
    """Return a function: so many of all that an article can have several of."""

    def picture(name):
        return get_image_model().objects.create(title=name, file=get_test_image_file())

    def full(number):
        people = [
            make_person(f"Person {number}-{n}", lead_image=picture("P")) for n in range(number)
        ]
        topics = [make_topic(f"Topic {number}-{n}") for n in range(number)]
        make = {"authors": people, "topics": topics, "lead_image": picture("A")}
        article = make_article(
            f"Full {number}",
            body=SECTIONS,
            funding="Ours.",
            reviewer=make_person(f"Reviewer {number}"),
            reviewed_on=TODAY,
            **make,
        )
        article.references = [Reference(title=f"Study {n}") for n in range(number)]
        article.tags.add(*(f"tag-{number}-{n}" for n in range(number)))
        article.save_revision().publish()
        others = [make_article(f"Other {number}-{n}", **make) for n in range(number)]
        series = SeriesPage(title=f"Series {number}")
        series.parts = [
            SeriesPart(article=each, sort_order=n) for n, each in enumerate([*others, article])
        ]
        publish(article_index, series)
        return article

    return full


def test_an_article_costs_the_same_however_much_it_shows(client, make_full_article):
    few, many = queries(client, make_full_article(1)), queries(client, make_full_article(3))
    assert many == few
    assert few <= MOST_QUERIES


@pytest.fixture
def make_comments():
    """Return a function that gives an article 500 comments in threads, and a hidden one."""

    def make(article):
        said = {"article": article, "name": "Ash", "text": "Words", "status": "approved"}
        roots = Comment.objects.bulk_create(Comment(**said) for _ in range(90))
        replies = Comment.objects.bulk_create(
            Comment(**said, level=2, root=root, parent=root) for root in roots for _ in range(3)
        )
        Comment.objects.bulk_create(
            Comment(**said, level=3, root=reply.root, parent=reply) for reply in replies[:140]
        )
        Comment.objects.filter(pk=replies[0].pk).update(status="rejected")
        Comment.objects.create(**said)

    return make


def test_500_comments_cost_no_more_than_is_allowed(client, site, make_full_article, make_comments):
    article = make_full_article(3)
    CommentSettings.objects.create(site=site, enabled=True)
    make_comments(article)
    assert read(client, article).count('id="comment-') == 500
    assert queries(client, article) <= MOST_QUERIES
