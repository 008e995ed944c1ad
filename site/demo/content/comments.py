"""What readers wrote below the demo's articles. Nobody of them exists."""

from datetime import UTC, datetime

from demo.writing import Remark


def _at(month: int, day: int, hour: int) -> datetime:
    return datetime(2026, month, day, hour, 12, tzinfo=UTC)


COMMENTS = {
    "the-next-twenty-minutes": [
        Remark(
            "Low Tide",
            _at(8, 14, 21),
            "I set the timer on my phone and washed every cup in the house. It did pass. I would "
            "not have believed it in the first week.",
            [
                Remark(
                    "June",
                    _at(8, 15, 7),
                    "Dishes for me too! My sister laughs, but she knows now what it means when "
                    "the kitchen shines.",
                    [
                        Remark(
                            "Low Tide",
                            _at(8, 15, 19),
                            "Tell her thank you from a stranger. Somebody who knows helps more "
                            "than advice.",
                        )
                    ],
                ),
                Remark(
                    "The editors",
                    _at(8, 15, 14),
                    "Thank you for telling us. We have added “something for the hands” to the "
                    "list of small plans.",
                    by_team=True,
                ),
            ],
        ),
        Remark(
            "M. in the mountains",
            _at(9, 2, 5),
            "Mine come at four in the morning, when nobody is awake to be called. Does anybody "
            "have a plan for that hour?",
            [
                Remark(
                    "Night shift",
                    _at(9, 2, 23),
                    "A meeting by phone, in another time zone. Somewhere it is always evening.",
                )
            ],
        ),
    ],
    "a-week-in-intensive-outpatient": [
        Remark(
            "Second shift",
            _at(10, 3, 22),
            "I went to the evening group for eleven weeks and kept my job. The first week was the "
            "hardest, because I had to tell my supervisor something.",
            [
                Remark(
                    "Wondering",
                    _at(10, 4, 9),
                    "What did you tell them? That is the part I keep putting off.",
                ),
                Remark(
                    "Second shift",
                    _at(10, 4, 23),
                    "Only that I had a medical appointment on four evenings. Nobody asked more.",
                ),
            ],
        ),
    ],
}

# What moderators find in the queue.
WAITING = {
    "helping-someone-you-love": [
        Remark(
            "Awake",
            _at(11, 20, 3),
            "My brother says he wants to die and I do not know whether he means it. He is asleep "
            "now. Is there anybody I can ask?",
        ),
    ],
    "the-first-ninety-days": [
        Remark(
            "Day 40",
            _at(11, 18, 18),
            "Nobody told me how long the evenings are. I have started to walk the dog twice.",
        ),
        Remark(
            "Bright Bay",
            _at(11, 19, 11),
            "Our facility has beds available and we accept most insurances. Call us now at "
            "617-555-0163 or see www.brightbay.example",
        ),
    ],
    "how-to-pay-for-care": [
        Remark(
            "Payday",
            _at(11, 19, 20),
            "The sliding scale at our county clinic asked for two pay stubs. Bring them along, it "
            "saves a second trip.",
        ),
    ],
}

# What moderators decided against, by status.
DECIDED = [
    (
        "rejected",
        "how-to-pay-for-care",
        Remark("Tired", _at(11, 12, 22), "Everybody who works in a clinic is a liar."),
    ),
    (
        "spam",
        "the-next-twenty-minutes",
        Remark("Cheap pills", _at(11, 14, 4), "Cheap pills, no questions: www.pills.example"),
    ),
]

# What a program seems to have sent: below all others in the queue.
SUSPECTED = (
    "your-first-call",
    Remark("Great Blog", _at(11, 21, 2), "Great post! I will share it with my friends."),
)

CANNED = {
    "Where to find help at once": (
        "Thank you for writing. If you or somebody with you may be in danger, call 911. You can "
        "call or text 988 at any hour, also to ask how to help another person."
    ),
    "We cannot advise about one person": (
        "Thank you for asking. We cannot advise about one person’s care here. A pharmacist or the "
        "doctor who knows them can."
    ),
}
