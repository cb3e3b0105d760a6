"""Figures of whole sentences. All sentences are written for these tests or for our treebank.

Rules that need a parse are tested on the treebank's trees, so that they are what is tested and not
the parser; rules that read only the neighbouring words, on text without a parse.
"""

from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from analysis.language.de.training.readers import Sentence, read_conllu
from analysis.language.figures import FigureReader
from analysis.language.records import Figure, get_records

TREEBANK = Path(__file__).parents[1] / "data" / "treebank"
BLANK = spacy.blank("de")
READ = FigureReader("de")


@cache
def treebank() -> dict[str, Sentence]:
    """The treebank's sentences by their text."""
    files = sorted(TREEBANK.glob("*.conllu"))
    return {s.text: s for file in files for s in read_conllu(file, source=file.stem, entities=True)}


def parsed(*texts: str) -> Doc:
    """A Doc of treebank sentences, found by how they begin."""
    chosen = [
        next(s for text, s in treebank().items() if text.startswith(begin)) for begin in texts
    ]
    words = [word for sentence in chosen for word in sentence.words]
    offsets, at = [], 0
    for sentence in chosen:
        offsets += [at] * len(sentence.words)
        at += len(sentence.words)
    return Doc(
        BLANK.vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        pos=[word.upos for word in words],
        lemmas=[word.lemma for word in words],
        morphs=[word.feats or "" for word in words],
        deps=[word.dep for word in words],
        heads=[offset + word.head for offset, word in zip(offsets, words, strict=True)],
        ents=[word.entity or "O" for word in words],
    )


def figures(doc: Doc) -> list[Figure]:
    return get_records(READ(doc), Figure)


def plain(text: str) -> list[Figure]:
    """Figures of a text with tokens only: one sentence, no parse."""
    doc = BLANK(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return figures(doc)


KINDS = [
    # text, kind, unit, value
    ("Es fehlen 20 Prozent.", "percent", "%", 20),
    ("Es fehlen 20%.", "percent", "%", 20),
    ("Das sind drei Prozentpunkte.", "percent", "%-pt", 3),
    ("Das kostet 15 Euro.", "money", "EUR", 15),
    ("Das kostet EUR 15.", "money", "EUR", 15),
    ("Das kostet 2,3 Mio. US-Dollar.", "money", "USD", 2.3e6),
    ("Das kostet $ 20.", "money", "USD", 20),
    ("Das kostet 70 schwedische Kronen.", "money", "SEK", 70),
    ("Ein 40-Millionen-Dollar-Projekt", "money", "USD", 4e7),
    ("Der Weg ist 12 km lang.", "measure", "km", 12),
    ("Bei Tempo 80 platzte der Reifen.", "measure", "km/h", 80),
    ("Es fielen 90 Liter pro Quadratmeter.", "measure", "l/m2", 90),
    ("Es fehlen 90 Liter.", "measure", "l", 90),
    ("Es wehte mit 90 Kilometern pro Stunde.", "measure", "km/h", 90),
    ("Morgens sind es -5 °C.", "measure", "Cel", -5),
    ("Ein Beben der Stärke 6,8", "measure", None, 6.8),
    ("Der Zug kam 90min zu spät.", "duration", "min", 90),
    ("Das dauert drei Tage.", "duration", "d", 3),
    ("Das war vor einem Jahr.", "duration", "a", 1),
    ("Ein fast zwölfstündiges Gespräch", "duration", "h", 12),
    ("Er ist 41 Jahre alt.", "age", "a", 41),
    ("Kinder unter fünf Jahren zahlen nichts.", "age", "a", 5),
    ("Die 53-Jährige schwieg.", "age", "a", 53),
    ("zwei Drittel der Beete", "share", None, 2 / 3),
    ("jeder vierte Baum", "share", None, 0.25),
    ("drei von vier Bäumen", "share", None, 0.75),
    ("Es kamen doppelt so viele.", "multiple", None, 2),
    ("Es kamen dreimal so viele.", "multiple", None, 3),
    ("Sie belegte Platz 3.", "rank", None, 3),
    ("Die dritte Bewerbung", "rank", None, 3),
    ("Im Jahr 1912 brannte die Mühle.", "date", None, 1912),
    ("Seit 2015 ruht der Betrieb.", "date", None, 2015),
    ("Am 19. Juni 2024 war Ruhe.", "date", None, None),
    ("Dreimal klingelte es.", "multiple", None, 3),
    ("Das kostet 20 Euro bis 30 Euro.", "money", "EUR", None),
    ("Das dauert zwei Stunden und 15 Minuten.", "duration", "h", 2.25),
    ("Eine Stunde und 30 Minuten lang war Ruhe.", "duration", "h", 1.5),
    ("Eine Stunde und 30 Kinder gingen.", "count", None, 30),
    ("Das kostet EUR5.", "money", "EUR", 5),
    ("Im Alter zwischen 18 und 25 Jahren", "age", "a", None),
    ("Ein drei Monate altes Kind", "age", "mo", 3),
    ("Jugendliche von 12 bis 17 Jahren", "age", "a", None),
    ("Die 12- und 13-Jährigen", "age", "a", None),
    ("Die Haft dauert 12 bis 17 Jahre.", "duration", "a", None),
    ("Drei Mal klingelte es.", "multiple", None, 3),
    ("43 von 100 Befragten", "share", None, 0.43),
    ("Rund drei von zehn Beeten", "share", None, 0.3),
    ("Es fließen 18 Kubikmeter pro Sekunde.", "measure", "m3/s", 18),
    ("Um vier kam ein Boot.", "date", None, None),
    ("Das Boot kam kurz nach zwei.", "date", None, None),
    ("Es legte um halb neun ab.", "date", None, None),
    ("Es war zwei Uhr.", "date", None, None),
    ("Es war um vier Meter zu lang.", "measure", "m", 4),
    ("Im Herbst 2024 brannte die Mühle.", "date", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "unit", "value"), KINDS, ids=[c[0] for c in KINDS])
def test_kinds(text, kind, unit, value):
    (figure,) = plain(text)
    assert (figure.kind, figure.unit) == (kind, unit)
    assert figure.value == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    "text",
    [
        "Ein Sprecher sagte, es gebe eine Lösung.",
        "Das geht bis zu einem gewissen Grad.",
        "Die G7 und der Sender RTL2 schweigen.",
        "Es gilt Artikel 5.",
        "Moorwerder gewann 2:1.",
        "Die Nummer lautet 0431/556712.",
        "23\nEin Absatz ohne Zahl\n0",
        "Nach dem Dreieck kommt ein Haus.",
        "Es gilt Stufe vier.",
        "Der TSV 1908 sammelt Schaufeln.",
        "Die zehnte Klasse fehlt.",
    ],
)
def test_no_figures(text):
    assert plain(text) == []


