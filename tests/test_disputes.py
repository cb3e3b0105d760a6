"""Figures -> questions, claims and relations, on sentences of our own."""

import time

import pandas as pd
import pytest

from analysis import analyse_texts
from analysis.compare.disputes import MAX_PAIRED, disputes
from analysis.compare.overrides import Entry, Named, Overrides, read_overrides
from analysis.compare.questions import questions
from analysis.compare.summary import summary
from analysis.errors import InputError
from tests.disputes_corpus import article, corpus


def told(text: str, noun: str | None = "Bergmann", **given) -> dict:
    return {"text": text, "noun": noun, **given}


def groups_of(tables) -> dict[str, str]:
    """Words of a figure -> its group."""
    found = disputes(tables)
    words = dict(zip(tables.figures["figure_id"], tables.figures["text"], strict=True))
    return {words[f]: row.group_id for row in found.groups.itertuples() for f in row.figure_ids}


def verdicts(*articles) -> list[str]:
    return disputes(corpus(*articles)).relations["verdict"].tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # the noun says it, the verb says it, the words around say it
        (("Es gab 40 Tote.", told("40 Tote", "Tote")),
         ("Beim Brand starben 41 Menschen.", told("41 Menschen", "Mensch", event="sterben"))),
        (("Verletzt wurden 12.", told("12", None, event="verletzen")),
         ("Der Ort zählt 13 Verwundete.", told("13 Verwundete", "Verwundete"))),
        (("Etwa 30 Menschen gelten als vermisst.", told("30 Menschen", "Mensch", event="gelten")),
         ("Die Liste nennt 31 Vermisste.", told("31 Vermisste", "Vermisste"))),
        # synonyms; a share in words and in per cent; a pay and a pay
        (("Das Land schickte 900 Soldaten.", told("900 Soldaten", "Soldat", event="schicken")),
         ("Dort stehen 950 Mann einer Truppe.", told("950 Mann", "Soldat", event="stehen"))),
        (("Versichert waren 38 Prozent der Häuser.",
          told("38 Prozent", "Haus", kind="percent", unit="%")),
         ("Nur 0.25 der Gebäude waren versichert.",
          told("0.25", "Gebäude", kind="share", value=0.25, low=0.25, high=0.25))),
        (("Er zahlt 500 Euro im Monat.", told("500 Euro", "Euro", kind="money", unit="EUR")),
         ("Als Lohn gibt es 600 Euro pro Monat.",
          told("600 Euro", "Euro", kind="money", unit="EUR"))),
        # hurt by the qualifier, by the verb; colleagues are of those named beside them
        (("Man zählte 9 verletzte Demonstranten.",
          told("9 verletzte Demonstranten", "Demonstrant", event="zählen")),
         ("Ärzte versorgten 12 Menschen.", told("12 Menschen", "Mensch", event="versorgen"))),
        (("Verletzt wurden 5 Polizisten.", told("5 Polizisten", "Polizist", event="verletzen")),
         ("Die Polizei nennt 7 verletzte Kollegen.",
          told("7 verletzte Kollegen", "Kollege", event="nennen"))),
        # an evil that costs all is damage
        (("Der Schaden liegt bei 40 Euro.", told("40 Euro", "Schaden", kind="money", unit="EUR")),
         ("Lärm kostet die Gesellschaft 50 Euro.",
          told("50 Euro", "Euro", kind="money", unit="EUR", event="kosten"))),
        (("Das Rad kostet 40 Euro.",
          told("40 Euro", "Euro", kind="money", unit="EUR", event="kosten")),
         ("Bezahlt wurden 50 Euro.",
          told("50 Euro", "Euro", kind="money", unit="EUR", event="bezahlen"))),
    ],
)  # fmt: skip
def test_figures_that_answer_one_question_meet(one, other):
    found = groups_of(corpus(article("nord", one), article("sued", other)))
    assert len(found) == 2
    assert len(set(found.values())) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Es gab 40 Tote.", told("40 Tote", "Tote")),
         ("Es gab 41 Verletzte.", told("41 Verletzte", "Verletzte"))),
        (("Es gab 40 Tote.", told("40 Tote", "Tote")),
         ("Es gab 90 Tote und Verletzte.", told("90 Tote und Verletzte", "Tote und Verletzte"))),
        # planned against done, added against all, a month against a year
        (("Das Land schickte 900 Soldaten.", told("900 Soldaten", "Soldat", event="schicken")),
         ("Geplant sind 950 Soldaten.", told("950 Soldaten", "Soldat", event="sein"))),
        (("Das Land schickte 900 Soldaten.", told("900 Soldaten", "Soldat", event="schicken")),
         ("Es schickte 300 weitere Soldaten.",
          told("300 weitere Soldaten", "Soldat", event="schicken"))),
        (("Er zahlt 500 Euro im Monat.", told("500 Euro", "Euro", kind="money", unit="EUR")),
         ("Er zahlt 6000 Euro im Jahr.", told("6000 Euro", "Euro", kind="money", unit="EUR"))),
        # those of a nursing home against all
        (("Es gab 40 Tote.", told("40 Tote", "Tote")),
         ("Im Pflegeheim starben 12 Menschen.", told("12 Menschen", "Mensch", event="sterben"))),
        # spans of time by the way
        (("Das dauerte 3 Tage.", told("3 Tage", None, kind="duration", unit="d")),
         ("Nach 4 Stunden war Schluss.", told("4 Stunden", None, kind="duration", unit="h"))),
        # a share against its change; valid signatures against all
        (("Müde sind 30 Prozent der Kinder.",
          told("30 Prozent", "Kind", kind="percent", unit="%", event="sein")),
         ("Die Zahl müder Kinder stieg um 20 Prozent.",
          told("20 Prozent", "Kind", kind="percent", unit="%", event="steigen"))),
        (("Es gab 900 Unterschriften.", told("900 Unterschriften", "Unterschrift", event="geben")),
         ("Es gab 700 gültige Unterschriften.",
          told("700 gültige Unterschriften", "Unterschrift", event="geben"))),
        (("Betroffen sind 40 Menschen.", told("40 Menschen", "Mensch", event="betreffen")),
         ("Doppelt gezählt wurden 6 Betroffene.",
          told("6 Betroffene", "Betroffene", event="zählen"))),
        # how likely an illness is against how many do something
        (("Zu kurz schlafen 30 Prozent.", told("30 Prozent", None, kind="percent", unit="%")),
         ("Das Risiko einer Schlafstörung liegt bei 20 Prozent.",
          told("20 Prozent", "Risiko", kind="percent", unit="%"))),
        (("Gefordert werden 40 Euro.", told("40 Euro", "Euro", kind="money", unit="EUR")),
         ("Gefordert wird ein Bußgeld von 50 Euro.",
          told("50 Euro", "Bußgeld", kind="money", unit="EUR"))),
    ],
)  # fmt: skip
def test_figures_that_look_alike_stay_apart(one, other):
    found = groups_of(corpus(article("nord", one), article("sued", other)))
    assert len(set(found.values())) == 2


