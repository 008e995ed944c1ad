"""What the plugin adds to the Wagtail admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from treatment.admin import (
    FacilityListing,
    ProgramListing,
    ServiceViewSet,
    facility_listing,
    program_listing,
)

register_snippet(ServiceViewSet)


@hooks.register("register_admin_viewset")
def register_listings() -> list[FacilityListing | ProgramListing]:
    """Add the lists of facilities and programs to the menu."""
    return [facility_listing, program_listing]
