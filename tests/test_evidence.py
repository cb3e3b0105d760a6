"""Evidence marks: a sentence in, marks out. All sentences are written for these tests.

A mark is written `words stance/basis holder`, a "-" for an empty axis, " not" when it is negated.
"""

import re

import pytest

from analysis.language.records import Attribution, Evidence, get_records, set_records

LABELS = re.compile(r" [a-z-]+/[a-z_-]+ (writer|source)( not)?$")
# "Das meldet der Bote" hands over the sentence before it.
ATTRIBUTION = Attribution(
    ((27, 33),), ((34, 42),), ((0, 21),), "indirect", "Bote", None, None, "named", "melden",
    "acknowledge", False, None, 0.9, "test",
)  # fmt: skip


def marks(nlp, text: str) -> list[str]:
    doc = nlp(text)
    return [_written(doc.text, record) for record in get_records(doc, Evidence)]


def _written(text: str, m: Evidence) -> str:
    labels = f"{m.stance or '-'}/{m.basis or '-'} {m.holder}"
    return f"{text[m.start : m.end]} {labels}{' not' if m.negated else ''}"


FOUND = [
    # hedges
    ("Der mutmaßliche Brandstifter sitzt in Haft.", "mutmaßliche hedge/- writer"),
    ("Die Brücke ist vermutlich wegen Frost gerissen.", "vermutlich hedge/- writer"),
    ("Das Boot ist wohl schon am Abend gekentert.", "wohl hedge/- writer"),
    ("Die Kasse war offenbar schon leer.", "offenbar hedge/inference writer"),
    ("Möglicherweise lag es am Kabel.", "Möglicherweise hedge/- writer"),
    ("Ein Sieg ist wenig wahrscheinlich.", "wahrscheinlich hedge/- writer"),
    ("Der Schaden dürfte höher liegen.", "dürfte hedge/inference writer"),
    ("Das könnte den Hafen lahmlegen.", "könnte hedge/- writer"),
    ("Jemand muss die Tür geöffnet haben.", "muss hedge/inference writer"),
    ("Die Polizei vermutet einen Defekt an der Heizung.", "vermutet hedge/named source"),
    ("Die Behörde schließt Sabotage nicht aus.", "schließt hedge/named source"),
    (
        "Der Mann steht unter Verdacht, Akten verkauft zu haben.",
        "steht unter Verdacht hedge/- writer",
    ),
    ("Der Graben scheint alt zu sein.", "scheint hedge/inference writer"),
    (
        "Vieles deutet darauf hin, dass das Ventil klemmte.",
        "deutet darauf hin hedge/inference writer",
    ),
    # acknowledge
    ("Die Ministerin sagte, der Zaun sei neu.", "sagte acknowledge/named writer"),
    ("Laut Stadtwerken floss kein Wasser.", "Laut acknowledge/named writer"),
    ("Nach Angaben der Feuerwehr brannten zwei Hallen.", "Nach Angaben acknowledge/named writer"),
    ("Nach Angaben mehrerer Helfer war es spät.", "Nach Angaben acknowledge/anonymous writer"),
    (
        "Zehn Schüler schlafen nach eigenen Angaben schlecht.",
        "nach eigenen Angaben acknowledge/anonymous writer",
    ),
    ("Der Feuerwehr zufolge brannten zwei Hallen.", "zufolge acknowledge/named writer"),
    ("„Wir haben gewonnen“, so der Trainer.", "so acknowledge/named writer"),
    # hearsay
    ("Der Kassierer soll Geld unterschlagen haben.", "soll -/hearsay writer"),
    ("Berichten zufolge wurde der Damm geräumt.", "Berichten zufolge acknowledge/hearsay writer"),
    ("Es hieß, der Fahrer sei geflohen.", "Es hieß acknowledge/hearsay writer"),
    ("Es gibt Berichte, dass der Damm bricht.", "Berichte acknowledge/hearsay writer"),
    # distance
    ("Der angebliche Arzt hatte keine Zulassung.", "angebliche distance/- writer"),
    ("Der Händler behauptet, die Ware sei echt.", "behauptet distance/anonymous writer"),
    ("Der Jäger will einen Wolf gesehen haben.", "will distance/anonymous writer"),
    ("Der Verein zweifelt an der Auszählung.", "zweifelt distance/named source"),
    ("Die sogenannte Volksrepublik druckt eigene Pässe.", "sogenannte distance/- writer"),
    # endorse
    ("Das Ministerium bestätigte den Vorfall.", "bestätigte endorse/named writer"),
    ("Satellitenbilder zeigen, dass die Halle leer ist.", "zeigen endorse/evidence writer"),
    ("Der Konzern räumte ein, dass Messwerte fehlten.", "räumte ein endorse/named writer"),
    ("Die Leitung war nachweislich undicht.", "nachweislich endorse/- writer"),
    ("Es besteht kein Zweifel an der Echtheit.", "kein Zweifel endorse/- writer"),
    # deny
    ("Kiew dementierte den Bericht.", "dementierte deny/named source"),
    ("Die Behörde weist die Vorwürfe zurück.", "weist deny/named source"),
    ("Der Verlag zog die Studie zurück.", "zog deny/named source"),
    ("Das trifft nicht zu.", "trifft nicht zu deny/- writer"),
    (
        "Berichte, die das Ministerium zurückwies, nennen andere Zahlen.",
        "zurückwies deny/named source",
    ),
    # not_deny: the source does not dispute it
    (
        "Der Minister bestreitet das Treffen nicht.",
        "bestreitet acknowledge/named source not",
    ),
    (
        "Der Verein dementierte den Verkauf nicht.",
        "dementierte acknowledge/named source not",
    ),
    ("Niemand bestreitet, dass der Damm bricht.", "bestreitet acknowledge/named source not"),
    ("Niemand kann bestreiten, dass der Damm bricht.", "bestreiten endorse/- writer"),
    ("Die Bank bestritt jedoch nicht die Zahlung.", "bestritt acknowledge/named source not"),
    ("Der Klub widersprach dem Bericht nicht.", "widersprach acknowledge/named source not"),
    ("Moskau wies den Bericht nicht einmal zurück.", "wies acknowledge/named source not"),
    # neither denied nor excluded
    ("Die Wehr konnte einen Defekt nicht ausschließen.", "nicht ausschließen hedge/named source"),
    ("Völlig ausgeschlossen ist das nicht.", "ausgeschlossen hedge/- writer"),
    ("Der Trainer zweifelt nicht am Sieg.", "zweifelt nicht endorse/named source"),
    ("Der Kritiker hat Zweifel an der Zahl.", "Zweifel distance/anonymous source"),
    # unverified
    ("Der Sprecher wollte den Tod nicht bestätigen.", "nicht bestätigen -/unverified writer"),
    (
        "Die Zahl ließ sich nicht unabhängig überprüfen.",
        "nicht unabhängig überprüfen -/unverified writer",
    ),
    ("Die Ursache ist noch unklar.", "unklar -/unverified writer"),
    (
        "Das Amt verweigerte eine Stellungnahme.",
        "verweigerte eine Stellungnahme -/unverified writer",
    ),
    ("Die Bank wollte sich nicht äußern.", "nicht äußern -/unverified writer"),
    (
        "Das Gericht hat das weder bestätigt noch dementiert.",
        "weder bestätigt noch dementiert -/unverified writer",
    ),
    # evidence and its absence
    ("Die Anklage legte Beweise vor.", "Beweise -/evidence writer"),
    ("Die Polizei sagte, sie habe Beweise für den Betrug.", "Beweise -/evidence source"),
    ("Für den Betrug fehlen Beweise.", "fehlen Beweise -/no_evidence writer"),
    ("Ohne handfeste Belege nannte er Namen.", "Ohne handfeste Belege -/no_evidence writer"),
    ("Es gibt keine Hinweise auf ein Leck.", "keine Hinweise -/no_evidence writer"),
    ("Für die These ist bisher nichts bewiesen.", "bewiesen -/no_evidence writer"),
    ("Das hat bisher niemand belegt.", "belegt -/no_evidence writer"),
    ("Die Opposition fordert Beweise.", "fordert Beweise -/no_evidence source"),
    ("Beweise legte er nicht vor.", "Beweise legte er nicht -/no_evidence writer"),
    (
        "Sie verurteilten ihn ohne einen einzigen Beleg.",
        "ohne einen einzigen Beleg -/no_evidence writer",
    ),
    ("Der Vorwurf ist durch nichts belegt.", "belegt -/no_evidence writer"),
    ("Der Richter rügte das Fehlen von Beweisen.", "Fehlen von Beweisen -/no_evidence writer"),
    # anonymous
    (
        "Aus Regierungskreisen verlautete, der Etat werde gekürzt.",
        "verlautete acknowledge/anonymous writer",
    ),
    ("Experten schätzen den Schaden auf eine Million Euro.", "schätzen hedge/anonymous source"),
    ("Experten aus Linz warnen vor Hochwasser.", "warnen acknowledge/anonymous writer"),
    ("Ein Beamter des Zolls sprach von Betrug.", "sprach acknowledge/anonymous writer"),
    ("Ein Sprecher des Zolls sprach von Betrug.", "sprach acknowledge/named writer"),
    ("Der Vertreter des Zolls sprach von Betrug.", "sprach acknowledge/anonymous writer"),
    (
        "Ein Wärter, der anonym bleiben wollte, sagte, das Tor sei offen gewesen.",
        "sagte acknowledge/anonymous writer",
    ),
    ("Aus Regierungskreisen kam Widerspruch.", "Aus Regierungskreisen -/anonymous writer"),
    # without a speaker
    ("Der Vorwurf, das Tor sei offen gewesen, ist alt.", "Vorwurf acknowledge/hearsay writer"),
    ("Es wird behauptet, das Tor sei offen gewesen.", "behauptet distance/hearsay writer"),
    ("Das bleibt eine Behauptung.", "Behauptung distance/- writer"),
    # the writer takes something back
    ("Diese Zahl nehmen wir zurück.", "nehmen deny/- writer"),
    # cues only the lexicon of attributions knows
    ("Die Ärztin rät, mehr zu schlafen.", "rät acknowledge/anonymous writer"),
    ("„Das Dach ist undicht“, klagt der Wirt.", "klagt acknowledge/anonymous writer"),
    # a party's reckoning
    ("Die Wehr kommt auf 40 Einsätze.", "kommt acknowledge/named writer"),
    (
        "Der Bund beziffert den Schaden auf zwei Millionen Euro.",
        "beziffert acknowledge/named writer",
    ),
    ("„Wir waren alle im Haus“, er sagte nur.", "sagte acknowledge/named writer"),
    ("Drei Nachbarn berichteten von Schüssen.", "berichteten acknowledge/anonymous writer"),
    ("Die Sperrung bleibt umstritten.", "umstritten -/unverified writer"),
    # left open
    ("Mit wem, sagte der Wirt nicht.", "sagte -/unverified writer"),
    (
        "Einen Mitschnitt legte die Bank nicht vor.",
        "legte -/no_evidence writer",
    ),
    # who holds it
    ("„Das ist sehr wahrscheinlich“, sagte der Sprecher.", "wahrscheinlich hedge/- source"),
    ("Der Wirt sagte, der Gast habe wohl geschlafen.", "wohl hedge/- source"),
]

