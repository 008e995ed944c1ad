"""Every page type is made through the admin's own forms, then read as HTML and over the API."""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from blog.models import (
    ArticleIndexPage,
    ArticlePage,
    PeopleIndexPage,
    PersonPage,
    TopicPage,
)
from home.models import HomePage, StandardPage


def plain_form(title, **fields):
    return nested_form_data(
        {
            "title": title,
            "slug": title.lower().replace(" ", "-"),
            "summary": "In short.",
            "lead_image": "",
            "body": streamfield([("paragraph", rich_text("<p>Words.</p>"))]),
            **fields,
        }
    )


PUBLISH = {"action-publish": "1"}


@pytest.mark.parametrize(
    ("child", "parent", "allowed"),
    [
        (ArticleIndexPage, HomePage, True),
        (PeopleIndexPage, HomePage, True),
        (ArticlePage, ArticleIndexPage, True),
        (TopicPage, ArticleIndexPage, True),
        (PersonPage, PeopleIndexPage, True),
        (ArticlePage, HomePage, False),
        (ArticlePage, TopicPage, False),
        (TopicPage, HomePage, False),
        (PersonPage, ArticleIndexPage, False),
        (ArticleIndexPage, ArticleIndexPage, False),
        (ArticleIndexPage, StandardPage, False),
        (StandardPage, ArticleIndexPage, False),
    ],
)
def test_tree_rules(child, parent, allowed):
    assert (child in parent.allowed_subpage_models()) is allowed
    assert (parent in child.allowed_parent_page_models()) is allowed


@pytest.mark.parametrize("model", [ArticlePage, TopicPage, PersonPage])
def test_leaves_have_no_children(model):
    assert model.allowed_subpage_models() == []


@pytest.mark.parametrize("model", [ArticleIndexPage, PeopleIndexPage])
def test_a_moderator_publishes_an_index(client, moderator_client, home_page, add, model):
    form = plain_form("List", **PUBLISH)
    assert add(moderator_client, home_page, model, form).status_code == 302
    page = model.objects.get(slug="list")
    html = client.get(page.url).content.decode()
    assert html.count("<h1") == 1
    assert "In short." in html
    assert "Words." in html
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert answer["meta"]["type"] == model._meta.label
    assert ">Words.</p>" in answer["body"][0]["value"]


def test_a_moderator_publishes_a_topic(client, moderator_client, article_index, add):
    form = plain_form("Family", **PUBLISH)
    assert add(moderator_client, article_index, TopicPage, form).status_code == 302
    topic = TopicPage.objects.get(slug="family")
    assert "In short." in client.get(topic.url).content.decode()
    assert client.get(f"/api/v2/pages/{topic.pk}/").json()["summary"] == "In short."
    assert 'href="/articles/family/"' in client.get(article_index.url).content.decode()


def test_a_moderator_publishes_a_person(client, moderator_client, people_index, add):
    link = {"label": "License register", "address": "https://example.org/r/7"}
    form = plain_form(
        "Ana Ruiz",
        credentials="LCSW, CADC II",
        role="Writer",
        links=streamfield([("link", link)]),
        **PUBLISH,
    )
    assert add(moderator_client, people_index, PersonPage, form).status_code == 302
    person = PersonPage.objects.get(slug="ana-ruiz")
    html = client.get(person.url).content.decode()
    assert "Ana Ruiz, LCSW, CADC II</h1>" in html
    assert 'href="https://example.org/r/7"' in html
    answer = client.get(f"/api/v2/pages/{person.pk}/").json()
    assert answer["credentials"] == "LCSW, CADC II"
    assert answer["role"] == "Writer"
    assert answer["links"] == [link]
    assert answer["articles_written"] == answer["articles_reviewed"] == []


