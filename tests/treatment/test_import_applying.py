"""What an import writes, what it leaves alone, and that it can be broken off anywhere."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.progress import silent
from treatment.choices import Decision, RowAction
from treatment.importing import applying, runs
from treatment.importing.applying import ApplyingRefusedError, apply, apply_chunk
from treatment.importing.report import report_rows
from treatment.models import DeletedFacility, FacilityPage, FacilityPhone, FacilitySurvey, Service
from treatment.signals import facilities_changed

LATER = date(2024, 1, 1)


def many(row, count, **columns):
    return [
        row(
            name1=f"House {n}",
            street1=f"{n} Oak St",
            zip=f"{n:05}",
            phone=f"617-555-{n:04}",
            **columns,
        )
        for n in range(1, count + 1)
    ]


def edit(client, page, *, publish=True, **changes):
    """Post the page's own form with these changes, as an editor does."""
    phones = [
        {"id": phone.pk, "kind": phone.kind, "number": phone.number} for phone in page.phones.all()
    ]
    data = {
        "title": page.title,
        "slug": page.slug,
        "summary": "",
        "lead_image": "",
        "body": streamfield([("paragraph", rich_text("<p>Words.</p>"))]),
        "name2": page.name2,
        "street": page.street,
        "street2": page.street2,
        "city": page.city,
        "state": page.state,
        "zip": page.zip,
        "county": page.county,
        "latitude": page.latitude,
        "longitude": page.longitude,
        "position_source": page.position_source,
        "phones": inline_formset(phones, initial=len(phones)),
        "pictures": inline_formset([]),
        "website": page.website,
        "hours": page.hours,
        "treats_substance_use": "on",
        "source": page.source,
        "source_date": page.source_date,
        **changes,
    }
    action = {"action-publish": "1"} if publish else {}
    services = {"services": [service.pk for service in page.services.all()]}
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    response = client.post(address, {**services, **nested_form_data(data), **action})
    assert response.status_code == 302, response.context["form"].errors
    return FacilityPage.objects.get(pk=page.pk)


def test_tree_search_and_references_are_as_wagtail_would_have_made_them(
    client, locator, import_rows, row, capsys
):
    import_rows(many(row, 5))
    locator.refresh_from_db()
    assert locator.numchild == 5
    call_command("fixtree", interactive=False)
    assert capsys.readouterr().out.count("No problems found") == 2
    page = FacilityPage.objects.get(title="House 3")
    assert client.get(page.url).status_code == 200
    assert [found.pk for found in FacilityPage.objects.search("House 3 02118")] == []
    assert page.pk in {found.pk for found in FacilityPage.objects.search("House")}
    before = ReferenceIndex.objects.count()
    for each in FacilityPage.objects.all():
        ReferenceIndex.create_or_update_for_object(each)
    assert ReferenceIndex.objects.count() == before
    place = {"street": "1 Elm St", "city": "Boston", "state": "MA", "zip": "02118"}
    locator.add_child(instance=FacilityPage(title="By hand", slug="by-hand", **place))
    call_command("fixtree", interactive=False)
    assert capsys.readouterr().out.count("No problems found") == 2


def test_each_field_knows_its_source(import_rows, row):
    import_rows([row()])
    page = FacilityPage.objects.get()
    note = {"source": "SAMHSA National Directory 2023", "date": "2023-01-01", "by": ""}
    assert page.provenance["street"] == page.provenance["phones"] == note
    assert "website" not in page.provenance
    assert (page.source, page.source_date) == (note["source"], date(2023, 1, 1))


def test_the_second_time_nothing_is_written(import_rows, row):
    import_rows(many(row, 3))
    before = list(FacilityPage.objects.order_by("pk").values())
    run = import_rows(many(row, 3))
    assert run.counts["unchanged"] == 3
    assert not run.rows.filter(applied=False).exists()
    assert list(FacilityPage.objects.order_by("pk").values()) == before


