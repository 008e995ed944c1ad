"""Five kinds of treatment, from the most to the least intense, as fields.

Levels after The ASAM Criteria, fourth edition. Nine to nineteen hours a week is what level 2.1 asks
of intensive outpatient treatment for adults (https://www.asam.org/asam-criteria).
A program's service codes are of one category, so that the locator finds whoever offers any of them.
"""

from dataclasses import dataclass, field
from typing import Any

from demo.writing import Block, call_out, form, phone, text


@dataclass(frozen=True)
class Program:
    """A program; `fields` are those of the page, `leads_to` slugs of what follows."""

    slug: str
    title: str
    summary: str
    picture: str
    codes: list[str]
    fields: dict[str, Any]
    leads_to: list[str] = field(default_factory=list)
    who_for: list[str] = field(default_factory=list)
    who_not_for: list[str] = field(default_factory=list)
    topics_covered: list[str] = field(default_factory=list)
    approaches: list[str] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)


PROGRAMS = [
    Program(
        slug="withdrawal-management",
        title="Withdrawal management (detox)",
        summary="A few days under medical care, so that stopping is safe and bearable.",
        picture="night-lamp",
        codes=["HID", "RD"],
        leads_to=["residential-treatment", "partial-hospitalization", "intensive-outpatient"],
        fields={
            "level_of_care": "3.7",
            "setting": "residential",
            "weeks_min": 1,
            "weeks_max": 2,
            "offers_day": True,
            "offers_evening": True,
            "offers_weekend": True,
            "individual_counseling": "main",
            "group_counseling": "also",
        },
        who_for=[
            "People who drink every day and feel ill when they stop",
            "People who take benzodiazepines every day",
            "People who use opioids and want to start medicine with nurses near",
        ],
        who_not_for=[
            "Somebody having a seizure or seeing things now: call 911",
            "People who have been without the substance for weeks",
        ],
        topics_covered=[
            "What the body does in the first week",
            "Medicines that ease withdrawal",
            "Where to go from here",
        ],
        approaches=["Medicines given by schedule or by symptoms", "Motivational interviewing"],
        questions=[
            (
                "Will it hurt?",
                "It can be hard. Nurses check on you day and night, and medicine helps.",
            ),
            (
                "Is this the whole treatment?",
                "No. It makes the beginning safe. What comes after keeps you well.",
            ),
        ],
        body=[
            call_out(
                "danger",
                "Alcohol and benzodiazepines: not alone",
                "Stopping suddenly can cause seizures. Ask a doctor first, or call 911 if it "
                "has begun.",
            ),
            text(
                "Most stays last from three days to two weeks. Staff measure your pulse, blood "
                "pressure and sleep, and change the medicine as you get better.",
                "Before you leave, the team books the next step with you. The days after are "
                "when a plan matters most.",
            ),
            phone(),
        ],
    ),
    Program(
        slug="residential-treatment",
        title="Residential treatment",
        summary="You live at the program for some weeks, away from what keeps the habit going.",
        picture="house",
        codes=["RS", "RL"],
        leads_to=["partial-hospitalization", "intensive-outpatient"],
        fields={
            "level_of_care": "3.5",
            "setting": "residential",
            "sessions_per_week_min": 15,
            "sessions_per_week_max": 20,
            "hours_per_session_min": 1,
            "hours_per_session_max": 2,
            "weeks_min": 4,
            "weeks_max": 12,
            "offers_day": True,
            "offers_evening": True,
            "offers_weekend": True,
            "group_counseling": "main",
            "individual_counseling": "also",
            "family_counseling": "also",
            "twelve_step": "welcome",
            "faith": "no",
        },
        who_for=[
            "People whose home makes it hard to stop",
            "People who tried outpatient treatment and need more",
            "People with serious illness beside the substance use, where the program treats both",
        ],
        who_not_for=[
            "People who need a hospital now",
            "People who are safe at home and cannot leave work or children",
        ],
        topics_covered=["Daily structure", "Cravings", "Sleep and food", "A plan for going home"],
        approaches=["Cognitive behavioral therapy", "Group therapy", "Family meetings"],
        questions=[
            ("May I keep my phone?", "Rules differ. Ask before you choose."),
            ("Who looks after my job?", "The Family and Medical Leave Act may protect it."),
        ],
        body=[
            text(
                "Days have a plan: groups in the morning, one-to-one talks, chores, time "
                "outside. Evenings are quiet.",
                "Ask any program what a day looks like, who works there at night, and whether "
                "medicine for opioid use is offered.",
            ),
        ],
    ),
    Program(
        slug="partial-hospitalization",
        title="Partial hospitalization",
        summary="Treatment most of the day, most days of the week. Nights at home.",
        picture="first-light",
        codes=["ODT"],
        leads_to=["intensive-outpatient", "outpatient"],
        fields={
            "level_of_care": "2.5",
            "setting": "outpatient",
            "sessions_per_week_min": 5,
            "sessions_per_week_max": 5,
            "hours_per_session_min": 4,
            "hours_per_session_max": 6,
            "weeks_min": 2,
            "weeks_max": 6,
            "offers_day": True,
            "group_counseling": "main",
            "individual_counseling": "also",
            "family_counseling": "also",
            "twelve_step": "welcome",
            "faith": "no",
        },
        who_for=[
            "People coming home from residential care",
            "People who need daily support and have a safe place to sleep",
        ],
        who_not_for=["People who need care at night", "People who must work full days"],
        topics_covered=["Medicine and side effects", "Cravings", "Mood and anxiety", "Routines"],
        approaches=["Cognitive behavioral therapy", "Dialectical behavior therapy skills"],
        questions=[
            ("How do I get there?", "Some programs drive you. Ask; it is not a small thing."),
        ],
        body=[
            text(
                "It is the most treatment you can have without staying overnight. A doctor or "
                "nurse is there, so medicine can be started and changed quickly.",
            ),
        ],
    ),
    Program(
        slug="intensive-outpatient",
        title="Intensive outpatient program (IOP)",
        summary=(
            "Treatment on several days or evenings a week, while you live at home and go on "
            "with work, school or children."
        ),
        picture="two-chairs",
        codes=["OIT"],
        leads_to=["outpatient"],
        fields={
            "level_of_care": "2.1",
            "setting": "outpatient",
            "sessions_per_week_min": 4,
            "sessions_per_week_max": 4,
            "hours_per_session_min": 3,
            "hours_per_session_max": 4,
            "weeks_min": 10,
            "weeks_max": 12,
            "offers_day": True,
            "offers_evening": True,
            "group_counseling": "main",
            "individual_counseling": "also",
            "family_counseling": "also",
            "twelve_step": "welcome",
            "faith": "no",
        },
        who_for=[
            "People who need more than a weekly appointment and are safe at home",
            "People stepping down from residential care or partial hospitalization",
            "People who work, study or care for somebody",
        ],
        who_not_for=[
            "People who may have dangerous withdrawal: medical care comes first",
            "People without a safe place to sleep",
        ],
        topics_covered=[
            "Relapse prevention",
            "Cravings",
            "Brain chemistry",
            "Family counseling",
            "Co-occurring disorders",
            "Stages of change",
        ],
        approaches=[
            "Small groups",
            "Cognitive behavioral therapy",
            "Motivational interviewing",
            "12-step facilitation, for those who want it",
        ],
        questions=[
            (
                "Can I keep working?",
                "Most people do. Day and evening groups exist so that you can choose.",
            ),
            (
                "What if I return to use?",
                "You tell the group or your counselor, and the plan changes. It is not the end.",
            ),
            (
                "Is it religious?",
                "No. Meetings of the 12 steps are welcome and never required.",
            ),
        ],
        body=[
            text(
                "A usual week has four sessions of three to four hours. Most of it happens in a "
                "small group; once a week you meet your counselor alone.",
                "The group is the point for many people: others who know what Tuesday evening "
                "feels like. As you get steadier, sessions become fewer.",
            ),
            form("call-me", "Ask what is near you"),
        ],
    ),
    Program(
        slug="outpatient",
        title="Standard outpatient counseling",
        summary="An hour or two a week, for as long as it helps.",
        picture="kitchen-table",
        codes=["ORT"],
        fields={
            "level_of_care": "1.5",
            "setting": "outpatient",
            "sessions_per_week_min": 1,
            "sessions_per_week_max": 2,
            "hours_per_session_min": 1,
            "hours_per_session_max": 2,
            "weeks_min": 12,
            "weeks_max": 52,
            "offers_day": True,
            "offers_evening": True,
            "offers_weekend": True,
            "individual_counseling": "main",
            "group_counseling": "also",
            "family_counseling": "also",
            "twelve_step": "welcome",
            "faith": "no",
        },
        who_for=[
            "People early in a problem, who want to act before it grows",
            "People who finished more intense treatment",
            "People who take medicine for opioid or alcohol use and want somebody to talk to",
        ],
        who_not_for=["People who cannot stop for a few days in a row, even with help"],
        topics_covered=["Goals", "Triggers", "Work and money", "Relationships"],
        approaches=["Motivational interviewing", "Cognitive behavioral therapy", "Telehealth"],
        questions=[
            ("How will I know it is enough?", "You and your counselor look at that every month."),
        ],
        body=[
            text(
                "It is the kind of help most people use, and the easiest to begin: one "
                "appointment, often by video.",
            ),
        ],
    ),
]
