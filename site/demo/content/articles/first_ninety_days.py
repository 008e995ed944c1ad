"""The first ninety days after treatment."""

from datetime import date

from demo.writing import (
    Article,
    Source,
    call_out,
    cards,
    form,
    heading,
    newsletter,
    phone,
    picture,
    program,
    questions,
    quote,
    steps,
    text,
)

ARTICLE = Article(
    slug="the-first-ninety-days",
    title="After treatment: the first ninety days",
    summary=(
        "The weeks after a program ends can feel wide open. A gentle plan for the "
        "first three months: appointments, ordinary days, people to call, and what "
        "to do if you drink or use."
    ),
    picture="open-road",
    authors=["theo-vance", "mara-ellison"],
    topics=["staying-well", "family-and-friends"],
    tags=["aftercare", "routine", "support"],
    published_on=date(2026, 7, 14),
    reviewer="dr-ines-calder",
    reviewed_on=date(2026, 7, 21),
    body=[
        text(
            (
                "On the last day of a program people hug you and wish you luck. On the "
                "first day at home the mail has piled up, the fridge is empty, and it is "
                "only ten in the morning. If that feels harder than treatment did, you are "
                "not doing it wrong. There was a timetable before, and now you are the one "
                "who writes it."
            ),
            (
                "Ninety days is no magic number. It is a stretch long enough to build "
                "habits and short enough to plan for."
            ),
        ),
        steps(
            "Before you leave, or in your first week",
            (
                "Put the next appointment on paper",
                (
                    "Know the day, the place and the ride for your first follow-up visit. "
                    "Sooner is better than later."
                ),
            ),
            (
                "Get your medicines sorted",
                (
                    "Check that you have enough to reach the next visit, and that a pharmacy "
                    "near you has them."
                ),
            ),
            (
                "Choose three people",
                (
                    "Ask each one: may I call you on a bad evening? Put their names at the top "
                    "of your phone."
                ),
            ),
            (
                "Make home safer",
                (
                    "Have someone help remove alcohol and drugs before you arrive. If opioids "
                    "were part of your story, keep naloxone where others can find it."
                ),
            ),
            (
                "Write a one-page plan",
                (
                    "List your warning signs, what helps, and who to call. Give a copy to "
                    "somebody you trust."
                ),
            ),
        ),
        program("intensive-outpatient"),
        heading("Days 1 to 30: keep it small"),
        text(
            (
                "Aim for steady and a little boring. Get up at the same time. Eat "
                "breakfast. Be outside once a day. Go to the appointment even when you "
                "feel fine, and more so when you do not."
            ),
            (
                "Sleep and mood can take weeks to settle. If low mood or worry gets heavy, "
                "say so early. If you have thoughts of ending your life, tell someone now; "
                'the <a href="https://www.samhsa.gov/mental-health/988">988 Lifeline</a> '
                "answers calls, texts and chats day and night."
            ),
        ),
        heading("Days 31 to 60: add people"),
        text(
            (
                "By the second month the cheering has often died down. This is a good time "
                "to add company on purpose: a support group, a class, a team, a place of "
                "worship, a shift as a volunteer. Try a group two or three times before "
                "you decide. If it is still not for you, try another kind."
            ),
            (
                "Old friendships may need sorting. You do not have to announce anything. "
                "“I am not drinking these days” is a full sentence."
            ),
        ),
        picture("trees", "A drawing of a row of young trees beside a wide road in morning light."),
        heading("Days 61 to 90: look ahead"),
        text(
            "Work, money and family questions come back into view. Take them one at a "
            "time. Some people feel so well by now that they drop everything that got "
            "them here. Before you cut back, talk it through with your counselor and "
            "change one thing at a time. Do not stop a medicine without your "
            "prescriber."
        ),
        quote(
            (
                "I had planned for the awful days. It was the first really good one that "
                "caught me out."
            ),
            "Theo Vance",
            "peer recovery writer",
        ),
        heading("If you drink or use again"),
        text(
            (
                "It happens to many people. NIDA compares the rates with those of <a "
                'href="https://nida.nih.gov/publications/drugs-brains-behavior-science-addiction/treatment-recovery">'
                "other "
                "long-term illnesses</a> such as asthma and high blood pressure, where "
                "symptoms also come back and treatment gets adjusted. What you learned "
                "still belongs to you."
            ),
            (
                "<ol><li>Get safe, and do not be alone.</li><li>Tell one of your three "
                "people the same day.</li><li>Call your care team and ask what to "
                "change.</li><li>Look back later, without shouting at yourself: what came "
                "before it?</li></ol>"
            ),
        ),
        call_out(
            "danger",
            "Your tolerance is lower now",
            (
                "After a time without opioids, an amount your body once handled can stop "
                "your breathing. If you use, do not use alone, and keep naloxone in reach "
                "of another person. If someone will not wake up or is hardly breathing, "
                "call 911 and give naloxone. If you have been drinking heavily for days "
                "again, get medical advice before you stop."
            ),
        ),
        phone(),
        heading("For the family"),
        text(
            (
                "You have been holding your breath for a long time. It is fine to be glad "
                "and nervous at once. Ask what kind of check-in would help, and agree on "
                "it: perhaps one question at supper and no searching of pockets. Plan some "
                "evenings that have nothing to do with recovery."
            ),
            (
                "Talk ahead of time about what each of you will do if there is a return to "
                "use. A plan made on a calm Sunday is kinder than one made at midnight."
            ),
        ),
        questions(
            "Questions people ask",
            (
                "Should I go straight back to work?",
                (
                    "It depends on the work and on you. If you can, begin with fewer hours and "
                    "keep your appointments fixed. Ask your counselor about the leave you may "
                    "have."
                ),
            ),
            (
                "Do I need a recovery home?",
                (
                    "It can help if home is unsafe, lonely or full of reminders. Visit first. "
                    "Ask about the rules, the costs, and whether prescribed medicines are "
                    "welcome."
                ),
            ),
            (
                "How long does aftercare last?",
                (
                    "There is no set end. Many people keep some form of support for years, and "
                    "less of it as life fills up."
                ),
            ),
        ),
        form("call-me", "Want help finding follow-up care?"),
        cards(
            "Read next",
            ("the-next-twenty-minutes", "The next twenty minutes", "What to do in a craving."),
            ("helping-someone-you-love", "For families", "What helps at home."),
            ("outpatient", "Outpatient care", "Weekly visits to keep you steady."),
        ),
        newsletter("A letter for the months that follow"),
    ],
    sources=[
        Source(
            "Drugs, Brains, and Behavior: Treatment and Recovery",
            "NIDA",
            "https://nida.nih.gov/publications/drugs-brains-behavior-science-addiction/treatment-recovery",
            date(2026, 10, 13),
        ),
        Source(
            "Recovery and Support",
            "SAMHSA",
            "https://www.samhsa.gov/substance-use/recovery",
            date(2026, 10, 13),
        ),
        Source(
            "988 Suicide & Crisis Lifeline",
            "SAMHSA",
            "https://www.samhsa.gov/mental-health/988",
            date(2026, 10, 13),
        ),
    ],
)
