"""What editors and sources get wrong is refused with words, or kept and told as what it is."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from treatment.choices import PhoneKind
from treatment.models import FacilityPage, FacilityPhone, ProgramPage, ProgramStep, Service
from treatment.structured_data import describe_facility

LONG_EXTENSION = "617-555-0100 ext. 123456789012345"


def page_form(title, **fields):
    body = streamfield([("paragraph", rich_text("<p>Words.</p>"))])
    common = {"title": title, "slug": title.lower().replace(" ", "-"), "body": body}
    return nested_form_data({**common, "summary": "", "lead_image": "", **fields})


def facility_form(number):
    return page_form(
        "Quiet Harbor",
        street="1 Main St",
        city="Boston",
        state="MA",
        zip="02118",
        position_source="",
        phones=inline_formset([{"kind": "main", "number": number}]),
        pictures=inline_formset([]),
    )


def program_form(title, followers):
    nothing = streamfield([])
    texts = ("who_for", "who_not_for", "topics_covered", "approaches", "questions")
    shares = ("group_counseling", "individual_counseling", "family_counseling")
    return page_form(
        title,
        level_of_care="2.1",
        setting="outpatient",
        twelve_step="no",
        faith="no",
        steps=inline_formset([{"program": page.pk} for page in followers]),
        **dict.fromkeys(shares, "no"),
        **dict.fromkeys(texts, nothing),
    )


def test_an_extension_too_long_to_be_one_is_kept_and_not_linked(client, moderator_client, locator):
    address = reverse("wagtailadmin_pages:add", args=("treatment", "facilitypage", locator.pk))
    data = facility_form(LONG_EXTENSION) | {"action-publish": "1"}
    assert moderator_client.post(address, data).status_code == 302
    phone = FacilityPhone.objects.get()
    assert (phone.number, phone.e164, phone.is_valid) == (LONG_EXTENSION, None, False)
    html = client.get(FacilityPage.objects.get().url).content.decode()
    assert LONG_EXTENSION in html
    assert "tel:+1617" not in html


def test_the_preview_links_the_numbers(moderator_client, locator):
    arguments = ("treatment", "facilitypage", locator.pk)
    address = reverse("wagtailadmin_pages:preview_on_add", args=arguments)
    assert moderator_client.post(address, facility_form("617-555-0100")).json()["is_valid"]
    assert "tel:+16175550100" in moderator_client.get(address).content.decode()


def test_a_program_that_follows_itself_is_refused_with_words(moderator_client, add_program):
    page = add_program("Intensive outpatient")
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    data = program_form(page.title, [page]) | {"action-publish": "1"}
    response = moderator_client.post(address, data)
    assert response.status_code == 200
    assert "A program does not follow itself." in response.content.decode()
    assert not ProgramStep.objects.exists()


def test_a_program_named_twice_follows_once(client, moderator_client, add_program):
    page, after = add_program("Intensive outpatient"), add_program("Aftercare")
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    data = program_form(page.title, [after, after]) | {"action-publish": "1"}
    assert moderator_client.post(address, data).status_code == 302
    assert ProgramPage.objects.get(pk=page.pk).steps.count() == 2
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert [step["id"] for step in answer["steps_down_to"]] == [after.pk]


def test_a_fax_is_no_telephone_to_search_engines(add_facility):
    page = add_facility("Quiet Harbor", phones=["202-555-0101"])
    page.phones.add(FacilityPhone(kind=PhoneKind.FAX, number="202-555-0102"))
    page.save()
    assert describe_facility(page)["telephone"] == ["+12025550101"]


def test_a_card_names_the_main_services(client, home_page, add_facility):
    page = add_facility("Quiet Harbor")
    page.services = Service.objects.filter(code__in=["OIT", "OP", "MD"])
    page.save()
    home_page.body = [("facility_teaser", {"page": page})]
    home_page.save_revision().publish()
    html = client.get("/").content.decode()
    assert "Intensive outpatient treatment, Outpatient" in html
    assert "Medicaid" not in html
