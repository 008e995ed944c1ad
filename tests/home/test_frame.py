"""What stands around every page: settings, menu, crisis lines, slots."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from published import publish
from wagtail.models import PageViewRestriction, Site
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home import slots
from home.models import SiteSettings, StandardPage
from home.navigation import breadcrumbs, footer, menu


@pytest.fixture
def about(home_page):
    page = home_page.add_child(instance=StandardPage(title="About us", slug="about"))
    page.save_revision().publish()
    return page


def settings_with_menu(site, *pages):
    settings = SiteSettings.for_site(site)
    settings.name = "Harbor Light"
    settings.navigation = [("item", {"page": page, "children": []}) for page in pages]
    settings.save()
    return settings


def test_the_frame_shows_brand_and_menu(client, site, about):
    settings_with_menu(site, about)
    html = client.get("/").content.decode()
    assert "Harbor Light" in html
    assert 'href="/about/"' in html


def test_the_menu_marks_where_the_reader_is(client, site, about, home_page):
    settings = settings_with_menu(site, home_page, about)
    assert [link.current for link in menu(settings, about)] == [False, True]
    assert 'aria-current="page"' in client.get("/about/").content.decode()


def test_the_home_of_a_site_inside_another_s_is_not_where_everybody_is(about):
    below = about.add_child(instance=StandardPage(title="Team", slug="team"))
    inner = Site.objects.create(hostname="inner.example", root_page=about)
    settings = settings_with_menu(inner, about, below)
    assert [link.current for link in menu(settings, below)] == [False, True]


def test_the_menu_leaves_out_drafts_and_private_pages(site, about, home_page):
    draft = home_page.add_child(instance=StandardPage(title="Soon", slug="soon", live=False))
    private = home_page.add_child(instance=StandardPage(title="Board", slug="board"))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    settings = settings_with_menu(site, draft, private, about)
    assert [link.label for link in menu(settings)] == ["About us"]


def test_as_many_queries_for_many_links(site, about, home_page, django_assert_num_queries):
    def link(page):
        return {"text": "", "page": page, "address": ""}

    pages = [
        home_page.add_child(instance=StandardPage(title=f"Page {n}", slug=f"page-{n}"))
        for n in range(6)
    ]
    settings = settings_with_menu(site)
    settings.navigation = [
        ("item", {**link(about), "children": [link(page) for page in pages[:3]]})
    ]
    settings.footer = [("column", {"heading": "More", "links": [link(page) for page in pages[3:]]})]
    settings.save()
    pages[4].delete()
    about.get_url()
    settings = SiteSettings.objects.get(pk=settings.pk)
    with django_assert_num_queries(1):
        [entry] = menu(settings)
        [column] = footer(settings)
    assert [child.label for child in entry.children] == ["Page 0", "Page 1", "Page 2"]
    assert [(each.label, each.url) for each in column.links] == [
        ("Page 3", "/page-3/"),
        ("Page 5", "/page-5/"),
    ]


def test_a_column_of_the_footer_without_public_pages_is_not_there(client, home_page, site):
    """Assistive technology would tell of navigation, and of a list, that have nothing in them."""
    hidden = publish(home_page, StandardPage(title="Hidden", slug="hidden"))
    hidden.unpublish()
    links = [{"text": "", "page": hidden, "address": ""}]
    settings = SiteSettings.for_site(site)
    settings.footer = [("column", {"heading": "Nothing here", "links": links})]
    settings.save()
    assert "Nothing here" not in client.get("/").content.decode()


def test_breadcrumbs_lead_from_home_to_the_parent(about, home_page):
    below = about.add_child(instance=StandardPage(title="Team", slug="team"))
    assert [page.pk for page in breadcrumbs(below)] == [home_page.pk, about.pk]
    assert breadcrumbs(home_page) == []


def test_a_slot_renders_what_was_put_into_it(monkeypatch):
    monkeypatch.setattr(slots, "_contributions", {"here": []})
    template = "components/notice.html"
    slots.fill("here", template, lambda context: {"heading": "Shown", "kind": "note"})
    slots.fill("here", template, lambda context: None)
    html = slots.render("here", {})
    assert "Shown" in html
    assert html.count("notice--note") == 1


def test_moderators_do_not_change_the_settings_and_administrators_do(
    moderator_client, admin_user_client, site
):
    address = reverse("wagtailsettings:edit", args=("home", "sitesettings", site.pk))
    assert moderator_client.get(address).status_code == 302
    form = nested_form_data(
        {
            "name": "Harbor",
            "tagline": "Help, near you",
            "footer_note": "",
            "navigation": streamfield([]),
            "footer": streamfield([]),
            "social_links": streamfield([]),
        }
    )
    assert admin_user_client.post(address, form).status_code == 302
    assert SiteSettings.for_site(site).tagline == "Help, near you"


def test_the_settings_preview_shows_the_unsaved_name(admin_user_client, site):
    SiteSettings.for_site(site)
    address = reverse("wagtailsettings:preview_on_edit", args=("home", "sitesettings", site.pk))
    form = nested_form_data(
        {
            "name": "Not saved yet",
            "tagline": "",
            "footer_note": "",
            "navigation": streamfield([]),
            "footer": streamfield([]),
            "social_links": streamfield([]),
        }
    )
    assert admin_user_client.post(address, form).json()["is_valid"] is True
    html = admin_user_client.get(address).content.decode()
    assert "Not saved yet" in html


def test_the_user_bar_is_for_editors_and_makes_no_readers_page_vary(
    client, moderator_client, about
):
    readers = client.get("/about/")
    assert "wagtail-userbar" not in readers.content.decode()
    assert "Cookie" not in readers.get("Vary", "")
    assert not readers.cookies
    assert "wagtail-userbar" in moderator_client.get("/about/").content.decode()


def test_a_page_tells_its_contents_from_three_sections_on(client, about):
    about.body = [("heading", {"text": f"Part {n}", "level": "2"}) for n in (1, 2)]
    about.save_revision().publish()
    assert 'href="#part-1"' not in client.get("/about/").content.decode()
    about.body.append(("heading", {"text": "Part 3", "level": "2"}))
    about.save_revision().publish()
    html = client.get("/about/").content.decode()
    assert html.index('href="#part-1"') < html.index('href="#part-3"') < html.index('id="part-1"')


@pytest.mark.parametrize("template", ["400.html", "500.html", "503.html"])
def test_some_error_pages_need_neither_database_nor_request(template):
    html = render_to_string(template)  # the test has no access to a database
    for number in ("tel:911", "tel:988", "tel:+18006624357"):
        assert number in html


def test_an_address_at_no_site_still_gets_the_error_page(client, site):
    site.delete()
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "tel:988" in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/about/", "/nowhere/"])
def test_crisis_lines_come_before_the_menu(client, about, address):
    html = client.get(address).content.decode()
    assert html.index('href="#main"') < html.index("tel:911")
    assert html.index("tel:988") < html.index("<main")
    assert "tel:+18006624357" in html
