"""Modal verbs: report against plan, duty and wish. All sentences are written for these tests."""

import pytest

from analysis.language.records import Evidence, get_records

REPORTS = [
    "Der Kassierer soll das Geld unterschlagen haben.",
    "Die Täter sollen durch ein Fenster eingestiegen sein.",
    "Bei dem Angriff sollen zwölf Menschen getötet worden sein.",
    "Laut Polizei soll der Fahrer betrunken gewesen sein.",
    "Der Mann, der seine Nachbarn bedroht haben soll, sitzt in Haft.",
    "Der Minister soll davon gewusst haben.",
    "Es soll zu Schüssen gekommen sein.",
    "Die Brüder sollen in Linz gelebt haben.",
    "Der Händler soll die Ware verkauft und die Rechnung gefälscht haben.",
    "Ein Bote soll den Brief, der nun fehlt, am Abend abgegeben haben.",
    "Er soll Mitglied der Bande gewesen sein.",
    "Die Firma soll jahrelang Müll vergraben haben.",
    "Das Schiff soll auf ein Riff gelaufen sein.",
    "Die Bank, deren Chef geflohen sein soll, schweigt.",
    "Im Dorf sollen bereits Häuser geplündert worden sein.",
    "Der Wächter soll geschlafen haben, als der Dieb kam.",
    "Der Trainer soll nach einem Bericht des Senders gekündigt haben.",
    "Die Mutter soll versucht haben, das Kind zu retten.",
    "Sie sollen mehr als tausend Euro bezahlt haben.",
    "Der Spion soll die Pläne „über Jahre kopiert“ haben.",
    "Der Täter soll aus Graz stammen.",
    "Mindestens hundert Soldaten sollen laut Ministerium in der Stadt stehen.",
    "Bei der Flüssigkeit soll es sich um Säure handeln.",
    "In dem Lager soll die Seuche ausgebrochen sein.",
    "Auch der Bruder soll verschwunden sein.",
]
PLANS = [
    "Die Brücke soll im Mai erneuert werden.",
    "Das Gesetz soll den Handel erleichtern.",
    "Kinder sollen lesen lernen.",
    "Die Arbeiten sollen bis Ende Mai abgeschlossen sein.",
    "Bis 2030 soll die Stadt alle Schulen saniert haben.",
    "Die Bürger sollen wissen, dass wir sparen müssen.",
    "Am Samstag soll der Verein gegen Graz spielen.",
    "Der Bund soll mehr zahlen.",
    "Der neue Chef soll den Umsatz verdoppeln.",
    "Ab Herbst sollen Busse fahren.",
    "Was soll das?",
    "Die Ware soll künftig günstiger sein.",
    "Ein Zaun soll die Anwohner schützen.",
    "Das Treffen soll in Wien stattfinden.",
    "Der Rat, der am Montag tagen soll, hat zwölf Mitglieder.",
    "Die Steuer soll um zwei Punkte sinken.",
    "Die Halle soll ein Ort der Begegnung werden.",
    "Das Geld soll den Opfern zugutekommen.",
    "Thema der Sitzung soll der Haushalt sein.",
    "Der Eintritt soll frei sein.",
    "Soldaten sollen das Tal räumen.",
    "Die Karte soll es Touristen ermöglichen, Bus und Bahn zu nutzen.",
    "Wer betrunken fährt, soll mehr bezahlen.",
    "Die Regierung soll dem Parlament erklären, was sie vorhat.",
    "Das Museum soll im Frühjahr wieder geöffnet werden.",
    "Der Tunnel soll zwei Täler verbinden.",
    "Er soll prüfen, ob die Zeugen das Geld genommen haben.",
    "Die Mauer soll stehen bleiben.",
    "Jeder soll sagen können, was er denkt.",
    "Die Züge sollen dann jede Stunde fahren.",
    "Du sollst nicht lügen.",
    "Der Beschluss soll am Dienstag bestätigt werden.",
]


def rules(nlp, text: str) -> set[str]:
    return {mark.rule for mark in get_records(nlp(text), Evidence)}


@pytest.mark.parametrize("text", REPORTS)
def test_sollen_reports(nlp, text):
    assert rules(nlp, text) & {"sollen-perfect", "sollen-state"}


@pytest.mark.parametrize("text", PLANS)
def test_sollen_plans(nlp, text):
    assert not rules(nlp, text) & {"sollen-perfect", "sollen-state"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Der Jäger will einen Wolf gesehen haben.", "attribution:verb-claim"),
        ("Die Nachbarin will nichts gehört haben.", "attribution:verb-claim"),
        ("Der Schaden dürfte in die Millionen gehen.", "duerfte"),
        ("Die Kosten könnten noch steigen.", "koennte"),
        ("Der Täter muss einen Schlüssel gehabt haben.", "modal-perfect"),
        ("Das Feuer kann im Keller ausgebrochen sein.", "modal-perfect"),
        ("Das mag stimmen.", "mag-sein"),
    ],
)
def test_other_modals(nlp, text, rule):
    assert rule in rules(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister will das Gesetz ändern.",
        "Der Minister will bis Ende Mai alle Stellen besetzt haben.",
        "Ich will das nicht gesagt haben.",
        "Man könnte auch zu Fuß gehen.",
        "Wenn es regnet, könnte der Keller volllaufen.",
        "Könnte das stimmen?",
        "Hätte er Geld, könnte er reisen.",
        "Er durfte nicht einreisen.",
        "Der Bewerber muss Deutsch sprechen.",
        "Sie kann gut singen.",
        "Der Hund mag Wurst.",
    ],
)
def test_other_modals_left_alone(nlp, text):
    modal = {"wollen-perfect", "duerfte", "koennte", "modal-perfect", "mag-sein"}
    assert not rules(nlp, text) & modal