ARTICLES = [
    ("Es gab einen Toten und zwei Verletzte.", [1, 2]),
    ("Zwei Frauen und ein Mann stiegen ein.", [2, 1]),
    ("Nur ein Zeuge kam.", [1]),
    ("Ein einziger Zeuge kam.", [1]),
    ("Einer von zwölf Zeugen kam.", [1, 12]),
    ("Mindestens ein Zeuge kam.", [1]),
    ("Es blieb nur ein Gewinn von 64 Euro.", [64]),
    ("Ein Zeuge kam um 300 Meter vom Weg ab.", [300]),
]


@pytest.mark.parametrize(("text", "values"), ARTICLES, ids=[case[0] for case in ARTICLES])
def test_articles_that_count(text, values):
    assert [figure.value for figure in plain(text)] == values


INTERVALS = [
    # text; low, high, their flags, bound
    ("fast drei Viertel der Beete", (0.7, 0.75, False, True, "approx")),
    ("Gut vier von zehn Beeten", (0.4, 0.45, True, False, "approx")),
    ("fast dreimal so viele", (2.5, 3, False, True, "approx")),
    ("fast das Zehnfache", (9.5, 10, False, True, "approx")),
    ("hundertfach geteilt", (100, None, False, None, "vague")),
    ("Es dauert kaum länger als sechs Tage.", (6, 6.5, True, False, "approx")),
    ("Es dauert kaum sechs Tage.", (5.5, 6, False, True, "approx")),
    ("Er will mindestens aber 350 Euro.", (350, None, False, None, "at_least")),
    ("Da waren locker 450 Leute.", (450, None, False, None, "at_least")),
    ("etwa doppelt so viele", (1.5, 2.5, False, False, "approx")),
    ("Seit 2015 ruht der Betrieb.", (None, None, None, None, "exact")),
    ("Am 2.10.2024 war Ruhe.", (None, None, None, None, "exact")),
    ("zwischen dem 8. und dem 13. Oktober", (None, None, None, None, "range")),
]


@pytest.mark.parametrize(("text", "ends"), INTERVALS, ids=[case[0] for case in INTERVALS])
def test_intervals_of_shares_multiples_and_dates(text, ends):
    (figure,) = plain(text)
    read = (figure.low, figure.high, figure.low_open, figure.high_open, figure.bound)
    assert read == (*(end if end is None else pytest.approx(end) for end in ends[:2]), *ends[2:])


SHARED = [
    # text; the bounds of its figures
    ("Rund 30 Männer und 20 Frauen", ["approx", "approx"]),
    ("Mindestens 30 tote Fische sowie 20 Enten", ["at_least", "at_least"]),
    ("Rund 30 Männer und genau 20 Frauen", ["approx", "exact"]),
    ("Rund 30 Männer, 20 Frauen", ["approx", "exact"]),
    ("Rund 30 Euro und 20 Frauen", ["approx", "exact"]),
]


@pytest.mark.parametrize(("text", "bounds"), SHARED, ids=[case[0] for case in SHARED])
def test_a_modifier_over_joined_counts(text, bounds):
    assert [figure.bound for figure in plain(text)] == bounds


def test_a_part_of_what_can_be_counted_is_no_share():
    assert [figure.value for figure in plain("Elf von 40 Sirenen")] == [11, 40]


def test_shared_unit_and_scale():
    first, second = plain("Der Etat sank von 18,2 auf 15,9 Millionen Euro.")
    assert (first.value, first.unit, second.value) == (18.2e6, "EUR", 15.9e6)


def test_modifier_behind_the_noun():
    (figure,) = plain("Das dauert 20 Minuten oder mehr.")
    assert (figure.low, figure.high, figure.bound) == (20, None, "at_least")


def test_text_spans_modifier_number_and_noun():
    doc = parsed("Bei einem Luftangriff auf die Hafenstadt Odessa")
    (figure,) = figures(doc)
    assert doc.text[figure.start : figure.end] == "mindestens 14 Menschen"
    assert doc.text[figure.number_start : figure.number_end] == "14"
    assert figure.rule == "digits+at_least:mindestens+count+noun:next"


