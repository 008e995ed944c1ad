"""Content of posts, and the blocks it becomes."""

import pytest

from blog.importing.addresses import OldSite, file_path, old_path
from blog.importing.body import read_body
from blog.importing.findings import Findings
from blog.importing.patterns import with_patterns
from blog.importing.shortcodes import Shortcodes
from home.fields import BodyField
from leads.models import PhoneLine

OLD = OldSite("https://www.harbor.example")
LINE = PhoneLine(pk=7, label="Harbor line", number="202-555-0123", e164="+12025550123")
OTHER = PhoneLine(pk=8, label="Night line", number="202-555-0188", e164="+12025550188")
LINES = {line.e164: line for line in (LINE, OTHER)}


def read(html):
    findings = Findings()
    return read_body(html, OLD, LINES, findings), findings


def blocks(html):
    return [(block["type"], block["value"]) for block in read(html)[0]]


def paragraphs(html):
    (only,) = blocks(html)
    assert only[0] == "paragraph"
    return only[1]


def whats(html):
    return {what for what, _ in read(html)[1]}


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("One\ntwo\n\nthree", "<p>One<br/>two</p><p>three</p>"),
        ("<p>One</p>\n\n<p>two</p>", "<p>One</p><p>two</p>"),
        ("<!-- wp:paragraph --><p>One\ntwo</p><!-- /wp:paragraph -->", "<p>One two</p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<b>a <i>b</b> c</i>", "<p><b>a <i>b</i></b> c</p>"),
        ("<strong>a</strong> <em>b</em>", "<p><b>a</b> <i>b</i></p>"),
        ('<span style="color:red" onclick="x()">a</span>', "<p>a</p>"),
        ("a &lt;b&gt; &amp;", "<p>a &lt;b&gt; &amp;</p>"),
        ("<ul><li>a<ol><li>b</ol><li>c</ul>", "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"),
        ("<ul><li>  </li></ul>x", "<p>x</p>"),
        ("<div><div>a</div>b</div>", "<p>a</p><p>b</p>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<p><b>a</b></p><p>b</p>"),
        ("<pre>a\nb</pre>", "<p>a<br/>b</p>"),
        ("<p><br><br>a<br></p>", "<p>a</p>"),
        ("<p>&nbsp;</p>a", "<p>a</p>"),
        ("a</body></html>b", "<p>ab</p>"),
        ("<!--more-->a<!-- wp:separator --><hr/><!-- /wp:separator -->", "<p>a</p>"),
    ],
)
def test_running_text(html, written):
    assert paragraphs(html) == written


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("https://a.example/?x=1&amp;y=2", "https://a.example/?x=1&amp;y=2"),
        ("/about/", "https://www.harbor.example/about/"),
        ("mailto:desk@harbor.example", "mailto:desk@harbor.example"),
        (" https://a.example/&quot;&gt; ", "https://a.example/&quot;&gt;"),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("vbscript:x", None),
        ("#part", None),
        ("http://[::1", None),
        ("[link]", None),
    ],
)
def test_links(href, written):
    html = f'<p>a <a href="{href}" onclick="x()">b</a></p>'
    if written is None:
        assert "<a" not in paragraphs(html)
        assert read(html)[1]
    else:
        assert paragraphs(html) == f'<p>a <a href="{written}">b</a></p>'


def test_headings_keep_two_levels_whatever_they_begin_with():
    found = blocks("<h3>A</h3><h4>B</h4><h6>C</h6><h3>D &amp; E</h3><h4> </h4>")
    assert [(value["text"], value["level"]) for _, value in found] == [
        ("A", "2"), ("B", "3"), ("C", "3"), ("D & E", "2")
    ]  # fmt: skip
    assert paragraphs(f"<h2>{'long ' * 40}</h2>").startswith("<p><b>long")


def test_pictures_are_wanted_with_what_is_said_of_them():
    ((kind, wanted),) = blocks(
        '<figure class="wp-block-image"><a href="/x.jpg"><img class="size-large wp-image-12" '
        'src="/wp-content/uploads/2020/02/pier-1024x768.jpg" alt="A &quot;pier&quot;"></a>'
        "<figcaption>The <b>pier</b></figcaption></figure>"
    )
    assert kind == "picture"
    assert (wanted.number, wanted.path) == ("12", "/wp-content/uploads/2020/02/pier.jpg")
    assert (wanted.alt, wanted.caption) == ('A "pier"', "The pier")


def test_classic_captions_and_galleries_are_pictures():
    picture = '<img src="/wp-content/uploads/x.png" alt="X">'
    html = f'[caption id="a" width="3"]{picture} A caption[/caption]'
    ((_, wanted),) = blocks(html)
    assert (wanted.path, wanted.caption) == ("/wp-content/uploads/x.png", "A caption")
    assert [one.number for _, one in blocks('[gallery ids="3, 4"]')] == ["3", "4"]
    one, two = (f"<figure><img class='wp-image-{number}'></figure>" for number in (1, 2))
    html = f"<figure>{one}{two}</figure>"
    assert [one.number for _, one in blocks(html)] == ["1", "2"]