def test_a_newer_directory_that_says_the_same_confirms_it(import_rows, row):
    import_rows([row()])
    run = import_rows([row()], as_of=LATER)
    assert run.counts["unchanged"] == 1
    page = FacilityPage.objects.get()
    assert page.source_date == FacilitySurvey.objects.get().as_of == LATER
    assert page.provenance["zip"]["date"] == "2024-01-01"


def test_changes_are_told_by_field_and_written(client, import_rows, row):
    import_rows([row(), row(name1="Other", street1="5 Elm St", zip="02119", phone="1")])
    changed = row(phone="617-555-0142", codes="SA * OP", website="https://example.org/")
    other = row(name1="Other", street1="5 Elm St", zip="02119", phone="1")
    run = import_rows([changed, other], as_of=LATER)
    assert run.counts["fields"] == {"phones": 1, "website": 1, "services": 1}
    page = FacilityPage.objects.get(title="Quiet Harbor")
    assert {service.code for service in page.services.all()} == {"SA", "OP"}
    assert [phone.e164 for phone in page.phones.all()] == ["+16175550142"]
    assert "617-555-0142" in client.get(page.url).content.decode()
    assert FacilityPhone.objects.count() == 2


def test_what_an_editor_changed_stays(moderator_client, import_rows, row):
    import_rows([row()])
    number = {"id": FacilityPhone.objects.get().pk, "kind": "main", "number": "617-555-0155"}
    phones = inline_formset([number], initial=1)
    page = edit(moderator_client, FacilityPage.objects.get(), city="Roxbury", phones=phones)
    assert page.provenance["city"]["source"] == "editor"
    assert page.provenance["city"]["by"] == "moderators"
    assert page.provenance["phones"]["source"] == "editor"
    assert page.provenance["street"]["source"] != "editor"

    run = import_rows([row(city="Dorchester", street1="2 Main St")], as_of=LATER)
    found = run.rows.get().differences
    assert found["city"] == ["Roxbury", "Dorchester", "kept"]
    assert found["phones"][2] == "kept"
    assert found["street"] == ["1 Main St", "2 Main St"]
    page = FacilityPage.objects.get()
    assert (page.city, page.street) == ("Roxbury", "2 Main St")
    assert [phone.number for phone in page.phones.all()] == ["617-555-0155"]


def test_what_was_typed_before_sources_were_noted_stays(add_facility, import_rows, row):
    """Profiles are older than the notes of who said what: their editors typed all there is."""
    add_facility("Quiet Harbor", city="Roxbury", hours="Always", phones=["617-555-0155"])
    new = row(city="Dorchester", phone="617-555-0142", website="https://example.org/")
    run = import_rows([new])

    page = FacilityPage.objects.get()
    assert page.provenance.keys().isdisjoint({"title", "street", "city", "phones", "hours"})
    assert (page.city, page.hours) == ("Roxbury", "Always")
    assert [phone.number for phone in page.phones.all()] == ["617-555-0155"]
    assert page.website == "https://example.org/"  # where nothing stood, nothing is lost
    assert page.provenance["website"]["source"] == "SAMHSA National Directory 2023"
    differences = run.rows.get().differences
    assert differences["city"] == ["Roxbury", "Dorchester", "kept"]


def test_saving_a_form_without_changes_makes_nothing_an_editors(moderator_client, import_rows, row):
    import_rows([row()])
    page = edit(moderator_client, FacilityPage.objects.get())
    assert "editor" not in {note["source"] for note in page.provenance.values()}


