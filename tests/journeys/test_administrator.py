"""An administrator's day: a federal directory comes in, is worked on, and comes in again."""

import csv
from io import StringIO
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from editor_form import posted
from federal_files import EXPORT
from visitor import Visitor, committed

from treatment.importing import duty
from treatment.models import FacilityPage

LIST = reverse("facilities:index")


def directory(number, **changed):
    """Return a file as the federal locator exports it, of so many facilities."""
    rows = [facility(place) | changed.get(f"house{place}", {}) for place in range(number)]
    file = StringIO()
    writer = csv.DictWriter(file, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def facility(place):
    return EXPORT | {
        "name1": f"House {place:03}",
        "street1": f"{place + 1} Oak St",
        "zip": "02118" if place % 2 else "10001",
        "city": "Boston" if place % 2 else "New York",
        "state": "MA" if place % 2 else "NY",
        "phone": f"617-555-{place:04}",
        "latitude": "42.338" if place % 2 else "40.75",
        "longitude": "-71.071" if place % 2 else "-73.99",
        "sa": "1",
        "op": "1",
    }


def bring_in(admin, name, content, **options):
    """Upload a file, let the worker compare it, look at it, apply it, let the worker write it."""
    admin.open(reverse("treatment_imports"))
    admin.click("Import files")
    admin.press("Compare", files=SimpleUploadedFile(name, content), **options)
    wait_for_the_worker(admin)
    compared = admin.text
    admin.press("Apply")
    wait_for_the_worker(admin)
    return compared


def wait_for_the_worker(admin):
    """Let the worker do its part, until the page says that it is done."""
    for _ in range(10):
        if "See how far it is" not in admin.text:
            return
        with committed():
            duty.work()
        admin.click("See how far it is")
    raise AssertionError(admin.text)


def finds(name):
    """Say whether a reader finds a facility near its ZIP code, by HTML and by the API."""
    reader, asked = Visitor(), {"near": "02118", "q": name}
    links = reader.open(f"/find-help/?{urlencode(asked)}").links()
    html = any(link.text_content().strip() == name for link in links)
    answer = reader.client.get("/api/v2/facilities/", asked).json()
    return html, name in {item["title"] for item in answer["items"]}


def test_a_directory_comes_in_is_worked_on_and_comes_in_again(publisher):
    admin = publisher("admin")
    compared = bring_in(admin, "facilities_2025-01-02.csv", directory(200))
    assert "200 new, which make 200 profiles" in compared
    assert "House 007" in compared
    assert "Done" in admin.text
    assert "House 007" in admin.open(f"{LIST}?q=House+007").text
    assert "1-50 of 100 facilities" in admin.open(f"{LIST}?state=NY").text
    assert finds("House 001") == (True, True)
    assert finds("House 003") == (True, True)
    house = FacilityPage.objects.get(title="House 001")
    public = house.url
    assert "617-555-0001" in Visitor().open(public).text

    # Edited: readers see it at once.
    edit = reverse("wagtailadmin_pages:edit", args=(house.pk,))
    admin.open(edit)
    phone = {"phones-0-number": "617-555-0199"}
    admin.send(posted(admin.response, hours="Daily, 9 to 5", **phone, **{"action-publish": "1"}))
    assert "published" in admin.told()
    page = Visitor().open(public).text
    assert "617-555-0199" in page
    assert "Daily, 9 to 5" in page

    # Deleted: it is gone from everywhere.
    other = FacilityPage.objects.get(title="House 003")
    admin.open(reverse("wagtailadmin_pages:delete", args=(other.pk,)))
    admin.press("Yes, delete it")
    Visitor().open(other.url, expect=404)
    assert "House 003" not in admin.open(f"{LIST}?q=House+003").text
    assert finds("House 003") == (False, False)

    # Again, later: what was typed stays, what nobody typed is brought up to date, and what was
    # deleted waits for a person.
    news = {"phone": "617-555-7777", "street1": "2 New Quay"}
    later = directory(199, house1=news)
    compared = bring_in(admin, "facilities_2025-06-02.csv", later, complete="yes")
    for line in ("0 new", "1 changed", "197 unchanged", "1 gone", "1 ambiguous"):
        assert line in compared
    page = Visitor().open(public).text
    assert "2 New Quay" in page
    assert "617-555-0199" in page
    assert "617-555-7777" not in page
    assert "Daily, 9 to 5" in page
    assert "1 facility" in admin.open(f"{LIST}?directory=gone").text
    assert finds("House 003") == (False, False)
