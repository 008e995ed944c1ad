"""While the database cannot take a request: sealed on the disk, drained once, never lied about."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from leads import spool
from leads.models import CallbackRequest, ConsentRecord
from leads.taken_down import DELETED


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.LEADS_SPOOL_DIR = tmp_path / "spool"
    return settings.LEADS_SPOOL_DIR


@pytest.fixture
def post(client, form_page, ticked):
    """The same form, read while the database was there."""
    page = ticked(form_page)

    def send(form_page, **fields):
        filled = {"phone": "(202) 555-0142", "name": "Riley", "best_time": "evening"}
        filled |= {"comments": "Soon", **fields}
        data = page | {f"form-{name}": value for name, value in filled.items()}
        data |= {"prefix": "form", "source": form_page.pk}
        return client.post(f"/call-back/{form_page.pk}/", data)

    return send


@contextmanager
def database_away(*, only_writes=False):
    """Refuse statements as a database does that is down, or read-only."""

    def refuse(execute, sql, params, many, context):
        if only_writes and sql.lstrip().upper().startswith("SELECT"):
            return execute(sql, params, many, context)
        raise OperationalError("the database is away")

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize("only_writes", [False, True])
def test_a_request_is_sealed_and_the_caller_told(client, post, form_page, only_writes):
    with database_away(only_writes=only_writes):
        response = post(form_page)
        assert response.status_code == 303
        assert response["Location"] == "/call-back/received/"
        page = client.get(response["Location"])
    assert page.status_code == 200
    html = page.content.decode()
    assert "We have your request" in html
    assert "tel:988" in html
    assert not page.cookies
    assert not CallbackRequest.objects.exists()
    [path] = spool.waiting()
    content = path.read_bytes()
    for secret in (b"Riley", b"555-0142", b"Soon"):
        assert secret not in content
    assert path.stat().st_mode & 0o077 == 0


def test_it_is_drained_once_as_it_was_sent(post, form_page):
    with database_away():
        post(form_page, comments="Before dawn")
    [path] = spool.waiting()
    copy = path.read_bytes()
    assert spool.drain() == 1
    item = CallbackRequest.objects.get()
    assert (item.name, item.phone, item.comments) == ("Riley", "(202) 555-0142", "Before dawn")
    assert item.created_at.strftime("%Y%m%dT%H%M%S") in path.name
    assert ConsentRecord.objects.get(purpose="call").given
    assert spool.waiting() == []
    path.write_bytes(copy)  # the machine died after the commit, before the file was removed
    assert spool.drain() == 1
    assert spool.waiting() == []
    assert CallbackRequest.objects.count() == 1


def test_a_retry_while_the_database_is_away_is_one_request(post, form_page):
    with database_away():
        post(form_page)
        post(form_page)
    assert len(spool.waiting()) == 2
    assert spool.drain() == 2
    assert CallbackRequest.objects.count() == 1


def test_what_could_not_be_checked_is_kept_and_flagged(post, form_page):
    with database_away():
        post(form_page, phone="call the office", best_time="never", wordings="call:0000")
    spool.drain()
    item = CallbackRequest.objects.get()
    assert (item.phone, item.best_time) == ("call the office", "any")
    assert {"unchecked", "unusual_phone"} <= set(item.flags)
    assert not ConsentRecord.objects.filter(given=True).exists()


def test_nobody_could_answer_this_so_it_is_said(post, form_page):
    with database_away():
        response = post(form_page, phone="  ")
    assert response.status_code == 422
    assert "not received your request yet" in response.content.decode()
    assert spool.waiting() == []


def test_a_flood_is_not_spooled(post, form_page):
    with database_away():
        response = post(form_page, comments="x" * 100_000)
    assert response.status_code == 422
    assert spool.waiting() == []


def test_where_the_disk_fails_too_the_page_says_so(post, form_page, folder):
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file stands where the folder should be")
    with database_away():
        response = post(form_page)
    assert response.status_code == 503
    html = response.content.decode()
    assert "not received your request" in html
    assert "tel:988" in html
    assert "Riley" in html
    assert response["Retry-After"]


def test_damaged_files_stay_and_do_not_stop_the_others(post, form_page, folder, caplog):
    with database_away():
        post(form_page)
    (folder / "20200101T000000-broken.sealed").write_text("no token")
    (folder / "20200101T000000-half.draft").write_text("half a tok")
    assert spool.drain() == 1
    assert [path.name for path in spool.waiting()] == ["20200101T000000-broken.sealed"]
    assert "cannot be read" in caplog.text
    assert "Riley" not in caplog.text


def test_without_the_key_it_stays_sealed(post, form_page, settings):
    with database_away():
        post(form_page)
    settings.LEADS_ENCRYPTION_KEYS = ["b3RoZXItdGVzdC1vbmx5LWtleS0zMi1ieXRlcy1sb24="]
    assert spool.drain() == 0
    assert len(spool.waiting()) == 1


def test_a_form_that_was_deleted_meanwhile_loses_no_request(post, form_page):
    with database_away():
        post(form_page, comments="Before dawn")
    form_page.delete()
    assert spool.drain() == 1
    assert not spool.waiting()
    item = CallbackRequest.objects.defer(None).get()
    assert (item.form_title, item.comments) == (DELETED, "Before dawn")


def test_what_no_wording_proves_ours_stays(post, form_page, caplog):
    with database_away():
        post(form_page, wordings="call:0000")
    form_page.delete()
    assert spool.drain() == 0
    assert len(spool.waiting()) == 1
    assert "form" in caplog.text


def test_it_is_on_the_disk_before_the_caller_is_told(post, form_page, monkeypatch):
    synced = []
    real = os.fsync

    def fsync(descriptor):
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().suffix)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    with database_away():
        post(form_page)
    assert synced == [".draft", ""]  # the content, then the folder that names it


def test_other_pages_say_that_the_site_rests(client, form_page):
    client.raise_request_exception = False
    with database_away():
        response = client.get("/call-me/")
    assert response.status_code == 503
    assert "tel:988" in response.content.decode()


def test_words_of_danger_lead_to_the_lines_and_come_first_when_they_are_stored(
    client, post, form_page
):
    with database_away():
        response = post(form_page, comments="my brother isnt breathing")
        assert response["Location"].endswith("#cannot-wait")
        page = client.get(response["Location"]).content.decode()
    assert 'id="cannot-wait"' in page
    assert 'href="tel:+18004224453"' in page
    assert spool.drain() == 1
    assert CallbackRequest.objects.get().urgent