def test_pictures_within_text_and_lists_follow_it():
    kinds = [
        kind for kind, _ in blocks("<p>a <img src=/x.png> b</p><ul><li>c <img src=/y.png></ul>d")
    ]
    assert kinds == ["paragraph", "picture", "paragraph", "picture", "paragraph"]


def test_quotes():
    assert blocks("<blockquote><p>One.</p><p>Two.</p><cite>R.</cite></blockquote>") == [
        ("quote", {"text": "One.\nTwo.", "name": "R.", "role": ""})
    ]
    assert paragraphs(f"<blockquote><p>{'long ' * 200}</p></blockquote>").startswith("<p>long")


def test_tables():
    ((kind, table),) = blocks(
        "<figure><table><thead><tr><th>Kind</th><th>Hours</th></tr></thead>"
        "<tr><td>Outpatient</td><td><b>9</b></td></tr><tr><td>Short</td></tr></table>"
        "<figcaption>Care</figcaption></figure>"
    )
    assert (kind, table["caption"]) == ("table", "Care")
    assert [column["heading"] for column in table["columns"]] == ["Kind", "Hours"]
    assert [row["values"] for row in table["rows"]] == [
        ["<p>Outpatient</p>", "<p><b>9</b></p>"], ["<p>Short</p>", ""]
    ]  # fmt: skip
    assert "table with joined cells" in whats("<table><tr><td colspan=2>a</table>")
    assert "table kept as text" in whats("<table>" + "<tr>" + "<td>a" * 40 + "</table>")


def test_questions_that_follow_each_other_are_one_block():
    ((kind, value),) = blocks(
        "<details><summary>Who?</summary><p>You.</p><ul><li>All</li></ul></details>\n"
        "<details><summary>When?</summary>Now.</details>"
    )
    assert kind == "questions"
    assert [item["value"] for item in value["items"]] == [
        {"question": "Who?", "answer": "<p>You.</p><ul><li>All</li></ul>"},
        {"question": "When?", "answer": "<p>Now.</p>"},
    ]


@pytest.mark.parametrize(
    "html",
    [
        "https://www.youtube.com/watch?v=abcdef",
        "[embed width='3']https://www.youtube.com/watch?v=abcdef[/embed]",
        '<iframe src="http://www.youtube.com/embed/abcdef?rel=0"></iframe>',
        '<figure class="wp-block-embed"><div>\nhttps://www.youtube.com/watch?v=abcdef\n</div></figure>',
    ],
)
def test_films_become_cards(html):
    address = "https://www.youtube.com/watch?v=abcdef"
    assert blocks(html) == [("embed", {"address": address, "title": "On YouTube"})]


def test_films_of_other_sites_are_links():
    html = '<iframe src="https://films.example/1" title="A film"></iframe>'
    assert paragraphs(html) == '<p><a href="https://films.example/1">A film</a></p>'


@pytest.mark.parametrize(
    "code",
    [
        "[recaptcha size:compact]",
        "[contact-form-7 id='12']",
        "[phone_number]",
        "[hotline]",
        "[vc_row][vc_column width='1/2']",
        "[box title='[inner]']",
        '[box title="a > b"]',
        "[hotline/]",
        "&#91;hotline&#93;",
        "[box]inner words[/box]".replace("inner words", ""),
    ],
)
def test_shortcodes_are_never_printed_and_told(code):
    written, findings = read(f"<p>Call {code} now</p>")
    assert written[0]["value"] == "<p>Call now</p>"
    assert "shortcode left out" in {what for what, _ in findings}


def test_what_stands_between_shortcodes_stays():
    assert paragraphs("[box]inner [em]words[/em][/box] end") == "<p>inner words end</p>"


@pytest.mark.parametrize(
    "text", ["[sic]", "[the patient]", "[1]", "[They]", "[he]", "[a]", "[...]"]
)
def test_what_english_writes_in_brackets_stays(text):
    assert paragraphs(f"She {text} slept") == f"<p>She {text} slept</p>"


def test_shortcodes_in_other_places():
    found, _ = read(
        "<h2>A [toc]</h2><blockquote>B [x y=1]</blockquote><table><tr><td>C [hotline]</table>"
    )
    assert "[" not in str([block["value"] for block in found]).replace("[{", "").replace("['", "")
    assert Shortcodes(Findings()).in_text("Title [x-y]") == "Title "


def test_blocks_of_the_server_are_told_and_their_words_kept():
    html = '<!-- wp:acme/faq {"q":"What would help you now?","n":3} /--><!-- wp:latest-posts /-->'
    found, findings = read(html)
    assert [block["value"] for block in found] == ["<p>What would help you now?</p>"]
    assert [what for what, _ in findings] == ["block left out", "block left out"]
    html = "<!-- wp:acme/box --><div>In it</div><!-- /wp:acme/box -->"
    assert (paragraphs(html), whats(html)) == ("<p>In it</p>", {"block kept as text"})


