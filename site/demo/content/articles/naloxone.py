"""Naloxone: keeping it at home and using it."""

from datetime import date

from demo.writing import (
    Article,
    Source,
    call_out,
    cards,
    heading,
    phone,
    picture,
    questions,
    steps,
    table,
    text,
)

ARTICLE = Article(
    slug="naloxone-at-home",
    title="Naloxone: have it at home and know how to use it",
    summary=(
        "Naloxone can reverse an opioid overdose, and you do not need medical "
        "training to give the nasal spray. How to get it, where to keep it, and "
        "what to do while help is on the way."
    ),
    picture="winding-path",
    authors=["june-okafor", "theo-vance"],
    topics=["health-and-safety", "family-and-friends"],
    tags=["naloxone", "overdose", "opioids", "safety"],
    published_on=date(2026, 11, 10),
    reviewer="dr-paul-reyes",
    reviewed_on=date(2026, 11, 10),
    body=[
        call_out(
            "danger",
            "If someone is overdosing now",
            (
                "Call 911, or have someone else call while you give naloxone. Say that a "
                "person is not breathing well and give the address. Stay with them."
            ),
        ),
        steps(
            "What to do in an overdose",
            (
                "Try to wake them",
                (
                    "Shout their name, shake their shoulders, rub your knuckles hard on the "
                    "breastbone."
                ),
            ),
            ("Call 911", "Put the phone on speaker and follow what the dispatcher says."),
            (
                "Give naloxone",
                (
                    "For the usual nasal spray: lay the person on their back and tilt the head "
                    "back. Put the tip fully into one nostril and press the plunger all the "
                    "way. Each device holds a single dose, so do not test it first."
                ),
            ),
            (
                "Support their breathing",
                (
                    "If they are not breathing or only gasp, give rescue breaths or CPR as you "
                    "have been trained or as the dispatcher tells you."
                ),
            ),
            (
                "Wait two to three minutes",
                (
                    "If they are still not responding or breathing normally, give another dose "
                    "in the other nostril."
                ),
            ),
            (
                "Turn them on their side",
                (
                    "Once they breathe on their own, bend the upper knee and tuck the hand "
                    "under the cheek, so that they do not choke."
                ),
            ),
            (
                "Stay until help arrives",
                ("Naloxone may wear off before the opioid does, and breathing can slow again."),
            ),
        ),
        heading("What naloxone does"),
        text(
            (
                "Naloxone is a medicine that blocks opioids for a while. It can bring back "
                "breathing that has been slowed or stopped by heroin, fentanyl, oxycodone, "
                "methadone and other opioids. It has no effect on alcohol, benzodiazepines "
                "or stimulants, but those are often mixed with opioids, so give it if you "
                "are unsure. It is not known to harm a person who has no opioids in their "
                "body."
            ),
            (
                "It comes as a nasal spray and as an injection. The <a "
                'href="https://www.cdc.gov/overdose-prevention/reversing-overdose/about-naloxone.html">'
                "CDC</a> "
                "says that anybody can carry and use it, with no medical training. Even "
                "so, read the leaflet when you bring yours home."
            ),
        ),
        table(
            "Signs to look for",
            ["Look or listen for", "In an opioid overdose"],
            ["Waking", "Does not wake or answer"],
            ["Breathing", "Slow, shallow or stopped"],
            ["Sounds", "Choking, gurgling or snoring sounds"],
            ["Skin", "Cold or clammy; blue, gray or pale lips and nails"],
            ["Eyes", "Very small pupils"],
        ),
        text(
            "A person need not have all of these. Trouble breathing and being unable "
            "to wake up are enough to act on."
        ),
        heading("Getting it"),
        text(
            (
                "Some naloxone nasal sprays are sold without a prescription in pharmacies, "
                "in some stores and online. You may pay less with a prescription or at the "
                "counter under your plan, so ask the pharmacist to compare. Health "
                "departments and community groups often give it away."
            ),
            "Keep at least two doses. One may not be enough, above all with fentanyl.",
        ),
        picture("house", "A drawing of a house with a small box on a shelf by the open door."),
        heading("Keeping it"),
        text(
            "<ul><li>Store it at room temperature, in its box and out of the light. "
            "Avoid leaving it in a hot or freezing car.</li><li>Put it where everyone "
            "can reach it in seconds, and tell them where that is.</li><li>Check the "
            "expiry date twice a year, perhaps when the clocks change. If an expired "
            "one is all you have in an emergency, use it and call 911.</li><li>Carry "
            "one when you go out. You may need it for a stranger.</li></ul>"
        ),
        heading("Who should have it"),
        text(
            (
                "Think of it as you would a fire extinguisher. It makes sense in any home "
                "where someone takes opioids, whether prescribed or not; where someone has "
                "just left treatment, hospital or jail; or where people use pills or "
                "powders from the street, which can hold fentanyl without anyone knowing."
            ),
        ),
        heading("After it has been used"),
        text(
            (
                "The person may wake up confused, sick or angry, because naloxone can "
                "bring on sudden withdrawal. Tell them gently what happened and that help "
                "is coming. Ask them not to take anything more. They should be checked in "
                "a hospital even if they feel better."
            ),
            (
                "You may be shaking too. Sit down, drink some water, tell a friend. Later, "
                "replace the dose you used. If the moment feels right, ask about "
                "treatment: medicines for opioid use disorder can lower the risk of "
                "another overdose."
            ),
        ),
        questions(
            "Questions people ask",
            (
                "Could I get in trouble for calling?",
                (
                    "Most states have Good Samaritan laws that give some protection to people "
                    "who call for help in an overdose. The details differ, so look yours up. "
                    "Call in any case: a life is at stake."
                ),
            ),
            (
                "Does having it in the house encourage use?",
                (
                    "Studies have not shown that having naloxone around leads people to use "
                    "more. It keeps people alive long enough to choose help."
                ),
            ),
            (
                "Can I give it to a child or in pregnancy?",
                (
                    "Yes, in an emergency. If an opioid overdose is suspected, give naloxone "
                    "and call 911."
                ),
            ),
        ),
        text(
            "For help that is not an emergency, such as finding naloxone or treatment "
            "nearby, you can talk with someone here."
        ),
        phone(),
        cards(
            "Read next",
            (
                "medicines-for-opioid-use-disorder",
                "Medicines for opioid use disorder",
                "Three medicines, side by side.",
            ),
            ("helping-someone-you-love", "When someone you love uses", "What helps at home."),
            ("call-back", "Ask for a call back", "Tell us a little and we will ring you."),
        ),
    ],
    sources=[
        Source(
            "About Naloxone",
            "CDC",
            "https://www.cdc.gov/overdose-prevention/reversing-overdose/about-naloxone.html",
            date(2026, 10, 15),
        ),
        Source(
            "Naloxone DrugFacts",
            "NIDA",
            "https://nida.nih.gov/publications/drugfacts/naloxone",
            date(2026, 10, 15),
            2022,
        ),
        Source(
            "Opioid Overdose",
            "MedlinePlus",
            "https://medlineplus.gov/opioidoverdose.html",
            date(2026, 10, 15),
        ),
    ],
)
