"""One danger, many ways to write it; and no text that makes the search for it slow."""

import re
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.crisis import CRISIS_LINES, Danger, find_dangers, lines_for, phrases
from home.crisis.dangers import LONGEST


@pytest.mark.parametrize(
    "words",
    [
        "I don't want to live anymore",
        "I don’t want to live any more",
        "i dont want to live anymore",
        "I DON`T WANT TO LIVE ANYMORE!!!",
        "ｉ ｄｏｎｔ ｗａｎｔ ｔｏ ｌｉｖｅ",
        "i want to k i l l my self",
        "I want to k-i-l-l myself",
        "i wanna diiiiie",
        "i want to d1e",
        "I wánt to die",
        "i want to\u200b die",
        "i want to d\x00ie",
        "k*ll myself",
        "he'll kill himself",
        "hell kill himself",
        "im thinkin about dyin",
        "sui cidal and alone",
        "Hello. Thanks for your time.\n\nI want to die.",
    ],
)
def test_spelling_changes_nothing(words):
    assert Danger.SUICIDE in find_dangers(words)


def test_a_word_alone_in_its_field_counts_beside_other_fields():
    assert find_dangers("suicide") == find_dangers("River", "suicide", "") == {Danger.SUICIDE}
    assert Danger.CHILD in find_dangers("he choked me", "I'm 14")


def test_an_over_long_field_hides_no_other():
    assert find_dangers("x" * LONGEST, "I want to die") == {Danger.SUICIDE}


def test_words_of_two_sentences_make_no_phrase():
    assert not find_dangers("What do you want? To die for: that cake.")


@pytest.mark.parametrize(
    "words", ["my friend od'd", "My friend O.D.’d", "friend oded", "hes od'ing"]
)
def test_an_overdose_is_known_by_its_abbreviation(words):
    assert Danger.OVERDOSE in find_dangers(words)


def test_hell_and_odd_stay_words():
    assert not find_dangers("What the hell, an odd bill")


@pytest.mark.parametrize(
    ("denied", "taken_back"),
    [
        ("I am not suicidal", "I am not suicidal but I want to die"),
        ("no thoughts of suicide", "No, I am suicidal"),
        ("He never hit me", "he never hit me before tonight"),
        ("I would never hurt myself", "I would never hurt myself but I am suicidal"),
        ("he does not hit me", "he does not hit me every day"),
        ("he did not overdose", "he did not overdose before, now he is not breathing"),
        ("nunca me pegó", "nunca me pegó hasta anoche"),
    ],
)
def test_what_is_denied_is_no_danger_unless_it_is_taken_back(denied, taken_back):
    assert not find_dangers(denied)
    assert find_dangers(taken_back)


@pytest.mark.parametrize(
    ("past", "present"),
    [
        ("I overdosed years ago and never again", "I overdosed years ago and again last night"),
        ("Years ago I lost my dad to suicide", "I lost my dad years ago and I want to die"),
        ("he used to hit me, now he is sober", "he used to yell, now he hits me"),
        ("three years clean, I had overdosed", "I overdosed after three years clean"),
        ("I survived an overdose and lead a group", "I survived an overdose last night"),
        ("he beat me before I got sober", "he beat me before I got to the car"),
        ("In my addiction I was suicidal", "I am deep in my addiction and I am suicidal"),
        ("mi papá me pegaba", "mi papá me pega"),
        ("me pegó antes de llegar aquí a ustedes", "me pegó antes de llegar a casa"),
        ("antes quería morir, ahora quiero vivir", "antes bebía, ahora me quiero morir"),
    ],
)
def test_the_past_is_no_danger_unless_it_lasts(past, present):
    assert not find_dangers(past)
    assert find_dangers(present)


def test_the_lines_fit_the_danger():
    assert lines_for(find_dangers("The fee is too high")) == ()
    assert lines_for(find_dangers("I want to die")) == CRISIS_LINES
    dials = [line.dial for line in lines_for(find_dangers("My dad hits me, I'm 13"))]
    assert dials[:2] == ["911", "988"]
    assert set(dials[2:]) == {"+18007997233", "+18004224453"}


@given(st.text(max_size=400))
def test_any_text_is_read(text):
    assert find_dangers(text) <= set(Danger)


@given(st.text(max_size=40), st.text(max_size=40))
def test_danger_is_found_between_any_words(before, after):
    assert Danger.SUICIDE in find_dangers(f"{before}\nI am going to kill myself\n{after}")


def test_what_comes_after_the_longest_text_is_not_read():
    assert not find_dangers("a " * LONGEST + "I want to die")


@pytest.mark.parametrize(
    "part", ["a", "a ", "i want to ", "took too many ", "he ", "not ", "my son my ", ".", "'", "@a"]
)
def test_the_work_grows_with_the_length_alone(part):
    """Twice the text takes at most about twice the steps of our own code, and it ends."""
    short, long = (_steps(part * (size // len(part))) for size in (2_000, 4_000))
    assert long <= 2.5 * short + 200


def test_every_repetition_in_a_phrase_is_bounded():
    """One without a bound takes the square of the steps, inside `re`, where nobody counts them."""
    texts = [name for name, value in vars(phrases).items() if isinstance(value, str)]
    texts = [name for name in texts if name.isupper()]
    found = [
        one for name in texts for one in phrases.expressions(name) if re.search(r"\)[*+]", one)
    ]
    assert texts
    assert not found


def _steps(text):
    counted = Counter()

    def count(frame, event, argument):
        counted["lines"] += event == "line"
        return count

    find_dangers(text)  # what is compiled once is compiled now
    before = sys.gettrace()
    sys.settrace(count)
    try:
        find_dangers(text)
    finally:
        sys.settrace(before)
    return counted["lines"]
