"""What happens on a first call for help."""

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
    quote,
    steps,
    text,
)

ARTICLE = Article(
    slug="your-first-call",
    title="Your first call for help: what to expect",
    summary=(
        "You do not need a plan, a diagnosis or the right words before you call. "
        "Here is what people usually ask, what you can ask back, and what happens "
        "when you hang up."
    ),
    picture="first-light",
    authors=["mara-ellison"],
    topics=["getting-started"],
    tags=["first steps", "phone", "privacy"],
    published_on=date(2025, 11, 12),
    reviewer="dr-ines-calder",
    reviewed_on=date(2026, 9, 18),
    updated_on=date(2026, 9, 18),
    change_note="Added the section on calling for somebody else.",
    body=[
        text(
            (
                "Many people carry a phone number around for weeks before they use it. "
                "They worry about being judged, about being talked into something, or "
                "about crying in front of a stranger. All three worries make sense. It "
                "helps to know what the call is like before you make it."
            ),
            (
                "A first call is a conversation. You can ask one question and hang up. You "
                "can call again tomorrow. Nothing is decided for you because you picked up "
                "the phone."
            ),
        ),
        call_out(
            "danger",
            "If someone may be in danger now",
            (
                "Call 911 if a person will not wake up, is breathing slowly or not at all, "
                "is having a seizure, or may hurt themselves or somebody else. Do not wait "
                "for a call back."
            ),
        ),
        heading("What you may be asked"),
        text(
            (
                "The person who answers needs a rough picture so that they do not send you "
                "to the wrong place. They will usually begin with safety, and then move to "
                "the practical things."
            ),
            (
                "<ul><li>Are you safe right now, and is anyone else at risk?</li><li>What "
                "are you drinking or using, how often, and when was the last "
                "time?</li><li>Have you felt ill when you stopped before?</li><li>Which "
                "medicines do you take, and do you have other health "
                "conditions?</li><li>Where do you live, and do you have "
                "insurance?</li></ul>"
            ),
            (
                "You can say “I would rather not answer that.” Honest answers about "
                "alcohol, sleeping pills and opioids matter most, because they change what "
                "is safe to do next."
            ),
        ),
        picture("cup", "A drawing of a warm cup on a table beside a quiet telephone."),
        steps(
            "How a call often goes",
            (
                "Hello, and is it a good time?",
                "You will hear who you are speaking with. You can use a first name only.",
            ),
            ("A few questions", "The questions above, in whatever order the talk takes."),
            (
                "What might fit",
                (
                    "The person describes one or two kinds of care and why they come to mind. "
                    "A clinician makes the real assessment later."
                ),
            ),
            (
                "Cost and place",
                (
                    "They may ask for your insurance details to check what your plan covers, "
                    "or tell you where care is free or priced by income."
                ),
            ),
            (
                "A next step you agree on",
                ("An appointment, a call back, a name to write down, or simply time to think."),
            ),
        ),
        phone(),
        heading("What you can ask"),
        text(
            "You are choosing too. A good service will answer these without hurry:",
            (
                "<ol><li>Who will assess me, and what is their training?</li><li>Do you "
                "offer medicines for alcohol or opioid use, and can I keep taking "
                "mine?</li><li>What will I pay, and what happens if my plan says "
                "no?</li><li>How soon could I start, and what should I do until "
                "then?</li><li>Who owns this phone line, and are you paid for sending "
                "people to a program?</li></ol>"
            ),
            (
                "That last question may feel rude, but it is fair. If the answer is "
                "unclear, you can look elsewhere. SAMHSA, a federal agency, runs a <a "
                'href="https://www.samhsa.gov/find-help/helplines/national-helpline">national '
                "helpline</a> that is free, confidential and open day and night."
            ),
        ),
        heading("Calling for somebody else"),
        text(
            (
                "Parents, partners and friends call every day. You may not get to make the "
                "choice for an adult, but you can learn what is available, how to bring it "
                "up, and how to keep everyone safer in the meantime. Tell the person who "
                "answers that you are calling for someone else and say whether that person "
                "knows."
            ),
        ),
        quote(
            (
                "I had written a whole speech. In the end I said, “I think I need some "
                "help,” and that turned out to be enough."
            ),
            "An imagined caller",
            "written for this article",
        ),
        questions(
            "Small worries, answered",
            (
                "What if I have had a drink before the call?",
                (
                    "Call anyway, and say so. It helps the person on the other end know what "
                    "is safe for you tonight."
                ),
            ),
            (
                "Will my employer find out?",
                (
                    "Health privacy laws limit what a treatment provider may share. Ask each "
                    "service how it handles your details before you give them."
                ),
            ),
            (
                "What if I change my mind?",
                (
                    "Then you have learned something and lost a few minutes. Many people call "
                    "more than once before they begin."
                ),
            ),
        ),
        form("call-me", "Rather be called? Leave a number"),
        cards(
            "Read next",
            ("find-help", "Find help near you", "Search by place and kind of care."),
            (
                "paying-for-treatment",
                "Paying for treatment",
                "Insurance, Medicaid and sliding scales.",
            ),
        ),
    ],
    sources=[
        Source(
            "National Helpline for Mental Health, Drug, Alcohol Issues",
            "SAMHSA",
            "https://www.samhsa.gov/find-help/helplines/national-helpline",
            date(2026, 10, 2),
        ),
        Source(
            "Treatment for Alcohol Problems: Finding and Getting Help",
            "NIAAA",
            "https://www.niaaa.nih.gov/publications/brochures-and-fact-sheets/treatment-alcohol-problems-finding-and-getting-help",
            date(2026, 10, 2),
        ),
    ],
)
