"""How well words of danger are known: precision and recall over sentences with a known answer."""

from pathlib import Path
from typing import NamedTuple

import pytest

from home.crisis import find_dangers

FOLDER = Path(__file__).parent


class Figures(NamedTuple):
    """What became of a file of sentences."""

    precision: float
    recall: float
    right_kind: float
    missed: list[str]
    false_alarms: list[str]


def sentences(name):
    lines = (FOLDER / name).read_text().splitlines()
    return [line.split(": ", 1) for line in lines if line and not line.startswith("#")]


def measure(name):
    judged = [(kind, text, find_dangers(text)) for kind, text in sentences(name)]
    wanted = [one for one in judged if one[0] != "none"]
    missed = [text for _, text, found in wanted if not found]
    false_alarms = [text for kind, text, found in judged if kind == "none" and found]
    hits = len(wanted) - len(missed)
    kinds = sum(kind in found for kind, _, found in wanted)
    return Figures(
        *(hits / (hits + len(false_alarms)), hits / len(wanted), kinds / len(wanted)),
        *(missed, false_alarms),
    )


@pytest.mark.parametrize(
    # The second was written before the phrases, and they were never fitted to it.
    ("name", "precision", "recall"),
    [("corpus.txt", 1, 1), ("held_out.txt", 0.95, 0.95)],
)
def test_precision_and_recall(name, precision, recall):
    figures = measure(name)
    print(f"{name}: precision {figures.precision:.3f}, recall {figures.recall:.3f}")  # noqa: T201
    assert figures.precision >= precision, figures.false_alarms
    assert figures.recall >= recall, figures.missed
    assert figures.right_kind >= recall


def test_the_corpus_is_large_and_says_nothing_twice():
    found = sentences("corpus.txt")
    assert sum(kind != "none" for kind, _ in found) >= 150
    assert sum(kind == "none" for kind, _ in found) >= 150
    texts = [text for _, text in [*found, *sentences("held_out.txt")]]
    assert len(set(texts)) == len(texts)
