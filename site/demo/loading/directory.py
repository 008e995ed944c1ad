"""Kinds of treatment, and the facilities that offer them."""

from datetime import UTC, datetime

from django.utils.text import slugify

from demo.building import Builder
from demo.content.facilities import FACILITIES, PROBLEMS
from demo.content.programs import PROGRAMS
from demo.loading.desk import account
from treatment.choices import PositionSource
from treatment.importing.codes import services_for
from treatment.models import (
    FacilityPage,
    FacilityPhone,
    FacilityPicture,
    ListingProblem,
    ProgramPage,
    ProgramStep,
)
from treatment.problems import end, report


def programs(builder: Builder) -> None:
    """Add the programs, then which leads to which."""
    for program in PROGRAMS:
        page = ProgramPage(
            title=program.title,
            slug=program.slug,
            summary=program.summary,
            lead_image=builder.picture(program.picture),
            **program.fields,
        )
        for name in ("who_for", "who_not_for", "topics_covered", "approaches"):
            lines = [("line", line) for line in getattr(program, name)]
            setattr(page, name, builder.stream(page, name, lines))
        asked = [
            ("question", {"question": question, "answer": f"<p>{answer}</p>"})
            for question, answer in program.questions
        ]
        page.questions = builder.stream(page, "questions", asked)
        page.services = services_for(program.codes)
        builder.add(builder.pages["treatment"], page)
    for program in PROGRAMS:
        page = builder.pages[program.slug]
        page.steps = [
            ProgramStep(program=builder.pages[slug], sort_order=place)
            for place, slug in enumerate(program.leads_to)
        ]


def facilities(builder: Builder) -> None:
    """Add the facilities; every twentieth has pictures."""
    for number, facility in enumerate(FACILITIES):
        page = FacilityPage(
            title=facility.name,
            slug=slugify(f"{facility.name} {facility.city} {facility.state}"),
            street=facility.street,
            city=facility.city,
            state=facility.state,
            zip=facility.zip,
            latitude=facility.latitude,
            longitude=facility.longitude,
            position_source=PositionSource.ZIP,
            hours=facility.hours,
            treats_substance_use=True,
            treats_mental_health="MH" in facility.codes,
            source="Invented for this demonstration",
            source_date=datetime(2026, 11, 1, tzinfo=UTC).date(),
        )
        page.phones = [
            FacilityPhone(kind=kind, number=text, sort_order=place)
            for place, (kind, text) in enumerate(facility.phones)
        ]
        page.services = services_for(facility.codes)
        if number % 20 == 0:
            page.summary = "A small team in an old house, with groups in the day and evening."
            page.pictures = [
                FacilityPicture(image=builder.picture("clinic-front"), caption="The entrance"),
                FacilityPicture(
                    image=builder.picture("clinic-room"), caption="A room", sort_order=1
                ),
            ]
        builder.add(builder.pages["find-help"], page)


def problems() -> None:
    """Have readers report listings; some of it is dealt with."""
    pages = list(FacilityPage.objects.order_by("pk"))
    for place, kind, words, ended, note in PROBLEMS:
        report(pages[place], kind, words, suspected=False)
        if ended:
            end(account("editor"), ListingProblem.objects.latest("pk"), ended, note)
