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
}