def test_a_figure_without_a_noun_takes_its_topic_from_the_sentence_before():
    found = groups_of(
        corpus(
            article("nord", ("Es gab 40 Tote.", told("40 Tote", "Tote"))),
            article("sued", ("Über die Toten streitet man.",), ("26 meldet das Amt.",
                    told("26", None))),
        )
    )  # fmt: skip
    assert found["26"] == found["40 Tote"]


@pytest.mark.parametrize(
    ("last", "topic"),
    [("Gut 3 Stunden habe das gedauert.", "closed"), ("Nach 3 Stunden kam er heim.", "")],
)
def test_a_span_of_time_goes_on_only_where_it_is_said_to_have_lasted(last, topic):
    span = told("3 Stunden", None, kind="duration", unit="h")
    tables = corpus(article("a", ("Man sperrte die Straße, die Sperrung war kurz.",), (last, span)))
    assert questions(tables)["topic"].tolist() == [topic]


@pytest.mark.parametrize(("number", "topic"), [("40", "affected"), ("90", "")])
def test_a_number_in_a_heading_is_the_one_told_below(number, topic):
    heading = (f"# Klinik nennt {number} Patienten", told(f"{number} Patienten", "Patient"))
    between = ("Das Haus rechnet noch.",)
    body = ("Betroffen sind 40 Menschen.", told("40 Menschen", "Mensch", event="betreffen"))
    asked = questions(corpus(article("a", heading, between, body)))
    assert asked["topic"].tolist() == [topic, "affected"]


