"""After everything: a planted person is found nowhere but in the encrypted columns."""

import base64

import requests

NAME, PHONE, EMAIL = "Xanthippe-Quill", "(406) 555-0187", "xq-planted@harbor.example"
COMMENT = "my planted cousin Zorvathek drinks"
TRACES = (
    NAME, PHONE, EMAIL, "4065550187", "406-555-0187", "555-0187", "Zorvathek", "xq-planted",
    base64.b64encode(NAME.encode()).decode().rstrip("="),
)  # fmt: skip
ASKED = {"phone": PHONE, "name": NAME, "email": EMAIL, "comments": COMMENT}


def traces_in(text):
    return [trace for trace in TRACES if trace.lower() in text.lower()]


def whole_database(site):
    tables = site.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    for (table,) in tables:
        for (row,) in site.rows(f'SELECT t::text FROM "{table}" t'):
            yield table, row


def whole_cache(client):
    for key in client.scan_iter():
        yield key.decode("latin-1")
        if client.type(key) == b"string":
            yield client.get(key).decode("latin-1")


def test_a_planted_person_is_found_nowhere(make_site, redis_server, mailbox, cluster):
    _, cache, url = redis_server
    site = make_site(redis_url=url)
    site.serve()
    site.read_form()
    rejected = site.ask(**ASKED, best_time="never")
    assert rejected.status_code == 422
    assert "no-store" in rejected.headers["Cache-Control"]
    assert site.ask(**ASKED).status_code == 303
    cluster.kill()
    assert site.ask(**{**ASKED, "comments": f"{COMMENT} again"}).status_code == 303
    spooled = b"".join(path.read_bytes() for path in site.spooled()).decode()
    cluster.start()
    mailbox.behave = "drop"
    output = site.manage("deliver", "--once")
    mailbox.behave = "accept"
    site.manage(
        "shell",
        "-c",
        "from headless.models import *; Delivery.objects.update(due_at='2026-01-01T00:00Z')",
    )
    output_again = site.manage("deliver", "--once")
    thanks = requests.get(f"{site.address}/call-me/thank-you/", timeout=10).text
    site.kill()
    assert site.count("leads_callbackrequest") == 2
    assert mailbox.mails

    found = {f"table {table}" for table, row in whole_database(site) if traces_in(row)}
    found |= {"cache" for text in whole_cache(cache) if traces_in(text)}
    places = {
        "spool": spooled,
        "mails": "".join(mailbox.mails),
        "log": (site.folder / "log").read_text(),
        "worker": "".join((output.stdout, output.stderr, output_again.stdout, output_again.stderr)),
        "thank-you": thanks,
    }
    found |= {place for place, text in places.items() if traces_in(text)}
    assert not found
    read = "from leads.models import *; print({r.name for r in CallbackRequest.objects.all()})"
    assert NAME in site.manage("shell", "-c", read).stdout  # and it is still there