NOT_FOUND = [
    ("Der Botschafter wurde ins Ministerium zitiert.", "zitiert"),
    ("Moskau zog seine Truppen zurück.", "zog"),
    ("Die Grenzer wiesen zwei Personen zurück.", "wiesen"),
    ("Die Gäste fühlten sich wohl.", "wohl"),
    ("Der Bürgermeister will das.", "will"),
    ("Der Bürgermeister will die Brücke bis 2030 erneuert haben.", "will"),
    ("Die Brücke soll im Mai erneuert werden.", "soll"),
    ("Die Arbeiten sollen bis Ende Mai abgeschlossen sein.", "sollen"),
    ("Kinder sollen lesen lernen.", "sollen"),
    ("Die Ware soll ab Mai verfügbar sein.", "soll"),
    ("Die sogenannte Mitose teilt den Kern.", "sogenannte"),
    ("Wenn das Gericht die Strafe bestätigt, muss er gehen.", "bestätigt"),
    ("Ist der Täter wahrscheinlich noch im Land?", "wahrscheinlich"),
    ("Sie fragte, ob das Amt den Vorfall bestätigt habe.", "bestätigt"),
    ("Die Mannschaft bestreitet ihr zweites Spiel.", "bestreitet"),
    ("Das Heim belegt den dritten Platz.", "belegt"),
    ("Er wurde im Amt bestätigt.", "bestätigt"),
    ("Das Buch war denkbar knapp kalkuliert.", "denkbar"),
    ("Der Sturm forderte drei Todesopfer.", "forderte"),
    ("Das Beben forderte dreißig Opfer.", "forderte"),
    ("Das ist nur möglich, wenn alle zahlen.", "möglich"),
    ("„Das hätte niemand gedacht“, sagte der Wirt.", "hätte"),
    ("Sie schrieb ein Lied: Es heißt Sommer.", "schrieb"),
    ("Sie erklärte sich die Sache so.", "erklärte"),
    ("Der Klub ging gestärkt aus der Krise hervor.", "ging"),
    ("Der unbestrittene Anführer ist tot.", "unbestrittene"),
    ("Er sprach laut und deutlich.", "laut"),
    ("Nach der Sitzung fuhr sie heim.", "Nach"),
    ("Ich habe das gesehen.", "habe"),
    ("Er kommt, es sei denn, es regnet.", "sei"),
    ("Die Polizei bittet um Hinweise aus der Bevölkerung.", "Hinweise"),
    ("Der Klub behauptete den ersten Platz.", "behauptete"),
    ("Die Sonne scheint.", "scheint"),
    ("Das Parlament nahm den Antrag an.", "nahm"),
    ("Das heißt, der Zug fällt aus.", "heißt"),
    ("„Der Bote der Stadt am Fluss“, der viel sagte, ist ein Blatt.", "sagte"),
    ("Sie kommt auf die Idee zu gehen.", "kommt"),
    ("Der Turm zählt zu den ältesten im Land.", "zählt"),
    ("Der Wirt fragte, wer bezahlt.", "fragte"),
    ("Die Ente schwimmt im Teich.", "Ente"),
    ("Die Ministerin sagte, der Zaun sei neu.", "sei"),
    ("Er sagte, der Chef hätte davon gewusst.", "hätte"),
    ("Der Zug fällt aus, so dass viele warten.", "so"),
]


