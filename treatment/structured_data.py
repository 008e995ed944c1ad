"""What search engines are told about a facility (schema.org)."""

from typing import TYPE_CHECKING, Any

from treatment.choices import PhoneKind, PositionSource

if TYPE_CHECKING:
    from treatment.models import FacilityPage

PRECISE = {PositionSource.ADDRESS, PositionSource.EDITOR}


def describe_facility(page: "FacilityPage") -> dict[str, Any]:
    """Return a MedicalClinic. A ZIP code's center is not told as its position."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalClinic",
        "name": page.title,
        "url": page.full_url,
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
    return data
