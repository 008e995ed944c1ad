"""The plugin's models."""

from treatment.models.facilities import FacilityPage, FacilityPhone, FacilityPicture
from treatment.models.locator import LocatorPage
from treatment.models.programs import ProgramIndexPage, ProgramPage, ProgramStep
from treatment.models.taxonomy import Service, ServiceCategory

__all__ = [
    "FacilityPage",
    "FacilityPhone",
    "FacilityPicture",
    "LocatorPage",
    "ProgramIndexPage",
    "ProgramPage",
    "ProgramStep",
    "Service",
    "ServiceCategory",
]
