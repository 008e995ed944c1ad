"""What helps at home when someone you love drinks or uses drugs."""

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
    questions,
    table,
    text,
)

ARTICLE = Article(
    slug="helping-someone-you-love",
    title="When someone you love drinks or uses: what helps at home",
    summary=(
        "You cannot do the recovery for another person, but how you talk, what you "
        "make easy, and how you care for yourself can all help. Some things to try "
        "this week."
    ),
    picture="kitchen-table",
    authors=["mara-ellison"],
    topics=["family-and-friends"],
    tags=["family", "talking", "boundaries"],
    published_on=date(2026, 2, 17),
    reviewer="dr-ines-calder",
    reviewed_on=date(2026, 2, 24),
    body=[
        text(
            (
                "If you are reading this, you have probably tried a great deal already. "
                "You have talked, pleaded, kept quiet, checked the bins, and made excuses "
                "on the phone. You may be angry and worried in the same minute. None of "
                "that makes you a bad parent, partner or friend."
            ),
            (
                "You did not cause another person’s substance use disorder, and you cannot "
                "cure it by loving harder. It is a <a "
                'href="https://medlineplus.gov/druguseandaddiction.html">health '
                "condition</a>, and it can be treated. What you do at home can still make "
                "help easier to reach."
            ),
        ),
        heading("Pick the moment"),
        text(
            (
                "A talk goes better when nobody has been drinking or using, is hungry, or "
                "is rushing out of the door. Choose a calm hour and a private place. "
                "Sitting side by side, in a car or on a walk, is easier for some people "
                "than sitting face to face."
            ),
            (
                "Say what you have seen and how you feel. Keep it short. Then ask a "
                "question and wait for the answer, even if the silence is long."
            ),
        ),
        table(
            "Words to try",
            ["Instead of", "You could say"],
            ["You promised me again.", "I was scared last night when you did not come home."],
            ["You have to stop.", "Is there any part of this you would like to change?"],
            [
                "Look what you are doing to us.",
                "I miss you. I would like us to talk with somebody.",
            ],
            ["Fine, I give up.", "I am too tired to talk well now. Can we try tomorrow?"],
        ),
        picture("house", "A drawing of a small house at dusk with one lighted window."),
        heading("Make the good things easy"),
        text(
            (
                "Notice the hours that go well and add to them. Cook together on the "
                "evening that usually goes well. Offer the lift to the appointment. Say "
                "thank you when the call gets made. Warm attention after a good choice "
                "often does more than a lecture after a bad one."
            ),
            (
                "It also helps to have the next step ready. Find two or three places that "
                "could see your person soon, learn what they cost, and keep the list where "
                "you can reach it. Willingness can come and go within an afternoon."
            ),
        ),
        heading("Set limits you can keep"),
        text(
            (
                "A limit is about what <i>you</i> will do. “I will not lend money” is a "
                "limit. “You will not drink” is a wish. Choose few, say them calmly, and "
                "keep them."
            ),
            (
                "<ul><li>I will not call your work for you.</li><li>I will not ride in the "
                "car when you have been drinking.</li><li>I will drive you to an "
                "assessment on any day you ask.</li></ul>"
            ),
            (
                "Letting a person meet the small results of their choices is different "
                "from leaving them in danger. Food, a safe night and a call for an "
                "ambulance are never the wrong kind of help."
            ),
        ),
        call_out(
            "danger",
            "When to call 911",
            (
                "Call at once if your person cannot be woken, has slow or stopped "
                "breathing, blue or gray lips, a seizure, or new confusion. Call too if "
                "anyone is about to be hurt. If opioids could be involved, give naloxone "
                "if you have it."
            ),
        ),
        heading("Look after yourself"),
        text(
            "Sleep, eat, see a friend. Tell at least one person the truth. Family "
            "groups and family counseling exist for you, whether or not your person "
            "ever joins in. If there are children at home, give them simple, true "
            "words: “Dad is unwell. It is not your fault. Here is who you can talk to.”"
        ),
        questions(
            "Hard questions",
            (
                "Should I wait until they hit bottom?",
                (
                    "No. People do not have to lose everything before treatment can help. "
                    "Earlier is usually safer."
                ),
            ),
            (
                "Can I make an adult go?",
                (
                    "Usually not, and rules differ by state. You can ask, offer, prepare and "
                    "keep the door open. If there is an immediate danger, call for emergency "
                    "help."
                ),
            ),
            (
                "Should I pour it all away?",
                (
                    "Ask a clinician first if your person drinks heavily every day. Stopping "
                    "suddenly can cause dangerous withdrawal."
                ),
            ),
            (
                "What if they go back to drinking or using?",
                (
                    "A return to use is common, as flare-ups are with other long-term "
                    "conditions. It means that the plan needs another look."
                ),
            ),
        ),
        phone(),
        form("call-me", "Talk it over with someone"),
        cards(
            "Read next",
            ("naloxone-at-home", "Keep naloxone at home", "What it does and how to use it."),
            (
                "your-first-call",
                "Your first call for help",
                "What people ask, and what you can ask back.",
            ),
        ),
    ],
    sources=[
        Source(
            "Drug Use and Addiction",
            "MedlinePlus",
            "https://medlineplus.gov/druguseandaddiction.html",
            date(2026, 10, 6),
        ),
        Source(
            "Treatment for Alcohol Problems: Finding and Getting Help",
            "NIAAA",
            "https://www.niaaa.nih.gov/publications/brochures-and-fact-sheets/treatment-alcohol-problems-finding-and-getting-help",
            date(2026, 10, 6),
        ),
        Source(
            "Drugs, Brains, and Behavior: Treatment and Recovery",
            "NIDA",
            "https://nida.nih.gov/publications/drugs-brains-behavior-science-addiction/treatment-recovery",
            date(2026, 10, 6),
        ),
    ],
)