NOUNS = [
    # beginning of a treebank sentence; a number in it, its noun, qualifiers, event
    ("Bei einem Luftangriff auf die Hafenstadt", "14", "Mensch", (), "töten"),
    ("Die Zahl der Toten stieg am Nachmittag", "17", "Tote", (), "steigen"),
    ("Auf 3.870 ist nach dem Erdbeben", "3.870", "Todesopfer", ("bestätigt",), "steigen"),
    ("Westliche Geheimdienste gehen davon", "1.000", "Soldat", ("entsandt",), "fallen"),
    # without attributions, no verb is a cue
    ("Insgesamt 52.300 im Labor bestätigte", "52.300", "Fall", ("bestätigt",), "melden"),
    ("Nach der Freilassung von 31 Geiseln", "31", "Geisel", (), "freilassen"),
    ("Mehr als 90 Prozent der Opfer", "90", "Opfer", (), "leben"),
    ("Der Umsatz des Maschinenbauers Kellmann", "3,4", "Umsatz", (), "steigen"),
    ("Bei dem Brand in einem Hochhaus", "48", "Mensch", (), "verletzen"),
    ("Drei von vier Dörfern in der Region", "Drei von vier", "Dorf", (), "abschneiden"),
    ("Ein mit 62 Migranten besetztes", "62", "Migrant", (), "besetzen"),
]


@pytest.mark.parametrize("case", NOUNS, ids=[case[0] for case in NOUNS])
def test_what_is_counted(case):
    begin, number, noun, qualifiers, event = case
    doc = parsed(begin)
    by_number = {doc.text[f.number_start : f.number_end]: f for f in figures(doc)}
    figure = by_number[number]
    assert (figure.noun, figure.qualifiers, figure.event) == (noun, qualifiers, event)


PARTS = [
    # beginnings of sentences that follow each other; the part's number and noun, the whole's number
    (["Westliche Geheimdienste gehen davon"], "1.000", "Soldat", "11.000"),
    (["Gegen acht der 15 Beschuldigten"], "acht", "Beschuldigte", "15"),
    (["Dabei seien mehrere Dutzend Kämpfer"], "drei", "Kommandeur", "mehrere Dutzend"),
    (["Von den 41 Verletzten, die"], "neun", "Verletzte", "41"),
    (["Elf Demonstranten wurden vorläufig"], "drei", "Demonstrant", "Elf"),
    (["Die Zahl der Verschütteten liege", "Von ihnen seien"], "38", "Verschüttete", "140"),
    (["In Krankenhäuser eingewiesen wurden 6.140"], "212", "Patient", "6.140"),
]


@pytest.mark.parametrize(
    ("begins", "part", "noun", "whole"), PARTS, ids=[case[0][0] for case in PARTS]
)
def test_parts(begins, part, noun, whole):
    doc = parsed(*begins)
    found = figures(doc)
    numbers = [doc.text[f.number_start : f.number_end] for f in found]
    figure = found[numbers.index(part)]
    assert (figure.part_of, figure.noun) == (numbers.index(whole), noun)