def test_words_of_numbers_counted_twice_are_not_handed_on():
    found = groups_of(
        corpus(
            article("a", ("Betroffen sind 40 Menschen.", told("40 Menschen", "Mensch"))),
            article("b", ("Betroffen sind viele, manche doppelt gezählt.",),
                    ("Es sind 30 Menschen.", told("30 Menschen", "Mensch", event="sein"))),
        )
    )  # fmt: skip
    assert found["30 Menschen"] == found["40 Menschen"]


def test_a_place_that_two_sources_name_asks_another_question():
    def stands(number: str, where: str, **place):
        return (f"{where} stehen {number} Soldaten.",
                told(f"{number} Soldaten", "Soldat", event="stehen", **place))  # fmt: skip

    found = groups_of(
        corpus(
            article("a", stands("900", "Im Land")),
            article("b", stands("400", "In Sandau", place="Sandau")),
            article("c", stands("450", "Nahe Sandau")),  # a place the corpus knows
        )
    )
    assert found["400 Soldaten"] == found["450 Soldaten"] != found["900 Soldaten"]


def test_a_number_without_a_noun_joins_the_people_of_its_size():
    found = groups_of(
        corpus(
            article("a", ("Es gab 9000 Demonstranten.", told("9000 Demonstranten", "Demonstrant")),
                    ("Es gab 12 Verletzte.", told("12 Verletzte", "Verletzte")),
                    ("Später gab es 13 Verletzte.", told("13 Verletzte", "Verletzte"))),
            article("b", ("Das Amt nennt 8000.", told("8000", None))),
        )
    )  # fmt: skip
    assert found["8000"] == found["9000 Demonstranten"]


DEAD_40 = ("Es gab 40 Tote, so das Amt.", told("40 Tote", "Tote", speaker="Amt"))
DEAD_50 = ("Es gab 50 Tote, so die Wehr.", told("50 Tote", "Tote", speaker="Wehr"))


