"""Who said what: one sentence a case, the rows it must give, and the false friends."""

import pytest

from analysis.language.records import Attribution, get_records


class Row:
    """A record with its spans as text."""

    def __init__(self, text: str, record: Attribution) -> None:
        self.record = record
        self.cue, self.source, self.content = (
            " … ".join(text[a:b] for a, b in spans)
            for spans in (record.cue_spans, record.source_spans, record.content_spans)
        )


@pytest.fixture(scope="session")
def rows(nlp):
    """The rows of a text that are not nested in another."""

    def read(text: str, *, nested: bool = False) -> list[Row]:
        doc = nlp(text)
        found = [Row(text, record) for record in get_records(doc, Attribution)]
        return found if nested else [row for row in found if row.record.parent is None]

    return read


DIRECT = [
    ("„Die Brücke bleibt gesperrt“, sagte die Bürgermeisterin.", "sagte", "die Bürgermeisterin",
     "„Die Brücke bleibt gesperrt“"),
    ("Der Pächter erklärte: „Wir öffnen im Mai.“", "erklärte", "Der Pächter",
     "„Wir öffnen im Mai.“"),
    ("„Das Wasser“, betonte die Forscherin, „steigt weiter.“", "betonte", "die Forscherin",
     "„Das Wasser“ … „steigt weiter.“"),
    ("„Wir warten noch ab“, so der Trainer.", "so", "der Trainer", "„Wir warten noch ab“"),
    ("“Wir warten noch ab,” heißt es in der Mitteilung.", "heißt es", "der Mitteilung",
     "“Wir warten noch ab,”"),
]  # fmt: skip
INDIRECT = [
    ("Die Ministerin sagte, dass die Steuer sinken werde.", "sagte", "Die Ministerin",
     "dass die Steuer sinken werde"),
    ("Der Verband erklärte, die Preise seien zu hoch.", "erklärte", "Der Verband",
     "die Preise seien zu hoch"),
    ("Das Amt teilte am Montag mit, dass die Straße frei ist.", "teilte … mit", "Das Amt",
     "dass die Straße frei ist"),
    ("Die Firma versprach, den Schaden zu ersetzen.", "versprach", "Die Firma",
     "den Schaden zu ersetzen"),
    ("Laut der Behörde sind drei Häuser beschädigt.", "Laut", "der Behörde",
     "sind drei Häuser beschädigt"),
    ("Nach Angaben der Polizei wurde niemand verletzt.", "Nach", "Angaben der Polizei",
     "wurde niemand verletzt"),
    ("Berichten zufolge sind zwei Boote gesunken.", "zufolge", "Berichten",
     "sind zwei Boote gesunken"),
    ("Wie der Sender mitteilte, fällt die Sendung aus.", "mitteilte", "der Sender",
     "fällt die Sendung aus"),
    ("Die Ernte sei verloren, klagte der Bauer.", "klagte", "der Bauer", "Die Ernte sei verloren"),
    ("Die Brücke, so vermutet das Amt, wird im Mai fertig.", "vermutet", "das Amt",
     "Die Brücke … wird im Mai fertig"),
    ("Die Pumpen laufen nicht mehr, so ein Bericht des Landesamts.", "so",
     "ein Bericht des Landesamts", "Die Pumpen laufen nicht mehr"),
    ("Der Damm sei dicht, so die Stimme des Sprechers.", "so", "die Stimme des Sprechers",
     "Der Damm sei dicht"),
    ("Wie Karl Brandt, der den Hof leitet, gestern mitteilte, sind zwei Kühe krank.",
     "mitteilte", "Karl Brandt", "sind zwei Kühe krank"),
    ("Die Vermutung der Forscher geht dahin, dass der See alt ist.", "Die Vermutung",
     "der Forscher", "dass der See alt ist"),
    ("Es gibt Studien der Klinik, nach denen das Mittel wirkt.", "nach denen",
     "Studien der Klinik", "das Mittel wirkt"),
    ("Sechs Helfer sind nach Angaben der Wehr im Einsatz.", "nach", "Angaben der Wehr",
     "Sechs Helfer sind … im Einsatz"),
    ("Für ihn ist der Fall klar.", "Für", "ihn", "ist der Fall klar"),
    ("Solche Spuren lassen sich fälschen, gibt die Forscherin zu bedenken.",
     "gibt … zu bedenken", "die Forscherin", "Solche Spuren lassen sich fälschen"),
    ("Aus dem Verein ist zu hören, der Platz sei gesperrt.", "ist zu hören", "dem Verein",
     "der Platz sei gesperrt"),
    ("Die Behauptung der Gruppe, sie verfüge über zwei Boote, ist alt.", "Die Behauptung",
     "der Gruppe", "sie verfüge über zwei Boote"),
    ("Der Hang rutsche weiter, sagte die Geologin weiter.", "sagte", "die Geologin",
     "Der Hang rutsche weiter"),
    ("Die Firma hat am Abend bekannt gegeben, dass das Werk schließt.", "hat … bekannt gegeben",
     "Die Firma", "dass das Werk schließt"),
    ("Im Mai wurde bekannt, dass der Damm undicht ist.", "wurde bekannt", "",
     "dass der Damm undicht ist"),
    ("Den Anwohnern wurde geraten, die Fenster zu schließen.", "wurde geraten", "",
     "die Fenster zu schließen"),
    ("Der Verein hatte die These vertreten, der Fluss sei sauber.", "hatte … These vertreten",
     "Der Verein", "der Fluss sei sauber"),
    ("Die Gegner setzten dem entgegen, dass der Lärm zunehme.", "setzten … entgegen",
     "Die Gegner", "dass der Lärm zunehme"),
    ("Die Lage sei ernst, sagte Mark Keller, der Sprecher der Firma.", "sagte",
     "Mark Keller, der Sprecher der Firma", "Die Lage sei ernst"),
    ("Der Vertrag sei ungültig, so der Anwalt.", "so", "der Anwalt", "Der Vertrag sei ungültig"),
]  # fmt: skip
REPORTED = [
    ("Die Opposition fordert den Rücktritt des Ministers.", "fordert", "Die Opposition",
     "den Rücktritt des Ministers"),
    ("Der Verein weist die Vorwürfe zurück.", "weist … zurück", "Der Verein", "die Vorwürfe"),
    ("Der Sender zog den Bericht zurück.", "zog … zurück", "Der Sender", "den Bericht"),
    ("Die Regierung verurteilt den Angriff.", "verurteilt", "Die Regierung", "den Angriff"),
    ("Die Ärztin warnte vor einer neuen Welle.", "warnte", "Die Ärztin", "einer neuen Welle"),
]  # fmt: skip