def test_a_draft_gets_the_same_changes_and_stays_a_draft(moderator_client, import_rows, row):
    import_rows([row()])
    page = FacilityPage.objects.get()
    edit(moderator_client, page, publish=False, city="Roxbury", hours="Always")
    changed = row(city="Dorchester", street1="2 Main St", phone="617-555-0142", codes="SA * OP")
    import_rows([changed], as_of=LATER)

    page = FacilityPage.objects.get()
    assert (page.city, page.street, page.hours) == ("Dorchester", "2 Main St", "")
    assert page.has_unpublished_changes
    page.get_latest_revision().publish()
    page = FacilityPage.objects.get()
    assert (page.city, page.street, page.hours) == ("Roxbury", "2 Main St", "Always")
    assert [phone.number for phone in page.phones.all()] == ["617-555-0142"]
    assert {service.code for service in page.services.all()} == {"SA", "OP"}
    assert page.provenance["city"]["source"] == page.provenance["hours"]["source"] == "editor"


def test_who_is_gone_is_marked_and_comes_back(import_rows, row):
    rows = many(row, 4)
    import_rows(rows)
    run = import_rows(rows[:3], as_of=LATER)
    assert run.counts["gone"] == 1
    page = FacilityPage.objects.get(title="House 4")
    assert page.live
    assert page.gone_on == page.surveys.get().gone_on == LATER
    import_rows(rows[:3], as_of=LATER)
    import_rows(rows, as_of=date(2025, 1, 1))
    page.refresh_from_db()
    assert page.gone_on is page.surveys.get().gone_on is None


def test_who_leaves_one_survey_keeps_the_other(import_rows, row):
    others = many(row, 3, type_facility="MH")
    import_rows([row(), row(type_facility="MH", codes="MH * OP"), *others])
    import_rows([row(), *others], as_of=LATER)
    page = FacilityPage.objects.get(title="Quiet Harbor")
    assert page.gone_on is None
    assert page.surveys.get(kind="MH").gone_on == LATER
    assert {service.code for service in page.services.all()} == {"SA", "OIT", "MD"}
    assert not page.treats_mental_health


def test_a_partial_file_marks_nobody(import_rows, row):
    import_rows(many(row, 3))
    assert import_rows(many(row, 1), as_of=LATER, complete=False).counts["gone"] == 0


def test_a_file_that_lacks_a_third_is_refused(import_rows, row):
    import_rows(many(row, 5))
    run = import_rows(many(row, 3), as_of=LATER, apply_it=False)
    with pytest.raises(ApplyingRefusedError, match="2 of the 5 profiles of the substance use"):
        apply(run, silent)
    assert not FacilityPage.objects.exclude(gone_on=None).exists()


def test_a_zip_center_never_replaces_a_street_address(import_rows, row):
    import_rows([row()])
    elsewhere = {"latitude": "42.0", "longitude": "-71.0"}
    import_rows([row(**elsewhere, geo_source="zip", phone="617-555-0133")], as_of=LATER)
    assert str(FacilityPage.objects.get().latitude) == "42.338000"
    import_rows([row(latitude="", longitude="", phone="617-555-0134")], as_of=date(2025, 1, 1))
    assert FacilityPage.objects.get().position_source == "address"


def test_a_row_without_a_position_gets_its_zip_codes(import_rows, row):
    import_rows([row(latitude="", longitude="", geo_source="")])
    page = FacilityPage.objects.get()
    assert (page.position_source, round(float(page.latitude), 1)) == ("zip", 42.3)


def test_a_broken_run_goes_on_where_it_stood(import_rows, row, monkeypatch):
    monkeypatch.setattr(applying, "CHUNK", 2)
    run = import_rows(many(row, 5), apply_it=False)
    apply_chunk(run)
    assert FacilityPage.objects.count() == run.rows.filter(applied=True).count() == 2
    again = import_rows(many(row, 5), apply_it=False)
    assert again.pk == run.pk or again.rows.count() == 5


def test_a_chunk_is_written_whole_or_not_at_all(import_rows, row):
    def fail(**kwargs):
        raise RuntimeError

    run = import_rows(many(row, 3), apply_it=False)
    facilities_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            apply_chunk(run)
    finally:
        facilities_changed.disconnect(fail)
    assert not FacilityPage.objects.exists()
    assert not run.rows.filter(applied=True).exists()


