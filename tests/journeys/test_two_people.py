"""Two people on one object: the second is told of the first, and nothing is lost in silence."""

from datetime import date
from functools import partial

import pytest
from django.urls import reverse
from editor_form import posted
from federal_files import EXPORT, write_csv
from published import publish
from visitor import Visitor, committed

from blog.comments import states
from blog.comments.links import token_of
from blog.models import ArticleIndexPage, ArticlePage
from home.progress import silent
from leads.models import CallbackRequest
from treatment.importing import runs
from treatment.importing.applying import apply
from treatment.importing.sources import open_source
from treatment.models import FacilityPage, LocatorPage


def desk(request):
    return reverse("leads_requests_modeladmin_inspect", args=(request.pk,))


def test_the_same_article(publisher):
    article = publish(ArticleIndexPage.objects.get(), ArticlePage(title="Sleep", slug="sleep"))
    edit = reverse("wagtailadmin_pages:edit", args=(article.pk,))
    first, second = publisher("editor"), publisher("moderator")
    first.open(edit)
    second.open(edit)
    second_form = posted(second.response, title="Sleep well")
    first_form = posted(first.response, summary="From the first.")
    for _ in range(2):  # as the editor's scripts do: they go on with the form as it was opened
        first.send(first_form, to=edit)
        assert "newer version" not in first.told()
    second.send(second_form)
    assert "editor saved a newer version" in second.told()
    assert "From the first." in second.click("Compare").text


@pytest.fixture
def imported(publisher, tmp_path):
    """Return a function that imports a facility with these columns, and gives it."""

    def bring_in(day, **columns):
        path = tmp_path / f"facilities_{day}.csv"
        write_csv(path, EXPORT | {"sa": "1", "op": "1"} | columns)
        sources = [open_source(path, as_of=date.fromisoformat(day))]
        run = runs.begin(LocatorPage.objects.get(), sources)
        runs.compare(run, sources, silent)
        with committed():
            apply(run, silent)
        return FacilityPage.objects.get(zip="02119")

    return partial(bring_in, zip="02119")


def test_the_same_facility_by_an_import_and_an_editor(publisher, imported):
    facility = imported("2025-01-02", phone="617-555-0100")
    editor = publisher("moderator")
    editor.open(reverse("wagtailadmin_pages:edit", args=(facility.pk,)))
    form = posted(editor.response, hours="Daily", street="1 Main Street")
    facility = imported("2025-06-02", phone="617-555-0177", street1="1 Main Str", od="1")
    editor.send({**form, "action-publish": "1"})
    told = editor.told()
    assert "An import changed this meanwhile, and it is kept: phone numbers" in told
    assert "yours is kept: street (1 Main Str)" in told
    facility = FacilityPage.objects.get(pk=facility.pk)
    assert (facility.hours, facility.street) == ("Daily", "1 Main Street")
    assert [phone.number for phone in facility.phones.all()] == ["617-555-0177"]
    # What the editor did not touch stays the import's to correct.
    imported("2025-09-02", phone="617-555-0188", street1="1 Main Str")
    page = Visitor().open(facility.url).text
    assert "617-555-0188" in page
    assert "1 Main Street" in page


def test_both_change_the_numbers(publisher, imported):
    facility = imported("2025-01-02", phone="617-555-0100")
    editor = publisher("moderator")
    editor.open(reverse("wagtailadmin_pages:edit", args=(facility.pk,)))
    form = posted(editor.response, **{"phones-0-number": "617-555-0155"})
    imported("2025-06-02", phone="617-555-0177")
    editor.send({**form, "action-publish": "1"})
    assert "yours is kept: phone numbers (617-555-0177 (Main number))" in editor.told()
    page = Visitor().open(facility.url).text
    assert "617-555-0155" in page
    assert "617-555-0177" not in page


def test_the_same_request(publisher):
    item = asked()
    first, second = publisher("agent"), publisher("second-agent")
    first.open(desk(item))
    second.open(desk(item))
    first.press("Set status", status="attempted")
    assert "is now: Attempted" in first.told()
    second.press("Set status", status="attempted", text="Left no message.")
    assert "agent: Attempted" in second.told()
    assert "look at it again" in second.told()
    assert "Left no message." in second.text  # what was written beside the button is kept

    # The second sees now what the first did, and goes on from there.
    second.press("Set status", status="reached")
    assert "is now: Reached" in second.told()
    first.press("Assign to me")
    assert "second-agent: Reached" in first.told()
    item.refresh_from_db()
    assert (item.status, item.assigned_to) == ("reached", None)


def test_the_same_requests_in_the_list(publisher):
    item = asked()
    first, second = publisher("agent"), publisher("second-agent")
    listing = reverse("leads_requests_modeladmin_index")
    first.open(listing)
    second.open(listing)
    first.press("Do it", step="attempted", chosen=str(item.pk))
    assert "1 of 1" in first.told()
    second.press("Do it", step="attempted", chosen=str(item.pk))
    assert "is Attempted already: agent was quicker" in second.told()


def test_the_same_comment(publisher):
    comment = written()
    listing = reverse("reader_comments:index")
    first, second, third = publisher("host"), publisher("moderator"), publisher("admin")
    for person in (first, second, third):
        person.open(listing)
    first.press("Approve the comment of Low Tide")
    assert "is approved" in first.told()
    second.press("Reject the comment of Low Tide")
    assert "was approved by host meanwhile" in second.told()
    third.press("Approve the comment of Low Tide")
    assert "was approved already, by host" in third.told()
    comment.refresh_from_db()
    assert comment.status == "approved"


def test_words_that_nobody_has_read_are_not_approved(publisher):
    comment = written()
    moderator = publisher("host").open(reverse("reader_comments:comment", args=(comment.pk,)))
    author = Visitor().open(reverse("comments:edit", args=(token_of(comment),)))
    author.press("Save", text="Buy pills here.")
    moderator.press("Approve")
    assert "was edited by its author" in moderator.told()
    comment.refresh_from_db()
    assert comment.status == "pending"
    assert "Buy pills here." in moderator.text


def test_two_correct_the_words_of_one_comment(publisher):
    comment = written()
    address = reverse("reader_comments:comment", args=(comment.pk,))
    first, second = publisher("host").open(address), publisher("moderator").open(address)
    first.press("Save", text="It passed, a bit.")
    assert "by somebody else" not in first.told()
    second.press("Save", text="It passed, too.")
    assert "was changed by somebody else before" in second.told()
    assert "It passed, a bit." in second.text  # in the trace


def asked():
    """Let a reader ask for a call; return the request."""
    reader = Visitor().open("/call-me/")
    reader.press("Ask for a call", phone="(202) 555-0143", consent_call="on")
    return CallbackRequest.objects.get()


def written():
    """Let a reader write a comment that waits."""
    article = publish(ArticleIndexPage.objects.get(), ArticlePage(title="Sleep", slug="sleep"))
    return states.enter(article=article, name="Low Tide", text="It passed.")
