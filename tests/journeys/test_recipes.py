"""The README's recipes, run as they are printed, from a fresh copy to pages with their pictures."""

import io
import os
import re
import shutil
import signal
import subprocess
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path

import pytest
import requests
from lxml import html
from machines import Mailbox, Postgres, free_port, postgres_binaries, wait_for
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
SHELL = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
# What this suite set for itself must not reach the site.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("DJANGO_", "PYTHON", "TEST_", "COV"))
}
PASSWORD = "correct-horse-battery"

pytestmark = pytest.mark.install


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A copy of all tracked and new files, as `git clone` would give it once they are committed."""
    target = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(lambda name: (ROOT / name).is_file(), listed.stdout.splitlines()):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    return target


class Running:
    """Shell commands that go on running, each in a process group of its own."""

    def __init__(self, folder):
        self.folder, self.processes = folder, []

    def start(self, command, **environment):
        log = (self.folder / "recipe.log").open("ab")
        self.processes.append(
            subprocess.Popen(
                ["bash", "-ec", command],
                cwd=self.folder,
                env={**ENVIRONMENT, **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        )

    def stop(self):
        for process in self.processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def running(clone):
    running = Running(clone)
    yield running
    running.stop()


def lives(address, seconds, host="127.0.0.1"):
    asked = {"Host": host}
    wait_for(lambda: requests.get(f"{address}/health/live", headers=asked, timeout=2).ok, seconds)


def picture_addresses(page):
    found = re.findall(r'<img[^>]* src="([^"]+)"', page)
    return [*found, *re.findall(r'property="og:image" content="([^"]+)"', page)]


def test_make_run_serves_the_demo_on_the_port_asked_for(clone, running):
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    running.start("make run", PORT=str(port))
    lives(address, seconds=300)
    home = requests.get(f"{address}/", timeout=60)
    assert home.ok
    pictures = picture_addresses(home.text)
    assert pictures
    articles = requests.get(
        f"{address}/api/v2/pages/?type=blog.ArticlePage&fields=lead_image", timeout=60
    )
    assert articles.headers["ETag"]
    pictures += [one["lead_image"]["src"] for one in articles.json()["items"]]
    for picture in pictures:
        full = picture if picture.startswith("http") else address + picture
        assert full.startswith(f"{address}/"), full
        assert requests.get(full, timeout=60).headers["Content-Type"].startswith("image/")
    again = {"If-None-Match": articles.headers["ETag"], "Accept-Encoding": "gzip, deflate"}
    assert requests.get(articles.url, headers=again, timeout=60).status_code == 304


class Browser:
    """Behind the proxy that ends TLS: fills in the forms that it was sent, and keeps cookies."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"
        self.session = requests.Session()
        policy = DefaultCookiePolicy(secure_protocols=("https", "http"))
        self.session.cookies.set_policy(policy)
        self.session.headers.update(
            {
                "Host": "example.org",
                "Origin": "https://example.org",
                "Referer": "https://example.org/",
                "X-Forwarded-Proto": "https",
            }
        )

    def send(self, method, path, *args, **options):
        """Send the cookies along: to `requests` this is no TLS, and they are for TLS alone."""
        kept = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.session.cookies)
        options |= {"headers": {"Cookie": kept}, "timeout": 60, "allow_redirects": False}
        return self.session.request(method, self.address + path, *args, **options)

    def get(self, path):
        answer = self.send("GET", path)
        assert answer.status_code in {200, 302}, (path, answer.status_code, answer.text[:2000])
        return answer

    def submit(self, path, *, action="", files=None, **values):
        """Send the form that `path` shows, filled in; fail where it is shown again."""
        forms = html.fromstring(self.get(path).content).forms
        form = max(forms, key=lambda form: len(form.fields))
        data = [(key, value) for key, value in form.form_values() if key not in values]
        data += list(values.items())
        if action:
            data.append((f"action-{action}", ""))
        target = (action and form.get("action")) or path
        answer = self.send("POST", target, data=data, files=files)
        assert answer.status_code == 302, (path, answer.status_code, errors(answer.text))
        return answer.headers["Location"]


def errors(page):
    found = html.fromstring(page).xpath("//*[contains(@class, 'error')]//text()")
    return " ".join(" ".join(found).split())[:2000]


