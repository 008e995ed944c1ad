"""Somebody in front of a browser without scripts: follows links, fills in labels, presses buttons.

What is posted is the whole form as the page holds it, with its token, to where the button says.
"""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client, TestCase
from lxml import html

from config.auth import DEMO_PASSWORD


def committed() -> Any:
    """Return a context that, at its end, does what waits for the transaction to be committed."""
    return TestCase.captureOnCommitCallbacks(execute=True)


class Visitor:
    """Knows the page that is open; `forms` of it are filled in by their labels."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = client or Client(enforce_csrf_checks=True)
        self.response: Any = None
        self.address = "/"

    @classmethod
    def logged_in(cls, name: str) -> "Visitor":
        """Return somebody who logged in by the form, as the demo's account of this name."""
        visitor = cls()
        visitor.open("/admin/")
        visitor.press("Sign in", username=name, password=DEMO_PASSWORD)
        assert visitor.address == "/admin/", visitor.text
        return visitor

    def open(self, address: str, *, status: int = 200) -> "Visitor":
        """Open an address of this site, and go wherever it leads."""
        with committed():
            response = self.client.get(self._path(address), follow=True)
        return self._arrive(response, address, status)

    def click(self, words: str, *, status: int = 200) -> "Visitor":
        """Follow the first link with these words."""
        links = [link for link in self.links() if words in _words(link)]
        assert links, f"No link {words!r} at {self.address}: {self.text}"
        return self.open(links[0].get("href"), status=status)

    def press(self, words: str, *, status: int = 200, **typed: Any) -> "Visitor":
        """Press the button with these words, with this typed into its form's fields."""
        button, form = self._button(words)
        data = dict(_fields(form))
        if button.get("name"):
            data[button.get("name")] = button.get("value", "")
        for name, value in typed.items():
            data[self._name(form, name)] = value
        data = {name: value for name, value in data.items() if value is not None}
        target = button.get("formaction") or form.get("action") or self.address
        method = (button.get("formmethod") or form.get("method") or "get").lower()
        send = getattr(self.client, method)
        origin = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
        with committed():
            response = send(self._path(target), data, follow=True, headers=origin)
        return self._arrive(response, target, status)

    def send(self, data: Any, *, to: str = "", status: int = 200) -> "Visitor":
        """Post what scripts made of the form on the open page."""
        address, headers = (
            to or self.address,
            {"X-CSRFToken": self.client.cookies["csrftoken"].value},
        )
        with committed():
            response = self.client.post(address, data, follow=True, headers=headers)
        return self._arrive(response, address, status)

    @property
    def page(self) -> Any:
        """The page that is open, as a tree without scripts and styles."""
        page = html.fromstring(self.response.content)
        for unread in [*page.iter("script", "style", "template")]:
            unread.drop_tree()
        return page

    def links(self) -> list[Any]:
        """Return the links of the page that is open."""
        return [link for link in self.page.iter("a") if link.get("href")]

    @property
    def text(self) -> str:
        """The words of the page that is open."""
        return _words(self.page.body)

    def told(self) -> str:
        """Return the admin's messages."""
        return " ".join(_words(found) for found in self.page.find_class("messages"))

    def _arrive(self, response: Any, address: str, status: int) -> "Visitor":
        self.response = response
        chain = [step for step, _ in response.redirect_chain]
        self.address = self._path(chain[-1] if chain else address)
        assert response.status_code == status, (self.address, response.status_code, self._why())
        return self

    def _why(self) -> str:
        body = self.response.content.decode(errors="replace")
        return " ".join(re.sub(r"<[^>]+>", " ", body).split())[:1500]

    def _path(self, address: str) -> str:
        parts = urlsplit(urljoin(f"http://testserver{self.address}", address))
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def _button(self, words: str) -> tuple[Any, Any]:
        for form in self.page.iter("form"):
            for button in form.iter("button", "input"):
                told = _words(button) or button.get("value") or button.get("aria-label") or ""
                if button.get("type", "submit") == "submit" and words in told:
                    return button, form
        raise AssertionError(f"No button {words!r} at {self.address}: {self.text}")

    def _name(self, form: Any, name: str) -> str:
        """Return the name of the form's one field that ends so: forms have prefixes."""
        names = {field.get("name") for field in form.iter("input", "select", "textarea")}
        found = [one for one in names if one and (one == name or one.endswith(f"-{name}"))]
        assert len(found) == 1, f"{name!r} is one of {sorted(filter(None, names))}"
        return found[0]


def _fields(form: Any) -> Any:
    """Yield what a browser posts of a form in which nothing was changed."""
    values: dict[str, Any] = {}
    for name, value in form.form_values():
        values[name] = [*values[name], value] if name in values else [value]
    return {name: value if len(value) > 1 else value[0] for name, value in values.items()}.items()


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
