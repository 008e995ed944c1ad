"""Imports in the admin: upload, compare, decide, apply; the worker does the work."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from treatment.importing import duty
from treatment.importing.forms import FilesField
from treatment.models import DirectoryImport, FacilityPage

LATER = date(2024, 1, 1)
IMPORTS = reverse("treatment_imports")
ADD = reverse("treatment_import_add")


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    settings.TREATMENT_IMPORT_DIR = tmp_path / "imports"


@pytest.fixture
def importer(client, make_user):
    user = make_user("Editors")
    user.user_permissions.add(Permission.objects.get(codename="add_directoryimport"))
    client.force_login(user)
    return client


def post_file(client, path, locator, **options):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(ADD, {"files": file, "locator": locator.pk, **options})


def page_of(run, **query):
    return reverse("treatment_import", args=(run.pk,)), query


def test_upload_compare_apply(importer, locator, row, write_rows):
    response = post_file(importer, write_rows([row(), row(name1="", zip="02119")]), locator)
    run = DirectoryImport.objects.get()
    assert response.url == reverse("treatment_import", args=(run.pk,))
    html = importer.get(response.url).content.decode()
    assert "Waiting to be compared" in html
    assert "See how far it is" in html

    assert duty.work() == 1
    html = importer.get(response.url, {"action": "new"}).content.decode()
    assert "Quiet Harbor" in html
    assert "1 new, which make 1 profiles" in html
    assert "name1" in importer.get(*page_of(run, action="refused")).content.decode()
    assert not FacilityPage.objects.exists()

    importer.post(reverse("treatment_import_apply", args=(run.pk,)))
    assert duty.work() == 1
    page = FacilityPage.objects.get()
    assert page.provenance["title"]["by"] == "editors"
    assert not list(Path(settings.TREATMENT_IMPORT_DIR).iterdir())
    assert duty.work() == 0
    assert "Done" in importer.get(IMPORTS).content.decode()


def test_the_differences_are_shown(importer, import_rows, row):
    import_rows([row()])
    changed = row(phone="617-555-0142", codes="SA * OP", name2="<b>East</b>")
    run = import_rows([changed], as_of=LATER, apply_it=False)
    html = importer.get(*page_of(run)).content.decode()
    assert "<del>617-555-0100 (Main number)</del> → <ins>617-555-0142 (Main number)</ins>" in html
    assert "<del>MD OIT</del> → <ins>OP</ins>" in html
    assert "<b>East" not in html


def test_a_file_that_is_none_of_ours_is_refused_with_the_reason(importer, locator, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("a,b\n1,2\n")
    address = post_file(importer, path, locator).url
    duty.work()
    assert "list.csv" in DirectoryImport.objects.get().message
    assert "Refused" in importer.get(address).content.decode()
    assert not list(Path(settings.TREATMENT_IMPORT_DIR).iterdir())


@pytest.mark.parametrize("files", [{}, {"files": SimpleUploadedFile("empty.csv", b"")}])
def test_nothing_to_read_is_refused_at_once(importer, locator, files):
    response = importer.post(ADD, {"locator": locator.pk, **files})
    assert response.status_code == 200
    assert response.context["form"].errors["files"]
    assert not DirectoryImport.objects.exists()


def test_a_file_that_is_too_large_is_refused_at_once(importer, locator, monkeypatch):
    monkeypatch.setattr("treatment.importing.forms.LARGEST", 3)
    file = SimpleUploadedFile("big.csv", b"12345")
    response = importer.post(ADD, {"locator": locator.pk, "files": file})
    assert "no directory" in str(response.context["form"].errors["files"])
    assert FilesField().widget.allow_multiple_selected


def ambiguous(import_rows, row):
    import_rows([row(street2="Suite 1"), row(street2="Suite 2")])
    return import_rows([row(street2="Suite 3", phone="617-555-0142")], as_of=LATER, apply_it=False)


def answer(client, run, text):
    row = run.rows.get(action="ambiguous")
    address = reverse("treatment_import_decide", args=(row.pk,))
    return client.post(address, {"answer": text}, follow=True).content.decode()


def apply_in_admin(client, run, **data):
    client.post(reverse("treatment_import_apply", args=(run.pk,)), data)
    return duty.work()


def test_a_person_says_which_profile_it_is(importer, import_rows, row):
    run = ambiguous(import_rows, row)
    chosen = run.rows.get(action="ambiguous").candidates[1]
    assert (
        "The same as Quiet Harbor"
        in importer.get(*page_of(run, action="ambiguous")).content.decode()
    )
    assert "the same as one of these" in answer(importer, run, f"same {chosen['place']}")
    apply_in_admin(importer, run)
    page = FacilityPage.objects.get(pk=chosen["facility"])
    assert page.street2 == "Suite 3"
    assert FacilityPage.objects.count() == 2


@pytest.mark.parametrize(("text", "profiles"), [("new", 3), ("skip", 2)])
def test_a_person_says_that_it_is_new_or_nothing(importer, import_rows, row, text, profiles):
    run = ambiguous(import_rows, row)
    answer(importer, run, text)
    apply_in_admin(importer, run)
    assert FacilityPage.objects.count() == profiles
    assert FacilityPage.objects.exclude(gone_on=None).count() == 0


def test_an_answer_may_come_after_the_rest_was_applied(importer, import_rows, row):
    run = ambiguous(import_rows, row)
    apply_in_admin(importer, run)
    run.refresh_from_db()
    assert run.state == "done"
    answer(importer, run, "new")
    apply_in_admin(importer, run)
    assert FacilityPage.objects.count() == 3
    assert "nothing to decide" in answer(importer, run, "new")


@pytest.mark.parametrize("state", DirectoryImport._meta.get_field("state").choices)
def test_an_answer_is_asked_for_where_it_can_be_kept(importer, import_rows, row, state):
    run = ambiguous(import_rows, row)
    DirectoryImport.objects.update(state=state[0])
    html = importer.get(*page_of(run, action="ambiguous")).content.decode()
    told = answer(importer, run, "new")
    decidable = state[0] in {"compared", "done"}
    assert ("Keep this answer" in html) == decidable
    assert ("nothing can be decided now" in told) != decidable
    assert run.rows.get(action="ambiguous").decision == ("new" if decidable else "")


@pytest.mark.parametrize("text", ["", "same 99", "nonsense"])
def test_an_answer_that_is_none_is_refused(importer, import_rows, row, text):
    run = ambiguous(import_rows, row)
    assert "Choose one of the answers" in answer(importer, run, text)
    assert run.rows.get(action="ambiguous").decision == ""


def test_two_rows_of_a_survey_are_not_the_same_profile(importer, import_rows, row):
    import_rows([row(street2="Suite 1"), row(street2="Suite 2")])
    rows = [row(street2="Suite 3", phone=number) for number in ("617-555-0143", "617-555-0144")]
    run = import_rows(rows, as_of=LATER, apply_it=False)
    first, second = run.rows.filter(action="ambiguous").order_by("line")
    same = {"answer": f"same {first.candidates[0]['place']}"}
    importer.post(reverse("treatment_import_decide", args=(first.pk,)), same)
    address = reverse("treatment_import_decide", args=(second.pk,))
    html = importer.post(address, same, follow=True).content.decode()
    assert "Line 2 already speaks of this profile." in html


def test_too_many_gone_needs_a_tick(importer, import_rows, row):
    rows = [row(name1=f"House {n}", street1=f"{n} Oak St", zip=f"{n:05}") for n in range(1, 5)]
    import_rows(rows)
    run = import_rows(rows[:1], as_of=LATER, apply_it=False)
    assert "Mark them all as gone" in importer.get(*page_of(run)).content.decode()
    assert apply_in_admin(importer, run) == 0
    assert apply_in_admin(importer, run, accept_gone="on") == 1
    assert FacilityPage.objects.exclude(gone_on=None).count() == 3


def test_an_import_can_be_dropped_before_it_is_applied(importer, import_rows, row):
    run = import_rows([row()], apply_it=False)
    importer.post(reverse("treatment_import_drop", args=(run.pk,)))
    assert not DirectoryImport.objects.exists()
    done = import_rows([row()])
    importer.post(reverse("treatment_import_drop", args=(done.pk,)))
    assert DirectoryImport.objects.exists()


def test_only_who_may_import_sees_it(moderator_client, import_rows, row):
    run = import_rows([row()], apply_it=False)
    menu = moderator_client.get(reverse("wagtailadmin_home")).content.decode()
    assert IMPORTS not in menu
    for address in (IMPORTS, ADD, page_of(run)[0]):
        assert moderator_client.get(address).status_code == 302
    address = reverse("treatment_import_apply", args=(run.pk,))
    assert moderator_client.post(address).status_code == 302
    run.refresh_from_db()
    assert run.state == "compared"


def test_a_comparison_whose_worker_died_is_done_again(importer, locator, row, write_rows):
    post_file(importer, write_rows([row()]), locator)
    DirectoryImport.objects.update(state="comparing", touched_at="2024-01-01T00:00Z")
    assert duty.work() == 1
    assert DirectoryImport.objects.get().state == "compared"