@pytest.mark.parametrize(
    "tag", ["script", "style", "form", "svg", "noscript", "object", "template"]
)
def test_what_is_no_text_is_left_out_and_told(tag):
    html = f"<p>a <{tag}>alert(1)</{tag}> b</p>"
    assert "alert" not in paragraphs(html)
    assert "HTML left out" in whats(html)


@pytest.mark.parametrize(
    ("html", "text", "lines"),
    [
        ("<p>Call (202) 555-0123 now.</p>", "<p>Call the number below now.</p>", [7]),
        ('<p><a href="tel:+12025550123">202.555.0123</a></p>', None, [7]),
        ('<p><a href="tel:2025550123">Call us</a></p>', "<p>Call us</p>", [7]),
        (
            "<p>202-555-0123, at night 202-555-0188</p>",
            "<p>the number of Harbor line below, at night the number of Night line below</p>",
            [7, 8],
        ),
        ("<ul><li>Call 202-555-0123</li></ul>", "<ul><li>Call the number below</li></ul>", [7]),
        ("<p>Call 202-555-0177</p>", "<p>Call 202-555-0177</p>", []),
        ("<p>Call 988 or 1-800-662-4357</p>", "<p>Call 988 or 1-800-662-4357</p>", []),
        ("<p>In 2019 and 2020, 1,200 people</p>", "<p>In 2019 and 2020, 1,200 people</p>", []),
    ],
)
def test_numbers(html, text, lines):
    found = blocks(html)
    assert [value for kind, value in found if kind == "paragraph"] == ([text] if text else [])
    assert [value["line"] for kind, value in found if kind == "phone"] == lines


def test_a_number_has_one_block_however_often_it_is_named():
    found = blocks("<p>Call 202-555-0123.</p><p>Again: 202-555-0123.</p>")
    assert found == [
        ("paragraph", "<p>Call the number below.</p>"),
        ("phone", {"line": 7}),
        ("paragraph", "<p>Again: the number above.</p>"),
    ]


def test_numbers_where_no_block_can_stand_are_told():
    assert "phone number kept as text" in whats("<h2>Call 202-555-0123</h2>")
    assert "phone number kept as text" in whats("<table><tr><th>a<tr><td>202-555-0123</table>")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5000 + "deep",
        "<b>" * 3000 + "deep",
        "<ul><li>" * 500 + "deep",
        "<blockquote>" * 300 + "deep",
        "<details><summary>q</summary>" * 200 + "deep",
        "<table><tr><td>" * 200 + "deep",
        "<a><b><i>" * 900 + "<p>deep",
        "<figure>" * 500 + "deep",
        "<h2>" * 500 + "deep",
        "[box]" * 2000 + "deep",
        "[a b=" * 2000 + "deep",
        "<!--" * 20000 + "--> deep",
        "<" * 50000 + " deep",
        '<a href="' * 5000 + '"> deep</a>',
    ],
)
def test_hostile_markup_ends_in_words_not_in_errors(html):
    found, _ = read(html)
    assert "deep" in str(found)


def test_every_kind_of_block_is_one_that_the_site_has():
    found, _ = read(
        "<p>a</p><h2>b</h2><blockquote>c</blockquote><table><tr><td>d<tr><td>e</table>"
        "<details><summary>f</summary>g</details>https://vimeo.com/1<p>202-555-0123</p>"
    )
    field = BodyField()
    known = field.stream_block.child_blocks
    assert {block["type"] for block in found} <= known.keys()


def test_addresses_of_the_old_site():
    assert OLD.owns("http://harbor.example/x")
    assert not OLD.owns("https://harbor.example.evil.example/")
    assert OLD.number("https://harbor.example/?p=12") == "12"
    assert OLD.number("https://harbor.example/?p=x") == ""
    assert old_path("https://harbor.example/a/b/?z=1&y=2#c") == "/a/b?y=2&z=1"
    assert old_path("https://harbor.example/") == ""
    assert old_path("https://harbor.example/" + "x" * 300) == ""
    assert file_path("https://h.example/wp-content/uploads/a%20b-300x200.jpg?x") == (
        "/wp-content/uploads/a b.jpg"
    )


def test_patterns_are_put_where_posts_name_them():
    patterns = {"12": '<p>Shared <!-- wp:block {"ref":13} /--></p>', "13": "words"}
    assert with_patterns('a<!-- wp:block {"ref":12} /-->b', patterns) == "a<p>Shared words</p>b"
    lost = '<!-- wp:block {"ref":99} /-->'
    assert with_patterns(lost, patterns) == lost
    assert "block left out" in whats(lost)


def test_patterns_that_hold_themselves_stay_small():
    laugh = '<!-- wp:block {"ref":1} /-->' * 5_000
    assert len(with_patterns(laugh, {"1": laugh})) <= 2 * 1024 * 1024


def test_a_link_around_a_picture_is_told():
    html = '<a href="{}"><img src="/wp-content/uploads/x.png"></a>'
    assert "link around a picture left out" in whats(html.format("https://a.example/book"))
    assert "link around a picture left out" not in whats(html.format("/wp-content/uploads/x.png"))