def test_listeners_are_told_which_profiles_changed(import_rows, row):
    told = []

    def listen(facility_ids, **kwargs):
        told.extend(facility_ids)

    facilities_changed.connect(listen)
    try:
        import_rows(many(row, 3))
    finally:
        facilities_changed.disconnect(listen)
    assert sorted(told) == sorted(FacilityPage.objects.values_list("pk", flat=True))


def test_the_number_of_queries_does_not_grow_with_the_rows(import_rows, row):
    def queries(rows, as_of):
        run = import_rows(rows, as_of=as_of, complete=False, apply_it=False)
        with CaptureQueriesContext(connection) as captured:
            apply_chunk(run)
        apply(run, silent)
        return len(captured)

    def numbered(start, count, **columns):
        return many(row, start + count, **columns)[start:]

    import_rows(numbered(40, 1))
    assert queries(numbered(0, 4), LATER) == queries(numbered(10, 16), LATER)
    changed = {"codes": "SA * OP", "website": "https://example.org/"}
    later = date(2025, 1, 1)
    assert queries(numbered(0, 4, **changed), later) == queries(numbered(10, 16, **changed), later)


def test_a_profile_deleted_after_the_comparison_is_told(import_rows, row):
    import_rows([row()])
    run = import_rows([row(phone="617-555-0133")], as_of=LATER, apply_it=False)
    FacilityPage.objects.get().delete()
    apply(run, silent)
    assert run.rows.get().reason == applying.DELETED


def test_what_an_editor_deleted_stays_deleted_and_is_named(import_rows, row):
    import_rows([row(), row(name1="Another", street1="2 Main St")])
    FacilityPage.objects.get(title="Quiet Harbor").delete()
    for as_of in (LATER, date(2025, 1, 1)):
        run = import_rows([row(), row(name1="Another", street1="2 Main St")], as_of=as_of)
        assert [page.title for page in FacilityPage.objects.all()] == ["Another"]
        odd = run.rows.get(action=RowAction.AMBIGUOUS)
        assert (odd.title, odd.applied) == ("Quiet Harbor", False)
        assert "was deleted on" in odd.reason
        assert any("Quiet Harbor" in line for line in report_rows(run))


@pytest.mark.parametrize("at_once", [True, False])
def test_what_was_deleted_returns_as_one_profile_where_a_person_says_so(import_rows, row, at_once):
    rows = [row(), row(type_facility="MH", codes="MH * OP")]
    import_rows(rows)
    FacilityPage.objects.get().delete()
    run = import_rows(rows, as_of=LATER)
    assert not FacilityPage.objects.exists()
    for doubtful in run.rows.order_by("pk"):
        assert not doubtful.candidates  # it is no other's
        runs.decide(doubtful, Decision.SKIP)
        runs.decide(doubtful, Decision.NEW)
        if not at_once:
            apply(run, silent)
    apply(run, silent)
    page = FacilityPage.objects.get()
    assert {survey.kind for survey in page.surveys.all()} == {"SU", "MH"}
    later = import_rows(rows, as_of=date(2025, 1, 1))
    assert not later.rows.filter(action=RowAction.AMBIGUOUS).exists()
    assert FacilityPage.objects.get() == page


def test_what_goes_with_its_locator_is_deleted_there_alone(import_rows, row, locator):
    import_rows([row()])
    locator.delete()
    assert not FacilityPage.objects.exists()
    assert list(DeletedFacility.objects.values_list("locator_page", flat=True)) == [locator.pk]


def test_unknown_codes_are_kept_and_counted(import_rows, row):
    run = import_rows([row(codes="SA * ZZTOP")])
    assert run.counts["unknown_codes"] == {"ZZTOP": 1}
    assert not Service.objects.get(code="ZZTOP").is_named