@pytest.mark.parametrize(
    ("articles", "verdict"),
    [
        ((article("a", DEAD_40, published="2025-01-01"),
          article("b", DEAD_50, published="2025-01-01")), "contradiction"),
        ((article("a", DEAD_40, published="2025-01-01"),
          article("b", DEAD_50, published="2025-01-09")), "development"),
        # an office and people near it are two speakers
        ((article("a", ("Der Schaden liegt bei 40 Euro.",
                        told("40 Euro", "Schaden", kind="money", unit="EUR", speaker="Polizei"))),
          article("b", ("Der Schaden liegt bei 50 Euro.",
                        told("50 Euro", "Schaden", kind="money", unit="EUR",
                             speaker="Polizeikreise")))), "contradiction"),
        # the total cannot have gone down
        ((article("a", DEAD_40, published="2025-01-09"),
          article("b", DEAD_50, published="2025-01-01")), "contradiction"),
        ((article("a", DEAD_40, DEAD_50, published="2025-01-09"),), "contradiction"),
        ((article("a", DEAD_40), article("b", DEAD_50)), "not_comparable"),
        # one speaker, a headline number that others open
        ((article("a", DEAD_40, published="2025-01-01"),
          article("b", ("Es gab 50 Tote.", told("50 Tote", "Tote", speaker="Amt")),
                  published="2025-01-01")), "development"),
        ((article("a", DEAD_40, published="2025-01-01"),
          article("b", ("Es gab mindestens 30 Tote.",
                        told("mindestens 30 Tote", "Tote", bound="at_least")),
                  published="2025-01-01")), "compatible"),
        # it is the case only once: a day later it is still a contradiction
        ((article("a", ("Der Schaden liegt bei 40 Euro.",
                        told("40 Euro", "Schaden", kind="money", unit="EUR")),
                  published="2025-01-01"),
          article("b", ("Der Schaden liegt bei 50 Euro.",
                        told("50 Euro", "Schaden", kind="money", unit="EUR")),
                  published="2025-01-09")), "contradiction"),
        # the day is named in the sentence
        ((article("a", ("Am 3. Januar gab es 40 Tote, so das Amt.",
                        told("40 Tote", "Tote", speaker="Amt")), published="2025-01-09"),
          article("b", DEAD_50, published="2025-01-09")), "development"),
        # an open end near the number does not reach further than a tenth; without the word it does
        ((article("a", ("Der Schaden liegt bei 35 Euro.",
                        told("35 Euro", "Schaden", kind="money", unit="EUR"))),
          article("b", ("Der Schaden liegt bei etwas mehr als 30 Euro.",
                        told("etwas mehr als 30 Euro", "Schaden", kind="money", unit="EUR",
                             bound="more_than")))), "contradiction"),
        ((article("a", ("Der Schaden liegt bei 35 Euro.",
                        told("35 Euro", "Schaden", kind="money", unit="EUR"))),
          article("b", ("Der Schaden liegt bei mehr als 30 Euro.",
                        told("mehr als 30 Euro", "Schaden", kind="money", unit="EUR",
                             bound="more_than")))), "compatible"),
        # taken back in so many words
        ((article("a", DEAD_40, published="2025-01-01"),
          article("b", ("Wir schrieben von 50 Toten.", told("50 Toten", "Tote")),
                  ("Das war falsch.",), published="2025-01-09")), "contradiction"),
    ],
)  # fmt: skip
def test_verdicts(articles, verdict):
    assert verdicts(*articles) == [verdict]


def test_a_number_changed_from_one_to_the_other_gives_the_first_one_up():
    def damage(text: str) -> dict:
        return told(text, "Schaden", kind="money", unit="EUR")

    found = verdicts(
        article("a", ("Der Schaden liegt bei 40 Euro, so das Amt.",
                      damage("40 Euro") | {"speaker": "Amt"}), published="2025-01-01"),
        article("b", ("Der Schaden wurde von 40 auf 50 Euro angehoben.",
                      damage("40"), damage("50 Euro")), published="2025-01-09"),
    )  # fmt: skip
    assert "contradiction" not in found


def test_repeats_of_one_speaker_are_one_claim_with_its_chain():
    found = disputes(
        corpus(
            article("a", DEAD_40, published="2025-01-01", outlet="Bote"),
            article("b", DEAD_40, published="2025-01-02", outlet="Kurier"),
        )
    )
    (claim,) = found.claims.itertuples()
    assert claim.repeats == ["Bote (2025-01-01)", "Kurier (2025-01-02)"]
    assert claim.first_source == "Bote"
    assert len(claim.figure_ids) == 2
    assert found.relations.empty


def test_a_headline_in_the_papers_own_voice_is_the_speakers_claim():
    headline = ("# 40 Tote", told("40 Tote", "Tote"))
    (claim,) = disputes(corpus(article("a", headline, DEAD_40))).claims.itertuples()
    assert claim.speaker == "Amt"
    assert not claim.own_voice


