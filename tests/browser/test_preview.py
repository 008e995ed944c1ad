"""A draft in the site's own front end, on an origin of its own: the panel and View draft."""

import sqlite3
import time

import pytest
from front_end import served

TYPED, SAVED = "A title nobody has saved", "A title somebody has saved"
STATUS = "body > [role=status]"
DRAFT = "This is a draft."
PATIENCE = 120_000  # milliseconds: the editor is large, and machines that test are busy
# Wagtail takes what a form holds two seconds after it was opened for what was saved, and what is
# typed before for no change: a person who types later is waited for.
WATCHED = "addEventListener('w-unsaved:watch-edits', () => console.debug('watched'), true)"
ENDED = "This preview has ended. Open it again from the editor."


@pytest.fixture(scope="module")
def front(address, data):
    """Serve the example that shows this site's drafts, and name it in the settings."""
    with served() as example:
        example.cms = address
        name_front_end(data, f"{example.origin}/preview.html")
        yield example
    name_front_end(data, "")


def name_front_end(data, address):
    with sqlite3.connect(data / "db.sqlite3") as database:
        database.execute(
            "INSERT INTO headless_frontend (site_id, address) SELECT id, ? FROM wagtailcore_site "
            "WHERE true ON CONFLICT (site_id) DO UPDATE SET address = excluded.address",
            (address,),
        )


@pytest.fixture
def stranger(tmp_path):
    """A page of a third origin: frames whatever it is asked to, and keeps what it is told."""
    (tmp_path / "index.html").write_text(
        "<!DOCTYPE html><title>Stranger</title><script>var heard = [];"
        "onmessage = event => heard.push(event.data)</script>"
    )
    with served(tmp_path) as server:
        yield server


@pytest.fixture(scope="module")
def session(chromium, address):
    """An administrator's session, as Playwright keeps it."""
    context = chromium.new_context(base_url=address)
    log_in(context.new_page())
    yield context.storage_state()
    context.close()


def log_in(page):
    page.set_default_timeout(PATIENCE)
    page.goto("/admin/login/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", "recovery-demo")
    page.click("[type=submit]")
    page.wait_for_url("/admin/")
    return page


@pytest.fixture
def open_admin(open_page, session):
    """Return a function that gives a page of an editor who is logged in."""

    def open_(**options):
        page = open_page(width=1440, storage_state=session, **options)
        page.set_default_timeout(PATIENCE)
        return page

    return open_


@pytest.fixture(scope="module")
def article(data):
    """The key of an article."""
    with sqlite3.connect(data / "db.sqlite3") as database:
        return database.execute("SELECT min(page_ptr_id) FROM blog_articlepage").fetchone()[0]


@pytest.fixture
def edit(article):
    """Return a function: edit(page) opens the article and changes its title."""

    def edit_(page, title=TYPED):
        page.add_init_script(WATCHED)
        with page.expect_console_message(lambda message: message.text == "watched"):
            page.goto(f"/admin/pages/{article}/edit/")
        page.fill("[name=title]", title)
        return page

    return edit_


@pytest.fixture
def editor(open_admin, edit, front, article):
    """An article in the editor, its title changed; nothing can save it but the preview."""
    page = open_admin()
    page.route(f"**/admin/pages/{article}/edit/", never_post)
    return edit(page)


def never_post(route):
    """Let Wagtail's autosave fail."""
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def panel_of(page):
    return page.frame_locator("#w-preview-iframe").frame_locator("#front")


def open_panel(page):
    page.get_by_role("button", name="Toggle preview").click()
    return panel_of(page)


def view_draft(page, article):
    """Choose View draft; return the token that the front end was sent."""
    with page.expect_request("**/api/v2/preview/") as asked:
        page.goto(f"/admin/pages/{article}/view_draft/")
    return asked.value.header_value("authorization")


def read(page, address, token):
    """Return what a server of the front end is answered for a token: status, Cache-Control."""
    answer = page.request.get(f"{address}/api/v2/preview/", headers={"Authorization": token})
    return answer.status, answer.headers["cache-control"]


def test_the_panel_shows_what_is_typed(editor, data, article):
    draft = open_panel(editor)
    draft.get_by_role("heading", name=TYPED).wait_for()
    assert draft.locator(STATUS).inner_text() == DRAFT
    assert draft.locator(".byline").count() == 1  # the example draws drafts as it draws pages
    editor.fill("[name=title]", "Another title nobody has saved")
    draft.get_by_role("heading", name="Another title nobody has saved").wait_for()
    with sqlite3.connect(data / "db.sqlite3") as database:
        saved = database.execute(
            "SELECT count(*) FROM wagtailcore_revision WHERE object_id = ? AND content LIKE ?",
            (str(article), "%nobody has saved%"),
        ).fetchone()
    assert saved == (0,)


def test_the_panel_waits_for_no_front_end_that_was_quicker(editor, front):
    """A front end whose files the browser holds is ready before the panel's script has come."""

    def late(route):
        time.sleep(2)
        route.continue_()

    editor.route("**/preview-panel.js", late)
    open_panel(editor).get_by_role("heading", name=TYPED).wait_for(timeout=30_000)


