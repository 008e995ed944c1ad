"""Files of the old site, from a folder and over the network: what comes in, and what cannot."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wxr_files import BASE, attachment, export, item

from blog.importing import fetching
from blog.importing.fetching import Download, FetchError, Folder
from blog.importing.records import Item


def png():
    data = BytesIO()
    Picture.new("RGB", (40, 30), "teal").save(data, "PNG")
    return data.getvalue()


@contextmanager
def old_site(body=b"", status=200, headers=(), wait=None):
    """Answer every GET the same way; gives the address, and the paths that were asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[:1] if wait else body)
            while wait and not wait.wait(0.05):
                self.wfile.write(b"x")

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        if wait:
            wait.set()
        server.shutdown()
        server.server_close()


@pytest.fixture
def loopback(settings):
    settings.WORDPRESS_FROM_LOOPBACK = True


def file_at(address, **given):
    return Item(line=1, id="5", type="attachment", attachment_url=address, **given)


@pytest.mark.usefixtures("loopback")
class TestDownloads:
    """A server that stands on loopback, which only tests allow."""

    def test_a_file_comes_as_it_is(self):
        with old_site(png()) as (address, asked):
            assert Download().open(file_at(f"{address}/a.png")).read() == png()
        assert asked == ["/a.png"]

    @pytest.mark.parametrize(
        ("answer", "why"),
        [
            ({"status": 404}, "answered 404"),
            ({"status": 302, "headers": [("Location", "http://169.254.169.254/")]}, "answered 302"),
            ({"body": b"x" * 2000}, "larger than"),
            ({"headers": [("Content-Encoding", "gzip")]}, "packed"),
        ],
    )
    def test_what_is_not_taken_says_why(self, monkeypatch, answer, why):
        monkeypatch.setattr(fetching, "LARGEST_FILE", 1000)
        with old_site(**answer) as (address, asked), pytest.raises(FetchError, match=why):
            Download().open(file_at(f"{address}/a.png"))
        assert asked == ["/a.png"]  # and nothing behind it

    def test_a_trickle_ends(self, monkeypatch):
        monkeypatch.setattr(fetching, "SLOWEST_DOWNLOAD", 0.2)
        with (
            old_site(b"x", wait=threading.Event()) as (address, _),
            pytest.raises(FetchError, match="too slow"),
        ):
            Download().open(file_at(f"{address}/a.png"))

    def test_a_host_that_does_not_answer_is_left_alone(self, monkeypatch):
        with old_site() as (address, _):
            pass
        download = Download()
        reasons = []
        for _ in range(7):
            with pytest.raises(FetchError) as raised:
                download.open(file_at(f"{address}/a.png"))
            reasons.append(str(raised.value))
        assert reasons[-1] == "127.0.0.1 does not answer"
        assert reasons[0] == "the download failed: ConnectionError"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "0"],
)
def test_our_own_network_is_never_asked(host):
    with old_site() as (address, asked):
        port = address.rpartition(":")[2]
        with pytest.raises(FetchError, match=r"inside our own network|ConnectionError"):
            Download().open(file_at(f"http://{host}:{port}/a.png"))
    assert asked == []


@pytest.mark.parametrize(
    "address",
    ["", "file:///etc/passwd", "ftp://a.example/", "gopher://a.example/", "//x", "http://[::1"],
)
def test_other_schemes_are_no_address(address):
    with pytest.raises(FetchError, match="no address"):
        Download().open(file_at(address))


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "a/../../secret.txt", "link.txt"])
def test_a_folder_is_never_left(tmp_path, name):
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "uploads"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    one = file_at(f"https://h.example/{name}", meta={"_wp_attached_file": name})
    with pytest.raises(FetchError, match="not in the folder"):
        Folder(folder).open(one)


@pytest.mark.usefixtures("article_index", "people_index", "loopback")
def test_files_of_the_old_site_go_into_the_articles(import_export, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    with old_site(png()) as (address, asked):
        text = export(
            attachment(5, "2020/02/harbor.png"),
            attachment(6, "2020/02/fake.pdf.exe"),
            item(1, content='<img class="wp-image-5" alt="A pier">', meta={"_thumbnail_id": "5"}),
            base=address,
        ).replace(f"{BASE}/wp-content", f"{address}/wp-content")
        _, report = import_export(text, "--download")
    assert asked[0] == "/wp-content/uploads/2020/02/harbor.png"
    assert get_image_model().objects.get().width == 40
    assert not get_document_model().objects.exists()
    assert "file refused" in [row[3] for row in report]


@pytest.mark.usefixtures("article_index", "people_index", "loopback")
def test_what_only_says_that_it_is_a_picture_is_refused(import_export, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    with old_site(b"<script>alert(1)</script>") as (address, _):
        text = export(attachment(5, "a.png")).replace(
            "https://www.harbor.example/wp-", f"{address}/wp-"
        )
        _, report = import_export(text, "--download")
    assert [row[3] for row in report] == ["file refused"]
    assert not get_image_model().objects.exists()