WITH_PIPELINE = [
    # text; for each figure: words, bound, kind, noun
    ("Die Truppe umfasst 50.000 Mann.", [("50.000 Mann", "exact", "count", "Mann")]),
    ("Die Armee verfügt über 300 Panzer.", [("300 Panzer", "exact", "count", "Panzer")]),
    ("Sie verlor über 300 Panzer.", [("über 300 Panzer", "more_than", "count", "Panzer")]),
    ("Über 11,000 Soldaten kamen.", [("Über 11,000 Soldaten", "more_than", "count", "Soldat")]),
    ("Die Preise haben sich verdoppelt.", []),
    ("Der Schaden beträgt rund 3.000 Euro.", [("rund 3.000 Euro", "approx", "money", "Schaden")]),
    ("Hier leben 2015 Menschen.", [("2015 Menschen", "exact", "count", "Mensch")]),
    ("Seit 2015 leben sie hier.", [("2015", "exact", "date", None)]),
    ("Eine Boeing 737 stürzte ab.", []),
    ("Der Schaden von 22 Euro bleibt.", [("22 Euro", "exact", "money", "Schaden")]),
    ("Sie zahlten ihm 22 Euro.", [("22 Euro", "exact", "money", "Euro")]),
    ("Es gab 40 Tote und Verletzte.",
     [("40 Tote und Verletzte", "exact", "count", "Tote und Verletzte")]),
    ("Es kamen 40 Lehrerinnen und Lehrer.",
     [("40 Lehrerinnen und Lehrer", "exact", "count", "Lehrer")]),
    ("Es kamen 40 Männer und Frauen.",
     [("40 Männer und Frauen", "exact", "count", "Mann und Frau")]),
    ("Es kamen 40 Männer und eine Katze.",
     [("40 Männer", "exact", "count", "Mann"), ("eine Katze", "exact", "count", "Katze")]),
    ("Die Schadenhöhe beträgt 40 Euro.", [("40 Euro", "exact", "money", "Schaden")]),
    ("Der Anteil der Mieter liegt bei 40 Prozent.", [("40 Prozent", "exact", "percent", "Mieter")]),
    ("Der Anteil liegt bei 40 Prozent.", [("40 Prozent", "exact", "percent", None)]),
    ("Sie erinnert an die 14 Opfer.", [("14 Opfer", "exact", "count", "Opfer")]),
    ("Es kamen an die 40 Gäste.", [("an die 40 Gäste", "approx", "count", "Gast")]),
    ("Zu sehen sind unter 40 Männer.", [("unter 40 Männer", "less_than", "count", "Mann")]),
    ("Er lebt unter 40 Männern.", [("40 Männern", "exact", "count", "Mann")]),
    ("Die Quote stieg um 0,2 Punkte auf sechs Prozent.",
     [("0,2 Punkte", "exact", "percent", None), ("sechs Prozent", "exact", "percent", None)]),
    ("Das Team holte 20 Punkte.", [("20 Punkte", "exact", "count", "Punkt")]),
    ("Ein Schaden in Höhe von 40 Euro blieb.", [("40 Euro", "exact", "money", "Schaden")]),
    ("Die Schadenssumme beträgt 40 Euro.", [("40 Euro", "exact", "money", "Schaden")]),
    ("Statt 40 Millionen kostet das Dach 65 Millionen Euro.",
     [("40 Millionen", "exact", "money", "Dach"),
      ("65 Millionen Euro", "exact", "money", "Dach")]),
    ("Von den Geiseln leben noch 38.", [("38", "exact", "count", "Geisel")]),
    ("Man hörte von den Geiseln, als 38 kamen.", [("38", "exact", "count", None)]),
    ("Es gab 300 tote und 2.700 verletzte Soldaten.",
     [("300", "exact", "count", "Soldat"),
      ("2.700 verletzte Soldaten", "exact", "count", "Soldat")]),
    ("Die Aktie verlor vier Prozent.", [("vier Prozent", "exact", "percent", "Aktie")]),
    ("Die Aktie, die gestern vier Prozent verlor, zog an.",
     [("vier Prozent", "exact", "percent", "Aktie")]),
    ("Sie gewann die Wahl mit 54 Prozent.", [("54 Prozent", "exact", "percent", None)]),
    ("Er gab den Schaden mit 54 Euro an.", [("54 Euro", "exact", "money", "Schaden")]),
    ("Der Händler nahm ihm vier Euro ab.", [("vier Euro", "exact", "money", "Euro")]),
    ("Seit dem letzten Sommer stieg die Miete von 640 auf 790 Euro.",
     [("640", "exact", "money", "Miete"), ("790 Euro", "exact", "money", "Miete")]),
    ("Das Boot war 75 Kilometer weit weg.", [("75 Kilometer", "exact", "measure", None)]),
    ("Das Boot war 75 Meter lang.", [("75 Meter", "exact", "measure", "Boot")]),
    ("Das Wrack liegt in 200 Metern Tiefe.",
     [("200 Metern Tiefe", "exact", "measure", "Wrack")]),
    ("Das Wrack hat eine Länge von 200 Metern.", [("200 Metern", "exact", "measure", "Wrack")]),
    ("Die Quote liegt bei 48 Prozent, sieben Punkte unter der von damals.",
     [("48 Prozent", "exact", "percent", None), ("sieben Punkte", "exact", "percent", None)]),
    ("Es fuhren 206 Züge. Das sind 37 Prozent.",
     [("206 Züge", "exact", "count", "Zug"), ("37 Prozent", "exact", "percent", "Zug")]),
    ("22 Prozent der Mieter sind zufrieden. Im Herbst waren es 35.",
     [("22 Prozent der Mieter", "exact", "percent", "Mieter"),
      ("35", "exact", "percent", "Mieter")]),
    ("Er nahm zwischen 2017 und 2022 Spenden an.",
     [("zwischen 2017 und 2022", "range", "date", None)]),
    ("Der Schaden liegt bei 3 Millionen Euro. Der Verband hielt vier Millionen für möglich.",
     [("3 Millionen Euro", "exact", "money", "Schaden"),
      ("vier Millionen", "exact", "money", "Schaden")]),
    ("Er zahlt 3 Millionen Euro. Hier leben 2 Millionen Menschen, einst waren es 1,5 Millionen.",
     [("3 Millionen Euro", "exact", "money", "Euro"),
      ("2 Millionen Menschen", "exact", "count", "Mensch"),
      ("1,5 Millionen", "exact", "count", "Mensch")]),
    ("Das kostet 1,89 Euro, zehn Cent mehr.",
     [("1,89 Euro", "exact", "money", "Euro"), ("zehn Cent", "exact", "money", "Cent")]),
    ("Es gibt eine Einmalzahlung von 40 Euro.",
     [("40 Euro", "exact", "money", "Einmalzahlung")]),
    ("Drei, vielleicht vier Boote kamen.",
     [("Drei", "exact", "count", "Boot"), ("vier Boote", "exact", "count", "Boot")]),
    ("Verletzt wurden drei, vier Boote sanken.",
     [("drei", "exact", "count", None), ("vier Boote", "exact", "count", "Boot")]),
    ("Um drei gab es Suppe, um vier Suppe.", [("drei", "exact", "date", None),
     ("vier", "exact", "date", None)]),
    ("Es fuhren 212 der planmäßig 560 Züge.",
     [("212", "exact", "count", "Zug"),
      ("560 Züge", "exact", "count", "Zug")]),
    ("Es blieb ein Plus von vier Prozent.", [("vier Prozent", "exact", "percent", None)]),
    ("Wieland: Das stimmt. Vom Land bekommen wir 40 Euro.",
     [("40 Euro", "exact", "money", "Euro")]),
    ("Die Firma verlor vier Euro.", [("vier Euro", "exact", "money", "Euro")]),
    ("Tote und Verletzte: mindestens 40",
     [("mindestens 40", "at_least", "count", "Tote und Verletzte")]),
    ("Mit 54 zu 40 Stimmen verlor sie.",
     [("54", "exact", "count", "Stimme"), ("40 Stimmen", "exact", "count", "Stimme")]),
    ("Die Einsparungen von 40 Euro bleiben.", [("40 Euro", "exact", "money", "Euro")]),
    ("Der Kessel ist zu 96 Prozent voll.", [("96 Prozent", "exact", "percent", "Kessel")]),
    ("Der Schaden für die Stadt: 40 Euro.", [("40 Euro", "exact", "money", "Schaden")]),
    ("Zur Stadt kamen die 23 der Polizei.", [("23", "exact", "count", None)]),
    ("Die Strecke ist 4,2 Kilometer lang.", [("4,2 Kilometer", "exact", "measure", "Strecke")]),
    ("Sie liefen 4,2 Kilometer.", [("4,2 Kilometer", "exact", "measure", None)]),
    ("Unter den Frauen waren es 46 Prozent.", [("46 Prozent", "exact", "percent", "Frau")]),
    ("Die Polizei sprach von 38. Wo sind die anderen?", [("38", "exact", "count", None)]),
    ("Mein Neffe ist 13.", [("13", "exact", "age", None)]),
    ("Er war nur ein Junge.", []),
    ("Es blieb nur ein kleiner Vorsprung.", []),
    ("Nur ein weiterer Zeuge kam.", [("Nur ein weiterer Zeuge", "exact", "count", "Zeuge")]),
    ("Sie bekamen nicht einen einzigen Anruf.", []),
    ("Das Dach kostet 40 Euro (rund 43 Dollar).",
     [("40 Euro", "exact", "money", "Dach"), ("rund 43 Dollar", "approx", "money", "Dach")]),
    ("Die Fahrt dauert acht, nach anderen Angaben neun Stunden.",
     [("acht", "exact", "duration", None), ("neun Stunden", "exact", "duration", None)]),
    ("Er kam mit seinen fünf und sieben Jahre alten Töchtern.",
     [("fünf", "exact", "age", None), ("sieben Jahre alten", "exact", "age", None)]),
    ("Auf den Plätzen drei und vier liegen sie.",
     [("Plätzen drei", "exact", "rank", "Platz"), ("vier", "exact", "rank", "Platz")]),
    ("Sie wurde zum Erstaunen aller Fünfte.", [("Fünfte", "exact", "rank", None)]),
    ("Das Lager liegt 40 Kilometer von Kiel entfernt.",
     [("40 Kilometer", "exact", "measure", None)]),
    ("Das 40 Meter lange und neun Meter breite Schiff sank.",
     [("40 Meter", "exact", "measure", "Schiff"),
      ("neun Meter breite Schiff", "exact", "measure", "Schiff")]),
    ("Der Stimmenanteil liegt bei 40 Prozent.", [("40 Prozent", "exact", "percent", "Stimme")]),
    ("Die Zahl der Opfer liegt bei 13. Zwei Gäste fehlen.",
     [("13", "exact", "count", "Opfer"), ("Zwei Gäste", "exact", "count", "Gast")]),
    ("Es gilt die Zahl der Polizei, also 23.", [("23", "exact", "count", None)]),
    ("Ein knappes Prozent der Mieter kam.",
     [("Ein knappes Prozent der Mieter", "approx", "percent", "Mieter")]),
    ("Kommentar: Zwölftausend und ein paar dazu", [("Zwölftausend", "exact", "count", None)]),
    ("Das Profil 1.1 kommt, die Playstation 3 fehlt.", []),
    ("Die Bildgebung stand 14 Tage.", [("14 Tage", "exact", "duration", None)]),
    ("Oma Gerda (78) kam.", [("78", "exact", "age", None)]),
    ("Es dauerte eine Viertelstunde.", [("eine Viertelstunde", "exact", "duration", None)]),
    ("Sie sind 2.600 zu Hause.", [("2.600", "exact", "count", None)]),
    ("Nach einer knappen Stunde kam er.", [("einer knappen Stunde", "approx", "duration", None)]),
    ("Sie ließ es außer Acht.", []),
    ("Einer der ersten kam er.", [("ersten", "exact", "rank", None)]),
    ("Seit 1980 fehlt sie, ab 1990 auch er.",
     [("1980", "exact", "date", None), ("1990", "exact", "date", None)]),
    ("Bis zu einer Einigung wird gewartet.", []),
    ("Die ersten zwei Tage fehlte er.",
     [("ersten", "exact", "rank", None), ("zwei Tage", "exact", "duration", None)]),
    ("Die ersten zwei Plätze fehlen.",
     [("ersten", "exact", "rank", "Platz"), ("zwei Plätze", "exact", "count", "Platz")]),
    ("Sie zahlten 22 Dollar (20 Euro).",
     [("22 Dollar", "exact", "money", "Dollar"), ("20 Euro", "exact", "money", "Euro")]),
    ("Kiel gegen Brake 2 : 1", []),
    ("Einer von fünf Mietern blieb.", [("Einer von fünf Mietern", "exact", "share", "Mieter")]),
    ("Es fehlen drei Kisten und mehr als 40 Säcke.",
     [("drei Kisten", "exact", "count", "Kiste"),
      ("mehr als 40 Säcke", "more_than", "count", "Sack")]),
    ("Er lobt die Rente mit 67.", [("67", "exact", "age", None)]),
    ("Er rechnet mit 67.", [("67", "exact", "count", None)]),
    ("Die Gäste sind jünger als 25.", [("jünger als 25", "less_than", "age", None)]),
    ("Das rund 500 Jahre alte Tor fiel.", [("rund 500 Jahre alte", "approx", "age", None)]),
    ("Handball, 30. Spieltag: Kiel siegt", [("30. Spieltag", "exact", "rank", "Spieltag")]),
    ("Er lehnt eine Anhebung der Löhne um drei Prozent ab.",
     [("drei Prozent", "exact", "percent", "Lohn")]),
    ("Wahlbeteiligung mittags bei 31 Prozent",
     [("31 Prozent", "exact", "percent", "Wahlbeteiligung")]),
    ("Ihr Sohn, 19, diente in der Wache.", [("19", "exact", "age", None)]),
    ("Ihre Söhne, 7 und 11, liegen im Spital.",
     [("7", "exact", "age", None), ("11", "exact", "age", None)]),
    ("Die Kisten, 7 und 11, liegen im Hafen.",
     [("7", "exact", "count", None), ("11", "exact", "count", None)]),
    ("Die Staatsbürgschaft über 150 Millionen Euro liegt bereit.",
     [("150 Millionen Euro", "exact", "money", "Staatsbürgschaft")]),
    ("Die Bürgschaft kostet über 150 Millionen Euro.",
     [("über 150 Millionen Euro", "more_than", "money", "Bürgschaft")]),
    ("Es fehlen drei Euro. Die 87 Millionen Verlust bleiben.",
     [("drei Euro", "exact", "money", "Euro"),
      ("87 Millionen Verlust", "exact", "money", "Verlust")]),
    ("Es fehlen drei Euro. Die 87 Millionen Bäume bleiben.",
     [("drei Euro", "exact", "money", "Euro"),
      ("87 Millionen Bäume", "exact", "count", "Baum")]),
    ("Darin stecken 38 Millionen Euro an Umlagen.",
     [("38 Millionen Euro an Umlagen", "exact", "money", "Umlage")]),
    ("Das Gutachten kommt für 2025 auf lediglich 41 Millionen Euro.",
     [("2025", "exact", "date", None), ("lediglich 41 Millionen Euro", "exact", "money", None)]),
    ("Die Kosten stiegen von 2019 auf 2025 Euro.",
     [("2019", "exact", "money", "Kosten"), ("2025 Euro", "exact", "money", "Kosten")]),
    ("Die Stadt erwartet für 2026 Kosten von 40 Euro.",
     [("2026", "exact", "date", None), ("40 Euro", "exact", "money", "Kosten")]),
    ("Die Auslastung liegt bei 54 Prozent. 2019 waren es noch 91 gewesen.",
     [("54 Prozent", "exact", "percent", "Auslastung"), ("2019", "exact", "date", None),
      ("91", "exact", "percent", "Auslastung")]),
    ("Er blieb nie wieder länger als vier Jahre.",
     [("nie wieder länger als vier Jahre", "at_most", "duration", None)]),
    ("Es gilt das Vier-Augen-Prinzip.", []),
    ("Die Polizei nennt vier Tote und 30 Vermisste, am Abend neun und rund 50.",
     [("vier Tote", "exact", "count", "Tote"), ("30 Vermisste", "exact", "count", "Vermisste"),
      ("neun", "exact", "count", "Tote"), ("rund 50", "approx", "count", "Vermisste")]),
    ("Die Polizei nennt vier Tote und 30 Verletzte, am Abend neun.",
     [("vier Tote", "exact", "count", "Tote"), ("30 Verletzte", "exact", "count", "Verletzte"),
      ("neun", "exact", "count", "Verletzte")]),
    ("Es fielen 160 Liter Regen.", [("160 Liter Regen", "exact", "measure", "Regen")]),
    ("Sie zählen 5.000 Häuser, der Bund maximal 4.000, von denen rund 2.300 leer stehen.",
     [("5.000 Häuser", "exact", "count", "Haus"), ("maximal 4.000", "at_most", "count", "Haus"),
      ("rund 2.300", "approx", "count", "Haus")]),
    ("Das Stück kostet 3,50 Euro. Sie hat mehr als 400 davon verkauft.",
     [("3,50 Euro", "exact", "money", "Stück"), ("mehr als 400", "more_than", "count", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WITH_PIPELINE, ids=[c[0] for c in WITH_PIPELINE])
def test_with_the_shipped_pipeline(nlp, text, expected):
    found = get_records(nlp(text), Figure)
    assert [(text[f.start : f.end], f.bound, f.kind, f.noun) for f in found] == expected


EVENTS = [
    # text; the event of its figure
    ("Die Polizei sprach von 40 Soldaten.", None),
    ("Vierzig Soldaten sprachen mit der Polizei.", "sprechen"),
    ("Die Polizei berichtete von 40 Soldaten, die entsandt wurden.", "entsenden"),
    ("Die Polizei berichtete von 40 Soldaten, von denen keiner kam.", None),
    ("Abends kommen 400 Menschen.", "kommen"),
    ("Die Stadt hält 400 Schafe.", "halten"),
    ("Es waren 400 Menschen.", None),
    ("Gestern kamen 400 Menschen ums Leben.", "kommen"),
    ("Die Stadt will 40 Häuser räumen lassen.", "räumen"),
    ("Das Haus hat 400 Betten.", "haben"),
    ("Gestern wurden 40 Menschen getötet oder verwundet.", "töten oder verwunden"),
    ("Gestern nahmen 40 Menschen ihre Koffer und gingen.", "nehmen"),
    ("Der Zug fuhr um 9.30 Uhr ab.", "abfahren"),
    ("Seit 2019 fehlt das Geld.", "fehlen"),
    ("Nach der Verlegung von 40 Soldaten schwieg die Stadt.", "verlegen"),
    ("Nach der Wohnung von 40 Soldaten suchte die Stadt.", "suchen"),
    ("Nach der Truppenverlegung von 40 Soldaten schwieg die Stadt.", "verlegen"),
    ("Bilanz der Nacht: 40 Verletzte", None),
    ("Für den Umbau stehen 40 Euro bereit.", "bereitstehen"),
    ("Die 40 Gäste standen stumm.", "stehen"),
    ("Der 2019 eröffnete Bahnhof brannte.", "eröffnen"),
    ("Die 40 eröffneten Läden brannten.", "brennen"),
    ("Der 1987 geschlossene Tunnel steht leer.", "schließen"),
    ("Die Gruppe sammelte und sortierte 3.000 Flaschen.", "sammeln und sortieren"),
    ("Wir haben 40 Bilder gelöscht und bedauern das.", "löschen"),
    ("Zwei Wochen brauchte er, um zu antworten.", "brauchen"),
    ("Drei Tage lag der Hafen fast still.", "stillliegen"),
    ("40 Boote ohne Hafen - Stadt sucht Liegeplätze", None),
    ("Die Schiffe lagen still, mindestens 40 Minuten lang.", "stillliegen"),
    ("40 Wohnungen sind ungenutzt.", None),
    ("Er lobt eine Anhebung der Löhne um drei Prozent.", "anheben"),
    ("Er sah den Umbau der Straßen um drei Uhr.", "sehen"),
    ("Zehn sind verletzt, mehr als am Abend gemeldet.", "verletzen"),
    ("Als gemeldet wurde, dass 40 Gäste fehlen, gingen alle.", "fehlen"),
    ("Hinzu kommen 104 Fälle in Kiel.", "hinzukommen"),
    ("Es sind fünf Soldaten und ein Koch, die beschäftigt waren.", "beschäftigen"),
]


@pytest.mark.parametrize(("text", "event"), EVENTS, ids=[case[0] for case in EVENTS])
def test_what_happens_to_what_is_counted(nlp, text, event):
    figure, *_ = get_records(nlp(text), Figure)
    assert figure.event == event


PLACES = [
    # text; the place of its figure
    ("Russland verlegte 1.500 Soldaten in die Region Kursk.", "Kursk"),
    ("In Kiew wurden 40 Menschen getötet.", "Kiew"),
    ("Die 40 Toten in Kiew sind bestattet.", "Kiew"),
    ("Der Minister sprach in Kiew von 40 Toten.", None),
    ("Kiew verlor 40 Panzer.", None),
    ("Trotz Kiew kamen 40 Panzer.", None),
]


@pytest.mark.parametrize(("text", "place"), PLACES, ids=[case[0] for case in PLACES])
def test_where(nlp, text, place):
    (figure,) = get_records(nlp(text), Figure)
    assert figure.place == place


SUPPLIED = [
    # text; the noun of its last figure
    ("Am ersten Tag kamen 40 Gäste, am zweiten niemand.", "Tag"),
    ("Gestern kamen 40 Gäste, ein Jahr zuvor waren es 90.", "Gast"),
    ("Gestern kamen 40 Gäste. Heute waren es 30.", "Gast"),
    ("Gestern kamen 40 Gäste. Das Wetter war schön. Heute waren es 30.", None),
    ("Gestern schliefen 40 Prozent der Gäste. Heute waren es 30 Prozent.", "Gast"),
    ("Gestern kamen 40 Gäste. Heute waren es 30 Euro.", None),
    ("Die Wirte begrüßten Gäste. Mindestens fünf von ihnen blieben.", "Gast"),
    ("Wie viele Festnahmen gab es? 23, sagt die Polizei.", "Festnahme"),
    ("Unter den Frauen waren es 46 Prozent, unter den Männern 40.", "Mann"),
    ("Es gibt Anlagen, von denen 40 brannten.", "Anlage"),
    ("Es gibt Schulen, von denen 40 Prozent Verluste machen.", "Schule"),
    ("Es gibt Schulen, und von oben fielen 40 Prozent Hagel.", "Hagel"),
    ("Ein Kilo Reis kostet 40 Cent.", "Reis"),
    ("Ersatz fordern die Leute in Höhe von 40 Euro.", "Ersatz"),
    ("Auf 40 Euro summierten sich die Kosten.", "Kosten"),
    ("Die Hälfte der Gäste, nämlich 40, ging. Es war spät.", "Gast"),
    ("Es gab 90 Bäume, und in den Gärten blühte nur noch jeder fünfte.", "Baum"),
    ("Der Fehler beträgt zwei Prozentpunkte. Nur jeder Sechste ging.", None),
    ("Zahl des Tages: 40 Tonnen", None),
    ("Befragt wurden 900 Mieter in 12 Orten. 44 Prozent sagten ja.", "Mieter"),
    ("Befragt wurden 900 Mieter. Gelb mögen 44 Prozent.", None),
    ("Unter den Mietern schweigt jeder Vierte.", "Mieter"),
    ("Man will die Plätze auf zwölf erhöhen.", "Platz"),
    ("Man will die Bahn um zwölf erhöhen.", None),
    ("Unter dem Strich blieb ein Drittel.", None),
    ("Der Betrieb gehört zu 40 Prozent der Stadt.", None),
    ("Sie hatten bis zu 40 Prozent der Fälle gelöst.", "Fall"),
    ("Die Leute bekommen vier Prozent mehr Lohn.", "Lohn"),
    ("Es schlossen 90 Betriebe, vier Prozent mehr als zuvor.", "Betrieb"),
    ("Die Rebellen rücken vor. Zehntausende sind auf der Flucht.", None),
    ("Der Schaden ist groß. Das Amt spricht von 40 Millionen Euro.", "Schaden"),
    ("Der Schaden ist groß. Das Amt zahlt 40 Millionen Euro.", "Euro"),
    ("Es kamen 17 der Gäste, also drei Viertel.", "Gast"),
    ("Drei Stühle fehlten. Niemand suchte. Man sah nichts. Dann fand man die drei.", "Stuhl"),
    ("Drei Stühle fehlten. Niemand suchte. Man sah nichts. Dann fand man drei.", None),
]


@pytest.mark.parametrize(("text", "noun"), SUPPLIED, ids=[case[0] for case in SUPPLIED])
def test_a_noun_from_the_words_before(nlp, text, noun):
    assert get_records(nlp(text), Figure)[-1].noun == noun


QUALIFIED = [
    ("Es gab 40 leicht verletzte Gäste.", ("leicht", "verletzt")),
    ("Es gab 40 frisch gestrichene Stühle.", ("gestrichen",)),
    ("Es gab 40 nicht zugelassene Autos.", ("nicht zugelassen",)),
    ("Jeder fünfte Gast kam.", ()),
    ("Es kamen 40 Gäste aus Polen.", ()),
]


@pytest.mark.parametrize(("text", "qualifiers"), QUALIFIED, ids=[case[0] for case in QUALIFIED])
def test_what_narrows_the_noun(nlp, text, qualifiers):
    (figure,) = get_records(nlp(text), Figure)
    assert figure.qualifiers == qualifiers


RELATED = [
    # text; for each figure the index of the one it is a part of
    ("Von elf Sirenen blieben vier stumm.", [None, 0]),
    ("Von den 23 Toten sind elf Kinder.", [None, 0]),
    ("Von ursprünglich 96 Höfen sind 17 übrig geblieben.", [None, 0]),
    ("Von den 23 Toten trennten sich elf Kinder.", [None, None]),
    ("Man hörte von 62 Drohnen, doch es flogen neun.", [None, None]),
    ("Von elf Sirenen weiß man wenig; es blieb bei vier.", [None, None]),
    ("Es gab 14 Verletzte, drei mehr als am Abend.", [None, 0]),
    ("Es gab 14 Verletzte, drei am Abend.", [None, None]),
    ("Man zählte 90 Stimmen, davon 40 in Kiel und 17 in Brake.", [None, 0, 0]),
    ("Von 90 Gästen kamen 40, fünf davon spät.", [None, 0, 1]),
    ("Es gab 90 Verletzte. Betroffen sind davon 40 Dörfer.", [None, None]),
    ("Betroffen sind 90 Leute, darunter 40 Kinder.", [None, 0]),
    ("Man lieferte drei Tonnen Weizen, von denen die Hälfte fehlt.", [None, 0]),
]


@pytest.mark.parametrize(("text", "wholes"), RELATED, ids=[case[0] for case in RELATED])
def test_parts_and_differences(nlp, text, wholes):
    assert [figure.part_of for figure in get_records(nlp(text), Figure)] == wholes


def test_one_noun_for_a_number_and_what_it_stands_instead_of(nlp):
    figures = get_records(nlp("Es kamen 90 statt der erlaubten 40 Gäste."), Figure)
    assert [figure.noun for figure in figures] == ["Gast", "Gast"]


def test_a_share_said_again_as_a_count(nlp):
    _, again = get_records(nlp("Jeder fünfte Gast, das heißt etwa 40, wurde befragt."), Figure)
    assert (again.noun, again.event) == ("Gast", "befragen")


def test_a_number_told_beside_a_percentage_is_one(nlp):
    text = "Unter den Frauen waren es 46 Prozent, unter den Männern 40."
    assert [f.unit for f in get_records(nlp(text), Figure)] == ["%", "%"]


def test_a_bare_number_takes_up_the_noun_before():
    doc = parsed("Sechs Zivilisten, unter ihnen", "Den Rebellen zufolge waren es")
    assert [f.noun for f in figures(doc)] == ["Zivilist", "Zivilist"]


@given(st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_no_text_breaks_the_component(text):
    for figure in plain(text):
        assert 0 <= figure.start <= figure.number_start < figure.number_end <= figure.end


def test_records_survive_serialising():
    doc = READ(BLANK("Es waren rund 300 Euro."))
    copy = Doc(BLANK.vocab).from_bytes(doc.to_bytes())
    assert get_records(copy, Figure) == get_records(doc, Figure)