def check(row: Row, form: str, cue: str, source: str, content: str) -> None:
    assert (row.record.form, row.cue, row.source, row.content) == (form, cue, source, content)


@pytest.mark.parametrize(("text", "cue", "source", "content"), DIRECT)
def test_direct_speech(rows, text, cue, source, content):
    (row,) = rows(text)
    check(row, "direct", cue, source, content)


@pytest.mark.parametrize(("text", "cue", "source", "content"), INDIRECT)
def test_indirect_speech(rows, text, cue, source, content):
    (row,) = rows(text)
    check(row, "indirect", cue, source, content)


@pytest.mark.parametrize(("text", "cue", "source", "content"), REPORTED)
def test_reported_acts(rows, text, cue, source, content):
    (row,) = rows(text)
    check(row, "reported", cue, source, content)


@pytest.mark.parametrize(
    "text",
    [
        "Der Botschafter wurde ins Ministerium zitiert.",
        "Die Armee zog ihre Truppen zurück.",
        "Die Polizei wies drei Männer an der Grenze zurück.",
        "Das Gericht verurteilte den Mann zu zwei Jahren Haft.",
        "Das Beben forderte zwölf Todesopfer.",
        "Nach dem Spiel gingen alle nach Hause.",
        "So ein Wetter gab es lange nicht.",
        "Die Schule liegt im Dorf „Oberau“.",
        "Sie sieht müde aus.",
        "Der Roman heißt „Nebel“.",
        "Dass er schweigt, beweist nichts.",
        "Man wird einwenden, der Weg sei zu lang.",
        "Schreiben Sie uns: Wir helfen gern.",
        "Dies widerspricht dem Plan.",
        "Für den Verein ist das Spiel wichtig.",
        "Das Fest dauerte, so ein Glück, zwei Tage.",
        "Die Läuferin kam auf den 22. Platz.",
        "Auf der Landstraße kam es zu 14 Unfällen.",
        "Der Verein verteidigte seinen Titel.",
        "Der Wirt begrüßte die Gäste.",
        "Die Stadt räumt dem Verein ein Recht ein.",
        "Der Kurs nennt sich „Neuland“.",
        "Der Auftrag bestand darin, die Halle zu räumen.",
        "In der Höhle „Eislauch“ wurde Müll gefunden.",
        "Viele Dörfer sind in Not geraten, so dass Hilfe nötig ist.",
        "Der Hof stellt sich als Ruine dar.",
        "Das Licht, das von der Sonne ausgeht, blendet.",
        "Es besteht die Möglichkeit, dass der Sturm das Tal erreicht.",
        "Das Wetter meinte es gut mit den Gästen: Nur kurz fiel ein Regen.",
        "Der Mann wurde aus der Partei ausgeschlossen.",
        "Die Partei schloss drei Mitglieder aus.",
        "Kurz nach dem Urteil des Gerichts war die Straße gesperrt.",
        "Zwei Monate nach dem Gutachten des Amts ist die Brücke gesperrt.",
    ],
)
def test_false_friends_say_nothing(rows, text):
    assert rows(text) == []