def test_a_moderator_publishes_an_article(
    client, moderator_client, article_index, make_person, make_topic, add, article_form
):
    ana, ben, topic = make_person(), make_person("Ben Cole", credentials="MD"), make_topic()
    form = article_form(
        authors=[ana],
        references=[
            {
                "title": "A study of sleep",
                "publisher": "Journal of Sleep",
                "year": "2021",
                "address": "https://example.org/sleep",
                "accessed_on": "2026-02-01",
            }
        ],
        topics=[topic],
        tags="sleep, cravings",
        updated_on="2026-03-01",
        change_note="New numbers.",
        reviewer=ben.pk,
        reviewed_on="2026-02-20",
        **PUBLISH,
    )
    assert add(moderator_client, article_index, ArticlePage, form).status_code == 302
    article = ArticlePage.objects.get(slug="the-first-week")
    assert article.live
    assert [row.person for row in article.article_authors.all()] == [ana]
    assert list(article.topics.all()) == [topic]
    assert sorted(article.tags.names()) == ["cravings", "sleep"]
    html = " ".join(client.get(article.url).content.decode().split())
    assert '<a href="/people/ana-ruiz/">Ana Ruiz</a>' in html
    assert (
        'Medically reviewed by <a href="/people/ben-cole/">Ben Cole</a>, MD '
        'on <time datetime="2026-02-20">Feb. 20, 2026</time>'
    ) in html
    assert 'Updated <time datetime="2026-03-01">' in html
    assert "New numbers." in html
    assert '<a href="https://example.org/sleep"' in html
    assert "Journal of Sleep, 2021" in html
    assert 'href="/articles/family/">Family</a>' in html
    assert html.count("<h1") == 1


def test_an_editor_saves_a_draft_and_may_not_publish(
    client, editor_client, article_index, make_person, add, article_form
):
    form = article_form(authors=[make_person()], **PUBLISH)
    assert add(editor_client, article_index, ArticlePage, form).status_code == 302
    article = ArticlePage.objects.get(slug="the-first-week")
    assert not article.live
    assert client.get(f"/api/v2/pages/{article.pk}/").status_code == 404
    assert client.get("/articles/the-first-week/").status_code == 404


@pytest.mark.parametrize(
    ("model", "parent"),
    [(TopicPage, "article_index"), (PersonPage, "people_index"), (PeopleIndexPage, "home_page")],
)
def test_an_editor_drafts_every_other_type(request, editor_client, add, model, parent):
    form = plain_form("New", credentials="", role="", links=streamfield([]), **PUBLISH)
    parent_page = request.getfixturevalue(parent)
    assert add(editor_client, parent_page, model, form).status_code == 302
    assert not model.objects.get(slug="new").live


def test_a_new_article_asks_for_no_author_yet(editor_client, article_index):
    """An empty row would keep every first draft from being saved, and previewed."""
    address = reverse("wagtailadmin_pages:add", args=("blog", "articlepage", article_index.pk))
    html = editor_client.get(address).content.decode()
    assert '<input type="hidden" name="article_authors-TOTAL_FORMS" value="0"' in html


def test_publishing_asks_for_an_author_and_a_draft_does_not(
    moderator_client, article_index, add, article_form
):
    response = add(moderator_client, article_index, ArticlePage, article_form(**PUBLISH))
    assert response.status_code == 200
    assert "Name at least one author" in response.content.decode()
    assert not ArticlePage.objects.exists()
    assert add(moderator_client, article_index, ArticlePage, article_form()).status_code == 302
    assert not ArticlePage.objects.get().live


def form_errors(response):
    assert response.status_code == 200
    return response.context["form"].errors


def test_the_reviewer_is_not_an_author(
    moderator_client, article_index, make_person, add, article_form
):
    ana = make_person()
    form = article_form(authors=[ana], reviewer=ana.pk, reviewed_on="2026-02-20", **PUBLISH)
    errors = form_errors(add(moderator_client, article_index, ArticlePage, form))
    assert errors == {
        "reviewer": ["An author cannot review the article. Choose somebody else."],
    }


def test_a_review_has_a_reviewer_and_a_date(
    moderator_client, article_index, make_person, add, article_form
):
    ana, ben = make_person(), make_person("Ben Cole")
    undated = article_form(authors=[ana], reviewer=ben.pk, **PUBLISH)
    errors = form_errors(add(moderator_client, article_index, ArticlePage, undated))
    assert errors == {"reviewed_on": ["Say when the reviewer checked it."]}
    nobody = article_form(authors=[ana], reviewed_on="2026-02-20", **PUBLISH)
    errors = form_errors(add(moderator_client, article_index, ArticlePage, nobody))
    assert errors == {"reviewer": ["Say who reviewed it, or remove the date."]}


