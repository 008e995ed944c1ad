"""The front door, the standard pages, and what stands around every page."""

from dataclasses import dataclass, field

from demo.writing import Block, Ref, call_out, cards, form, heading, questions, quote, table, text

NAME = "Harbor & Hearth"
TAGLINE = "Plain words about recovery"


@dataclass(frozen=True)
class Plain:
    """A page without fields of its own."""

    slug: str
    title: str
    summary: str
    picture: str = ""
    body: list[Block] = field(default_factory=list)


HOME = Plain(
    slug="home",
    title="You do not have to work this out alone",
    summary="What treatment is like, what it costs, and where it is. For you, or for somebody "
    "you love.",
    picture="harbor",
    body=[
        cards(
            "Where to begin",
            ("your-first-call", "What happens on a first call", "Ten minutes, no promises."),
            ("find-help", "Find a place near you", "By city, ZIP code or name."),
            ("helping-someone-you-love", "For family and friends", "What helps at home."),
        ),
        form("call-me", "Shall we call you?"),
        quote("I kept waiting to be ready. Calling was what made me ready.", "R.", "a reader"),
        ("latest_articles", {"heading": "New and reviewed", "topic": None, "count": 3}),
    ],
)

ARTICLES = Plain("articles", "Articles", "Written by people who know, reviewed by clinicians.")
PEOPLE_INDEX = Plain("people", "Who writes here", "Our writers and medical reviewers.")
PROGRAMS_INDEX = Plain(
    "treatment",
    "Kinds of treatment",
    "From a few days of medical care to an hour a week. Most people use more than one, in turn.",
)
LOCATOR = Plain(
    "find-help",
    "Find a place near you",
    "Sixty invented facilities, to try the search on. The real directory is at FindTreatment.gov.",
)
WHO_ANSWERS = Plain(
    "who-answers",
    "Who answers, and who pays us",
    "Every number and form on this site belongs to somebody. Here is who, and what they pay.",
)
STANDARD = [
    Plain(
        "about",
        "About us",
        "A small publisher for people in a hard week, and for those who love them.",
        "open-road",
        [
            text(
                "Harbor &amp; Hearth began with a list on a kitchen table: the questions nobody "
                "had answered when we needed it. What happens when I call? What does a week "
                "look like? What will it cost?",
                "We answer such questions in plain words, name our sources, and have a clinician "
                "read what concerns your health.",
            ),
            heading("Who pays for this"),
            text(
                "A sponsor, Lantern Bay Helpline, pays to answer the number at the top of the "
                "page. It has no say in what we write, and facilities cannot buy a place in our "
                "lists.",
            ),
            call_out(
                "note",
                "This is a demonstration",
                "The publisher, the people and the facilities are invented. The crisis numbers "
                "are real.",
            ),
        ],
    ),
    Plain(
        "editorial-policy",
        "How we work",
        "How an article comes about, who checks it, and how we correct it.",
        "",
        [
            heading("Before we publish"),
            text(
                "<ol><li>A writer with experience in the field drafts it.</li><li>Every claim "
                "about health has a source we name.</li><li>A clinician who did not write it "
                "reviews it.</li></ol>"
            ),
            heading("After we publish"),
            text(
                "We look at each article again within eighteen months. When facts change, we "
                "change the text, and say what and when.",
            ),
            heading("Words we choose"),
            table(
                "Instead of words that hurt",
                ["We write", "Because"],
                ["a person with a substance use disorder", "the person comes first"],
                ["return to use", "it names what happened, without blame"],
                ["tested positive", "people are not dirty or clean"],
            ),
        ],
    ),
    Plain(
        "paying-for-treatment",
        "How to pay for treatment",
        "Insurance, Medicaid, sliding fees: what to ask before you say yes.",
        "garden-gate",
        [
            text(
                "Cost keeps many people from calling. Often it is less than they feared. Ask "
                "three things: do you take my insurance, what do I pay myself, and what if I "
                "cannot?",
            ),
            table(
                "Ways to pay",
                ["Way", "Who it is for", "What to ask"],
                [
                    "Private insurance",
                    "People insured by work or on their own",
                    "Is prior approval needed?",
                ],
                ["Medicaid", "People with low income", "Do you take my state's plan?"],
                ["Medicare", "Age 65 and over, or disabled", "Which part covers this?"],
                ["Sliding fee", "People without insurance", "What would I pay with my income?"],
            ),
            questions(
                "What people ask",
                (
                    "Must insurers cover treatment?",
                    "Most plans must cover it no worse than other illness, by a law of 2008 on "
                    "parity. Marketplace plans must include it.",
                ),
                (
                    "Can I be turned away?",
                    "From an emergency room, no. Elsewhere, ask about a fee that fits your income.",
                ),
            ),
        ],
    ),
]

# (page slug or "", text, [slugs below it])
NAVIGATION: list[tuple[Ref, str, list[Ref]]] = [
    (
        Ref("treatment"),
        "Treatment",
        [Ref("intensive-outpatient"), Ref("withdrawal-management"), Ref("paying-for-treatment")],
    ),
    (Ref("find-help"), "Find help", []),
    (Ref("articles"), "Articles", []),
    (Ref("about"), "About", [Ref("people"), Ref("editorial-policy")]),
]
FOOTER: list[tuple[str, list[Ref]]] = [
    ("Get help", [Ref("call-back"), Ref("find-help"), Ref("treatment")]),
    ("Read", [Ref("articles"), Ref("paying-for-treatment"), Ref("people")]),
    ("This site", [Ref("about"), Ref("who-answers"), Ref("editorial-policy"), Ref("contact")]),
]
FOOTER_NOTE = (
    "Harbor & Hearth publishes information. It is not medical advice, and no substitute for a "
    "doctor who knows you. The publisher and its facilities are invented for demonstration."
)
SOCIAL = [("Mastodon", "https://example.social/@harborandhearth")]

NEWSLETTER = {
    "newsletter_offered": True,
    "newsletter_name": "The Harbor letter",
    "newsletter_promise": "Once a month: what is new here, in plain words.",
    "newsletter_address": "1 Example Street\nBoston, MA 02110",
}
