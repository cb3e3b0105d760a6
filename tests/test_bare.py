"""Numbers without a noun, and pairs of numbers: which question they take, on our own sentences."""

from tests.disputes_corpus import article, corpus
from tests.test_disputes import groups_of, told, verdicts

ARRESTS = ("Festgenommen wurden 140 Menschen.", told("140 Menschen", "Mensch", event="festnehmen"))


def percent(text: str, noun: str | None = None, **given) -> dict:
    return told(text, noun, kind="percent", unit="%", **given)


def test_a_bare_number_is_the_one_that_others_tell():
    found = groups_of(
        corpus(
            article("nord", ARRESTS),
            article("sued", ("Es gab 12 Verletzte.", told("12 Verletzte", "Verletzte")),
                    ("Die Behörde bleibt bei 140.", told("140", None))),
        )
    )  # fmt: skip
    assert found["140"] == found["140 Menschen"]


def test_a_small_number_is_no_proof_of_that():
    found = groups_of(
        corpus(
            article("nord", ("Es gab 3 Tote.", told("3 Tote", "Tote"))),
            article("sued", ("Es gab 4 Vermisste.", told("4 Vermisste", "Vermisste")),
                    ("Am Abend sind es 3.", told("3", None))),
        )
    )  # fmt: skip
    assert found["3"] == found["4 Vermisste"]


def test_a_bare_number_goes_on_with_the_one_before_that_is_nearest_in_size():
    line = "Es gab 4 Tote und 30 Vermisste, am Abend 9 und 50."
    found = groups_of(
        corpus(article("nord", (line, told("4 Tote", "Tote"), told("30 Vermisste", "Vermisste"),
                                told("9", None), told("50", None))))
    )  # fmt: skip
    assert (found["9"], found["50"]) == (found["4 Tote"], found["30 Vermisste"])


def test_a_bare_number_takes_the_unit_of_the_one_before():
    line = "Der Schaden liegt bei 400 Euro; die Kasse hält 300 für richtig."
    found = groups_of(
        corpus(article("nord", (line, told("400 Euro", "Schaden", kind="money", unit="EUR"),
                                told("300", None))))
    )  # fmt: skip
    assert found["300"] == found["400 Euro"]


def test_a_number_with_a_noun_of_its_own_takes_none():
    line = "Der Schaden liegt bei 400 Euro; dort standen 300 Autos."
    found = groups_of(
        corpus(article("nord", (line, told("400 Euro", "Schaden", kind="money", unit="EUR"),
                                told("300 Autos", "Auto"))))
    )  # fmt: skip
    assert found["300 Autos"] != found["400 Euro"]


def test_of_two_shares_the_first_is_told_of_an_earlier_time():
    line = "Arbeitslos waren von 6 auf 9 Prozent mehr."
    found = groups_of(corpus(article("nord", (line, percent("6"), percent("9 Prozent")))))
    assert found["6"] == "share.unemployed.before"
    assert found["9 Prozent"] == "share.unemployed"


def test_a_share_of_an_earlier_year_is_another_question():
    then = ("Arbeitslos waren 2010 noch 6 Prozent.", percent("6 Prozent"))
    now = ("Arbeitslos sind 9 Prozent.", percent("9 Prozent"))
    found = groups_of(corpus(article("nord", then, now, published="2020-05-01")))
    assert found["6 Prozent"] != found["9 Prozent"]


def test_out_of_a_hundred_a_number_is_a_share():
    line = "Von 100 Menschen sind 8 arbeitslos."
    figures = (told("100 Menschen", "Mensch"), told("8", "Mensch", part_of="sued:f4-16"))
    found = groups_of(
        corpus(article("nord", ("Arbeitslos sind 9 Prozent.", percent("9 Prozent"))),
               article("sued", (line, *figures)))
    )  # fmt: skip
    assert found["8"] == found["9 Prozent"]


def test_shares_far_apart_answer_two_questions():
    found = groups_of(
        corpus(article("nord", ("Geimpft sind 60 Prozent.", percent("60 Prozent"))),
               article("sued", ("Geimpft sind 55 Prozent.", percent("55 Prozent"))),
               article("west", ("Geimpft sind 4 Prozent.", percent("4 Prozent"))))
    )  # fmt: skip
    assert found["60 Prozent"] == found["55 Prozent"] != found["4 Prozent"]


def test_a_number_that_replaces_another_makes_a_development():
    def counted(number, text="Es wurden {} Betten gezählt.", **given):
        return text.format(number), told(number, "Bett", event="zählen", **given)

    first = article("nord", counted("110"), published="2020-05-01")
    fixed = "Das Amt zählt {} Betten statt 110."
    later = article(
        "sued",
        (fixed.format("90"), told("90", "Bett", speaker="Amt"), told("110", "Bett", speaker="Amt")),
        published="2020-05-04",
    )
    assert set(verdicts(first, later)) == {"compatible", "development"}
    assert verdicts(first, article("west", counted("90"), published="2020-05-04")) == [
        "contradiction"
    ]


def test_whom_a_number_counts_is_not_taken_from_another_sentence_alone():
    found = groups_of(
        corpus(
            article("nord", ("Es gab 140 Verletzte.", told("140 Verletzte", "Verletzte"))),
            article("sued", ("Helfer kamen. Verletzt wurden 190.",
                             told("190", "Helfer", event="verletzen", rule="noun:antecedent"))),
        )
    )  # fmt: skip
    assert found["190"] == found["140 Verletzte"]


def test_verbs_that_tell_the_same_are_one_question():
    found = groups_of(
        corpus(
            article(
                "nord", ("Diebe rauben 40 Pferde.", told("40 Pferde", "Pferd", event="rauben"))
            ),
            article("sued", ("Man stiehlt 45 Rösser.", told("45 Rösser", None, event="stehlen"))),
            article("west", ("Man entwendet 46.", told("46", None, event="entwenden"))),
        )
    )
    assert found["45 Rösser"] == found["46"]
