"""Buprenorphine, methadone and naltrexone."""

from datetime import date

from demo.writing import (
    Article,
    Source,
    call_out,
    cards,
    claim,
    heading,
    phone,
    picture,
    program,
    questions,
    table,
    text,
)

ARTICLE = Article(
    slug="medicines-for-opioid-use-disorder",
    title="Medicines for opioid use disorder, side by side",
    summary=(
        "Buprenorphine, methadone and naltrexone are approved medicines for opioid "
        "use disorder. How each works, how you get it, and questions to bring to a "
        "first visit."
    ),
    picture="night-lamp",
    authors=["june-okafor"],
    topics=["treatment-explained", "health-and-safety"],
    tags=["buprenorphine", "methadone", "naltrexone", "opioids"],
    published_on=date(2026, 4, 21),
    reviewer="dr-paul-reyes",
    reviewed_on=date(2026, 4, 28),
    body=[
        text(
            (
                "Three medicines are approved by the Food and Drug Administration to treat "
                "opioid use disorder: buprenorphine, methadone and naltrexone. Many people "
                "have heard that taking one of them is “trading one drug for another.” The "
                "evidence tells a different story. Treatment with buprenorphine or "
                "methadone lowers the risk of dying from an overdose, and it helps many "
                "people stay in care and get on with their days."
            ),
            (
                "No single medicine suits everyone. Your health, your history, what is "
                "available near you, and your own wishes all count."
            ),
        ),
        claim(
            "Researchers followed 17,568 adults in Massachusetts for a year after they had "
            "survived an opioid overdose. Among those who took methadone there were 59 percent "
            "fewer deaths from an opioid overdose than among those who took no medicine, and "
            "among those who took buprenorphine 38 percent fewer.",
            5,
        ),
        table(
            "The three medicines at a glance",
            ["Medicine", "How it works", "How it is taken", "Where you get it"],
            [
                "Buprenorphine",
                "Partly activates opioid receptors; eases withdrawal and cravings",
                (
                    "Film or tablet under the tongue or in the cheek, or an injection weekly "
                    "or monthly"
                ),
                "Many clinicians; pharmacies; some programs",
            ],
            [
                "Methadone",
                "Fully activates opioid receptors, slowly and steadily",
                "By mouth, usually once a day to begin with",
                "A certified opioid treatment program",
            ],
            [
                "Naltrexone",
                "Blocks opioid receptors",
                "Injection about once a month",
                "Many clinicians and programs",
            ],
        ),
        heading("Buprenorphine"),
        text(
            (
                "Buprenorphine often comes combined with naloxone. Because it only partly "
                "switches on the opioid receptor, its effect levels off, which makes an "
                "overdose less likely than with full opioids. Mixing it with alcohol or "
                "benzodiazepines is still risky."
            ),
            (
                "Starting too soon after other opioids can bring on sudden withdrawal. "
                "Your clinician will explain when to take the first dose, and the advice "
                "may differ if you have been using fentanyl. Since 2023 clinicians no "
                "longer need a special federal waiver to prescribe it; SAMHSA keeps a "
                "plain page on <a "
                'href="https://www.samhsa.gov/substance-use/treatment/options/buprenorphine">'
                "buprenorphine</a>."
            ),
        ),
        heading("Methadone"),
        text(
            (
                "Methadone has been used for opioid use disorder for decades. It comes "
                "from clinics called opioid treatment programs, which also offer "
                "counseling and health checks. At first you may visit most days. As "
                "treatment settles, many people can take doses home."
            ),
            (
                "The dose is raised with care, because too much can slow breathing, and "
                "because methadone can affect heart rhythm and mix badly with other "
                "medicines. Bring a full list of what you take. Keep doses locked away "
                "from children."
            ),
        ),
        picture("cup", "A drawing of a cup and a small lamp on a bedside table."),
        heading("Naltrexone"),
        text(
            (
                "Naltrexone is not an opioid and does not ease withdrawal. You need to be "
                "free of opioids for about seven to ten days, and sometimes longer, before "
                "you start, or it can set off sudden and severe withdrawal. That wait is "
                "hard, so ask what support you would have."
            ),
            (
                "If you stop it or miss a dose, your tolerance will be low. Returning to "
                "the amount you once used can be deadly. Carry a card that says you take "
                "it, so that emergency staff can choose pain relief that works."
            ),
        ),
        call_out(
            "important",
            "Do not stop suddenly",
            (
                "If you want to come off a medicine, plan it with your prescriber. "
                "Stopping buprenorphine or methadone early raises the chance of a return "
                "to use and of an overdose. There is no fixed date by which you should be "
                "finished."
            ),
        ),
        heading("Questions for your first visit"),
        text(
            "<ol><li>Which of the three do you offer here, and which would you suggest "
            "for me?</li><li>How do I get through the first days?</li><li>Which of my "
            "other medicines could cause problems?</li><li>What if I am pregnant, or "
            "would like to be?</li><li>What will it cost with my plan, and is there a "
            "generic?</li><li>Can I have naloxone to keep at home?</li></ol>"
        ),
        questions(
            "Things people worry about",
            (
                "Do I have to go to counseling to get the medicine?",
                (
                    "Counseling helps many people, and some programs ask for it. Guidelines "
                    "say that a medicine should not be held back because counseling is "
                    "declined or not available."
                ),
            ),
            (
                "Will it make me feel drugged?",
                (
                    "On a steady dose most people feel normal: no longer ill, and less taken "
                    "up with the next dose."
                ),
            ),
            (
                "Can I take it while pregnant?",
                (
                    "Buprenorphine and methadone are both used in pregnancy. Stopping opioids "
                    "abruptly can be harmful, so ask for care early."
                ),
            ),
            (
                "What if a recovery home says no medicines?",
                (
                    "Ask for its policy in writing, and ask your clinic for help. Federal "
                    "disability law may protect people who take prescribed medicine for opioid "
                    "use disorder."
                ),
            ),
        ),
        phone(),
        program("outpatient"),
        cards(
            "Read next",
            (
                "naloxone-at-home",
                "Naloxone at home",
                "For every household where there are opioids.",
            ),
            (
                "when-withdrawal-is-dangerous",
                "When withdrawal is dangerous",
                "Know before you stop.",
            ),
        ),
    ],
    sources=[
        Source(
            "Medications for Substance Use Disorders",
            "SAMHSA",
            "https://www.samhsa.gov/substance-use/treatment/options",
            date(2026, 10, 9),
        ),
        Source(
            "Buprenorphine",
            "SAMHSA",
            "https://www.samhsa.gov/substance-use/treatment/options/buprenorphine",
            date(2026, 10, 9),
        ),
        Source(
            "National Practice Guideline for the Treatment of Opioid Use Disorder",
            "ASAM",
            "https://www.asam.org/quality-care/clinical-guidelines/national-practice-guideline",
            date(2026, 10, 9),
            2020,
        ),
        Source(
            "Medications to Treat Opioid Use Disorder Research Report",
            "NIDA",
            "https://nida.nih.gov/publications/research-reports/medications-to-treat-opioid-addiction/overview",
            date(2026, 10, 9),
        ),
        Source(
            "Methadone and buprenorphine reduce risk of death after opioid overdose",
            "NIH, on a study in the Annals of Internal Medicine",
            "https://www.nih.gov/news-events/news-releases/methadone-buprenorphine-reduce-risk-death-after-opioid-overdose",
            date(2026, 10, 9),
            2018,
        ),
    ],
)
