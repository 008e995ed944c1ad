"""The panels beside a page's form answer whatever stands in it, for every page type."""

import pytest
from django.urls import reverse
from editor_form import posted
from wagtail.models import get_page_models

from home.publishing.registry import publish_checks
from leads.models import Answerer, CallbackFormPage

OURS = {"home", "leads", "blog", "treatment"}
MODELS = [model for model in get_page_models() if model._meta.app_label in OURS]
INVALID = (
    {"slug": "a b!"},
    {"title": ""},
    {"title": "x" * 300},
    {"expire_at": "2001-01-01 10:00"},
    {"go_live_at": "no date"},
    {"lead_image": "99999"},
)


@pytest.fixture
def drafts(site):
    """One draft of every page type, as code stores it."""
    root = site.root_page.specific
    return [
        root if model is type(root) else root.add_child(instance=_named(model)) for model in MODELS
    ]


def _named(model):
    page = model(title=model.__name__, slug=model.__name__.lower(), live=False)
    if model is CallbackFormPage:
        page.answerer = Answerer.objects.create(name="Harbor", kind="publisher")
    return page


def test_the_panel_answers_every_form_and_names_the_field(moderator_client, drafts):
    for page in drafts:
        response = moderator_client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
        address = reverse("home_findings_on_edit", args=(page.pk,))
        for changes in INVALID:
            answer = moderator_client.post(address, posted(response, **changes))
            name = next(iter(changes))
            case = (type(page).__name__, changes, answer.status_code)
            html = answer.content.decode()
            assert answer.status_code == 200, case
            assert f"#:w:contentpath={name}" in html, case
            assert "can go live as it is" not in html, case
            assert "Nothing to mend" not in html, case


@pytest.mark.parametrize("typed", [{}, {"title": "Calm", "slug": "calm"}])
def test_a_page_is_previewed_before_it_is_saved(moderator_client, drafts, typed):
    drafts_of = {type(page): page for page in drafts}
    for model in MODELS:
        parent = next(
            (drafts_of[p] for p in model.allowed_parent_page_models() if p in drafts_of), None
        )
        if parent is None or not model.can_create_at(parent):
            continue
        args = (model._meta.app_label, model._meta.model_name, parent.pk)
        form = posted(moderator_client.get(reverse("wagtailadmin_pages:add", args=args)), **typed)
        address = reverse("wagtailadmin_pages:preview_on_add", args=args)
        told = moderator_client.post(address, form).json()
        assert told["is_valid"] or model is CallbackFormPage, model  # who answers is to be chosen
        for mode in model().preview_modes:
            shown = moderator_client.get(address, {"mode": mode[0], "in_preview_panel": "true"})
            assert shown.status_code == 200, (model, mode)


def test_an_empty_required_field_is_found_in_blocks_and_rows(moderator_client, drafts, home_page):
    assert publish_checks.all()
    page = next(page for page in drafts if type(page).__name__ == "ArticlePage")
    response = moderator_client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    block = {"type": "heading", "order": "0", "deleted": "", "id": "b" * 8}
    changes = {f"body-0-{name}": value for name, value in block.items()}
    changes |= {"body-count": "1", "body-0-value-text": "", "body-0-value-level": "2"}
    changes |= {"references-TOTAL_FORMS": "1", "references-0-title": ""}
    changes |= {"references-0-ORDER": "1", "references-0-address": "no address"}
    address = reverse("home_findings_on_edit", args=(page.pk,))
    answer = moderator_client.post(address, posted(response, **changes))
    html = answer.content.decode()
    assert "#:w:contentpath=body.bbbbbbbb" in html
    assert "Row 1" in html
