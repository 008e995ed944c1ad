"""Reading an export: what a hostile, broken or old file can and cannot do."""

from collections import deque

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page
from wxr_files import BASE, author, cdata, comment, export, item

from blog.importing.errors import BrokenOffError, SourceError
from blog.importing.limits import LONGEST_TEXT
from blog.importing.records import Author, CommentStatus, Item
from blog.importing.wxr import Export
from blog.models import ArticlePage, ImportedItem


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a text's records."""

    def read_all(text, encoding=None):
        path = tmp_path / "export.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return list(Export(path, encoding=encoding).records())

    return read_all


def items(records):
    return [record for record in records if isinstance(record, Item)]


def test_an_item_is_read_with_its_line_and_everything_on_it(read):
    text = export(
        item(
            7,
            "Tea & sleep",
            "<p>One ]]> two</p>",
            terms=[("category", "sleep", "Sleep"), ("post_tag", "tea", "Tea")],
            meta={"_thumbnail_id": "9", "_edit_lock": "secret"},
            comments=[comment(1), comment(2, parent=1, approved="0"), comment(3, kind="pingback")],
            password="hush",
        )
    )
    records = read(text)
    assert records[0] == Author("1", "ana", "Ana Ruiz")
    (one,) = items(records)
    assert one.line == text[: text.index("<item>")].count("\n") + 1
    assert (one.key, one.title, one.content) == ("7", "Tea & sleep", "<p>One ]]> two</p>")
    assert one.link == f"{BASE}/2020/02/tea-&-sleep/"
    assert one.meta == {"_thumbnail_id": "9"}
    assert [term.name for term in one.terms] == ["Sleep", "Tea"]
    assert one.has_password
    assert one.pingbacks == 1
    statuses = [(reply.id, reply.parent, reply.status) for reply in one.comments]
    assert statuses == [("1", "", CommentStatus.APPROVED), ("2", "1", CommentStatus.PENDING)]


def test_the_local_date_is_taken_where_there_is_none_in_gmt(read, settings):
    settings.TIME_ZONE = "America/New_York"
    (one,) = items(read(export(item(1, date="0000-00-00 00:00:00"))))
    assert one.published_at.isoformat() == "2020-02-03T14:00:00+00:00"


@pytest.mark.parametrize("date", ["", "yesterday", "0000-00-00 00:00:00", "9999-99-99 00:00:00"])
def test_what_is_no_date_is_none(read, date):
    (one,) = items(read(export(item(1, date=date, local_date=date))))
    assert one.published_at is None


def test_control_characters_and_nul_are_left_out_and_counted(tmp_path):
    dirty = item(1, "A\x00B\x0bC\x1f", "x&#0;y&#x1F;z&#xD800;&#55296;&#65;", slug="a")
    dirty = dirty.replace("<![CDATA[x", "x").replace("&#65;]]>", "&#65;")
    path = tmp_path / "export.xml"
    path.write_text(export(dirty))
    reader = Export(path)
    (one,) = items(reader.records())
    assert (one.title, one.content) == ("ABC", "xyzA")
    assert reader.text.removed == 7


def test_what_turns_text_around_and_non_characters_are_left_out(read):
    """They are no faults in XML; rows written in bulk pass no signal that would clean them."""
    reply = comment(1, name="Mali\u202ecious", text="Tide\ufdd0 table")
    (one,) = items(read(export(item(1, "A\u202eB", "x\ufdd0y", comments=[reply]))))
    assert (one.title, one.content) == ("AB", "xy")
    assert (one.comments[0].author, one.comments[0].text) == ("Malicious", "Tide table")


def test_a_reference_on_the_edge_of_a_chunk_is_left_out(read, monkeypatch):
    monkeypatch.setattr("blog.importing.stream.CHUNK", 97)
    text = export(*(item(n, content="word &#x00;" * 9) for n in range(1, 30)))
    assert all("&" not in one.content for one in items(read(text)))


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("ISO-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("UTF-16", "utf-16"),
        ("UTF-8", "utf-8-sig"),
    ],
)
def test_encodings_that_are_declared_are_read(read, declared, codec):
    (one,) = items(read(export(item(1, "Café"), encoding=declared).encode(codec)))
    assert one.title == "Café"


def test_a_wrong_encoding_is_told_with_its_line_and_can_be_named(read):
    text = export(item(1), item(2, "Café")).encode("cp1252")
    line = text[: text.index(b"\xe9")].count(b"\n") + 1
    with pytest.raises(SourceError, match=rf"Line {line} .*--encoding windows-1252"):
        read(text)
    assert items(read(text, "windows-1252"))[1].title == "Café"
    for unknown in ("klingon", "utf-7", "base64"):
        with pytest.raises(SourceError, match=unknown):
            read(text, unknown)


def test_a_blank_line_before_the_declaration_is_forgiven(read):
    assert len(items(read("\n \n" + export(item(1))))) == 1


ENTITY = '<!DOCTYPE rss [<!ENTITY a "{}">{}]>'
LAUGHS = ENTITY.format("ha" * 50, "".join(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(9)))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd">',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:1/"> %p;]>',
        LAUGHS,
        "<!DOCTYPE rss>",
    ],
)
def test_document_types_and_entities_are_refused(read, doctype):
    text = export(item(1, "&a;")).replace("<rss", f"{doctype}\n<rss", 1)
    with pytest.raises(SourceError, match="document type or entities"):
        read(text)


@pytest.mark.parametrize("text", ["", "  \n", "hello", "{}", "\x00" * 9, "<rss>"])
def test_what_is_no_xml_is_refused(read, text):
    with pytest.raises(SourceError):
        read(text)


