"""Who writes and reviews the articles, about which topics, in which series, for whose money."""

from demo.writing import Person, Series, Topic, heading, text

PEOPLE: list[Person] = [
    Person(
        slug="mara-ellison",
        name="Mara Ellison",
        credentials="LCSW",
        role="Writer and family counselor",
        summary=(
            "Mara writes about families: what to say, what to leave unsaid, and how to "
            "look after yourself while someone you love gets well."
        ),
        picture="portrait-mara",
        account="editor",
        body=[
            text(
                (
                    "Mara has sat with families at kitchen tables and in waiting rooms for "
                    "most of her working life. She writes for the people around the person who "
                    "is unwell, because they are often the first to look for help and the last "
                    "to ask for it."
                ),
                "She tries to keep every article short enough to read in a parked car.",
            ),
            heading("What she writes about"),
            text(
                "<ul><li>Talking at home without a fight</li><li>What happens when you "
                "call</li><li>Paying for care</li></ul>"
            ),
        ],
    ),
    Person(
        slug="theo-vance",
        name="Theo Vance",
        credentials="CADC II",
        role="Peer recovery writer",
        summary=(
            "Theo is a counselor in long-term recovery. He writes about the ordinary "
            "days: cravings, routines, and the first months after treatment."
        ),
        picture="portrait-theo",
        body=[
            text(
                (
                    "Theo has been on both sides of the group room. He came to treatment as a "
                    "patient and later trained as a counselor, and he still remembers which "
                    "advice helped and which only sounded good."
                ),
                (
                    "He writes about what to do in the next hour. His articles are checked by "
                    "clinicians, because one person’s story is not evidence for everyone."
                ),
            ),
        ],
    ),
    Person(
        slug="june-okafor",
        name="June Okafor",
        credentials="MPH",
        role="Health writer",
        summary=(
            "June turns guidelines and studies into words you can use. She writes "
            "about medicines, withdrawal and overdose safety."
        ),
        picture="portrait-june",
        body=[
            text(
                (
                    "June studied public health and has written leaflets for clinics, "
                    "pharmacies and county health departments. She reads the guideline first, "
                    "then asks what a tired person would need to know from it."
                ),
                (
                    "Every fact in her articles has a source at the foot of the page, so that "
                    "you can check it."
                ),
            ),
        ],
    ),
    Person(
        slug="dr-ines-calder",
        name="Ines Calder",
        credentials="MD",
        role="Medical reviewer, addiction medicine",
        summary=(
            "Dr. Calder is a physician in addiction medicine. She reviews our articles "
            "on treatment, withdrawal and safety."
        ),
        picture="portrait-ines",
        account="reviewer",
        body=[
            text(
                (
                    "Dr. Calder reads each article against current guidelines before it is "
                    "published, and again when the guidelines change. She looks first for "
                    "anything that could lead a reader to wait when they should seek care."
                ),
                ("Her review is about the article. It is not medical advice for any one reader."),
            ),
        ],
    ),
    Person(
        slug="dr-paul-reyes",
        name="Paul Reyes",
        credentials="PharmD",
        role="Medical reviewer, pharmacy",
        summary=(
            "Dr. Reyes is a pharmacist. He reviews what we say about medicines, "
            "naloxone, and how to get and keep them safely."
        ),
        picture="portrait-paul",
        body=[
            text(
                (
                    "Dr. Reyes has worked behind the counter and in hospital pharmacy. He "
                    "checks names, effects and warnings, and asks whether a sentence still "
                    "makes sense to someone reading a label late at night."
                ),
                (
                    "For questions about your own medicines, he would send you to your own "
                    "pharmacist, who can see the whole list."
                ),
            ),
        ],
    ),
]

TOPICS: list[Topic] = [
    Topic(
        "getting-started",
        "Getting started",
        "First calls, first questions, and how to pay for care.",
    ),
    Topic(
        "treatment-explained",
        "Treatment explained",
        "What each kind of care is, and what a day or a week in it looks like.",
    ),
    Topic(
        "family-and-friends",
        "Family and friends",
        "For the people who love someone who drinks or uses drugs.",
    ),
    Topic(
        "health-and-safety",
        "Health and safety",
        "Withdrawal, overdose and medicines, in plain words with sources.",
    ),
    Topic(
        "staying-well",
        "Staying well",
        "Cravings, routines and support in the months and years that follow.",
    ),
]

SERIES: list[Series] = [
    Series(
        "from-first-call-to-first-months",
        "From the first call to the first months",
        "Four articles to read in this order: asking for help, paying for it, being in care, "
        "and the time after.",
        [
            "your-first-call",
            "how-to-pay-for-care",
            "a-week-in-intensive-outpatient",
            "the-first-ninety-days",
        ],
    ),
]

FUNDING = (
    "Our own staff wrote this article. No treatment program, insurer or maker of medicines paid "
    "for it or read it before it was published."
)
