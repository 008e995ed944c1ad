"""A writer in Chromium: every block from the menu, choosers, an upload, and autosave."""

import re
from io import BytesIO

import pytest
from PIL import Image


@pytest.fixture
def writer(open_page):
    """The form of a new article, as an editor has it, with what its scripts complain of."""
    page = open_page(1440)
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("response", lambda answer: answer.status >= 500 and page.complaints.append(answer.url))
    page.goto("/admin/login/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "recovery-demo")
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    found = page.request.get("/api/v2/pages/?type=blog.ArticleIndexPage").json()["items"]
    page.goto(f"/admin/pages/add/blog/articlepage/{found[0]['id']}/")
    return page


def upload_picture(page):
    file = BytesIO()
    Image.new("RGB", (800, 600), "teal").save(file, "JPEG")
    field = page.locator("[data-contentpath=lead_image]")
    field.get_by_role("button", name="Choose an image").click()
    modal = page.locator(".modal-dialog").last
    modal.locator("[data-chooser-modal-choice]").first.wait_for()  # its tabs work from then on
    modal.get_by_role("tab", name="Upload").click()
    picture = {"name": "night.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}
    modal.locator("input[type=file]").set_input_files(picture)
    modal.locator("[name$=title]").fill("The night")
    modal.get_by_role("button", name="Upload").click()
    field.get_by_text("The night").wait_for()


def add_every_block(page, body):
    """Choose each entry of the menu, one below the other; return how many there are."""
    options, names, number = page.locator("[role=option]"), None, 0
    while names is None or number < len(names):
        body.locator(".c-sf-add-button").last.click()
        options.first.wait_for()
        names = names or options.all_inner_texts()
        options.filter(has_text=re.compile(f"^{names[number]}$")).click()
        number += 1
        count = "number => document.querySelector('[name=body-count]').value == number"
        page.wait_for_function(count, arg=number)
    return number


def choose_all(page, body):
    """Choose the first that each chooser offers."""
    blank = body.locator(".chooser.blank:visible button:visible")
    while left := blank.count():
        blank.first.click()
        modal = page.locator(".modal-dialog").last
        modal.locator("[data-chooser-modal-choice], a.choose-page").first.click()
        modal.wait_for(state="detached")
        assert blank.count() < left


def wait_until_kept(page, words):
    """Wait for the autosave that holds these words, by what the editor is opened with next."""
    for _ in range(60):
        if "/edit/" in page.url and words in page.request.get(page.url).text():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{words!r} was not saved: {page.url}")


def test_an_article_with_every_block_is_kept_while_it_is_written(writer):
    writer.fill("#id_title", "A week of nights")
    body = writer.locator("[data-contentpath=body]").first
    upload_picture(writer)
    number = add_every_block(writer, body)
    assert number > 15
    choose_all(writer, body)
    for editor in body.locator(".public-DraftEditor-content:visible").all():
        editor.click()
        writer.keyboard.type("Words of a night.")
    writer.locator("#id_summary").press_sequentially("Seven of them.")
    writer.locator("#id_title").focus()
    wait_until_kept(writer, "Seven of them.")
    writer.reload()
    assert writer.input_value("[name=body-count]") == str(number)
    assert writer.input_value("#id_summary") == "Seven of them."
    assert writer.get_by_text("Words of a night.").count() > 5
    assert writer.complaints == []
