"""A call-back through HTML: from page view to stored request."""

import re

import pytest
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from leads.models import CallbackRequest

FILLED = {"phone": "(202) 555-0142", "name": "Riley", "best_time": "evening", "comments": "Soon"}


def prefixes(html):
    return re.findall(r'name="prefix" value="([^"]+)"', html)


def ids(html):
    return re.findall(r'\sid="([^"]+)"', html)


def test_from_page_view_to_the_stored_request(client, form_page, ticked):
    html = client.get("/call-me/").content.decode()
    action = re.search(r'action="(/call-back/[^"#]+)', html)[1]
    assert prefixes(html) == ["form"]
    for words in ('autocomplete="tel"', 'autocomplete="name"', "Insurance", "Harbor Network pays"):
        assert words in html
    data = {f"form-{name}": value for name, value in FILLED.items()}
    data |= {"prefix": "form", "source": form_page.pk, "form-extra_insurance": "Medicaid"}
    data |= ticked(form_page)
    response = client.post(action, data)
    assert response.status_code == 303
    assert response["Location"] == "/call-me/thank-you/#main"

    item = CallbackRequest.objects.get()
    assert item.phone == "(202) 555-0142"
    assert item.phone_e164 == "+12025550142"
    assert (item.name, item.comments, item.best_time) == ("Riley", "Soon", "evening")
    assert item.answers == {"Insurance": "Medicaid"}
    assert item.form_page_id == item.source_page_id == form_page.pk
    assert item.captcha == "fail"  # no script ran
    assert item.status == "new"

    thanks = client.get("/call-me/thank-you/")
    assert thanks.status_code == 200
    text = thanks.content.decode()
    assert "Your call comes from" in text
    assert text.count("tel:988") > client.get("/").content.decode().count("tel:988")
    assert not thanks.cookies


def test_readers_pages_hold_no_cookie_and_no_token(client, form_page):
    response = client.get("/call-me/")
    assert not response.cookies
    assert "csrf" not in response.content.decode().lower()
    assert "Cookie" not in response.headers.get("Vary", "")
    assert client.get("/call-me/").content == response.content


def test_the_same_form_twice_has_ids_of_its_own(client, page_with_two_forms):
    html = client.get("/costs/").content.decode()
    assert len(set(prefixes(html))) == 2
    found = ids(html)
    assert len(found) == len(set(found))
    assert prefixes(client.get("/costs/").content.decode()) == prefixes(html)


@pytest.mark.parametrize("copy", [0, 1])
def test_errors_come_back_in_the_copy_that_was_posted(
    client, post, form_page, page_with_two_forms, copy
):
    page = page_with_two_forms
    both = prefixes(client.get("/costs/").content.decode())
    response = post(form_page, prefix=both[copy], source=page.pk, phone="", name="Riley Q")
    html = response.content.decode()
    assert response.status_code == 422
    assert "no-store" in response["Cache-Control"]
    assert prefixes(html) == both
    assert "First copy" in html
    assert html.count("error-summary__heading") == 1
    assert html.count('value="Riley Q"') == 1
    assert f'href="#id_{both[copy]}-phone"' in html
    assert f'id="id_{both[copy]}-phone_error"' in html
    assert f'href="#id_{both[1 - copy]}-phone"' not in html
    assert html.count('aria-invalid="true"') == 1
    assert re.search(r"<title>\s*Error:\s*Costs", html)
    found = ids(html)
    assert len(found) == len(set(found))
    assert not CallbackRequest.objects.exists()


def test_a_prefix_that_no_copy_has_shows_the_forms_own_page(post, form_page, page_with_two_forms):
    response = post(form_page, prefix="gone", source=page_with_two_forms.pk, phone="")
    html = response.content.decode()
    assert response.status_code == 422
    assert "<h1>Call me</h1>" in html
    assert html.count('value="Riley"') == 1


@pytest.mark.parametrize("prefix", ["<script>", "a" * 500, "UPPER", "", "x\x00"])
def test_a_malformed_prefix_is_the_pages_own(client, form_page, prefix):
    data = {"prefix": prefix, "source": "x", "form-phone": ""}
    response = client.post(f"/call-back/{form_page.pk}/", data)
    assert response.status_code == 422
    assert prefixes(response.content.decode()) == ["form"]


@pytest.mark.parametrize("source", ["999999", "abc", "-1", "9" * 40, "1 OR 1", "٣", "\x00"])
def test_an_unknown_source_is_the_forms_own_page(post, form_page, source):
    assert post(form_page, source=source).status_code == 303
    assert CallbackRequest.objects.get().source_page_id == form_page.pk


def test_a_private_source_is_neither_shown_nor_stored(post, form_page, page_with_two_forms):
    PageViewRestriction.objects.create(
        page=page_with_two_forms, restriction_type=PageViewRestriction.LOGIN
    )
    response = post(form_page, source=page_with_two_forms.pk, phone="")
    assert response.status_code == 422
    assert "First copy" not in response.content.decode()
    assert post(form_page, source=page_with_two_forms.pk).status_code == 303
    assert CallbackRequest.objects.get().source_page_id == form_page.pk


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("phone", "", "Enter the phone number"),
        ("phone", "hello there", "202-555-0123"),
        ("phone", "\x00\x01", "Enter the phone number"),
        ("phone", "2" * 41, "at most 40"),
        ("comments", "x" * 1_000_000, "at most 2000"),
        ("best_time", "never", "not one of the available choices"),
        ("name", "x" * 121, "at most 120"),
    ],
)
def test_bad_answers_come_back_with_a_message(post, form_page, field, value, message):
    response = post(form_page, **{field: value})
    assert response.status_code == 422
    assert message in response.content.decode()