def test_a_draft_may_hold_half_a_review(
    moderator_client, article_index, make_person, add, article_form
):
    form = article_form(reviewer=make_person().pk)
    assert add(moderator_client, article_index, ArticlePage, form).status_code == 302
    assert ArticlePage.objects.get().review is None


def test_a_review_does_not_lie_in_the_future(
    moderator_client, article_index, make_person, add, article_form
):
    tomorrow = localdate() + datetime.timedelta(days=1)
    ana, ben = make_person(), make_person("Ben Cole")
    form = article_form(authors=[ana], reviewer=ben.pk, reviewed_on=str(tomorrow), **PUBLISH)
    errors = form_errors(add(moderator_client, article_index, ArticlePage, form))
    assert errors == {"reviewed_on": ["The review cannot lie in the future."]}


def test_an_author_is_named_once(moderator_client, article_index, make_person, add, article_form):
    ana = make_person()
    form = article_form(authors=[ana, ana], **PUBLISH)
    errors = form_errors(add(moderator_client, article_index, ArticlePage, form))
    assert errors == {"__all__": ["Each author is named once. Remove the repeated name."]}


@pytest.mark.parametrize(
    "wrong", [{"year": "99999999999"}, {"address": "javascript:alert(1)"}, {"accessed_on": "soon"}]
)
def test_a_malformed_reference_is_refused_with_a_message(
    moderator_client, article_index, make_person, add, article_form, wrong
):
    reference = {"title": "A", "publisher": "", "year": "", "address": "", "accessed_on": ""}
    form = article_form(authors=[make_person()], references=[{**reference, **wrong}], **PUBLISH)
    response = add(moderator_client, article_index, ArticlePage, form)
    assert response.status_code == 200
    assert list(response.context["form"].formsets["references"].errors[0]) == list(wrong)


def delete(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=(page.pk,)))


def test_deleting_a_person_leaves_their_articles(
    client, admin_user_client, make_person, make_article
):
    ana, ben = make_person(), make_person("Ben Cole")
    written = make_article(authors=[ana, ben])
    reviewed = make_article(
        "Sleep", authors=[ben], reviewer=ana, reviewed_on=datetime.date(2026, 1, 2)
    )
    assert delete(admin_user_client, ana).status_code == 302
    assert "Ana Ruiz" not in client.get(written.url).content.decode()
    assert "Ben Cole" in client.get(written.url).content.decode()
    assert "Medically reviewed" not in client.get(reviewed.url).content.decode()
    # Revisions that name her still open in the editor.
    for article in (written, reviewed):
        address = reverse("wagtailadmin_pages:edit", args=(article.pk,))
        assert admin_user_client.get(address).status_code == 200
        revision = ArticlePage.objects.get(pk=article.pk).revisions.first()
        assert "Ana Ruiz" not in [
            row.person.title for row in revision.as_object().article_authors.all()
        ]


def test_deleting_a_topic_leaves_its_articles(
    client, admin_user_client, make_person, make_topic, make_article
):
    topic = make_topic()
    article = make_article(authors=[make_person()], topics=[topic])
    assert delete(admin_user_client, topic).status_code == 302
    assert client.get(article.url).status_code == 200
    assert list(article.revisions.first().as_object().topics.all()) == []


def test_deleting_every_page_leaves_no_row_behind(make_person, make_article):
    make_article(authors=[make_person()])
    Page.objects.filter(depth=2).first().delete()
    assert not ArticlePage.objects.exists()


def test_the_preview_shows_unsaved_authors(
    moderator_client, article_index, make_person, article_form
):
    form = article_form(authors=[make_person()])
    label = ("blog", "articlepage", article_index.pk)
    address = reverse("wagtailadmin_pages:preview_on_add", args=label)
    assert moderator_client.post(address, form).json()["is_valid"] is True
    html = moderator_client.get(address).content.decode()
    assert "Ana Ruiz" in html
