"""Real servers on loopback, to be started, stopped and killed."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import requests
from aiosmtpd.controller import Controller

ROOT = Path(__file__).resolve().parents[2]
FAULTS = Path(__file__).parent


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(what, seconds=30):
    """Wait until `what()` is true, and return what it gave."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, psycopg.Error):
            if found := what():
                return found
        time.sleep(0.05)
    raise TimeoutError(what)


def postgres_binaries():
    """Return the folder of PostgreSQL's server programs, or None."""
    found = shutil.which("postgres")
    if found:
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


class Postgres:
    """A cluster of its own, which may be killed as a power cut would."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="faults-"))
        self.port = free_port()
        self._user = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self.folder, "postgres")
            self._user = ["runuser", "-u", "postgres", "--"]
        self._run("initdb", "--username=postgres", "--auth=trust", "--no-sync", "-E", "UTF8")
        self.start()

    def _run(self, program, *arguments):
        command = [*self._user, postgres_binaries() / program, "-D", self.folder / "data"]
        subprocess.run(
            [*command, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )

    def start(self):
        # Without fsync: these crashes are of processes, not of the machine.
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = self.folder / "log"
        self._run("pg_ctl", "-w", "-l", log, "-o", f"{options} -c max_connections=30", "start")

    def kill(self):
        """Stop it in the middle of everything."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def freeze(self):
        """Stop every process of it: connections stay open, and nobody answers."""
        self._signal(signal.SIGSTOP)

    def thaw(self):
        self._signal(signal.SIGCONT)

    def _signal(self, number):
        postmaster = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, number)
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(child), number)

    def remove(self):
        with contextlib.suppress(subprocess.CalledProcessError):
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database="postgres"):
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def execute(self, statement, database="postgres"):
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else None


class Mailbox:
    """An SMTP server: `behave` is 'accept', 'refuse', 'hang' or 'drop', after DATA."""

    def __init__(self):
        self.behave = "accept"
        self.mails = []
        self.waiting = threading.Event()
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self._controller.start()
        self.port = self._controller.port

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        import asyncio

        self.mails.append(envelope.content.decode())
        if self.behave == "hang":
            self.waiting.set()
            await asyncio.sleep(30)
        if self.behave == "drop":
            server.transport.abort()
        return "554 No" if self.behave == "refuse" else "250 OK"

    def ids(self):
        return [re.search(r"Message-ID: (\S+)", mail)[1] for mail in self.mails]

    def stop(self):
        self._controller.stop()


class Site:
    """The site's processes, on one database and one folder."""

    def __init__(self, database_url, folder, *, redis_url="", smtp_port=1, captcha=""):
        self.database_url, self.folder = database_url, Path(folder)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "site", FAULTS))),
            "DJANGO_SETTINGS_MODULE": "fault_settings",
            "TEST_DATABASE_URL": database_url,
            "TEST_REDIS_URL": redis_url,
            "VAR_DIR": str(folder),
            "FAULT_SMTP_PORT": str(smtp_port),
            "FAULT_CAPTCHA": captcha,
        }
        self.processes = []

    def manage(self, *arguments):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )

    def spawn(self, *command):
        log = (self.folder / "log").open("ab")
        process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
        )
        self.processes.append(process)
        return process

    def serve(self):
        granian = Path(sys.executable).with_name("granian")
        options = ("--interface", "wsgi", "--workers", "2", "--blocking-threads", "8")
        self.spawn(granian, *options, "--port", str(self.port), "config.wsgi:application")
        wait_for(lambda: requests.get(f"{self.address}/health/live", timeout=2).ok)

    def work(self):
        return self.spawn(sys.executable, "manage.py", "deliver")

    def kill(self):
        """Kill every process at once, without a chance to tidy up."""
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes = []

    # What a caller does

    def read_form(self):
        """Return what the form posts besides the answers, as a reader's page has it."""
        html = requests.get(f"{self.address}/call-me/", timeout=10).text
        hidden = dict(re.findall(r'name="(form-wordings|source|prefix)" value="([^"]*)"', html))
        self.action = re.search(r'action="([^"#]+)', html)[1]
        self.hidden = hidden | {"form-consent_call": "on", "form-best_time": "any"}

    def ask(self, **fields):
        """Send the form; return the answer, without following it."""
        answers = {"phone": "202-555-0142", "name": "Riley", **fields}
        data = self.hidden | {f"form-{name}": value for name, value in answers.items()}
        return requests.post(self.address + self.action, data, allow_redirects=False, timeout=30)

    def ask_quickly(self, **fields):
        """Send the form with a client that takes little of the machine; return the status."""
        answers = {"phone": "202-555-0142", "name": "Riley", **fields}
        data = self.hidden | {f"form-{name}": value for name, value in answers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", self.action, urlencode(data), headers)
        status = connection.getresponse().status
        connection.close()
        return status

    def rows(self, statement):
        with psycopg.connect(self.database_url) as connection:
            return connection.execute(statement).fetchall()

    def count(self, table):
        return self.rows(f"SELECT count(*) FROM {table}")[0][0]

    def spooled(self):
        return list((self.folder / "spool").glob("*.sealed"))