def test_a_frame_before_a_passive_demand_needs_no_speaker(rows):
    (row,) = rows("Das Land wird aufgefordert, die Kämpfe einzustellen.")
    check(row, "indirect", "wird aufgefordert", "", "die Kämpfe einzustellen")
    assert row.record.resolved_by == "unresolved"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Der Trainer sagte, das Spiel sei „völlig verdient“ verloren.", "partial"),
        ("Der Trainer nannte den Rasen „eine Zumutung“.", "partial"),
        ("Der Trainer lobte den Verein „Blau-Gelb“.", "reported"),
        ("Der Trainer sagte, das Spiel sei verloren.", "indirect"),
    ],
)
def test_own_words_with_quoted_pieces_are_one_partial_row(rows, text, form):
    (row,) = rows(text, nested=True)
    assert row.record.form == form


def test_speech_goes_on_in_the_subjunctive_until_an_indicative_clause(rows):
    text = (
        "Die Polizei sagte, der Fahrer habe getrunken. Er sei zu schnell gewesen. "
        "Die Straße sei nass. Die Strecke ist wieder frei."
    )
    first, *carried = rows(text)
    assert first.content == "der Fahrer habe getrunken"
    assert [row.content for row in carried] == [
        "Er sei zu schnell gewesen.",
        "Die Straße sei nass.",
    ]
    for row in carried:
        assert (row.cue, row.source) == ("", "")
        assert (row.record.speaker, row.record.resolved_by) == ("Polizei", "carried")


def test_behind_a_semicolon_speech_goes_on_as_an_act_of_its_own(rows):
    first, carried = rows("Der Damm halte, sagte der Ingenieur; die Pumpe sei neu.")
    assert (first.content, carried.content) == ("Der Damm halte", "die Pumpe sei neu.")
    assert carried.record.resolved_by == "carried"


def test_a_mere_thought_does_not_carry_speech_on(rows):
    (row,) = rows("Der Ingenieur sagte, der Damm halte. Das wäre ein Glück.")
    assert row.content == "der Damm halte"


def test_a_quotation_behind_a_quotation_is_said_along(rows):
    (row,) = rows("„Der Damm hält“, sagte der Ingenieur am Abend. „Die Pumpe ist neu.“")
    assert row.content == "„Der Damm hält“ … „Die Pumpe ist neu.“"


def test_within_a_quotation_there_is_no_row_of_its_own(rows):
    (row,) = rows("„Ich glaube, dass der Damm hält“, sagte der Ingenieur.", nested=True)
    assert row.record.form == "direct"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Die Feuerwehr kommt auf 40 Verletzte.", "Die Feuerwehr", "40 Verletzte"),
        ("Die Feuerwehr zählte 40 Verletzte.", "Die Feuerwehr", "40 Verletzte"),
        ("Die Feuerwehr wies das zurück.", "Die Feuerwehr", "das"),
    ],
)
def test_reckonings_and_pronouns_are_reported(rows, text, source, content):
    (row,) = rows(text)
    assert (row.record.form, row.source, row.content) == ("reported", source, content)


