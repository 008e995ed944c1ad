"""The form page: a fixed core of questions, and the editor's own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm
from wagtail.contrib.forms.models import AbstractFormField
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.url_routing import RouteResult

from home.forms import DraftFirstMixin, NarrowedMixin, ScheduleMixin
from home.models import SitePage
from leads.api import AnswererField, FormFieldsField
from leads.hours import when_called
from leads.models.answerers import Answerer, answerer_tags
from leads.models.purposes import Purpose

THANK_YOU = "thank-you"


class Presence(models.TextChoices):
    """Whether a form asks a question, and insists on an answer."""

    HIDDEN = "hidden", "Not asked"
    OPTIONAL = "optional", "Optional"
    REQUIRED = "required", "Required"


def presence(default: Presence) -> models.CharField:
    """Return the column that says whether one core question is asked."""
    return models.CharField(max_length=8, choices=Presence.choices, default=default)


class CallbackFormPageForm(DraftFirstMixin, NarrowedMixin, ScheduleMixin, WagtailAdminFormPageForm):
    """Wagtail's editor of forms; a new page begins as a draft."""


class CallbackFormPage(SitePage):
    """A form by which a reader asks to be called.

    It uses the form builder of `wagtail.contrib.forms`, not its pages: their submissions can be
    read by anybody who may change the page, and are deleted with it.
    """

    answerer = models.ForeignKey(
        Answerer,
        on_delete=models.PROTECT,
        related_name="forms",
        help_text="Who will call. Readers are told before they send the form.",
    )
    phone = presence(Presence.REQUIRED)
    name = presence(Presence.OPTIONAL)
    say_name = presence(Presence.HIDDEN)
    email = presence(Presence.HIDDEN)
    caller = presence(Presence.OPTIONAL)
    best_time = presence(Presence.OPTIONAL)
    comments = presence(Presence.OPTIONAL)
    call_within = models.PositiveSmallIntegerField(
        "call within (minutes)",
        default=60,
        help_text="Of the answerer's staffed time. Later than this, the request is escalated.",
    )
    keep_days = models.PositiveSmallIntegerField(
        "keep for (days)",
        default=365,
        validators=[MinValueValidator(1)],
        help_text="Then names, numbers and comments are erased; the rest stays for statistics.",
    )
    submit_label = models.CharField(
        max_length=40, default="Ask for a call", help_text="The words on the button."
    )
    thank_you_heading = models.CharField(max_length=120, default="Thank you. We will call you.")
    thank_you_text = RichTextField(
        blank=True,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text="What happens next, and when.",
    )

    rows_served = ("form_fields", "consents", "answerer__staffed_hours")
    base_form_class = CallbackFormPageForm
    subpage_types: list[str] = []
    page_description = "A form by which readers ask to be called, or write to you."
    template = "leads/callback_form_page.html"
    thank_you_template = "leads/thank_you.html"
    preview_modes = [("", "Form"), (THANK_YOU, "Thank-you")]
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("answerer"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldRowPanel([FieldPanel("name"), FieldPanel("say_name")]),
                FieldRowPanel([FieldPanel("caller"), FieldPanel("best_time")]),
                FieldPanel("comments"),
            ],
            heading="Questions",
        ),
        InlinePanel("form_fields", label="question", heading="Your own questions"),
        InlinePanel(
            "consents",
            label="consent",
            heading="Consents",
            help_text="Leave empty for the usual ones. {answerer} stands for who will call.",
        ),
        FieldRowPanel([FieldPanel("call_within"), FieldPanel("keep_days")], heading="Promises"),
        FieldPanel("submit_label"),
        MultiFieldPanel(
            [FieldPanel("thank_you_heading"), FieldPanel("thank_you_text")], heading="Thank-you"
        ),
        *SitePage.body_panels,
    ]
    api_fields = [
        *SitePage.api_fields,
        APIField("answerer", serializer=AnswererField()),
        APIField("form", serializer=FormFieldsField(source="*")),
        APIField("submit_label"),
        APIField("thank_you_heading"),
        APIField("thank_you_text"),
    ]

    class Meta:
        verbose_name = "call-back form"
        constraints = [
            models.CheckConstraint(
                condition=Q(phone=Presence.REQUIRED) | Q(email=Presence.REQUIRED),
                name="leads_form_asks_how_to_answer",
                violation_error_message="Require a phone number or an email address: "
                "otherwise nobody could answer.",
            )
        ]

    @classmethod
    def to_serve(cls) -> Any:
        """Return the forms with who calls."""
        return super().to_serve().select_related("answerer")

    def tags_served(self) -> set[str]:
        """Return the tags of the answerer too."""
        return super().tags_served() | answerer_tags(self.answerer_id)

    def clean(self) -> None:
        """Ask for at least one way to reach the person."""
        super().clean()
        if Presence.REQUIRED not in (self.phone, self.email):
            raise ValidationError(
                {"phone": "Require a phone number or an email address: otherwise nobody can answer"}
            )

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Serve the thank-you below the form's own address."""
        if path_components == [THANK_YOU]:
            if not self.live:
                raise Http404
            return RouteResult(self, kwargs={"thank_you": True})
        return super().route(request, path_components)

    def serve(
        self, request: HttpRequest, *args: Any, thank_you: bool = False, **kwargs: Any
    ) -> TemplateResponse:
        """Show the form, or the thank-you."""
        if thank_you:
            when = when_called(self.answerer, timezone.now())
            context = super().get_context(request) | {"when": when}
            return TemplateResponse(
                request,
                self.thank_you_template,
                context,
                headers={"Cache-Control": "max-age=60"},  # "they are there now" grows old
            )
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        from leads.drawing import form_context
        from leads.forms import PAGE_PREFIX

        context = super().get_context(request, *args, **kwargs)
        return context | {"callback": form_context(request, self, PAGE_PREFIX, self)}

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Preview the form or the thank-you."""
        return self.thank_you_template if mode_name == THANK_YOU else self.template

    @property
    def thank_you_url(self) -> str:
        """Where the browser goes after the form was stored."""
        return f"{self.url}{THANK_YOU}/"


class CallbackFormField(AbstractFormField):
    """A question of the editor's own; its answer is stored encrypted with the request."""

    page = ParentalKey(CallbackFormPage, on_delete=models.CASCADE, related_name="form_fields")


class CallbackFormConsent(Orderable):
    """A consent that this form asks for, in the editor's own words."""

    page = ParentalKey(CallbackFormPage, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=9, choices=Purpose.choices)
    wording = models.CharField(
        max_length=600, help_text="{answerer} stands for the name of who will call."
    )
    required = models.BooleanField(default=False)

    panels = [FieldPanel("purpose"), FieldPanel("wording"), FieldPanel("required")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "purpose"], name="leads_form_asks_each_consent_once"
            )
        ]

    def __str__(self) -> str:
        return self.get_purpose_display()
