"""The public page that tells who answers and who pays, made from the records themselves."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from wagtail.api import APIField

from headless.visibility import public_pages
from home.models import SitePage
from leads.api import AnswerersField
from leads.models.answerers import Answerer, PhoneLine
from leads.models.forms import CallbackFormPage


class WhoAnswersPage(SitePage):
    """Names every answerer that readers can reach, those who pay first."""

    subpage_types: list[str] = []
    max_count_per_parent = 1
    page_description = "Who answers and who pays you, generated from the answerers."
    template = "leads/who_answers_page.html"
    content_panels = [*SitePage.content_panels, *SitePage.body_panels]
    api_fields = [
        *SitePage.api_fields,
        APIField("answerers", serializer=AnswerersField(source="answerers_reached")),
    ]

    class Meta:
        verbose_name = "page about who answers"

    @property
    def answerers_reached(self) -> list[Answerer]:
        """Everybody with a number or a public form, with these; a constant number of queries."""
        forms = public_pages(CallbackFormPage).order_by("title")
        answerers = Answerer.objects.order_by("-is_paid", "name").prefetch_related(
            "staffed_hours",
            Prefetch("lines", PhoneLine.objects.order_by("label")),
            Prefetch("forms", forms, to_attr="public_forms"),
        )
        return [one for one in answerers if one.lines.all() or one.public_forms]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the answerers."""
        context = super().get_context(request, *args, **kwargs)
        return context | {"answerers": self.answerers_reached}