@pytest.mark.parametrize(
    "text",
    [
        "Die Feuerwehr kommt auf den Hof.",
        "Die Kinder zählten die Sterne.",
        "Das kann niemand bestreiten.",
        "Die Feuerwehr bleibt bei uns.",
        "Diese Meldung nehmen wir zurück.",
    ],
)
def test_no_number_no_reckoning(rows, text):
    assert rows(text) == []


def test_a_second_speaker_whose_verb_is_left_out(rows):
    first, second = rows("Der Verein zählt 70 Gäste, das Amt bis zu 90 im Saal.")
    assert (first.source, first.content) == ("Der Verein", "70 Gäste")
    assert (second.cue, second.source, second.content) == ("", "das Amt", "bis zu 90 im Saal")


def test_a_list_is_no_second_speaker(rows):
    (row,) = rows("Der Verein zählt 70 Gäste, darunter 20 Kinder.")
    assert row.source == "Der Verein"


def test_behind_the_colon_of_a_denial_stands_a_further_utterance(rows):
    denial, words = rows("Der Verein weist den Vorwurf zurück: „Wir haben alles bezahlt.“")
    assert (denial.record.form, denial.content) == ("reported", "den Vorwurf")
    assert (words.source, words.record.form, words.record.resolved_by) == ("", "direct", "carried")


def test_own_words_point_back_to_their_speaker(rows):
    (row,) = rows("Der Verein hat nach eigenen Angaben 300 Mitglieder.")
    assert (row.cue, row.source) == ("nach", "eigenen Angaben")
    assert (row.record.speaker, row.record.resolved_by) == ("Verein", "named")


def test_a_house_speaks(rows):
    (row,) = rows("Im Ministerium heißt es, der Plan sei fertig.")
    assert (row.source, row.content) == ("Ministerium", "der Plan sei fertig")


def test_an_answer_that_is_withheld_has_no_stance(rows):
    (row,) = rows("Ob der Plan fertig ist, wollte das Ministerium nicht sagen.")
    assert (row.record.form, row.record.negated, row.record.stance) == ("indirect", True, None)


def test_speech_within_speech_knows_its_parent(rows):
    text = "Der Sprecher sagte, die Firma habe zugesichert, den Schaden zu ersetzen."
    outer, inner = rows(text, nested=True)
    assert (inner.cue, inner.source, inner.record.parent) == ("habe zugesichert", "die Firma", 0)
    assert outer.content.startswith("die Firma")


@pytest.mark.parametrize(
    ("text", "stance", "negated"),
    [
        ("Der Zeuge behauptet, er habe geschlafen.", "distance", False),
        ("Die Bank bestätigte, dass Daten fehlen.", "endorse", False),
        ("Die Bank bestätigte nicht, dass Daten fehlen.", None, True),
        ("Die Bank bestreitet nicht, dass Daten fehlen.", "acknowledge", True),
        ("Der Minister bestreitet, davon gewusst zu haben.", "deny", False),
        ("Die Fachleute vermuten, dass ein Ventil brach.", "hedge", False),
        ("Sie wiederholt die Behauptung, dass Geld fehle.", "distance", False),
    ],
)
def test_stance_and_negation(rows, text, stance, negated):
    (row,) = rows(text)
    assert (row.record.stance, row.record.negated) == (stance, negated)


def test_a_noun_carries_speech(rows):
    (row,) = rows("Bekannt ist die Warnung der Behörde, dass der Damm brechen könnte.")
    check(row, "indirect", "die Warnung", "der Behörde", "dass der Damm brechen könnte")


def test_a_colon_headline_names_its_source(rows):
    row, *_ = rows("Polizei: Zwei Männer flüchten aus dem Gefängnis\nDie Suche läuft seit gestern.")
    check(row, "indirect", ":", "Polizei", "Zwei Männer flüchten aus dem Gefängnis")


