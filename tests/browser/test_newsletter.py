"""The newsletter as its readers meet it: from the form over the letters, and out again."""

import re

import pytest
from running_site import manage


@pytest.fixture
def letters_to(data):
    """Return a function: it lets the worker send, and gives the letters to an address."""

    def letters(address):
        manage(data, "deliver", "--once")
        files = sorted((data / "mail").iterdir(), key=lambda file: file.stat().st_mtime_ns)
        sent = [letter for file in files for letter in file.read_text().split("-" * 79)]
        return [letter for letter in sent if f"To: {address}" in letter]

    return letters


def link_in(letter, part):
    return re.search(rf"http://\S+?(/newsletter/{part}/\S+/)$", letter, re.MULTILINE)[1]


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1440, False)])
def test_from_the_footer_to_a_subscriber_and_out_again(open_page, letters_to, axe, width, scripts):
    page, address = open_page(width, java_script_enabled=scripts), f"reader{width}@example.org"

    def stands(heading):
        page.get_by_role("heading", level=1, name=heading).wait_for()
        assert not scripts or axe(page) == [], heading
        if scripts:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, heading

    def sign_up():
        page.get_by_label("Email address").fill(address)
        page.get_by_role("button", name="Sign up").click()
        stands("Please look at your mail")
        return letters_to(address)[-1]

    page.goto("/articles/")
    form = page.locator(".footer__newsletter")
    form.get_by_role("button", name="Sign up").click()
    page.locator(".error-summary").get_by_role("link", name="Enter the email address").click()
    stands("The Harbor letter")
    confirm = link_in(sign_up(), "confirm")
    page.goto(confirm)
    stands("One last step")
    page.get_by_role("button", name="Yes, send it to me").click()
    stands("You are subscribed")

    page.goto("/newsletter/")
    leave = link_in(sign_up(), "leave")
    page.goto(leave)
    stands("Unsubscribe from the newsletter")
    page.get_by_role("button", name="Unsubscribe").click()
    stands("You are unsubscribed")
    page.get_by_role("link", name="sign up again").click()
    stands("The Harbor letter")

    page.goto(confirm)
    page.get_by_role("button", name="Yes, send it to me").click()
    stands("This link is no longer good")
    page.get_by_role("link", name="Sign up again").click()
    stands("The Harbor letter")
    page.goto(f"{leave[:-9]}/")
    stands("This link does not work")