def test_what_is_typed_is_shown_in_a_tab_too(editor, front):
    open_panel(editor).get_by_role("heading", name=TYPED).wait_for()
    with editor.expect_popup() as opened:
        editor.get_by_role("link", name="Preview in new tab").click()
    opened.value.get_by_role("heading", name=TYPED).wait_for()
    assert opened.value.url == f"{front.origin}/preview.html"


def test_a_token_is_for_the_draft_as_it_was_opened(editor, article, front):
    """What is typed afterwards goes to the panel, not to the tab that was opened before."""
    tab = editor.context.new_page()
    token = view_draft(tab, article)
    editor.bring_to_front()
    open_panel(editor).get_by_role("heading", name=TYPED).wait_for()
    answer = editor.request.get(f"{front.cms}/api/v2/preview/", headers={"Authorization": token})
    assert answer.json()["title"] != TYPED


def test_view_draft_leads_to_the_front_end_and_no_address_keeps_the_token(
    open_admin, edit, front, article, address
):
    page = edit(open_admin(), SAVED)
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_load_state()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    token = view_draft(page, article).partition(" ")[2]
    page.get_by_role("heading", name=SAVED).wait_for()
    assert page.url == f"{front.origin}/preview.html"
    assert not [url for url in asked if token in url.partition("#")[0]]
    assert token not in page.content()
    assert read(page, address, f"Preview {token}") == (200, "private, no-store")


def test_a_page_that_was_never_saved_is_shown_by_this_site(open_admin, front, data):
    with sqlite3.connect(data / "db.sqlite3") as database:
        [parent] = database.execute("SELECT page_ptr_id FROM home_homepage").fetchone()
    page = open_admin()
    page.route(f"**/admin/pages/add/home/standardpage/{parent}/", never_post)
    page.goto(f"/admin/pages/add/home/standardpage/{parent}/")
    page.fill("[name=title]", TYPED)
    page.get_by_role("button", name="Toggle preview").click()
    shown = page.frame_locator("#w-preview-iframe")
    shown.get_by_role("heading", level=1, name=TYPED).wait_for()
    assert shown.locator("#front").count() == 0


def test_logging_out_ends_it(open_page, front, article, address):
    page = log_in(open_page())
    token = view_draft(page, article)
    tab = page.context.new_page()
    assert read(tab, address, token)[0] == 200
    page.goto("/admin/")
    page.evaluate("document.querySelector('form[action*=logout]').submit()")
    page.wait_for_url("**/login/**")
    assert read(tab, address, token) == (401, "private, no-store")
    tab.goto(f"{front.origin}/preview.html#token={token.partition(' ')[2]}")
    tab.locator(STATUS).get_by_text(ENDED).wait_for()
    assert tab.locator("main").inner_text() == ""


def test_the_front_end_hears_no_other_origin(open_admin, front, article, stranger):
    page = open_admin()
    token = view_draft(page, article).partition(" ")[2]
    page.goto(f"{stranger.origin}/index.html")
    page.evaluate(
        "async src => { const frame = document.createElement('iframe');"
        "frame.src = src; document.body.append(frame);"
        "await new Promise(done => frame.onload = done) }",
        f"{front.origin}/preview.html",
    )
    frame = page.frames[1]
    frame.evaluate("() => { window.heard = []; onmessage = event => heard.push(event.data) }")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(
        "token => { for (const data of [{type: 'headless-preview:load', token}, 'end'])"
        "frames[0].postMessage(data, '*') }",
        token,
    )
    frame.wait_for_function("heard.at(-1) === 'end'")
    assert asked == []
    assert frame.locator(STATUS).inner_text() == "Waiting for the editor…"
    assert page.evaluate("heard") == []  # "ready" is told to the CMS alone


def test_another_origin_cannot_use_a_token(open_admin, front, article, stranger):
    page = open_admin()
    token = view_draft(page, article)
    ask = (
        "([url, Authorization]) => fetch(url, {headers: {Authorization}})"
        ".then(() => 'told', () => 'refused')"
    )
    question = [f"{front.cms}/api/v2/preview/", token]
    assert page.evaluate(ask, question) == "told"
    page.goto(f"{stranger.origin}/index.html")
    assert page.evaluate(ask, question) == "refused"


@pytest.mark.parametrize("policy", ["as it is", "taken away"])
def test_a_front_end_that_leads_elsewhere_gets_no_token(
    open_admin, edit, front, stranger, data, policy
):
    front.redirects["/moved"] = f"{stranger.origin}/index.html"
    name_front_end(data, f"{front.origin}/moved")
    try:
        page = edit(open_admin(bypass_csp=policy == "taken away"))
        page.get_by_role("button", name="Toggle preview").click()
        page.frame_locator("#w-preview-iframe").locator("#front").wait_for()
        panel = page.frame(url="**/preview/?*in_preview_panel=true*")
        [frame] = panel.child_frames
        if policy == "as it is":  # the panel's policy lets nothing but the front end be framed
            frame.wait_for_url("chrome-error://**")
            return
        frame.wait_for_url(f"{stranger.origin}/**")
        panel.evaluate("() => { onmessage = event => event.source.postMessage('end', '*') }")
        frame.evaluate("parent.postMessage({type: 'headless-preview:ready'}, '*')")
        frame.wait_for_function("heard.at(-1) === 'end'")
        assert frame.evaluate("heard") == ["end"]
    finally:
        name_front_end(data, f"{front.origin}/preview.html")