def test_das_takes_up_the_sentence_before(rows):
    (row,) = rows("Das Werk schließt im Herbst. Das bestätigte eine Sprecherin.")
    assert (row.source, row.content) == ("eine Sprecherin", "Das Werk schließt im Herbst")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "„",
        "“,” so",
        ": : :",
        "laut",
        "sagte",
        "„Ja“, sagte",
        "🙂 sagte 🙂: „🙂",
        "so " * 500,
    ],
)
def test_no_text_raises(rows, text):
    rows(text, nested=True)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Das Amt ist neu. Es spricht von 40 Fällen.", "Es", "40 Fällen"),
        ("Das Amt sprach am Freitag im Landtag von bis zu 40 Fällen.", "Das Amt",
         "bis zu 40 Fällen"),
        ("Im Ministerium war zuletzt von mehreren Hundert Fällen die Rede gewesen.", "Ministerium",
         "mehreren Hundert Fällen"),
        ("Das Amt nennt im Westkurier 40.", "Das Amt", "40"),
        ("Davon gehen Land und Kreis aus.", "Land und Kreis", "Davon"),
        ("Der Verein wies dies zurück.", "Der Verein", "dies"),
    ],
)  # fmt: skip
def test_the_order_of_words_tells_what_it_is_about(rows, text, source, content):
    (row,) = rows(text)
    assert (row.record.form, row.source, row.content) == ("reported", source, content)


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister soll dem Landtag erklären, was er plant.",
        "Der Minister soll endlich Namen nennen.",
        "Erinnern Sie sich an den Sommer?",
        "Wer nach Belegen fragt, bekommt keine.",
        "Niemand behauptet, dass es leicht wird.",
        "Man glaubt, dass es leicht wird.",
        "Es ist schwer zu sagen, was geschah.",
        "Nun ist davon auszugehen, dass der Pegel steigt.",
        "Das nennt man einen „Kettenbruch“.",
        "Der Rat erklärte den Plan für tot, der Auftrag ging an andere.",
        "Das Amt hat die Angaben nach oben gesetzt.",
    ],
)
def test_duties_questions_and_nobody_in_particular_tell_nothing(rows, text):
    assert rows(text) == []


def test_a_claim_of_ones_own(rows):
    (row,) = rows("Der Förster will im Moor zwei Wölfe gesehen haben.")
    check(row, "indirect", "will", "Der Förster", "im Moor zwei Wölfe gesehen haben")
    assert row.record.stance == "distance"


def test_a_plan_with_a_deadline_is_no_claim(rows):
    assert rows("Der Förster will den Zaun bis Mai gebaut haben.") == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Nein, sagt der Förster.", "Nein"),
        ("Zwölf Rehe, neun abends, so der Förster.", "Zwölf Rehe, neun abends"),
        ("Der Hof, heißt es im Rathaus, werde im Mai verkauft.", "Der Hof … werde im Mai verkauft"),
    ],
)  # fmt: skip
def test_words_before_their_frame(rows, text, content):
    (row,) = rows(text)
    assert (row.record.form, row.content) == ("indirect", content)


def test_a_verb_in_a_quoted_name_is_none(rows):
    (row,) = rows("Die Gruppe „Wald bleibt“ wies die Vorwürfe zurück.")
    assert row.content == "die Vorwürfe"


def test_a_noun_carries_a_main_clause_in_the_subjunctive(rows):
    (row,) = rows("Die Vermutung des Försters, die Wölfe seien neu, lässt sich nicht prüfen.")
    check(row, "indirect", "Die Vermutung", "des Försters", "die Wölfe seien neu")


def test_a_relative_clause_is_not_what_a_noun_says(rows):
    assert rows("Die Meldung, die sie lesen könnten, hängt im Rathaus.") == []


def test_what_speakers_tell_of_their_own_acts_is_no_row(rows):
    (row,) = rows("Die Polizei erklärt, sie habe die Sperrung angekündigt.", nested=True)
    assert row.cue == "erklärt"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Der Wirt warnte, dass „neue Regeln“ kommen, nachdem alte galten.",
         "dass „neue Regeln“ kommen, nachdem alte galten"),
        ("Nachdem der Arzt gesagt hatte, dass sie bleiben könne, ging sie nach Hause.",
         "dass sie bleiben könne"),
    ],
)  # fmt: skip
def test_a_dass_clause_ends_where_the_main_clause_goes_on(rows, text, content):
    (row,) = rows(text)
    assert row.content == content