@pytest.mark.parametrize("text", ["<html/>", "<rss><channel><item/></channel></rss>"])
def test_what_is_no_export_is_told(read, text):
    with pytest.raises(SourceError, match="no WordPress export"):
        read(text)


def test_a_tag_without_end_and_depth_are_refused(read):
    start = export().removesuffix("</channel>\n</rss>\n")
    with pytest.raises(SourceError, match="never ends"):
        read(f"{start}<item a='{'x' * 3_000_000}")
    with pytest.raises(SourceError, match="nested too deep"):
        read(start + "<a>" * 40)
    with pytest.raises(SourceError, match="different tags"):
        read(start + "".join(f"<t{n}/>" for n in range(9000)))


def test_a_text_beyond_the_limit_is_not_kept_and_its_item_is_marked(read):
    text = export(item(1, content="x" * (LONGEST_TEXT + 1)), item(2))
    first, second = items(read(text))
    assert (first.status, first.content) == ("cut", "")
    assert second.status == "publish"


def test_comments_beyond_the_limit_of_an_item_are_counted(read, monkeypatch):
    monkeypatch.setattr("blog.importing.wxr.LONGEST_ITEM", 2_000)
    (one,) = items(read(export(item(1, comments=[comment(n, "y" * 300) for n in range(1, 20)]))))
    assert 0 < len(one.comments) < 10
    assert len(one.comments) + one.left_out == 19


def test_a_file_that_breaks_off_gives_its_whole_items_first(tmp_path):
    path = tmp_path / "export.xml"
    text = export(item(1), item(2), item(3))
    path.write_text(text[: text.index("<wp:post_id>3")])
    seen = []
    records = map(seen.append, Export(path).records())
    with pytest.raises(BrokenOffError, match="2 whole items"):
        deque(records, maxlen=0)
    assert [one.key for one in items(seen)] == ["1", "2"]


@pytest.mark.usefixtures("article_index", "people_index")
class TestTheCommand:
    """What it says, and that a fault writes nothing."""

    def test_a_broken_file_writes_nothing_unless_accepted(self, tmp_path, capsys):
        path = tmp_path / "export.xml"
        text = export(item(1, "One"), item(2, "Two"))
        path.write_text(text[: text.index("<wp:post_id>2")])
        before = Page.objects.count()
        with pytest.raises(CommandError, match=r"in line \d+.*1 whole items.*--accept-broken"):
            call_command("import_wordpress", str(path))
        assert (Page.objects.count(), ImportedItem.objects.count()) == (before, 0)
        call_command("import_wordpress", str(path), "--accept-broken")
        assert [page.title for page in ArticlePage.objects.all()] == ["One"]
        path.write_text(text)
        call_command("import_wordpress", str(path))
        assert ArticlePage.objects.count() == 2

    @pytest.mark.parametrize("bad", ["xxe", "latin", "missing", "nameless"])
    def test_hostile_files_write_nothing(self, tmp_path, bad):
        path = tmp_path / "export.xml"
        good = export(*(item(n) for n in range(1, 300)))
        texts = {
            "xxe": good.replace("<rss", "<!DOCTYPE rss>\n<rss", 1).encode(),
            "latin": good.replace("</channel>", f"{author(9, 'é', 'é')}</channel>").encode(
                "latin-1"
            ),
            "nameless": export(item(1), base="").encode(),
        }
        if bad in texts:
            path.write_bytes(texts[bad])
        before = Page.objects.count()
        with pytest.raises(CommandError):
            call_command("import_wordpress", str(path))
        assert (Page.objects.count(), ImportedItem.objects.count()) == (before, 0)

    def test_script_in_every_field_is_text(self, tmp_path, client):
        evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
        path = tmp_path / "export.xml"
        one = item(
            1,
            evil,
            f'<p onclick="alert(1)">{evil}<a href="javascript:alert(1)">x</a></p>'
            f"<h2>{evil}</h2><blockquote>{evil}<cite>&lt;script&gt;alert(1)&lt;/script&gt;</cite>"
            f"</blockquote><table><tr><td>{evil}</td></tr></table><svg onload=alert(1)></svg>",
            slug=evil,
            excerpt=f"{evil} &lt;script&gt;alert(1)&lt;/script&gt;",
            terms=[("category", "e", evil), ("post_tag", "e", evil)],
            link=f"{BASE}/a/{evil}",
        )
        path.write_text(export(one, authors=[("1", "ana", f"Ana {evil}")]))
        call_command("import_wordpress", str(path))
        article = ArticlePage.objects.get()
        page = client.get(article.url).content.decode()
        assert "alert(1)</script>" not in page.replace("&lt;/script", "")
        assert "onerror=alert" not in page.replace("&quot;", "")
        assert "onclick" not in page
        assert "javascript:" not in page

    def test_lone_surrogates_in_a_blocks_settings_and_nul_are_stored(self, tmp_path):
        path = tmp_path / "export.xml"
        settings = '<!-- wp:acme/box {"a":"one two three \\ud800\\u0000 four"} /-->'
        path.write_text(export(item(1, "A\x00", f"{settings}<p>&#0;&#xD800;&#xFFFF; x</p>")))
        call_command("import_wordpress", str(path))
        assert "one two three four" in str(ArticlePage.objects.get().body.raw_data[0]["value"])


def test_cdata_is_split_as_wordpress_does():
    assert cdata("a]]>b") == "<![CDATA[a]]]]><![CDATA[>b]]>"