@pytest.mark.parametrize(
    ("change", "headers", "status"),
    [
        ({"phone": "12"}, {}, 422),
        ({"phone": ""}, {}, 422),
        ({"wordings": "call:0"}, {}, 422),
        ({"name": "x" * 30_000}, {}, 422),
        ({}, {"Origin": "https://evil.example"}, 403),
    ],
)
@pytest.mark.parametrize("words", ["I want to die tonight", "sui\x00cide", "he choked me, I'm 14"])
def test_errors_show_the_crisis_lines_too(post, form_page, change, headers, status, words):
    response = post(form_page, comments=words, headers=headers, **change)
    html = response.content.decode()
    assert response.status_code == status
    summary = html.partition("error-summary")[2].partition("</form>")[0]
    assert summary.count('id="crisis-heading"') == 1
    assert 'href="tel:988"' in summary
    assert ("+18004224453" in summary) is ("14" in words)
    calm = post(form_page, comments="Soon", headers=headers, **{"phone": "", **change})
    assert "crisis-heading" not in calm.content.decode()


def test_control_characters_are_dropped(post, form_page):
    post(form_page, name="Ri\x00ley\x07", comments="one\r\ntwo\x0b")
    item = CallbackRequest.objects.get()
    assert item.name == "Riley"
    assert item.comments == "one\r\ntwo"


def test_what_a_reader_types_is_escaped(post, form_page):
    html = post(form_page, phone="", name='"><script>x()</script>').content.decode()
    assert "<script>x()" not in html


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 303),
        ({"Origin": "http://[broken"}, 403),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_forms_on_other_sites_are_refused(post, form_page, headers, status):
    response = post(form_page, headers=headers)
    assert response.status_code == status
    assert CallbackRequest.objects.exists() is (status == 303)
    if status == 403:
        assert 'href="/call-me/"' in response.content.decode()


def test_other_addresses_and_methods(client, form_page, home_page):
    address = f"/call-back/{form_page.pk}/"
    assert client.get(address)["Location"] == "/call-me/"
    assert client.put(address).status_code == 405
    assert client.post("/call-back/999999/").status_code == 404
    assert client.post("/call-back/99999999999999999999999/").status_code == 404
    assert client.post(f"/call-back/{home_page.pk}/").status_code == 404
    assert client.get("/call-me/thank-you/more/").status_code == 404


def test_a_form_that_is_not_public_shows_nothing(client, form_page):
    form_page.unpublish()
    assert client.get(f"/call-back/{form_page.pk}/").status_code == 404
    assert client.get("/call-me/thank-you/").status_code == 404


def test_a_page_does_not_show_a_form_that_is_not_public(client, form_page, page_with_two_forms):
    form_page.unpublish()
    html = client.get("/costs/").content.decode()
    assert "Between." in html
    assert "<form" not in html


def test_an_editors_field_cannot_take_a_core_name(post, form_page):
    form_page.form_fields.create(label="Phone", field_type="singleline", required=False)
    form_page.save_revision().publish()
    post(form_page, extra_phone="a second one")
    item = CallbackRequest.objects.get()
    assert item.phone == "(202) 555-0142"
    assert item.answers["Phone"] == "a second one"


@pytest.mark.parametrize(
    "kind",
    ["multiline", "email", "number", "url", "checkbox", "checkboxes", "dropdown", "multiselect",
     "radio", "date", "datetime"],
)  # fmt: skip
def test_every_kind_of_editors_field_is_drawn_and_its_errors_linked(client, post, form_page, kind):
    form_page.form_fields.clear()
    form_page.form_fields.create(label="Own", field_type=kind, choices="a,b", required=True)
    form_page.save_revision().publish()
    html = client.get("/call-me/").content.decode()
    assert "form-extra_own" in html
    html = post(form_page).content.decode()
    found = ids(html)
    assert len(found) == len(set(found))
    summary = html[html.index("error-summary") : html.index("</ul>", html.index("error-summary"))]
    target = re.search(r'href="#([^"]+)"', summary)[1]
    assert target in found


def test_pages_with_forms_need_few_queries(
    client, page_with_two_forms, django_assert_max_num_queries
):
    client.get("/costs/")
    with django_assert_max_num_queries(30):
        client.get("/costs/")


def test_blocks_over_the_api(client, form_page, page_with_two_forms, line):
    page = StandardPage.objects.get(pk=page_with_two_forms.pk)
    page.body = [*((b.block_type, b.value) for b in page.body), ("phone", {"line": line})]
    page.save_revision().publish()
    body = client.get(f"/api/v2/pages/{page.pk}/").json()["body"]
    form = body[0]["value"]["form"]
    assert form["action"] == f"/call-back/{form_page.pk}/"
    names = [field["name"] for field in form["fields"]]
    assert names == [
        "phone", "name", "caller", "best_time", "time_zone", "comments", "extra_insurance"
    ]  # fmt: skip
    assert form["fields"][0]["required"] is True
    assert form["fields"][3]["choices"][0] == {"value": "any", "label": "Any time"}
    assert body[3]["value"]["line"]["e164"] == "+12025550142"
    assert body[3]["value"]["line"]["answerer"]["is_paid"] is True
    assert 'href="tel:+12025550142"' in client.get("/costs/").content.decode()
    form_page.unpublish()
    hidden = client.get(f"/api/v2/pages/{page.pk}/").json()["body"][0]["value"]
    assert hidden["form"] is hidden["form_page"] is hidden["answerer"] is None
