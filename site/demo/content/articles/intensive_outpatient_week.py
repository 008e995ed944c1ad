"""Intensive outpatient care, by way of a typical week."""

from datetime import date

from demo.writing import (
    Article,
    Source,
    call_out,
    cards,
    heading,
    phone,
    picture,
    program,
    questions,
    table,
    text,
)

ARTICLE = Article(
    slug="a-week-in-intensive-outpatient",
    title="Intensive outpatient care: a typical week",
    summary=(
        "Intensive outpatient care means several sessions a week while you sleep "
        "at home. We walk through an ordinary week, who it suits, and when another "
        "kind of care is safer."
    ),
    picture="two-chairs",
    authors=["theo-vance", "june-okafor"],
    topics=["treatment-explained"],
    tags=["intensive outpatient", "levels of care", "groups"],
    published_on=date(2026, 1, 20),
    reviewer="dr-ines-calder",
    reviewed_on=date(2026, 1, 27),
    body=[
        text(
            (
                "Intensive outpatient care sits between a weekly appointment and a day "
                "program. You come in several times a week, for about three hours at a "
                "time, and go home afterward. You may keep your job, your classes, or the "
                "school run. You also keep the rest of your life, which is both the point "
                "and the hard part."
            ),
            (
                'The <a href="https://www.asam.org/asam-criteria">ASAM Criteria</a>, which '
                "many clinicians and insurers use, describe it as at least nine hours of "
                "structured care a week for adults. Programs differ in how they spread "
                "those hours."
            ),
        ),
        program("intensive-outpatient"),
        heading("What a week can look like"),
        text(
            "Here is one made-up week for a person who works in the daytime. Your own "
            "schedule will depend on the program and on what you need."
        ),
        table(
            "An example of one week in the evening track",
            ["Day", "Time", "What happens"],
            ["Monday", "6 to 9 p.m.", "Check-in, then a skills group on spotting triggers"],
            ["Tuesday", "Free evening", "A mutual-support meeting, if you like"],
            [
                "Wednesday",
                "6 to 9 p.m.",
                "Group on sleep and stress; short visit with the prescriber",
            ],
            ["Thursday", "6 to 9 p.m.", "Process group; one-to-one talk with your counselor"],
            ["Saturday", "10 to 11 a.m.", "Family session, about twice a month"],
        ),
        heading("Groups", 3),
        text(
            "Most of the hours are spent in groups of perhaps eight to twelve people. "
            "Some groups teach a skill, such as how to get through a craving or how to "
            "say no to a drink without a long story. Others are for talking about the "
            "week. You can listen before you speak."
        ),
        heading("One-to-one time", 3),
        text(
            "You also meet alone with a counselor. Together you write a plan: what you "
            "want to change, what gets in the way, and how you will both know it is "
            "working. The plan should be reviewed and changed as you go."
        ),
        heading("Medicines and health", 3),
        text(
            "Good programs ask about the whole person. That may include medicines for "
            "alcohol or opioid use disorder, care for anxiety or depression, and help "
            "with housing or work. NIDA describes <a "
            'href="https://nida.nih.gov/publications/drugfacts/treatment-approaches-drug-addiction">'
            "effective "
            "treatment</a> as care that meets many needs and not the drug use alone."
        ),
        picture("bridge", "A drawing of a small footbridge over calm water in the evening."),
        heading("Who it suits"),
        text(
            "It can be a good fit if:",
            (
                "<ul><li>you are medically stable and unlikely to have dangerous "
                "withdrawal;</li><li>home is reasonably safe, and somebody there is on "
                "your side or at least not in the way;</li><li>weekly sessions have not "
                "been enough, or you are stepping down from a day program or a residential "
                "stay.</li></ul>"
            ),
            (
                "It may be too little if you cannot get through a day without becoming "
                "ill, if you are in danger at home, or if your mental health needs close "
                "watching. A fuller program can come first, and intensive outpatient care "
                "can follow."
            ),
        ),
        call_out(
            "important",
            "Before you stop on your own",
            (
                "If you drink heavily every day or take benzodiazepines regularly, talk "
                "with a clinician before you stop. Withdrawal can be dangerous and may "
                "need medical care first."
            ),
        ),
        questions(
            "Questions people ask",
            (
                "How long does it last?",
                (
                    "Often two to three months, but it should follow your progress more than "
                    "the calendar. Many people then move to weekly care."
                ),
            ),
            (
                "What if I drink or use during the program?",
                (
                    "Tell your counselor. A return to use is a sign that the plan may need to "
                    "change: more hours, a medicine, or a different setting. Ask about the "
                    "program’s policy on your first day."
                ),
            ),
            (
                "Can I do it online?",
                (
                    "Some programs offer video groups. Ask whether your plan covers them and "
                    "how the program handles an emergency at a distance."
                ),
            ),
            (
                "Do I tell my boss?",
                (
                    "That is your choice. If you need time off, ask human resources what leave "
                    "you have without naming the reason at first."
                ),
            ),
        ),
        heading("How to tell if it is working"),
        text(
            "Look past perfect attendance. Are you sleeping a little better? Do you "
            "have one more person to call than you had last month? Do hard days end "
            "differently? Bring those answers to your counselor. If nothing has moved "
            "after several weeks, say so. A change of plan at that point is good care."
        ),
        phone(),
        cards(
            "Compare with other kinds of care",
            (
                "partial-hospitalization",
                "Partial hospitalization",
                "Most of the day, most days, and home at night.",
            ),
            ("outpatient", "Outpatient care", "One or two visits a week."),
            ("residential-treatment", "Residential treatment", "Living on site for a while."),
        ),
    ],
    sources=[
        Source(
            "The ASAM Criteria", "ASAM", "https://www.asam.org/asam-criteria", date(2026, 10, 5)
        ),
        Source(
            "Treatment Approaches for Drug Addiction DrugFacts",
            "NIDA",
            "https://nida.nih.gov/publications/drugfacts/treatment-approaches-drug-addiction",
            date(2026, 10, 5),
            2019,
        ),
        Source(
            "Alcohol withdrawal",
            "MedlinePlus",
            "https://medlineplus.gov/ency/article/000764.htm",
            date(2026, 10, 5),
        ),
    ],
)
