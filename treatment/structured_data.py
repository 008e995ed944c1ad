"""What search engines are told about a facility (schema.org)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from treatment.choices import PhoneKind, PositionSource
from treatment.languages import TAGS

if TYPE_CHECKING:
    from treatment.models import FacilityPage, Service

PRECISE = {PositionSource.ADDRESS, PositionSource.EDITOR}
# Categories of what is done for a person, and codes in them that say what is not done.
TREATMENTS = {"TC", "SET", "DETOX", "TAP"}
PAYMENTS = {"PAY"}
NOT_PAID = "NP"


def describe_facility(page: "FacilityPage", services: "Iterable[Service]" = ()) -> dict[str, Any]:
    """Return a MedicalClinic. A ZIP code's center is not told as its position.

    Whether it takes new patients is not told: no source says.
    """
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalClinic",
        "name": page.title,
        "url": page.canonical_url,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(filter(None, [page.street, page.street2])),
            "addressLocality": page.city,
            "addressRegion": page.state,
            "postalCode": page.zip,
            "addressCountry": "US",
        },
        "telephone": [
            phone.e164 for phone in page.phones.all() if phone.e164 and phone.kind != PhoneKind.FAX
        ],
    }
    if page.website:
        data["sameAs"] = page.website
    latitude, longitude = page.latitude, page.longitude
    if latitude is not None and longitude is not None and page.position_source in PRECISE:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(latitude),
            "longitude": float(longitude),
        }
    return data | _offers(page, list(services))


def _offers(page: "FacilityPage", services: "list[Service]") -> dict[str, Any]:
    """Return what its services and surveys tell; what they do not say is left out."""
    treatments = [service.name for service in services if service.category.code in TREATMENTS]
    payments = [
        service.name
        for service in services
        if service.category.code in PAYMENTS and service.code != NOT_PAID
    ]
    told: dict[str, Any] = {
        # schema.org has no addiction medicine; it stands in psychiatry's place only where
        # the facility answered the survey of mental health treatment.
        "medicalSpecialty": "https://schema.org/Psychiatric" if page.treats_mental_health else None,
        "availableService": [{"@type": "MedicalTherapy", "name": name} for name in treatments],
        "paymentAccepted": ", ".join(payments),
        "knowsLanguage": [TAGS[service.code] for service in services if service.code in TAGS],
    }
    return {name: value for name, value in told.items() if value}
