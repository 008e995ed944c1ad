"""Which kinds of withdrawal are dangerous, and how to stop more safely."""

from datetime import date

from demo.writing import (
    Article,
    Source,
    call_out,
    cards,
    form,
    heading,
    phone,
    picture,
    program,
    questions,
    table,
    text,
)

ARTICLE = Article(
    slug="when-withdrawal-is-dangerous",
    title="Withdrawal: when it is dangerous to stop alone",
    summary=(
        "Stopping alcohol or benzodiazepines suddenly can cause seizures and can "
        "be fatal. Learn which kinds of withdrawal need medical care, the signs to "
        "watch for, and what to do instead."
    ),
    picture="window-rain",
    authors=["june-okafor"],
    topics=["health-and-safety", "getting-started"],
    tags=["withdrawal", "alcohol", "benzodiazepines", "safety"],
    published_on=date(2025, 12, 9),
    reviewer="dr-ines-calder",
    reviewed_on=date(2026, 10, 14),
    updated_on=date(2026, 10, 14),
    change_note=(
        "Checked against the joint guideline on benzodiazepine tapering; clearer emergency signs."
    ),
    body=[
        call_out(
            "danger",
            "Do not stop alcohol or benzodiazepines suddenly on your own",
            (
                "If you drink heavily every day, or take a benzodiazepine regularly, talk "
                "with a clinician before you cut down. Call 911 for a seizure, confusion, "
                "seeing or hearing things that are not there, a high fever, chest pain, "
                "trouble breathing, or fainting."
            ),
        ),
        phone(),
        text(
            (
                "Deciding to stop is a brave thing. This page is here so that the first "
                "days do not hurt you. For some substances the safest first step is to "
                "keep your usual pattern steady for a short while and get medical advice "
                "today."
            ),
            (
                "Withdrawal is what the body does when something it has adapted to is "
                "taken away. What it feels like, and whether it is dangerous, depends on "
                "the substance, the amount, how long you have used it, and your health."
            ),
        ),
        table(
            "How risky is withdrawal?",
            ["Substance", "What can happen", "Safer first step"],
            [
                "Alcohol",
                "Shaking, sweating, anxiety; sometimes seizures or delirium tremens",
                "Medical assessment before stopping",
            ],
            [
                "Benzodiazepines",
                "Anxiety, poor sleep; sometimes seizures or confusion",
                "A slow taper with a prescriber",
            ],
            [
                "Opioids",
                "Aches, vomiting, diarrhea, restlessness, strong cravings",
                "Ask about starting a medicine",
            ],
            [
                "Stimulants",
                "Exhaustion, low mood, sometimes thoughts of suicide",
                "Rest, company, mental health care",
            ],
            ["More than one", "Harder to predict", "Medical assessment before stopping"],
        ),
        heading("Alcohol"),
        text(
            (
                "Symptoms often begin within about eight hours of the last drink, though "
                "they can start days later. They tend to be at their worst between one and "
                "three days, and may go on for weeks. MedlinePlus lists the <a "
                'href="https://medlineplus.gov/ency/article/000764.htm">common signs</a>: '
                "anxiety, shakiness, sweating, a fast heartbeat, nausea and poor sleep."
            ),
            (
                "Some people have seizures. Some develop <a "
                'href="https://medlineplus.gov/ency/article/000766.htm">delirium '
                "tremens</a>, with severe confusion, fever and hallucinations. It is a "
                "medical emergency. The risk is higher if you have had either before, if "
                "you have other illnesses, or if you are older."
            ),
        ),
        heading("Benzodiazepines"),
        text(
            (
                "These are medicines such as alprazolam, clonazepam, diazepam and "
                "lorazepam, prescribed for anxiety, sleep or seizures. If you have taken "
                "them daily for more than a few weeks, your body may depend on them even "
                "if you took them just as prescribed."
            ),
            (
                "Stopping suddenly can cause seizures and can be life-threatening. The <a "
                'href="https://www.asam.org/quality-care/clinical-guidelines/benzodiazepine-tapering">'
                "joint "
                "guideline on tapering</a> advises a gradual reduction that is planned "
                "with you and adjusted as you go. That may take months. Pills from the "
                "street may hold something else entirely, so tell the clinician where "
                "yours came from."
            ),
        ),
        picture("trees", "A drawing of three trees standing in soft rain."),
        heading("Opioids"),
        text(
            (
                "Opioid withdrawal feels dreadful, and many people call it the worst flu "
                "of their lives. It is less often fatal by itself, but vomiting and "
                "diarrhea can lead to serious loss of fluid. The larger danger comes "
                "afterward: tolerance falls quickly, and returning to the old amount can "
                "cause an overdose."
            ),
            (
                "Medicines such as buprenorphine and methadone ease withdrawal and can be "
                "continued for as long as they help. If you are pregnant, do not stop "
                "opioids on your own; ask for care right away."
            ),
        ),
        heading("What medical help looks like"),
        text(
            "A clinician will ask what you take, how much, when you last had it, and "
            "what happened when you stopped before. You may be able to go home with "
            "daily checks and medicine, or you may need a bed where nurses look in on "
            "you around the clock. Neither one is a test of courage. Withdrawal care "
            "is a first step, and it works best when treatment follows straight after."
        ),
        program("withdrawal-management"),
        questions(
            "Questions people ask",
            (
                "I cannot be seen until tomorrow. What now?",
                (
                    "If you have any of the emergency signs, call 911 or go to an emergency "
                    "department now. If not, call a clinician or nurse line, do not stop "
                    "suddenly, and have someone stay with you."
                ),
            ),
            (
                "Can I taper my drinking by myself?",
                (
                    "Please get advice first. It is hard to judge the amounts, and past "
                    "seizures or other illness can make it unsafe."
                ),
            ),
            (
                "Does one bad withdrawal mean that the next will be worse?",
                (
                    "It can. Tell your clinician about every earlier episode, and above all "
                    "about seizures."
                ),
            ),
        ),
        form("call-me", "Ask for a call about safe next steps"),
        cards(
            "Read next",
            (
                "medicines-for-opioid-use-disorder",
                "Medicines for opioid use disorder",
                "Buprenorphine, methadone and naltrexone.",
            ),
            ("naloxone-at-home", "Naloxone at home", "Be ready for an overdose."),
        ),
    ],
    sources=[
        Source(
            "Alcohol withdrawal",
            "MedlinePlus",
            "https://medlineplus.gov/ency/article/000764.htm",
            date(2026, 10, 8),
        ),
        Source(
            "Delirium tremens",
            "MedlinePlus",
            "https://medlineplus.gov/ency/article/000766.htm",
            date(2026, 10, 8),
        ),
        Source(
            "Joint Clinical Practice Guideline on Benzodiazepine Tapering",
            "ASAM",
            "https://www.asam.org/quality-care/clinical-guidelines/benzodiazepine-tapering",
            date(2026, 10, 8),
            2025,
        ),
        Source(
            "Opiate and opioid withdrawal",
            "MedlinePlus",
            "https://medlineplus.gov/ency/article/000949.htm",
            date(2026, 10, 8),
        ),
    ],
)
