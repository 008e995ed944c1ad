"""Cravings, and what to do in the next twenty minutes."""

from datetime import date

from demo.writing import (
    Article,
    Source,
    call_out,
    cards,
    embed,
    heading,
    phone,
    picture,
    quote,
    steps,
    table,
    text,
)

ARTICLE = Article(
    slug="the-next-twenty-minutes",
    title="Cravings: what they are, and the next twenty minutes",
    summary=(
        "A craving is a strong pull that rises, peaks and fades. It is not an "
        "order and not a failure. Here is a short plan for the next twenty "
        "minutes, and a few ways to have fewer."
    ),
    picture="tide-line",
    authors=["theo-vance"],
    topics=["staying-well"],
    tags=["cravings", "coping skills", "triggers"],
    published_on=date(2026, 3, 24),
    reviewer="dr-ines-calder",
    reviewed_on=date(2026, 8, 11),
    updated_on=date(2026, 8, 11),
    change_note="Added the table of common triggers and a note on medicines.",
    body=[
        text(
            "If you are in the middle of one now, skip the explanation. Start with the "
            "steps just below and come back later."
        ),
        steps(
            "The next twenty minutes",
            (
                "Name it",
                (
                    "Say it aloud or write it down: “This is a craving. It started at ten past "
                    "six.” Putting it into words gives you a little room."
                ),
            ),
            (
                "Move",
                (
                    "Leave the room, the shop, the street or the chat. Stand outside. Walk "
                    "around the block. Put some distance between you and the thing you want."
                ),
            ),
            (
                "Tell someone",
                (
                    "Send three words: “Having a craving.” You do not owe anyone a full story. "
                    "If one person does not answer, try the next."
                ),
            ),
            (
                "Use your senses",
                (
                    "Drink a cold glass of water. Eat something. Hold your wrists under the "
                    "tap, or take a shower. Breathe out for longer than you breathe in, ten "
                    "times."
                ),
            ),
            (
                "Do one small job",
                (
                    "Fold the laundry, wash a pan, sort a drawer. Pick something with an end "
                    "that you can see."
                ),
            ),
            (
                "Look at the clock again",
                (
                    "If the pull is still strong, start over at the first step. You are not "
                    "back at the beginning: you have already done twenty minutes."
                ),
            ),
        ),
        phone(),
        call_out(
            "important",
            "If this is more than a craving",
            (
                "Shaking, sweating, vomiting, seeing things or a racing heart after you "
                "cut down can be withdrawal. With alcohol or benzodiazepines it can be "
                "dangerous. Get medical help, and call 911 for a seizure, confusion or "
                "trouble breathing."
            ),
        ),
        heading("What a craving is"),
        text(
            (
                "Alcohol and other drugs act on the parts of the brain that handle reward, "
                "stress and habit. With repeated use the brain learns: this place, this "
                "hour, this feeling means that the drug is coming. Later, the cue alone "
                "can set off the wanting. NIDA explains more about how <a "
                'href="https://nida.nih.gov/publications/drugs-brains-behavior-science-addiction/treatment-recovery">'
                "treatment "
                "and recovery</a> work with a brain that has learned this."
            ),
            (
                "So a craving is learned, and it says nothing about how much you care "
                "about getting well. It can turn up on a good day, months after your last "
                "drink or dose. Most rise and fade within minutes, although it rarely "
                "feels that way from the inside."
            ),
        ),
        picture("harbor", "A drawing of small boats resting in a harbor as the tide goes out."),
        heading("Riding it out"),
        text(
            (
                "Some people find it useful to watch the craving the way you would watch a "
                "wave. Where do you feel it: the chest, the jaw, the hands? Is it growing "
                "or shrinking? You do not fight it and you do not feed it. You stay "
                "curious until it passes."
            ),
            (
                "Others do better with distraction, and plenty use both. Try them on mild "
                "cravings first, so that the skill is there on a hard day."
            ),
        ),
        quote(
            (
                "For months I thought that a craving had to be beaten. It was a relief to "
                "learn that I could also just outlast it."
            ),
            "Theo Vance",
            "peer recovery writer",
        ),
        heading("Having fewer of them"),
        text(
            "Keep a note for one week. Each time, write the hour, the place, who was "
            "there and what you felt. Patterns show up quickly, and most can be "
            "planned for."
        ),
        table(
            "Common triggers and one thing to try",
            ["Trigger", "One thing to try"],
            ["Payday", "Move the rent money first; plan the evening with someone"],
            ["An empty stomach", "Eat before the hour when cravings usually come"],
            ["Driving past the old place", "Take another road for now"],
            ["A row at home", "Agree on a pause word and a walk"],
            ["Boredom late at night", "An earlier bedtime and a list of easy things to do"],
            ["Good news", "Decide ahead of time how you will celebrate"],
        ),
        heading("When to ask for more help", 3),
        text(
            "If cravings come every day or are getting stronger, tell your counselor "
            "or doctor. There are medicines that can lower cravings for alcohol and "
            "for opioids. Talking therapies teach the skills on this page with "
            "somebody to practice with. NIAAA’s <a "
            'href="https://rethinkingdrinking.niaaa.nih.gov/">Rethinking Drinking</a> '
            "has worksheets for urges to drink."
        ),
        heading("If you did drink or use"),
        text(
            "Be kind and be quick. Get safe, tell one person, and speak with your care "
            "team about what to change. After a break your body may not handle the "
            "amount it once did, so the risk of overdose with opioids is higher. Keep "
            "naloxone close and try not to be alone."
        ),
        embed(
            "https://www.youtube.com/@NIDANIH",
            "NIDA’s channel on YouTube",
            "NIDA’s own channel, with short films on how drugs affect the brain.",
        ),
        cards(
            "Read next",
            (
                "the-first-ninety-days",
                "The first ninety days",
                "Building ordinary days after treatment.",
            ),
            (
                "medicines-for-opioid-use-disorder",
                "Medicines for opioid use disorder",
                "How three medicines work.",
            ),
        ),
    ],
    sources=[
        Source(
            "Drugs, Brains, and Behavior: Treatment and Recovery",
            "NIDA",
            "https://nida.nih.gov/publications/drugs-brains-behavior-science-addiction/treatment-recovery",
            date(2026, 10, 7),
        ),
        Source(
            "Rethinking Drinking",
            "NIAAA",
            "https://rethinkingdrinking.niaaa.nih.gov/",
            date(2026, 10, 7),
        ),
        Source(
            "Alcohol Use Disorder (AUD) Treatment",
            "MedlinePlus",
            "https://medlineplus.gov/alcoholusedisorderaudtreatment.html",
            date(2026, 10, 7),
        ),
    ],
)
