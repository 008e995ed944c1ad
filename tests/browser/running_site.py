"""Start the real site, with the demo content and data of its own, on a free port."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DEBUG_ON = "config.settings.development"
DEBUG_OFF = "config.settings.test"


def _environment(data: Path, settings: str) -> dict[str, str]:
    """The process's own, with embedded data in `data` instead of any server's."""
    return {
        **os.environ,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
        "DJANGO_SETTINGS_MODULE": settings,
        "VAR_DIR": str(data),
        "DATABASE_URL": "",
        "TEST_DATABASE_URL": f"sqlite:///{data / 'db.sqlite3'}",
        "REDIS_URL": "",
        "TEST_REDIS_URL": "",
    }


def load(data: Path) -> None:
    """Migrate and load the demo content, as `make run` does."""
    for command in ("migrate", "load_demo"):
        subprocess.run(
            [sys.executable, "manage.py", command],
            cwd=ROOT,
            env=_environment(data, DEBUG_ON),
            check=True,
            stdout=subprocess.DEVNULL,
        )


def manage(data: Path, *arguments: str) -> str:
    """Run one management command on what `load` put into `data`; return what it printed."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=_environment(data, DEBUG_ON),
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_live(address: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"The site stopped with status {server.returncode}.")
        try:
            urlopen(f"{address}/health/live", timeout=2).close()
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("The site did not answer within a minute.")


@contextmanager
def running(data: Path, settings: str = DEBUG_ON) -> Iterator[str]:
    """Serve what `load` put into `data`; gives the site's address."""
    port = _free_port()
    command = [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}"]
    log = (data / f"server-{port}.log").open("wb")
    server = subprocess.Popen(
        [*command, "--noreload", "--insecure", "--skip-checks"],
        cwd=ROOT,
        env=_environment(data, settings),
        stdout=log,
        stderr=log,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_live(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(10)
        log.close()


def page_paths(address: str) -> dict[str, str]:
    """Return the path of one page of every type, as the API tells: {"home.HomePage": "/", …}."""
    paths: dict[str, str] = {}
    offset, total = 0, 1
    while offset < total:
        url = f"{address}/api/v2/pages/?limit=100&offset={offset}"
        with urlopen(url) as response:
            answer = json.load(response)
        for item in answer["items"]:
            paths.setdefault(item["meta"]["type"], urlsplit(item["meta"]["html_url"]).path)
        offset, total = offset + 100, answer["meta"]["total_count"]
    return paths
