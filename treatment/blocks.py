"""A program or a facility, shown in any page's body."""

from typing import Any, NotRequired, cast

from django.apps import apps
from typing_extensions import TypedDict
from wagtail import blocks

from headless.cache.tags import depend
from headless.representations import (
    ImageReference,
    PageReference,
    represent_image,
    represent_page,
)
from headless.visibility import is_public


class TeaserPage(PageReference):
    """A page with what its card says; a program adds `in_short`, a facility its place."""

    summary: str
    image: ImageReference | None
    in_short: NotRequired[str]
    city: NotRequired[str]
    state: NotRequired[str]


class TeaserData(TypedDict):
    """A teaser as the API tells it."""

    page: TeaserPage | None


class TeaserBlock(blocks.StructBlock):
    """A card for one page; nothing of a page the public may not see."""

    class Meta:
        group = "Treatment"

    page_type: str

    def get_preview_value(self) -> Any:
        """Show the first page of the type."""
        page = apps.get_model(self.page_type).objects.live().first()
        return self.normalize({"page": page})

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict[str, Any]:
        """Add the page where the public may see it."""
        context = super().get_context(value, parent_context)
        context["shown"] = self._shown(value)
        return context

    def get_api_representation(self, value: Any, context: dict | None = None) -> TeaserData:
        """Return the page with what the card says, or None."""
        page = self._shown(value)
        if page is None:
            return {"page": None}
        return {"page": cast("TeaserPage", {**(represent_page(page) or {}), **self.describe(page)})}

    def describe(self, page: Any) -> dict[str, Any]:
        """Return what front ends need beside the reference."""
        return {"summary": page.summary, "image": represent_image(page.lead_image, alt="")}

    @staticmethod
    def _shown(value: Any) -> Any:
        if value["page"]:
            depend("visibility", f"page-{value['page'].pk}")
        page = value["page"] and value["page"].specific
        return page if page and is_public(page) else None


class ProgramTeaserBlock(TeaserBlock):
    """A kind of treatment."""

    page_type = "treatment.ProgramPage"
    page = blocks.PageChooserBlock(page_type=page_type, label="Program")

    class Meta:
        icon = "calendar"
        description = "A kind of treatment: how often, how long"
        template = "components/blocks/program_teaser.html"

    def describe(self, page: Any) -> dict[str, Any]:
        """Add how much it is."""
        return {**super().describe(page), "in_short": page.in_short()}


class FacilityTeaserBlock(TeaserBlock):
    """A facility."""

    page_type = "treatment.FacilityPage"
    page = blocks.PageChooserBlock(page_type=page_type, label="Facility")

    class Meta:
        icon = "home"
        description = "A facility: where it is"
        template = "components/blocks/facility_teaser.html"

    def describe(self, page: Any) -> dict[str, Any]:
        """Add where it is."""
        return {**super().describe(page), "city": page.city, "state": page.state}


TEASER_BLOCKS = {"program_teaser": ProgramTeaserBlock(), "facility_teaser": FacilityTeaserBlock()}