def png():
    file = io.BytesIO()
    Image.new("RGB", (1400, 900), "#357").save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def servers():
    if not postgres_binaries():
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail("Missing: PostgreSQL's server programs (Debian package postgresql)")
        pytest.skip("Missing: PostgreSQL's server programs (Debian package postgresql)")
    postgres, mailbox = Postgres(), Mailbox()
    postgres.execute("CREATE DATABASE recovery")
    yield postgres, mailbox
    mailbox.stop()
    postgres.remove()


def test_production_as_printed(clone, running, servers):
    postgres, mailbox = servers
    port = free_port()
    setup, services = SHELL[1], SHELL[2]
    for printed, here in (
        ("postgres://recovery@127.0.0.1:5432/recovery", postgres.url("recovery")),
        ("redis://127.0.0.1:6379/0", os.environ.get("TEST_REDIS_URL", "")),
        ("smtp://127.0.0.1:25", f"smtp://127.0.0.1:{mailbox.port}"),
        ("createsuperuser", "createsuperuser --noinput --username ada --email ada@example.org"),
    ):
        assert setup.count(printed) == 1
        setup = setup.replace(printed, here)
    secret = {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    done = subprocess.run(
        ["bash", "-euc", setup],
        cwd=clone,
        env={**ENVIRONMENT, **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    server, worker = re.findall(r"^\. \./var\.env(?:.*\\\n)*.*$", services, re.MULTILINE)
    assert " --port 8000 " in server
    running.start(server.replace(" --port 8000 ", f" --port {port} "))
    running.start(worker)
    browser = Browser(port)
    lives(browser.address, seconds=120, host="example.org")

    browser.submit("/admin/login/", username="ada", password=PASSWORD)
    assert "Dashboard" in browser.get("/admin/").text
    picture = add_picture(browser)
    home = add_page(browser, "home/homepage", 1, title="Harbor", slug="harbor", lead_image=picture)
    site = re.search(r"/admin/sites/edit/\d+/", browser.get("/admin/sites/").text)[0]
    browser.submit(site, hostname="example.org", port="443", root_page=home)
    shows_pictures(browser, "/")
    answers_the_api(browser)
    browser.submit("/admin/snippets/leads/recipient/add/", name="Team", address="team@example.org")
    takes_a_call_back(browser, home)
    wait_for(lambda: any("team@example.org" in mail for mail in mailbox.mails), 60)


def add_picture(browser):
    browser.submit(
        "/admin/images/add/", files={"file": ("quay.png", png(), "image/png")}, title="Quay"
    )
    return re.search(r"/admin/images/(\d+)/", browser.get("/admin/images/").text)[1]


def add_page(browser, model, parent, **values):
    location = browser.submit(f"/admin/pages/add/{model}/{parent}/", action="publish", **values)
    listed = browser.get(location.partition("example.org")[2] or location).text
    return max(re.findall(r"/admin/pages/(\d+)/edit/", listed), key=int)


def shows_pictures(browser, path):
    page = browser.get(path).text
    assert "Harbor" in page
    pictures = picture_addresses(page)
    assert len(pictures) >= 2
    for picture in pictures:
        answer = browser.get(picture.removeprefix("https://example.org"))
        assert answer.headers["Content-Type"].startswith("image/"), picture


def answers_the_api(browser):
    schema = browser.get("/api/v2/schema/").json()
    assert "/pages/" in schema["paths"]
    pages = browser.get("/api/v2/pages/?fields=lead_image").json()["items"]
    source = pages[0]["lead_image"]["src"]
    assert browser.get(source.removeprefix("https://example.org")).ok
    assert browser.get("/api/v2/site/").json()
    assert browser.get("/api/v2/sync/").json()["items"]


def takes_a_call_back(browser, home):
    browser.submit("/admin/snippets/leads/answerer/add/", name="Harbor Network")
    listed = browser.get("/admin/snippets/leads/answerer/").text
    answerer = re.search(r"/admin/snippets/leads/answerer/edit/(\d+)/", listed)[1]
    add_page(
        browser, "leads/callbackformpage", home, title="Call me", slug="call-me", answerer=answerer
    )
    page = html.fromstring(browser.get("/call-me/").content)
    form = next(form for form in page.forms if "form-phone" in form.fields)
    form.fields["form-phone"] = "202-555-0142"
    form.inputs["form-consent_call"].checked = True
    target = form.get("action").partition("#")[0]
    answer = browser.send("POST", target, data=form.form_values())
    assert answer.status_code == 303, answer.text
    inbox = browser.get("/admin/leads/callbackrequest/").text
    assert "Call me" in inbox
