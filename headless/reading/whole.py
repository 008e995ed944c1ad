"""The whole public answer for one page, for whoever builds a larger answer around it."""

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from wagtail.models import Page

from headless.cache.tags import depend
from headless.reading.endpoints import Pages
from headless.reading.parameters import Parameters
from headless.reading.previews import draft_item
from headless.reading.views import new_answer, read_one
from headless.reading.world import Root, World
from headless.visibility import public_pages


class _Anywhere(Pages):
    """Pages of all sites and languages: who asks has found the page."""

    def public(self, model: type[Model], world: World, site: Root | None) -> QuerySet:
        depend("visibility", "site")
        return public_pages(model)


_PAGES = _Anywhere()


def detail(
    request: HttpRequest, page: int | Page, *, query: str = "", draft: bool = False
) -> bytes | None:
    """Return the JSON of a page as `/api/v2/pages/<id>/?<query>` has it, or None if not public.

    `draft=True` tells a page object as it is, saved or not, and asks nobody whether it is public:
    the caller has checked the right to see it, and sends it as `no-store`.
    """
    parameters = Parameters(QueryDict(query))
    answer = new_answer(request, parameters.rich_text_format())
    if draft:
        if not isinstance(page, Page):
            raise TypeError("A draft is told from the page object.")
        return answer.write(draft_item(page.specific, parameters.fields(), answer))
    pk = page.pk if isinstance(page, Page) else page
    try:
        return answer.write(read_one(_PAGES, request, parameters, answer, pk))
    except Http404:
        depend(f"page-{pk}", "visibility")
        return None
