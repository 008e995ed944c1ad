"""A program or a facility, shown in any page's body."""

from typing import Any

from django.apps import apps
from typing_extensions import TypedDict
from wagtail import blocks

from headless.cache.tags import depend
from headless.representations import (
    ImageReference,
    PageReference,
    page_reference,
    represent_image,
)
from headless.visibility import is_public
from home.blocks.referring import PageChooserBlock


class Teaser(PageReference):
    """A page with what its card says."""

    summary: str
    image: ImageReference | None


class ProgramTeaser(Teaser):
    """A kind of treatment: how much it is, in one line."""

    in_short: str


class FacilityTeaser(Teaser):
    """A facility: where it is."""

    city: str
    state: str


class ProgramTeaserRepresentation(TypedDict):
    """The program, or None where it is not public."""

    page: ProgramTeaser | None


class FacilityTeaserRepresentation(TypedDict):
    """The facility, or None where it is not public."""

    page: FacilityTeaser | None


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

    @staticmethod
    def describe(page: Any) -> Teaser:
        """Return what every card says."""
        image = represent_image(page.lead_image, alt="")
        return {**page_reference(page), "summary": page.summary, "image": image}

    @staticmethod
    def _shown(value: Any) -> Any:
        if value["page"]:
            depend("visibility", f"page-{value['page'].pk}")
        page = value["page"] and value["page"].specific
        return page if page and is_public(page) else None


class ProgramTeaserBlock(TeaserBlock):
    """A kind of treatment."""

    page_type = "treatment.ProgramPage"
    page = PageChooserBlock(page_type=page_type, label="Program")

    class Meta:
        icon = "calendar"
        description = "A kind of treatment: how often, how long"
        template = "components/blocks/program_teaser.html"

    def get_api_representation(
        self, value: Any, context: dict | None = None
    ) -> ProgramTeaserRepresentation:
        """Return the card with how much it is."""
        page = self._shown(value)
        return {"page": {**self.describe(page), "in_short": page.in_short()} if page else None}


class FacilityTeaserBlock(TeaserBlock):
    """A facility."""

    page_type = "treatment.FacilityPage"
    page = PageChooserBlock(page_type=page_type, label="Facility")

    class Meta:
        icon = "home"
        description = "A facility: where it is"
        template = "components/blocks/facility_teaser.html"

    def get_api_representation(
        self, value: Any, context: dict | None = None
    ) -> FacilityTeaserRepresentation:
        """Return the card with where it is."""
        page = self._shown(value)
        if page is None:
            return {"page": None}
        return {"page": {**self.describe(page), "city": page.city, "state": page.state}}


TEASER_BLOCKS = {"program_teaser": ProgramTeaserBlock(), "facility_teaser": FacilityTeaserBlock()}
