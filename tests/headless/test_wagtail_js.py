"""npm's `wagtail-js`, as it is published, reads pages, images and documents over HTTP."""

import json
import shutil
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from home.models import StandardPage

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "node_modules" / "wagtail-js" / "dist" / "index.js"
SCRIPT = """
const { CMSClient } = require(process.argv[1]);
const client = new CMSClient({ baseURL: process.argv[2], apiPath: "/api/v2", cache: "no-store" });
(async () => {
  const page = await client.fetchPage("lamps");
  console.log(JSON.stringify({
    page,
    whole: await client.fetchPage(page.id),
    pages: await client.fetchPages({ type: "home.StandardPage", limit: 5, order: "-title" }),
    image: await client.fetchImage(Number(process.argv[3])),
    documents: await client.fetchDocuments(),
    missing: (await client.fetchPage(99999999)).message,
  }));
})();
"""


def serving(client):
    """Return a server that answers, when asked to, in this thread: in the test's transaction."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            response = client.get(self.path)
            self.send_response(response.status_code)
            self.send_header("Content-Type", response["Content-Type"])
            self.end_headers()
            self.wfile.write(response.content)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.timeout = 0.2
    return server


def test_wagtail_js_reads_everything(client, site):
    if not (shutil.which("node") and PACKAGE.exists()):
        pytest.skip("needs node and `npm ci`")
    page = site.root_page.add_child(instance=StandardPage(title="Lamps", slug="lamps"))
    image = get_image_model().objects.create(title="Lamp", file=get_test_image_file())
    with serving(client) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        command = ["node", "-e", SCRIPT, str(PACKAGE), address, str(image.pk)]
        node = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
        )
        while node.poll() is None:
            server.handle_request()
        output, errors = node.communicate()
    assert node.returncode == 0, errors
    answer = json.loads(output.splitlines()[-1])
    assert answer["page"]["id"] == answer["whole"]["id"] == page.pk
    assert answer["whole"]["body"] == []
    assert answer["pages"]["meta"]["total_count"] == 1
    assert answer["image"]["title"] == "Lamp"
    assert answer["documents"]["items"] == []
    assert answer["missing"] == "Page not found"
