"""A publisher with an article index and a people index, and short ways to add below them."""

import csv
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from published import publish
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from blog.models import (
    ArticleAuthor,
    ArticleIndexPage,
    ArticlePage,
    PeopleIndexPage,
    PersonPage,
    TopicPage,
)


@pytest.fixture
def article_index(home_page):
    return publish(home_page, ArticleIndexPage(title="Articles", slug="articles"))


@pytest.fixture
def people_index(home_page):
    return publish(home_page, PeopleIndexPage(title="People", slug="people"))


@pytest.fixture
def make_person(people_index):
    def make(title="Ana Ruiz", **fields):
        return publish(people_index, PersonPage(title=title, **fields))

    return make


@pytest.fixture
def make_topic(article_index):
    def make(title="Family", **fields):
        return publish(article_index, TopicPage(title=title, **fields))

    return make


@pytest.fixture
def make_article(article_index):
    def make(title="The first week", *, authors=(), topics=(), body=(), **fields):
        article = ArticlePage(title=title, body=list(body), **fields)
        article.article_authors = [ArticleAuthor(person=person) for person in authors]
        article.topics = list(topics)
        return publish(article_index, article)

    return make


@pytest.fixture
def hide():
    """Return a function that hides a page in one of the two ways."""

    def hide_page(page, way):
        if way == "draft":
            page.unpublish()
        else:
            PageViewRestriction.objects.create(
                page=page, restriction_type=PageViewRestriction.LOGIN
            )

    return hide_page


@pytest.fixture
def article_form():
    """Return a function that builds what the editor's form posts."""

    def build(title="The first week", *, authors=(), references=(), topics=(), **fields):
        form = {
            "title": title,
            "slug": title.lower().replace(" ", "-"),
            "summary": "",
            "lead_image": "",
            "body": streamfield([("paragraph", rich_text("<p>Words.</p>"))]),
            "article_authors": inline_formset([{"person": person.pk} for person in authors]),
            "references": inline_formset(references),
            "tags": "",
            "updated_on": "",
            "change_note": "",
            "funding": "",
            "reviewer": "",
            "reviewed_on": "",
            "review_due_on": "",
            "reader_comments": "site",
            **fields,
        }
        return {**nested_form_data(form), "topics": [topic.pk for topic in topics]}

    return build


@pytest.fixture
def add():
    """Return a function that posts the admin's form for a new page."""

    def post(client, parent, model, form):
        label = (model._meta.app_label, model._meta.model_name, parent.pk)
        return client.post(reverse("wagtailadmin_pages:add", args=label), form)

    return post


@pytest.fixture
def import_export(tmp_path):
    """Return a function that imports a WXR text and returns what was said and reported."""

    def run_import(text, *arguments, name="export.xml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        out, report = StringIO(), tmp_path / "report.csv"
        told = ("--report", str(report), *map(str, arguments))
        call_command("import_wordpress", str(path), *told, stdout=out, stderr=StringIO())
        with report.open(encoding="utf-8-sig", newline="") as file:
            return out.getvalue(), [tuple(row.values()) for row in csv.DictReader(file)]

    return run_import
