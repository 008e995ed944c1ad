"""Somebody in front of a browser without scripts: follows links, fills in labels, presses buttons.

What is posted is the whole form as the page holds it, with its token, to where the button says.
"""

import re
from collections.abc import Iterator
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

    def open(self, address: str, *, expect: int = 200) -> "Visitor":
        """Open an address of this site, and go wherever it leads."""
        return self._ask("get", address, expect)

    def click(self, words: str, *, expect: int = 200) -> "Visitor":
        """Follow the first link with these words."""
        links = [link for link in self.links() if words in _words(link)]
        assert links, f"No link {words!r} at {self.address}: {self.text}"
        return self.open(links[0].get("href"), expect=expect)

    def press(self, words: str, *, expect: int = 200, **typed: Any) -> "Visitor":
        """Press the button with these words, with this typed into its form's fields."""
        button, form = self._button(words)
        data = self._fields(form)
        if button.get("name"):
            data[button.get("name")] = button.get("value", "")
        for name, value in typed.items():
            data[self._name(form, name)] = value
        data = {name: value for name, value in data.items() if value is not None}
        target = button.get("formaction") or form.get("action") or self.address
        method = (button.get("formmethod") or form.get("method") or "get").lower()
        origin = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
        return self._ask(method, target, expect, data=data, headers=origin)

    def send(self, data: Any, *, to: str = "", expect: int = 200) -> "Visitor":
        """Post what scripts made of the form on the open page."""
        address, headers = (
            to or self.address,
            {"X-CSRFToken": self.client.cookies["csrftoken"].value},
        )
        return self._ask("post", address, expect, data=data, headers=headers)

    def form(self, words: str) -> dict[str, Any]:
        """Return what the form with this button posts, with nothing changed."""
        return self._fields(self._button(words)[1])

    def content(self) -> str:
        """Return the file that was sent, as text."""
        if self.response.streaming:
            return b"".join(self.response.streaming_content).decode("utf-8-sig")
        return str(self.response.content.decode("utf-8-sig"))

    @property
    def page(self) -> Any:
        """The page that is open, as a tree without scripts and styles."""
        page = html.fromstring(self.response.content)
        for unread in [*page.iter("script", "style", "template")]:
            unread.drop_tree()
        return page

    def links(self) -> list[Any]:
        """Return the links of the page that is open."""
        return [link for link in self.page.iter("a") if link.get("href") is not None]

    @property
    def text(self) -> str:
        """The words of the page that is open."""
        return _words(self.page.body)

    def told(self) -> str:
        """Return the admin's messages."""
        return " ".join(_words(found) for found in self.page.find_class("messages"))

    def _ask(self, method: str, address: str, expect: int, **sent: Any) -> "Visitor":
        """Ask for an address, and go wherever the answer leads."""
        self.address = self._path(address)
        with committed():
            self.response = getattr(self.client, method)(self.address, **sent)
        if self.response.status_code in (301, 302, 303):
            return self._ask("get", self.response.headers["Location"], expect)
        assert self.response.status_code == expect, (self.address, self._why())
        return self

    def _why(self) -> str:
        body = self.response.content.decode(errors="replace")
        words = " ".join(re.sub(r"<[^>]+>", " ", body).split())[:1500]
        return f"{self.response.status_code} {words}"

    def _path(self, address: str) -> str:
        parts = urlsplit(urljoin(f"http://testserver{self.address}", address))
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def _button(self, words: str) -> tuple[Any, Any]:
        page = self.page
        for button in page.iter("button", "input"):
            told = _words(button) or button.get("value") or button.get("aria-label") or ""
            form = page.get_element_by_id(button.get("form"), None) if button.get("form") else None
            form = form if form is not None else next(button.iterancestors("form"), None)
            if button.get("type", "submit") == "submit" and words in told and form is not None:
                return button, form
        raise AssertionError(f"No button {words!r} at {self.address}: {self.text}")

    def _controls(self, form: Any) -> Iterator[Any]:
        """Yield what is filled in of a form, also where it stands beside it."""
        name, kinds = form.get("id"), ("input", "select", "textarea")
        page = form.getroottree().getroot()
        for control in page.iter(*kinds):
            owner = control.get("form")
            within = form in control.iterancestors("form")
            if control.get("name") and (owner == name if owner else within):
                yield control

    def _name(self, form: Any, name: str) -> str:
        """Return the name of the form's one field that ends so: forms have prefixes."""
        names = {control.get("name") for control in self._controls(form)}
        found = [one for one in names if one == name or one.endswith(f"-{name}")]
        assert len(found) == 1, f"{name!r} is one of {sorted(names)}"
        return str(found[0])

    def _fields(self, form: Any) -> dict[str, Any]:
        """Return what a browser posts of a form in which nothing was changed."""
        values: dict[str, Any] = {}
        for control in self._controls(form):
            for value in _posted(control):
                values.setdefault(control.get("name"), []).append(value)
        return values


def _posted(control: Any) -> list[str]:
    """Return what a browser posts of one control as it stands."""
    if control.tag == "textarea":
        return [control.value or ""]
    if control.tag == "select":
        chosen = control.value
        return [*chosen] if control.get("multiple") is not None else [chosen or ""]
    kind = control.get("type", "text")
    if kind in ("checkbox", "radio"):
        return [control.get("value", "on")] if control.get("checked") is not None else []
    return [] if kind in ("submit", "button", "file", "image") else [control.get("value", "")]


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
