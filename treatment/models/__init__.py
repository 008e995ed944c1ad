"""The plugin's models."""

from treatment.models.facilities import FacilityPage, FacilityPhone, FacilityPicture
from treatment.models.imports import DeletedFacility, DirectoryImport, DirectoryImportRow
from treatment.models.locator import LocatorPage
from treatment.models.places import FacilityPlace, Town, ZipCode
from treatment.models.problems import ListingProblem
from treatment.models.programs import ProgramIndexPage, ProgramPage, ProgramStep
from treatment.models.surveys import FacilitySurvey
from treatment.models.taxonomy import Service, ServiceCategory

__all__ = [
    "DeletedFacility",
    "DirectoryImport",
    "DirectoryImportRow",
    "FacilityPage",
    "FacilityPhone",
    "FacilityPicture",
    "FacilityPlace",
    "FacilitySurvey",
    "ListingProblem",
    "LocatorPage",
    "ProgramIndexPage",
    "ProgramPage",
    "ProgramStep",
    "Service",
    "ServiceCategory",
    "Town",
    "ZipCode",
]