@pytest.mark.parametrize(("text", "mark"), FOUND)
def test_marks_what_the_words_say(nlp, text, mark):
    words, labels = LABELS.sub("", mark), LABELS.search(mark)[0]
    found = [m for m in marks(nlp, text) if m.endswith(labels) and words in m]
    assert found, marks(nlp, text)


@pytest.mark.parametrize(("text", "word"), NOT_FOUND)
def test_leaves_false_friends_alone(nlp, text, word):
    assert not [mark for mark in marks(nlp, text) if mark.startswith(word + " ")]


def test_scope_of_an_adjective_is_its_noun_phrase(nlp):
    doc = nlp("Gestern kam der mutmaßliche Dieb frei.")
    (mark,) = get_records(doc, Evidence)
    assert [doc.text[a:b] for a, b in mark.scope_spans] == ["Dieb"]


def test_scope_of_a_verb_is_its_complement(nlp):
    doc = nlp("Die Ministerin bestätigte, dass der Damm bricht.")
    (mark,) = get_records(doc, Evidence)
    assert [doc.text[a:b] for a, b in mark.scope_spans] == ["dass der Damm bricht"]


def test_degree_words_move_the_strength(nlp):
    texts = (
        "Das ist wenig wahrscheinlich.",
        "Das ist wahrscheinlich.",
        "Das ist sehr wahrscheinlich.",
    )
    weak, plain, strong = (get_records(nlp(text), Evidence)[0].strength for text in texts)
    assert weak < plain < strong


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Ihre „Befreier“ plündern die Dörfer.", "„Befreier“"),
        ("Eine „repräsentative“ Runde tagte im Keller.", "„repräsentative“"),
    ],
)
def test_scare_quotes(nlp, text, quoted):
    assert f"{quoted} distance/- writer" in marks(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Zeitung „Der Bote“ erscheint täglich.",
        "Der Film „Sommer“ läuft im Kino.",
        "Der Minister sprach von einem „Fehler“.",
        "Das Schiff „Hoffnung“ sank.",
        "„Das ist neu“, sagte der Richter.",
        "Sie wohnt im Hotel „Krone“.",
        "Der Zug mit dem Namen „Blitz“ fährt heute.",
    ],
)
def test_no_scare_quotes(nlp, text):
    assert not [mark for mark in marks(nlp, text) if mark.startswith("„")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        '„„„ “ " » nicht',
        "nicht nicht nicht ohne so laut nach zufolge",
        "🙂 angeblich 🙂",
        "SOLL HABEN",
        "wohl " * 100,
        "Er sagte, " * 50,
    ],
    ids=range(8),
)
def test_odd_texts_do_no_harm(nlp, text):
    doc = nlp(text)
    assert all(0 <= m.start < m.end <= len(doc.text) for m in get_records(doc, Evidence))


def test_reported_words_belong_to_the_source_when_attributions_are_there(nlp):
    text = "Der Zaun ist wohl alt. Das meldet der Bote."
    doc = nlp(text)
    set_records(doc, Attribution, [ATTRIBUTION])
    marked = nlp.get_pipe("evidence").find(doc)
    assert [m.holder for m in marked if m.lemma == "wohl"] == ["source"]
