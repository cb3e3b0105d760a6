"""Numbers, bounds and what is none, from raw text. All sentences are written for these tests."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language.figures import FigureReader
from analysis.language.figures.bounds import read_quantities
from analysis.language.figures.numbers import read_numbers
from analysis.language.figures.shapes import find_shapes
from analysis.language.records import Figure, get_records
from analysis.lexicon import load_tsv

BLANK = spacy.blank("de")
READER = FigureReader("de")

ONES = [
    "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
    "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
]  # fmt: skip
TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]


def spell(number: int) -> str:
    """A whole number below a million in words: the reader's inverse, written on its own."""
    if number >= 1000:
        rest = spell(number % 1000) if number % 1000 else ""
        thousands = spell(number // 1000)
        thousands = thousands[:-1] if thousands.endswith("eins") else thousands
        return f"{thousands}tausend{rest}"
    if number >= 100:
        return f"{ONES[number // 100]}hundert{spell(number % 100) if number % 100 else ''}"
    if number >= 20:
        one = f"{ONES[number % 10]}und" if number % 10 else ""
        return f"{one}{TENS[number // 10 - 2]}"
    return "eins" if number == 1 else ONES[number]


def group(number: int, mark: str) -> str:
    """Digits in groups of three, with `mark` between."""
    return f"{number:,}".replace(",", mark)


def numbers(text: str) -> list[tuple[str, float]]:
    return [(text[n.start : n.end], n.value) for n in read_numbers(text) if n.form != "article"]


READ = [
    ("Es kamen 12.000 Gäste.", [("12.000", 12000)]),
    ("Es kamen 12 000 Gäste.", [("12 000", 12000)]),
    ("Es kamen 12\u202f000 Gäste.", [("12\u202f000", 12000)]),
    ("Es kamen 9\u00a0400 Gäste.", [("9\u00a0400", 9400)]),
    ("Kosten: 12'500 Franken", [("12'500", 12500)]),
    ("Im Mittel sind es 1,5 Kinder.", [("1,5", 1.5)]),
    ("Der Kurs fiel auf 1.234,56 Punkte.", [("1.234,56", 1234.56)]),
    ("It sold 1,234,567 copies.", [("1,234,567", 1234567)]),
    ("Rund 2,3 Millionen Menschen", [("2,3 Millionen", 2.3e6)]),
    ("Es geht um 1,5 Mio. Euro.", [("1,5 Mio.", 1.5e6)]),
    ("Es geht um 40 Mrd. Euro.", [("40 Mrd.", 4e10)]),
    ("Das kostet 100k im Jahr.", [("100k", 100000)]),
    ("zweitausendfünfhundert Bäume", [("zweitausendfünfhundert", 2500)]),
    ("achtzehnhundert Meter", [("achtzehnhundert", 1800)]),
    ("eine Million dreihunderttausend Stimmen", [("eine Million dreihunderttausend", 1.3e6)]),
    ("anderthalb Stunden", [("anderthalb", 1.5)]),
    ("zweieinhalb Millionen Tonnen", [("zweieinhalb Millionen", 2.5e6)]),
    ("ein Dutzend Eier, drei Dutzend Nägel", [("ein Dutzend", 12), ("drei Dutzend", 36)]),
    ("eine halbe Million Küken", [("eine halbe Million", 5e5)]),
    ("drei Komma zwei Sekunden", [("drei Komma zwei", 3.2)]),
    ("ein 3/4 volles Glas und ½ Zitrone", [("3/4", 0.75), ("½", 0.5)]),
    ("zwei Drittel der Beete", [("zwei Drittel", 2 / 3)]),
    ("die Hälfte der Beete", [("Hälfte", 0.5)]),
    ("jeder zehnte Baum", [("jeder zehnte", 0.1)]),
    ("der siebenundzwanzigste Versuch", [("siebenundzwanzigste", 27)]),
    ("in ihrem 3. Anlauf", [("3", 3)]),
    ("minus fünf Grad, -7,5 Grad", [("fünf", -5), ("-7,5", -7.5)]),
    ("zu dritt am Tisch", [("dritt", 3)]),
    ("Tausende, Zehntausenden", [("Tausende", 1e3), ("Zehntausenden", 1e4)]),
    ("mehrere zehn Milliarden", [("mehrere zehn Milliarden", 1e10)]),
    ("neun zwanzig", [("neun", 9), ("zwanzig", 20)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_reads(text, expected):
    found = [(words.removeprefix("minus "), value) for words, value in numbers(text)]
    assert [words for words, _ in found] == [words for words, _ in expected]
    assert [value for _, value in found] == pytest.approx([value for _, value in expected])


@pytest.mark.parametrize(
    "text",
    [
        "Der G7-Gipfel und die T72 standen im Bericht über COVID-19.",
        "Das ist einfach, wir sagen es nur einmal.",
        "Niemand achtet darauf, wir achten darauf.",
        "Die Einheit der Partei und das Dreieck",
        "Das Dokument heißt 12345678901234567890123456789012.",
    ],
)
def test_reads_no_number(text):
    assert numbers(text) == []


SHAPES = [
    ("Am 19. Juni 2024 war Ruhe.", "19. Juni 2024", "date"),
    ("Vom 3. bis 5. Juli wird gebaut.", "3. bis 5. Juli", "date"),
    ("Stand: 12.04.2016", "12.04.2016", "date"),
    ("In den 1990er Jahren stand hier ein Kino.", "1990er Jahren", "date"),
    ("Die Spielzeit 2015/16 beginnt.", "2015/16", "date"),
    ("Beginn ist um 20.15 Uhr.", "20.15 Uhr", "time"),
    ("Das Spiel endete 2:1.", "2:1", "none"),
    ("Rufen Sie an: Telefon 0431 5567-12", "Telefon 0431 5567-12", "none"),
    ("Es gilt Artikel 5 des Vertrags.", "Artikel 5", "none"),
    ("Das steht in § 26 Abs. 1.", "§ 26", "none"),
    ("Karten: https://karten.example/halle12", "https://karten.example/halle12", "none"),
    ("Tor: Huber (12.)", "(12.)", "none"),
    ("Der 1. FC Moorwerder steigt auf.", "1. ", "none"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "label"), SHAPES, ids=[case[1] for case in SHAPES])
def test_shapes(text, words, label):
    assert (words, label) in [(text[s.start : s.end], s.label) for s in find_shapes(text)]


@pytest.mark.parametrize(
    "text", ["Es kamen 1.200.000 Gäste.", "Sie zahlte 12,50 Euro.", "im Verhältnis drei zu vier"]
)
def test_no_shape(text):
    assert find_shapes(text) == []


BOUNDS = [
    # phrase, low, high, low_open, high_open, bound (DESIGN.md's table)
    ("11.000", 11000, 11000, False, False, "exact"),
    ("rund 11.000", 10500, 11500, False, False, "approx"),
    ("etwa 2,3 Millionen", 2.25e6, 2.35e6, False, False, "approx"),
    ("an die 300", 250, 350, False, False, "approx"),
    ("knapp 11.000", 10500, 11000, False, True, "approx"),
    ("fast hundert", 50, 100, False, True, "approx"),
    ("gut 11.000", 11000, 11500, True, False, "approx"),
    ("mindestens 34", 34, None, False, None, "at_least"),
    ("nicht weniger als neun", 9, None, False, None, "at_least"),
    ("mehr als 60", 60, None, True, None, "more_than"),
    ("weit mehr als 60", 60, None, True, None, "more_than"),
    ("knapp über 70", 70, None, True, None, "more_than"),
    ("bis zu 12.000", None, 12000, None, False, "at_most"),
    ("bis zu rund 12.000", None, 12000, None, False, "at_most"),
    ("höchstens noch für fünf", None, 5, None, False, "at_most"),
    ("nicht mehr als 40", None, 40, None, False, "at_most"),
    ("weniger als sechs", None, 6, None, True, "less_than"),
    ("keine hundert", None, 100, None, True, "less_than"),
    ("zwischen 15.000 und 20.000", 15000, 20000, False, False, "range"),
    ("100 bis 300 Milliarden", 1e11, 3e11, False, False, "range"),
    ("500.000 bis 2 Millionen", 5e5, 2e6, False, False, "range"),
    ("drei- bis viertausend", 3000, 4000, False, False, "range"),
    ("10–15", 10, 15, False, False, "range"),
    ("zwei oder drei", 2, 3, False, False, "range"),
    ("3 oder 4", 3, 4, False, False, "range"),
    ("Tausende", 1000, None, False, None, "vague"),
    ("mehrere Hundert", 100, None, False, None, "vague"),
    ("ein paar Dutzend", 12, None, False, None, "vague"),
    ("Hunderte bis Tausende", 100, None, False, None, "vague"),
    ("gut die Hälfte", 0.5, 0.55, True, False, "approx"),
    ("mehr als doppelt so", 2, None, True, None, "more_than"),
]  # fmt: skip


@pytest.mark.parametrize("case", BOUNDS, ids=[case[0] for case in BOUNDS])
def test_bounds(case):
    phrase, low, high, low_open, high_open, bound = case
    text = f"Die Behörde meldet {phrase} neue Fälle."
    (q,) = read_quantities(text)
    assert (q.low_open, q.high_open, q.bound) == (low_open, high_open, bound)
    assert (q.low, q.high) == (pytest.approx(low), pytest.approx(high))
    assert text[q.start : q.end] == phrase.removesuffix(" so")
    assert (q.value is None) == (bound in ("range", "vague"))


@pytest.mark.parametrize(
    "text", ["Helfer, wie etwa zwei Ärzte, blieben.", "Alle bis auf drei kamen zurück."]
)
def test_false_bounds(text):
    (q,) = read_quantities(text)
    assert q.bound == "exact"


# Every bound of the lexicon that needs no parse, and what it makes of a number.
LABELS = {"below": "approx", "above": "approx"}
MODIFIERS = {"": "exact"} | {
    f"{row['phrase']} ": LABELS.get(row["bound"], row["bound"])
    for row in load_tsv("de", "bounds")
    if row["side"] == "left" and row["note"] in ("", "adverb", "seen without umlaut")
}
BEHIND = {
    f" {row['phrase']}": row["bound"]
    for row in load_tsv("de", "bounds")
    if row["side"] == "right" and " " in row["phrase"]
}
MARKS = [".", "'", "’", "\u202f", "\u2009", "\u00a0", " "]
SCALES = {
    "Tsd.": 10**3, "tausend": 10**3, "Mio.": 10**6, "Millionen": 10**6, "Mrd.": 10**9,
    "Milliarden": 10**9, "Billionen": 10**12, "Dutzend": 12,
}  # fmt: skip
SMALL = st.one_of(
    st.integers(2, 999).map(lambda n: (str(n), n)),
    st.tuples(st.integers(0, 999), st.integers(1, 9)).map(
        lambda pair: (f"{pair[0]},{pair[1]}", pair[0] + pair[1] / 10)
    ),
)
RENDERED = st.one_of(
    st.integers(2, 10**12).map(lambda n: (str(n), n)),
    st.tuples(st.integers(1000, 10**12), st.sampled_from(MARKS)).map(
        lambda pair: (group(*pair), pair[0])
    ),
    st.integers(2, 999_999).map(lambda n: (spell(n), n)),
    st.integers(2, 99).map(lambda n: (f"{spell(n)}einhalb", n + 0.5)),
    SMALL,
    st.tuples(SMALL, st.sampled_from(sorted(SCALES))).map(
        lambda pair: (f"{pair[0][0]} {pair[1]}", pair[0][1] * SCALES[pair[1]])
    ),
)


@given(rendered=RENDERED, modifier=st.sampled_from(sorted(MODIFIERS)))
@settings(max_examples=500, deadline=None)
def test_any_number_with_any_bound_reads_back(rendered, modifier):
    words, value = rendered
    (q,) = read_quantities(f"Gezählt wurden {modifier}{words} davon.")
    assert q.value == pytest.approx(value)
    assert q.bound == MODIFIERS[modifier]
    ends = [end for end in (q.low, q.high) if end is not None]
    assert min(ends) <= q.value <= max(ends) or q.value == pytest.approx(ends[0])


@given(rendered=RENDERED, behind=st.sampled_from(sorted(BEHIND)))
@settings(max_examples=100, deadline=None)
def test_any_number_with_a_bound_behind_it(rendered, behind):
    words, value = rendered
    doc = READER(BLANK(f"Es waren {words}{behind}."))
    (figure,) = get_records(doc, Figure)
    assert (figure.value, figure.bound) == (pytest.approx(value), BEHIND[behind])


@given(low=st.integers(2, 10**6), step=st.integers(1, 10**6), how=st.sampled_from(["bis", "und"]))
@settings(max_examples=100, deadline=None)
def test_any_range_reads_back(low, step, how):
    before = "zwischen " if how == "und" else ""
    (q,) = read_quantities(f"Es waren {before}{group(low, '.')} {how} {group(low + step, '.')}.")
    assert (q.low, q.high, q.bound) == (low, low + step, "range")


SCRAPS = [
    "zwei", "ein", "eine", "hundert", "tausend", "Millionen", "und", "bis", "zwischen", "Komma",
    "halbe", "Drittel", "12.000", "1,5", "3.", "½", "1/2", ":", "-", "–", ".", ",", "(", ")", "%",
    "rund", "mehr", "als", "zu", "Uhr", "Juni", "2024", "Euro", "€", "\n", " ", "\u00a0", "Tel.",
    "+49", "§", "jeder", "dritte", "Tausende", "mehrere", "ein paar", "-jährige", "🙂", "„",
]  # fmt: skip


@given(st.lists(st.sampled_from(SCRAPS), max_size=40), st.sampled_from(["", " "]))
@settings(max_examples=400, deadline=None)
def test_no_text_breaks_it(scraps, glue):
    _check(glue.join(scraps))


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_characters_break_it(text):
    _check(text)


def _check(text: str) -> None:
    skip = [(shape.start, shape.end) for shape in find_shapes(text)]
    end = 0
    for q in read_quantities(text, skip=skip):
        assert end <= q.number_start < q.number_end <= len(text)
        assert 0 <= q.start <= q.number_start
        end = q.number_end


@pytest.mark.parametrize("scrap", ["zwei ", "1", "1.", "ein", "und ", "zwischen drei ", "1:", "@"])
def test_long_repetition_is_linear(scrap):
    _check(scrap * 4_000)
