"""'Something wrong with this listing?', from the reader's form to the editor who settles it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leads.rotation import rotate
from treatment import problems
from treatment.models import ListingProblem
from treatment.problems import EndedError, end, forget_words, open_count, report


@pytest.fixture
def facility(add_facility):
    return add_facility("Quiet Harbor")


@pytest.fixture
def ticket(facility):
    report(facility, "phone", "It rings at a bakery.", suspected=False)
    return ListingProblem.objects.get()


def post(client, facility, kind="phone", words="It rings at a bakery.", headers=None, **fields):
    data = {"problem-kind": kind, "problem-words": words}
    data |= {f"problem-{name}": value for name, value in fields.items()}
    return client.post(f"/listing-problem/{facility.pk}/", data, headers=headers)


def test_the_profile_leads_to_the_form(client, facility):
    address = f"/listing-problem/{facility.pk}/"
    assert f'href="{address}"' in client.get(facility.url).content.decode()
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Quiet Harbor" in html
    assert "csrf" not in html
    assert "tel:988" in html
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_a_report_opens_a_ticket_and_leads_to_the_thanks(client, facility):
    response = post(Client(enforce_csrf_checks=True), facility)
    assert response.status_code == 303
    thanks = client.get(response["Location"])
    assert f'href="{facility.url}"' in thanks.content.decode()
    assert "tel:988" in thanks.content.decode()
    problem = ListingProblem.objects.get()
    assert (problem.facility, problem.kind, problem.words) == (
        facility,
        "phone",
        "It rings at a bakery.",
    )
    assert problem.is_open
    assert not problem.suspected


def test_what_was_written_is_encrypted(client, facility):
    post(client, facility, words="My brother Sam was there.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM treatment_listingproblem")
        (stored,) = cursor.fetchone()
    assert "Sam" not in stored
    assert "Sam" not in str(ListingProblem.objects.get())
    assert sum(number for number in rotate()) == 1
    assert ListingProblem.objects.get().words == "My brother Sam was there."


@pytest.mark.parametrize(
    ("fields", "complaint", "link"),
    [
        ({"kind": ""}, "Choose what is wrong.", "#id_problem-kind_0"),
        ({"kind": "spaceship"}, "Choose one of the five.", "#id_problem-kind_0"),
        ({"kind": "other", "words": " "}, "Say in a few words", "#id_problem-words"),
        ({"words": "x" * 2001}, "Write at most 2,000", "#id_problem-words"),
    ],
)
def test_errors_come_back_with_a_linked_summary(client, facility, fields, complaint, link):
    response = post(client, facility, **fields)
    assert response.status_code == 422
    html = response.content.decode()
    assert complaint in html
    assert f'href="{link}"' in html
    assert "<title>Error:" in html
    assert not ListingProblem.objects.exists()


def test_what_was_typed_is_kept_and_escaped(client, facility):
    html = post(client, facility, kind="", words="<script>alert(1)</script>").content.decode()
    assert "&lt;script&gt;alert(1)" in html


def test_control_characters_are_left_out(client, facility):
    assert post(client, facility, words="a\x00b").status_code == 303
    assert ListingProblem.objects.get().words == "ab"


def test_a_flood_is_ranked_below_and_an_honest_report_comes_first(client, facility):
    for number in range(40):
        post(client, facility, words=f"Wrong {number}")
        if number == 10:
            post(Client(REMOTE_ADDR="203.0.113.5"), facility, words="It moved.")
    tickets = list(ListingProblem.objects.all())
    assert [ticket.suspected for ticket in tickets] == [False] + 40 * [True]
    assert tickets[0].words == "It moved."
    assert open_count() == 1


@pytest.mark.parametrize("path", ["", "thanks/"])
def test_only_public_facilities_have_a_form(client, facility, make_private, path):
    address = f"/listing-problem/{{}}/{path}"
    assert client.get(address.format(facility.pk + 1)).status_code == 404
    assert client.get(address.format(10**30)).status_code == 404
    assert client.get(address.format(facility.get_parent().pk)).status_code == 404
    make_private(facility)
    assert client.get(address.format(facility.pk)).status_code == 404
    assert post(client, facility).status_code == 404


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
)
def test_a_form_from_elsewhere_is_refused(client, facility, headers):
    assert post(client, facility, headers=headers).status_code == 403
    assert not ListingProblem.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, facility, method):
    assert getattr(client, method)(f"/listing-problem/{facility.pk}/").status_code == 405


def test_the_trap_ranks_and_refuses_nobody(client, facility):
    assert post(client, facility, website="https://spam.example").status_code == 303
    assert ListingProblem.objects.get().suspected
    assert open_count() == 0


def test_the_same_report_is_counted_not_stored_twice(client, facility):
    post(client, facility, website="filled in")
    post(client, facility, words="it rings  at a Bakery.")
    problem = ListingProblem.objects.get()
    assert problem.reports == 2
    assert not problem.suspected  # the second came from a person
    post(client, facility, kind="closed", words="")
    assert ListingProblem.objects.count() == 2


def test_a_double_that_was_faster_is_counted(facility, ticket, monkeypatch):
    real = problems._count_again
    asked = []

    def late(*args, **kwargs):
        asked.append(args)
        return len(asked) > 1 and real(*args, **kwargs)  # at first it is not there yet

    monkeypatch.setattr(problems, "_count_again", late)
    report(facility, "phone", "It rings at a bakery.", suspected=False)
    ticket.refresh_from_db()
    assert ticket.reports == 2


def test_an_ended_ticket_does_not_swallow_a_new_report(facility, ticket, make_user):
    end(make_user("Moderators"), ticket, "settled")
    report(facility, "phone", "It rings at a bakery.", suspected=False)
    assert ListingProblem.objects.filter(status="open").count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"status": "settled"},
        {"status": "gone"},
        {"kind": "rumor"},
        {"settled_at": timezone.now()},
    ],
)
def test_the_database_refuses_what_makes_no_sense(ticket, change):
    with pytest.raises(IntegrityError):
        ListingProblem.objects.update(**change)


def test_words_are_forgotten_long_after_the_end(ticket, make_user):
    end(make_user("Moderators"), ticket, "settled", "Mended.")
    assert forget_words() == 0
    ListingProblem.objects.update(settled_at=timezone.now() - timedelta(days=91))
    assert forget_words() == 1
    assert forget_words() == 0
    kept = ListingProblem.objects.get()
    assert (kept.words, kept.note, kept.fingerprint) == (None, None, "")


def test_ending_needs_the_right_and_an_open_ticket(ticket, make_user):
    with pytest.raises(PermissionDenied):
        end(make_user("Intake agents"), ticket, "settled")
    moderator = make_user("Moderators")
    end(moderator, ticket, "dismissed", "It is the right number.")
    with pytest.raises(EndedError):
        end(moderator, ticket, "settled")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.settled_by) == ("dismissed", moderator)


# In the admin

INDEX = "/admin/listing_problems/"


def test_the_list_filters_and_quotes_nobody(editor_client, ticket, add_facility):
    other = add_facility("Big Sky", state="MT")
    report(other, "closed", "", suspected=False)
    report(other, "other", "casino", suspected=True)
    html = editor_client.get(INDEX).content.decode()
    assert "Quiet Harbor" in html
    assert "bakery" not in html
    assert "Listing problems (2)" in html
    for query, names in {
        "status=open&state=MA": {"Quiet Harbor"},
        "kind=closed": {"Big Sky"},
        f"facility={other.pk}": {"Big Sky"},
        "suspected=yes": {"Big Sky"},
        "facility=abc": set(),
        "status=settled": set(),
    }.items():
        html = editor_client.get(f"{INDEX}results/?{query}").content.decode()
        found = {name for name in ("Quiet Harbor", "Big Sky") if name in html}
        assert found == names, query


def test_a_filter_that_makes_no_sense_is_no_error(editor_client, ticket):
    for query in ("status=%00", "state=XX", "facility=%00", "p=abc", "ordering=words"):
        assert editor_client.get(f"{INDEX}?{query}").status_code == 200, query


def test_the_list_costs_the_same_however_long(editor_client, facility):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            editor_client.get(INDEX)
        return len(captured)

    report(facility, "other", "one", suspected=False)
    cost()
    few = cost()
    for number in range(10):
        report(facility, "other", f"number {number}", suspected=False)
    assert cost() == few


def test_a_ticket_is_read_and_settled(editor_client, ticket):
    address = reverse("listing_problems:problem", args=(ticket.pk,))
    response = editor_client.get(address)
    html = response.content.decode()
    assert "It rings at a bakery." in html
    assert reverse("wagtailadmin_pages:edit", args=(ticket.facility_id,)) in html
    assert "no-store" in response["Cache-Control"]
    response = editor_client.post(address, {"status": "settled", "note": "Called, mended."})
    assert response.status_code == 302
    ticket = ListingProblem.objects.get()
    assert (ticket.status, ticket.note) == ("settled", "Called, mended.")
    html = editor_client.get(address).content.decode()
    assert "Called, mended." in html
    assert 'name="status"' not in html


def test_a_ticket_ended_meanwhile_says_so(editor_client, ticket, make_user):
    end(make_user("Moderators"), ticket, "settled")
    address = reverse("listing_problems:problem", args=(ticket.pk,))
    html = editor_client.post(address, {"status": "dismissed"}, follow=True).content.decode()
    assert "ended by somebody else" in html
    assert ListingProblem.objects.get().status == "settled"


def test_an_unknown_end_is_refused(editor_client, ticket):
    address = reverse("listing_problems:problem", args=(ticket.pk,))
    for data in (
        {},
        {"status": "open"},
        {"status": "x"},
        {"status": "settled", "note": "x" * 2001},
    ):
        assert editor_client.post(address, data).status_code == 200
    assert ListingProblem.objects.get().is_open


def test_a_damaged_ticket_can_be_read(editor_client, ticket):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE treatment_listingproblem SET words = 'broken'")
    html = editor_client.get(
        reverse("listing_problems:problem", args=(ticket.pk,))
    ).content.decode()
    assert "Cannot be read" in html


def test_several_are_ended_at_once(editor_client, ticket, facility):
    report(facility, "closed", "", suspected=False)
    keys = [f"id={pk}" for pk in ListingProblem.objects.values_list("pk", flat=True)]
    address = "/admin/bulk/treatment/listingproblem/dismiss/?" + "&".join([*keys, "id=abc"])
    assert "Dismiss 2 problems" in editor_client.get(address).content.decode()
    assert editor_client.post(address, {"note": "Checked both."}).status_code == 302
    assert {problem.status for problem in ListingProblem.objects.all()} == {"dismissed"}
    assert {problem.note for problem in ListingProblem.objects.all()} == {"Checked both."}


def test_all_in_the_list_means_by_its_filters(editor_client, ticket, facility):
    report(facility, "closed", "", suspected=False)
    address = "/admin/bulk/treatment/listingproblem/settle/?kind=closed&id=all"
    assert editor_client.post(address, {}).status_code == 302
    assert list(ListingProblem.objects.filter(status="settled").values_list("kind", flat=True)) == [
        "closed"
    ]


def test_intake_agents_see_nothing_of_it(make_user, ticket):
    client = Client()
    client.force_login(make_user("Intake agents"))
    for address in (INDEX, reverse("listing_problems:problem", args=(ticket.pk,))):
        assert client.get(address).status_code in {302, 403}
    assert "Listing problems" not in client.get("/admin/").content.decode()
    bulk = f"/admin/bulk/treatment/listingproblem/settle/?id={ticket.pk}"
    client.post(bulk, {})
    assert ListingProblem.objects.get().is_open


def test_the_editor_of_a_facility_shows_its_tickets(editor_client, ticket):
    address = reverse("wagtailadmin_pages:edit", args=(ticket.facility_id,))
    html = editor_client.get(address).content.decode()
    assert "1 open problem" in html
    assert reverse("listing_problems:problem", args=(ticket.pk,)) in html


def test_without_tickets_the_editor_says_nothing(editor_client, facility):
    html = editor_client.get(reverse("wagtailadmin_pages:edit", args=(facility.pk,))).content
    assert b"that readers reported" not in html


def test_a_report_in_danger_is_first_and_its_writer_sees_the_lines(
    client, facility, admin_user_client
):
    post(client, facility)
    assert post(client, facility, words="Wrong street")["Location"].endswith("#main")
    response = post(client, facility, "closed", "they said no and i want to die", website="x")
    assert response["Location"].endswith("#cannot-wait")
    assert 'href="tel:+18004224453"' in client.get(response["Location"]).content.decode()
    first = ListingProblem.objects.first()
    assert (first.danger, first.words) == (True, "they said no and i want to die")
    assert open_count() == 3
    html = admin_user_client.get(reverse("listing_problems:index")).content.decode()
    assert html.index("May be in danger: It has closed") < html.rindex("A phone number is wrong")


def test_a_report_on_a_listing_that_went_away_keeps_its_words(client, facility):
    facility.unpublish()
    response = post(client, facility, words="The number rings at a bakery.")
    html = response.content.decode()
    assert response.status_code == 404
    assert "The number rings at a bakery." in html
    assert "988" in html
    assert not ListingProblem.objects.exists()


def test_a_report_from_another_site_comes_back_with_its_words(client, facility):
    elsewhere = {"Origin": "https://elsewhere.example"}
    response = post(client, facility, words="A bakery.", headers=elsewhere)
    assert "A bakery." in response.content.decode()