def test_every_figure_is_in_one_group_and_one_claim():
    tables = corpus(article("a", DEAD_40, DEAD_50), article("b", DEAD_40))
    found = disputes(tables)
    for frame in (found.groups, found.claims):
        assert sorted(frame["figure_ids"].explode()) == sorted(tables.figures["figure_id"])


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Zwei mit dem Fall vertraute Personen sagten, es fehlten 40 Boote.", ["40 Boote"]),
        (  # how many people demand something is a claim
            "Mindestens 900 Fischer forderten Ersatz für 40 Boote.",
            ["Mindestens 900 Fischer", "40 Boote"],
        ),
    ],
)
def test_how_many_unnamed_people_speak_is_no_claim(cache, text, claimed):
    tables = analyse_texts([("a", text)], cache=cache)
    asked = questions(tables)
    assert list(tables.figures["text"][asked.index]) == claimed


def test_no_figures_no_rows():
    found = disputes(corpus(article("a", ("Nichts geschah.",))))
    assert found.groups.empty
    assert found.claims.empty
    assert found.relations.empty


def test_the_researcher_overrules():
    tables = corpus(article("a", DEAD_40), article("b", DEAD_50))
    first = tables.figures["figure_id"].iloc[0]
    apart = Overrides(apart=(Entry((Named("b", "50 Tote"),)),))
    assert len(disputes(tables, apart).groups) == 2
    back = Overrides(together=(Entry((first, Named("b", "50"))),), apart=apart.apart)
    assert len(disputes(tables, back).groups) == 1


@pytest.mark.parametrize(
    ("named", "message"),
    [
        (Named("a", "90 Tote"), "'90 Tote' in 'a' is no figure"),
        ("a:f1-2", "'a:f1-2' is no figure"),
        (Named("a", "Tote"), "several places; name one of a:f"),
    ],
)
def test_overrides_that_name_nothing_or_too_much_are_errors(named, message):
    tables = corpus(article("a", DEAD_40, DEAD_50))
    with pytest.raises(InputError, match=message):
        disputes(tables, Overrides(together=(Entry((named,)),)))


def test_overrides_are_read_and_checked(tmp_path):
    assert read_overrides(tmp_path) == Overrides()
    file = tmp_path / "disputes.toml"
    file.write_text('[[together]]\nfigures = ["a:f1-2", { doc = "b", text = "50" }]\n')
    assert read_overrides(tmp_path).together[0].figures == ("a:f1-2", Named("b", "50"))
    file.write_text("[[togehter]]\nfigures = []\n")
    with pytest.raises(InputError, match="togehter"):
        read_overrides(tmp_path)


def test_a_summary_stands_under_a_named_rule():
    found = disputes(
        corpus(
            article("a", DEAD_40, published="2025-01-01"),
            article("b", DEAD_50, published="2025-01-09"),
        )
    )
    ends = {
        rule: tuple(summary(found, rule=rule)[["low", "best", "high"]].iloc[0].fillna(-1))
        for rule in ("latest", "median", "range")
    }
    assert ends == {"latest": (50, 50, 50), "median": (40, 45, 50), "range": (40, -1, 50)}
    with pytest.raises(ValueError, match="mean"):
        summary(found, rule="mean")


def test_two_thousand_sources_take_seconds():
    days = pd.date_range("2025-01-01", periods=50).strftime("%Y-%m-%d")
    articles = [
        article(f"d{n}", (f"Es gab {n % 300 + 2} Tote, so Amt {n % 90}.",
                          told(f"{n % 300 + 2} Tote", "Tote", speaker=f"Amt {n % 90}")),
                published=days[n % 50])
        for n in range(2000)
    ]  # fmt: skip
    tables = corpus(*articles)
    begin = time.perf_counter()
    found = disputes(tables)
    assert time.perf_counter() - begin < 30
    assert len(found.groups) == 1
    assert len(found.claims) > MAX_PAIRED
    assert len(found.relations) == MAX_PAIRED * (MAX_PAIRED - 1) // 2
