"""The example front end, and other folders, served on origins of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from running_site import ROOT

CLIENT = ROOT / "examples" / "static-site"


class Server(ThreadingHTTPServer):
    """`cms` is what the example's site.js is told; `redirects` sends paths elsewhere."""

    cms = ""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=folder))
        self.redirects: dict[str, str] = {}

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(SimpleHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        if target := self.server.redirects.get(self.path):
            self.send_response(302)
            self.send_header("Location", target)
            self.end_headers()
        elif self.path == "/site.js":
            text = (CLIENT / "site.js").read_text()
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript")
            self.end_headers()
            self.wfile.write(text.replace("http://127.0.0.1:8000", self.server.cms).encode())
        else:
            super().do_GET()

    def log_message(self, *args) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path = CLIENT) -> Iterator[Server]:
    """Serve a folder on an origin of its own."""
    with Server(folder) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
