"""The README's recipes, run as they are printed, from a fresh copy to pages with their pictures."""

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

    def log_in(self, username, password):
        form = html.fromstring(self.get("/admin/login/").content).forms[0]
        form.fields["username"], form.fields["password"] = username, password
        answer = self.send("POST", "/admin/login/", data=form.form_values())
        assert answer.status_code == 302, answer.text


CONTENT = """
import io
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Page, Site
from home.models import HomePage
from leads.models import Answerer, CallbackFormPage, Recipient

file = io.BytesIO()
Image.new("RGB", (1400, 900), "#357").save(file, "PNG")
file = ContentFile(file.getvalue(), name="quay.png")
quay = get_image_model().objects.create(title="Quay", description="A quay", file=file)
home = HomePage(title="Harbor", slug="harbor", lead_image=quay)
Page.objects.get(depth=1).add_child(instance=home)
home.save_revision().publish()
Site.objects.update(hostname="example.org", port=443, root_page=home)
form = CallbackFormPage(title="Call me", slug="call-me")
form.answerer = Answerer.objects.create(name="Harbor Network")
home.add_child(instance=form)
form.save_revision().publish()
Recipient.objects.create(name="Team", address="team@example.org")
"""


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
    shell = 'python manage.py shell --no-imports --command "$CONTENT"'
    done = subprocess.run(
        ["bash", "-euc", f"{setup}\n{shell}"],
        cwd=clone,
        env={**ENVIRONMENT, "DJANGO_SUPERUSER_PASSWORD": PASSWORD, "CONTENT": CONTENT},
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

    browser.log_in("ada", PASSWORD)
    assert "Dashboard" in browser.get("/admin/").text
    shows_pictures(browser, "/")
    answers_the_api(browser)
    takes_a_call_back(browser)
    wait_for(lambda: any("team@example.org" in mail for mail in mailbox.mails), 60)


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
    pages = browser.get("/api/v2/pages/?type=home.HomePage&fields=lead_image").json()["items"]
    source = pages[0]["lead_image"]["src"]
    assert browser.get(source.removeprefix("https://example.org")).ok
    assert browser.get("/api/v2/site/").json()
    assert browser.get("/api/v2/sync/").json()["items"]


def takes_a_call_back(browser):
    page = html.fromstring(browser.get("/call-me/").content)
    form = next(form for form in page.forms if "form-phone" in form.fields)
    form.fields["form-phone"] = "202-555-0142"
    form.inputs["form-consent_call"].checked = True
    target = form.get("action").partition("#")[0]
    answer = browser.send("POST", target, data=form.form_values())
    assert answer.status_code == 303, answer.text
