"""WordPress exports, made for tests: the words are ours, the form is that of WXR 1.2."""

from xml.sax.saxutils import escape

BASE = "https://www.harbor.example"
_HEAD = """<?xml version="1.0" encoding="{encoding}" ?>
<!-- generator="WordPress/6.5" -->
<rss version="2.0"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Harbor</title>
<link>{base}</link>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>{base}</wp:base_site_url>
<wp:base_blog_url>{base}</wp:base_blog_url>
"""
_TAIL = "</channel>\n</rss>\n"
ANA = ("1", "ana", "Ana Ruiz")


def cdata(text):
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def author(number, login, name, email="ana@harbor.example"):
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{cdata(login)}"
        f"</wp:author_login><wp:author_email>{cdata(email)}</wp:author_email>"
        f"<wp:author_display_name>{cdata(name)}</wp:author_display_name></wp:author>\n"
    )


def category(slug, name, parent="", description=""):
    return (
        f"<wp:category><wp:category_nicename>{cdata(slug)}</wp:category_nicename>"
        f"<wp:category_parent>{cdata(parent)}</wp:category_parent>"
        f"<wp:cat_name>{cdata(name)}</wp:cat_name>"
        f"<wp:category_description>{cdata(description)}</wp:category_description></wp:category>\n"
    )


def comment(number, text="Thank you.", **given):
    """Return a comment: `parent`, `approved`, `kind`, `name` and `user` as WordPress has them."""
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>"
        f"<wp:comment_author>{cdata(given.get('name', 'Sam'))}</wp:comment_author>"
        "<wp:comment_author_email>sam@reader.example</wp:comment_author_email>"
        "<wp:comment_author_url></wp:comment_author_url>"
        "<wp:comment_author_IP>192.0.2.7</wp:comment_author_IP>"
        "<wp:comment_date>2020-03-01 08:00:00</wp:comment_date>"
        "<wp:comment_date_gmt>2020-03-01 13:00:00</wp:comment_date_gmt>"
        f"<wp:comment_content>{cdata(text)}</wp:comment_content>"
        f"<wp:comment_approved>{given.get('approved', 1)}</wp:comment_approved>"
        f"<wp:comment_type>{given.get('kind', 'comment')}</wp:comment_type>"
        f"<wp:comment_parent>{given.get('parent', 0)}</wp:comment_parent>"
        f"<wp:comment_user_id>{given.get('user', 0)}</wp:comment_user_id>"
        "<wp:commentmeta><wp:meta_key>akismet</wp:meta_key>"
        "<wp:meta_value><![CDATA[x]]></wp:meta_value></wp:commentmeta></wp:comment>\n"
    )


def item(number, title="The first week", content="<p>Words.</p>", **given):
    """Return an item; `terms` are (domain, slug, name), `meta` a dictionary, `comments` texts."""
    slug = given.get("slug", title.lower().replace(" ", "-"))
    date = given.get("date", "2020-02-03 14:00:00")
    values = {
        "title": cdata(title),
        "link": escape(given.get("link", f"{BASE}/2020/02/{slug}/")),
        "dc:creator": cdata(given.get("creator", "ana")),
        "guid": f"{BASE}/?p={number}",
        "content:encoded": cdata(content),
        "excerpt:encoded": cdata(given.get("excerpt", "")),
        "wp:post_id": number,
        "wp:post_date": given.get("local_date", "2020-02-03 09:00:00"),
        "wp:post_date_gmt": date,
        "wp:post_modified": "2021-05-06 03:00:00",
        "wp:post_modified_gmt": given.get("modified", "2021-05-06 07:00:00"),
        "wp:post_name": cdata(slug),
        "wp:status": given.get("status", "publish"),
        "wp:post_parent": given.get("parent", 0),
        "wp:post_type": given.get("type", "post"),
        "wp:comment_status": given.get("comment_status", "open"),
        "wp:post_password": cdata(given.get("password", "")),
        "wp:attachment_url": cdata(given.get("attachment_url", "")),
    }
    lines = "".join(f"<{name}>{value}</{name}>\n" for name, value in values.items())
    for domain, nicename, name in given.get("terms", ()):
        lines += f'<category domain="{domain}" nicename="{nicename}">{cdata(name)}</category>\n'
    for key, value in given.get("meta", {}).items():
        lines += (
            f"<wp:postmeta><wp:meta_key>{cdata(key)}</wp:meta_key>"
            f"<wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>\n"
        )
    return f"<item>\n{lines}{''.join(given.get('comments', ()))}</item>\n"


def attachment(number, name, **given):
    address = f"{BASE}/wp-content/uploads/{name}"
    return item(
        number,
        given.pop("title", "A picture"),
        type="attachment",
        status="inherit",
        attachment_url=address,
        meta={"_wp_attached_file": name, **given.pop("meta", {})},
        link=f"{BASE}/a-picture-{number}/",
        **given,
    )


def export(*parts, base=BASE, encoding="UTF-8", authors=(ANA,)):
    head = _HEAD.format(base=base, encoding=encoding)
    return head + "".join(author(*one) for one in authors) + "".join(parts) + _TAIL