def test_whoever_it_was_heard_from_speaks(rows):
    (row,) = rows("Der Sender erfuhr von der Polizei, dass ein Boot fehlt.")
    assert row.source == "der Polizei"


GREETING = "Frau Präsidentin! Meine Damen und Herren! "


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Sie haben gestern gesprochen.", "gesprochen", ""),
        ("Der Antrag ist gut.", "Antrag", ""),
        ("Das haben Sie gesagt.", "gesagt", "Das"),
        ("Dazu gehört die Frage an uns alle: Wer zahlt am Ende?", "Frage", "Wer zahlt am Ende"),
    ],
)
def test_in_a_speech_that_greets_its_hearers_bare_mentions_count(rows, text, cue, content):
    row = rows(GREETING + text)[-1]
    assert (row.cue, row.content) == (cue, content)


@pytest.mark.parametrize("text", ["Sie haben gestern gesprochen.", "Wir bestehen diese Probe."])
def test_bare_mentions_are_no_acts_in_news_nor_idle_verbs_in_a_speech(rows, text):
    assert rows(text) == []
    assert not [row for row in rows(GREETING + text) if "bestehen" in row.cue]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("„Das war ich nicht“, er sagte nur.", "er"),
        ("Frau Tewes will nur von dreien gewusst haben.", "Frau Tewes"),
        ("Unter den Toten sollen laut Bote neun Kinder sein.", "Bote"),
        ("Laut den neun Kindern fehlt Geld.", "den neun Kindern"),
    ],
)
def test_sources_of_odd_frames(rows, text, source):
    (row,) = rows(text)
    assert row.source == source


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Der Mann klagte über Lärm, später zog er um.", "Lärm"),
        ("Die Ermittler gehen von Brandstiftung aus, der Hof ist gesperrt.", "Brandstiftung"),
        ("Die Klinik sorgt sich um die Kinder, viele sind krank.", "die Kinder"),
        # the Konjunktiv tells what was said
        ("Der Mann klagte über Lärm, er könne nicht schlafen.", "er könne nicht schlafen"),
    ],
)
def test_the_indicative_behind_the_matter_only_goes_on(rows, text, content):
    (row,) = rows(text)
    assert row.content == content


def test_the_next_sentence_is_no_frame(rows):
    first, _ = rows("„Das war ich nicht.“ Er fordert eine Prüfung.")
    assert first.source == ""


@pytest.mark.parametrize(
    "text",
    ["Der Verein reagierte mit Spott.", "Wer umkehren will, wird am Tor zurückgewiesen."],
)
def test_a_manner_and_a_passive_of_people_tell_nothing(rows, text):
    assert rows(text) == []


def test_the_turns_of_an_interview_are_direct_speech(rows):
    text = (
        "Bürgermeister Jan Wieland über das Bad\nWann öffnet es?\n"
        "Wieland: Im Mai. Das ist sicher.\nUnd der Preis?\nWieland: Der bleibt."
    )
    first, second = (row for row in rows(text) if row.record.rule == "turn-colon")
    check(first, "direct", ":", "Wieland", "Im Mai. Das ist sicher")
    assert (second.record.speaker, second.content) == ("Jan Wieland", "Der bleibt")


def test_a_label_that_comes_once_is_no_turn(rows):
    assert not [
        r for r in rows("Das Bad öffnet.\nWieland: Bad am See.") if r.record.rule == "turn-colon"
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Die Bahn sah keinen Grund, die Strecke zu sperren, wie sie mitteilte.",
            "Die Bahn sah keinen Grund, die Strecke zu sperren",
        ),
        ("Das Dach habe gehalten, so Eva Roth, die es gebaut hat.", "Das Dach habe gehalten"),
        ("Laut Satzung wählt der Rat; das Amt ruht.", "wählt der Rat"),
        (
            "Das Tor war laut Berichten, die gestern erschienen, seit Mai offen.",
            "Das Tor war … seit Mai offen",
        ),
    ],
)
def test_what_is_said_ends_where_the_frame_begins_or_goes_on(rows, text, content):
    assert content in [row.content for row in rows(text)]
