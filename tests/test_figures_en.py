"""English sentences -> figures, read by patterns alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language import load
from analysis.language.records import Figure, get_records


@pytest.fixture(scope="module")
def read():
    nlp = load("en")
    return lambda text: [(text[f.start : f.end], f) for f in get_records(nlp(text), Figure)]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "bound", "noun"),
    [
        ("At least 14 miners are missing.", "At least 14 miners", 14, None, "at_least", "miner"),
        ("No fewer than 60 cars", "No fewer than 60 cars", 60, None, "at_least", "car"),
        ("As many as 9,000 troops", "As many as 9,000 troops", None, 9000, "at_most", "troop"),
        ("Far more than 2,500 came.", "Far more than 2,500", 2500, None, "more_than", None),
        ("Some 9,400 signed.", "Some 9,400", 9350, 9450, "approx", None),
        ("Nearly 340 houses fell.", "Nearly 340 houses", 335, 340, "approx", "house"),
        ("Just over 200 stayed.", "Just over 200", 200, 250, "approx", None),
        ("14,000 to 17,000 people", "14,000 to 17,000 people", 14000, 17000, "range", "people"),
        ("between 12 and 20 boats", "between 12 and 20 boats", 12, 20, "range", "boat"),
        ("Tens of thousands marched.", "Tens of thousands", 10000, None, "vague", None),
        ("several hundred pumps", "several hundred pumps", 100, None, "vague", "pump"),
        ("twenty-one wounded men", "twenty-one wounded men", 21, 21, "exact", "man"),
        ("two hundred and fifty-three bodies", "two hundred and fifty-three bodies", 253, 253,
         "exact", "body"),
        ("11,000 of the North Korean soldiers", "11,000 of the North Korean soldiers", 11000, 11000,
         "exact", "soldier"),
        ("Half a million people fled.", "Half a million people", 5e5, 5e5, "exact", "people"),
        ("Two and a half million people", "Two and a half million people", 2.5e6, 2.5e6, "exact",
         "people"),
        ("The number of dead rose to 34.", "34", 34, 34, "exact", "dead"),
        ("The dispatch of 3.000 troops", "3.000 troops", 3000, 3000, "exact", "troop"),
    ],
)  # fmt: skip
def test_counts(read, text, words, low, high, bound, noun):
    ((found, figure),) = read(text)
    assert (found, figure.low, figure.high, figure.bound) == (words, low, high, bound)
    assert (figure.kind, figure.noun) == ("count", noun)


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit"),
    [
        ("It cost $5m.", 5e6, "money", "USD"),
        ("a loan of £1.2bn", 1.2e9, "money", "GBP"),
        ("23 million euros a year", 23e6, "money", "EUR"),
        ("20 per cent of miners", 20, "percent", "%"),
        ("3.5 percentage points", 3.5, "percent", "%-pt"),
        ("two-thirds of the beds", 2 / 3, "share", None),
        ("a third of the beds", 1 / 3, "share", None),
        ("one in five residents", 0.2, "share", None),
        ("three out of four", 0.75, "share", None),
        ("twice as many visitors", 2, "multiple", None),
        ("a five-year-old boy", 5, "age", "a"),
        ("Hedwig Brosch, 67, a nurse", 67, "age", "a"),
        ("a six-day strike", 6, "duration", "d"),
        ("It lasted 40 minutes.", 40, "duration", "min"),
        ("A week later it rained.", 1, "duration", "wk"),
        ("12 kilometres away", 12, "measure", "km"),
        ("the third attempt", 3, "rank", None),
        ("the 21st victim", 21, "rank", None),
        ("in 2019 they left", 2019, "date", None),
        ("on 13 September 2024", None, "date", None),
        ("on September 13, 2024", None, "date", None),
        ("at half past two", None, "date", None),
        ("at 9:15 p.m.", None, "date", None),
    ],
)
def test_kinds(read, text, value, kind, unit):
    ((_, figure),) = read(text)
    assert figure.value == (value if value is None else pytest.approx(value))
    assert (figure.kind, figure.unit) == (kind, unit)


@pytest.mark.parametrize(
    "text",
    [
        "One could say so.",
        "At first nobody came.",
        "They came second.",
        "The G7 met.",
        "under Article 5 of the treaty",
        "COVID-19 spread.",
        "A boat sank.",
        "on page 12",
    ],
)
def test_no_figures(read, text):
    assert read(text) == []


def test_from_to_is_a_change_of_two_figures(read):
    assert [words for words, _ in read("It rose from 23 to 40.")] == ["23", "40"]


@given(
    value=st.integers(min_value=2101, max_value=999_999),
    modifier=st.sampled_from(["at least", "up to", "fewer than", "more than", "nearly", ""]),
)
def test_grouped_numbers_read_back(read, value, modifier):
    ((words, figure),) = read(f"They saw {modifier} {value:,} lights.".replace("  ", " "))
    assert figure.value == value
    assert words == f"{modifier} {value:,} lights".strip()


@given(st.text(alphabet="one two-hundred,and.5£$%m half past \n", max_size=60))
def test_no_text_makes_it_fail(read, text):
    for words, figure in read(text):
        assert words
        assert figure.start <= figure.number_start < figure.number_end <= figure.end
