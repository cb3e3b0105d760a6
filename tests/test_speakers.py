"""From the words that name a source to one speaker."""

import pytest

from analysis.language.attributions.speaker_lexicon import load_speakers, slug
from analysis.language.records import Attribution, get_records


@pytest.fixture(scope="session")
def speakers(nlp):
    """The records of a text."""
    return lambda text: get_records(nlp(text), Attribution)


@pytest.mark.parametrize(
    ("text", "speaker", "sort", "resolved_by"),
    [
        ("Die NATO bestätigte, dass Schiffe fehlen.", "NATO", "organisation", "named"),
        ("Seoul erklärte, der Test sei gescheitert.", "Südkorea", "government", "metonym"),
        ("Moskau bestreitet den Vorfall.", "Russland", "government", "metonym"),
        ("Das Weiße Haus teilte mit, dass der Gipfel ausfällt.", "Weißes Haus", "government",
         "metonym"),
        ("Das westliche Bündnis warnte vor Folgen.", "NATO", "organisation", "metonym"),
        ("Österreich forderte eine Prüfung.", "Österreich", "government", "named"),
        ("Der Geheimdienst berichtete, dass Züge rollen.", "Geheimdienst", "intelligence", "named"),
        ("Experten schätzen, dass es regnet.", "Experten", "expert", "named"),
        ("In der Studie heißt es, dass es wärmer wird.", "Studie", "document", "named"),
        ("Berichten zufolge brennt ein Lager.", None, None, "unresolved"),
        ("Es heißt, das Lager brenne.", None, None, "unresolved"),
    ],
)  # fmt: skip
def test_one_name_and_a_sort(speakers, text, speaker, sort, resolved_by):
    (record,) = speakers(text)
    assert (record.speaker, record.speaker_type, record.resolved_by) == (speaker, sort, resolved_by)


def test_a_family_name_stands_for_the_full_name(speakers):
    first, second = speakers(
        "Der Bürgermeister Anton Kramer sagte, die Brücke sei alt. "
        "Kramer kündigte an, sie zu sperren."
    )
    assert first.speaker == second.speaker == "Anton Kramer"
    assert first.speaker_id == second.speaker_id == "anton-kramer"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Selenskyj sagte, der Winter werde hart.", "wolodymyr-selenskyj"),
        ("Wolodymyr Selenskyj sagte, der Winter werde hart.", "wolodymyr-selenskyj"),
        ("Kim Jong Un sagte, der Plan sei gut.", "kim-jong-un"),
        ("Kim Jong-un sagte, der Plan sei gut.", "kim-jong-un"),
    ],
)
def test_spellings_of_one_person_share_a_key(speakers, text, key):
    (record,) = speakers(text)
    assert record.speaker_id == key


@pytest.mark.parametrize(
    ("who", "key"),
    [
        ("Das Pentagon", "pentagon"),
        ("Das amerikanische Verteidigungsministerium", "pentagon"),
        ("Das US-Verteidigungsministerium", "pentagon"),
        ("Der südkoreanische Geheimdienst", "nis"),
        ("Südkoreas Geheimdienst", "nis"),
        ("Das State Department", "us-aussenministerium"),
        # a house is not the government, nor a country's name another country's body
        ("Das Weiße Haus", "weisses-haus"),
        ("Die US-Regierung", "us-regierung"),
        ("Der ukrainische Geheimdienst", "ukrainischer-geheimdienst"),
    ],
)
def test_the_names_of_one_body_share_a_key(speakers, who, key):
    assert speakers(f"{who} teilte mit, die Lage sei ruhig.")[0].speaker_id == key


def test_a_pronoun_is_the_person_before(speakers):
    first, second = speakers(
        "Die Direktorin Eva Lindner sagte, das Haus sei voll. Sie betonte, dass alle warten."
    )
    assert (second.speaker, second.resolved_by) == ("Eva Lindner", "pronoun")
    assert first.resolved_by == "named"


def test_a_role_is_the_one_person_who_has_it(speakers):
    _, second = speakers(
        "Der Trainer Jan Wolters sagte, das Team sei bereit. Der Trainer lobte die Jugend."
    )
    assert second.speaker == "Jan Wolters"


def test_a_spokesperson_is_of_the_sort_spoken_for(speakers):
    (record,) = speakers("Ein Sprecher der Armee sagte, der Einsatz sei beendet.")
    assert (record.speaker, record.speaker_type) == ("Armee", "military")


@pytest.mark.parametrize(
    ("text", "speaker", "sort"),
    [
        ("Innenminister Paul Rehm sagte, der Damm halte.", "Paul Rehm", "government"),
        ("Die Forscherin Ina Voss sagte, der Damm halte.", "Ina Voss", "expert"),
        ("Der Rentner Emil Abt sagte, der Damm halte.", "Emil Abt", "person"),
        ("Ein Beamter sagte, der Damm halte.", "Beamter", "anonymous"),
        ("Der Beamte sagte, der Damm halte.", "Beamter", "anonymous"),
        ("Der Minister sagte, der Damm halte.", "Minister", "government"),
        ("Mein Neffe sagte, der Damm halte.", "Neffe", "anonymous"),
        (
            "Der Außenpolitiker einer Fraktion sagte, der Damm halte.",
            "Außenpolitiker einer Fraktion",
            "anonymous",
        ),
        ("Behörden sagten, der Damm halte.", "Behörden", "government"),
        ("Anwohner sagten, der Damm halte.", "Anwohner", "collective"),
        ("Aus Regierungskreisen hieß es, der Damm halte.", "Regierungskreise", "anonymous"),
        ("Nach einer norwegischen Studie hält der Damm.", "norwegische Studie", "document"),
        ("Nach norwegischen Angaben hält der Damm.", "Norwegen", "government"),
        (
            "Norwegischen Medienberichten zufolge hält der Damm.",
            "norwegische Medienberichte",
            "media",
        ),
        ("Nach Schätzung des Roten Kreuzes hält der Damm.", "Rotes Kreuz", "organisation"),
        ("Der Kreis sagte, der Damm halte.", "Kreis", "government"),
        ("Eva Roth von der Bauernpartei sagte, der Damm halte.", "Eva Roth", "organisation"),
        ("Eva Roth (41), Leiterin des Instituts, sagte, der Damm halte.", "Eva Roth", "expert"),
        ("Die „Südpost“ berichtet, der Damm halte.", "Südpost", "media"),
        ("Das Labor für Schall teilte mit, dass es laut ist.", "Labor für Schall", "organisation"),
    ],
)
def test_the_sort_is_the_role_spoken_in(speakers, text, speaker, sort):
    (record,) = speakers(text)
    assert (record.speaker, record.speaker_type) == (speaker, sort)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Die Polizei zählt 40 Gäste. „Alles blieb ruhig“, sagte Sprecherin Eva Roth.",
         "government"),
        ("Der Verein zählt 40 Gäste. „Alles blieb ruhig“, sagte Sprecherin Eva Roth.",
         "organisation"),
        ("Das Labor zählt 40 Gäste. „Alles blieb ruhig“, sagte Leiterin Eva Roth.", "expert"),
    ],
)  # fmt: skip
def test_a_bare_function_is_one_of_the_body_the_text_is_about(speakers, text, sort):
    assert speakers(text)[-1].speaker_type == sort


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mareike Blohm kam zu Jens Tewes. Das Haus sei leer, sagte sie.", "Mareike Blohm"),
        ("Mareike Blohm kam zu Jens Tewes. Das Haus sei leer, sagte er.", "Jens Tewes"),
        ("Das Landesamt misst nach. Der Wert sei hoch, teilte es mit.", "Landesamt"),
        ("Eva Roth geht. Eine Sache räumt sie ein: Der Damm halte nicht.", "Eva Roth"),
    ],
)
def test_a_pronoun_agrees_in_gender(speakers, text, speaker):
    assert speakers(text)[-1].speaker == speaker


def test_the_words_of_a_headline_are_those_of_who_says_them_below(speakers):
    first, *_ = speakers("„Wir bleiben“\n\nEva Roth wehrt sich. „Wir bleiben“, sagte sie am Abend.")
    assert (first.speaker, first.resolved_by) == ("Eva Roth", "carried")


def test_a_role_goes_with_the_speaker(speakers):
    first, second = speakers(
        "Die Ministerin Eva Roth sagte, der Damm halte. Roth betonte, er sei neu."
    )
    assert first.role == second.role == "Ministerin"


def test_the_bare_mention_of_a_body_is_its_long_name(speakers):
    first, second = speakers(
        "Das Labor für Schall sagte, es sei laut. Das Labor forderte eine Messung."
    )
    assert first.speaker == second.speaker == "Labor für Schall"


def test_several_speakers_are_joined(speakers):
    (record,) = speakers("Seoul und Washington erklärten, der Test sei gescheitert.")
    assert (record.speaker, record.resolved_by) == ("Südkorea und USA", "metonym")


def test_a_pronoun_may_point_ahead(speakers):
    record = speakers("Als er das Werk eröffnete, lobte Jan Wolters die Jugend.")[-1]
    assert record.speaker == "Jan Wolters"


def test_a_relative_pronoun_is_no_article_of_reports(speakers):
    record = speakers("Der Angriff, der Berichten zufolge Schäden verursachte, ist vorbei.")[-1]
    assert (record.speaker, record.resolved_by) == (None, "unresolved")


def test_who_is_not_named_stays_unresolved(speakers):
    (record,) = speakers("Man sagt, das Haus sei verflucht.")
    assert (record.speaker, record.resolved_by) == (None, "unresolved")


@pytest.mark.parametrize(
    ("noun", "sort"),
    [
        ("Außenministerium", "government"),
        ("Präsidentin", "government"),
        ("Geheimdienste", "intelligence"),
        ("Wissenschaftlerin", "expert"),
        ("Nachrichtenagentur", "media"),
        ("Tisch", None),
    ],
)
def test_sorts_of_nouns_hold_for_compounds_and_feminines(noun, sort):
    assert load_speakers("de").type_of_noun(noun) == sort


def test_a_key_has_plain_letters_only():
    assert slug("Weißes Haus, Köln-Süd") == "weisses-haus-koln-sud"


def test_joined_adjectives_stay_apart_in_a_name(speakers):
    (record,) = speakers("Polnische und ungarische Dienste meldeten, ein Boot fehle.")
    assert record.speaker == "Polnische und ungarische Dienste"


def test_an_agency_is_not_its_country(speakers):
    (record,) = speakers("Laut Polens Nachrichtenagentur PAP fehlt ein Boot.")
    assert (record.speaker, record.speaker_type) == ("PAP", "media")


def test_a_form_of_address_is_no_role(speakers):
    (row,) = speakers("Frau Olga Brandis sagte, es reiche.")
    assert (row.speaker, row.role) == ("Olga Brandis", None)


@pytest.mark.parametrize(
    ("text", "speaker", "sort"),
    [
        # a bare noun stands for the body that was named
        ("Die Nordholz-Kliniken sind zu. Der Konzern sagte, es daure.", "Nordholz", "organisation"),
        ("Das Landesamt für Deiche prüft. Die Behörde sagte, es daure.", "Landesamt für Deiche",
         "government"),
        ("Die Stadt prüft. Der Konzern sagte, es daure.", "Konzern", "organisation"),
        # and a general word for a text for the one with a noun of its own
        ("Das Wohnbarometer liegt vor. Laut der Studie fehlt Platz.", "Wohnbarometer", "document"),
        ("Ein Wetterbericht liegt vor. Laut der Studie fehlt Platz.", "Studie", "document"),
        # a name the text calls a firm or a medium is no person's
        ("Das Portal Nordholz ist neu. Laut Nordholz daure es.", "Nordholz", "media"),
        ("Die Zeit ist neu. Laut Jan Nordholz daure es.", "Jan Nordholz", "person"),
        # the body in the compound speaks
        ("Nach Polizeiangaben fehlt ein Boot.", "Polizei", "government"),
        ("Nach israelischen Angaben fehlt ein Boot.", "Israel", "government"),
        ("Nach ersten Angaben fehlt ein Boot.", None, None),
        # a text one quotes from speaks itself
        ("In einer Mitteilung des Vereins heißt es, ein Boot fehle.", "Mitteilung des Vereins",
         "document"),
        ("62 Prozent der Mieter sagten, ein Boot fehle.", "Mieter", "collective"),
        ("Einer der Mieter, Jan Rehm, sagte, ein Boot fehle.", "Jan Rehm", "person"),
        ("Der Chef der Behörde sagte, ein Boot fehle.", "Chef der Behörde", "government"),
        ("Vereinspräsident Jan Rehm sagte, ein Boot fehle.", "Jan Rehm", "organisation"),
        ("Präsident Jan Rehm sagte, ein Boot fehle.", "Jan Rehm", "government"),
        ("Ein früherer Techniker sagte, ein Boot fehle.", "früherer Techniker", "anonymous"),
        ("Die Bangkok Post sagte, ein Boot fehle.", "Bangkok Post", "media"),
        ("Der Soldat sagte, ein Boot fehle.", "Soldat", "anonymous"),
        ("Der Verband kommunaler Betriebe sagte, ein Boot fehle.", "Verband kommunaler Betriebe",
         "organisation"),
        ("Die Wirtin und Köchin Eva Roth sagte, ein Boot fehle.", "Eva Roth", "person"),
        ("Ärzte ohne Grenzen sagte, ein Boot fehle.", "Ärzte ohne Grenzen", "organisation"),
        ("Den Demokraten zufolge fehlt ein Boot.", "Demokraten", "organisation"),
        ("Eva Roth sagte der Südpost, ein Boot fehle.", "Eva Roth", "person"),
    ],
)  # fmt: skip
def test_names_and_sorts_come_from_the_text(speakers, text, speaker, sort):
    record = speakers(text)[-1]
    assert (record.speaker, record.speaker_type) == (speaker, sort)


@pytest.mark.parametrize(
    ("text", "speaker", "sort"),
    [
        ("Der Wirt kam heraus. Er sagte, es sei zu laut.", "Wirt", "anonymous"),
        ("Die Mieter kamen heraus. Sie sagten, es sei zu laut.", "Mieter", "collective"),
        ("Die Bäckerin kam heraus. Er sagte, es sei zu laut.", None, None),
        ("Der Bericht liegt vor. Demnach war es zu laut.", "Bericht", "document"),
        ("Der Verband prüft es. Nach dessen Angaben war es zu laut.", "Verband", "organisation"),
        ("Am Abend kam Dr. Eva Roth. Laut der Ärztin war es zu laut.", "Eva Roth", "expert"),
    ],
)
def test_pronouns_take_up_people_and_texts_without_a_name(speakers, text, speaker, sort):
    record = speakers(text)[-1]
    assert (record.speaker, record.speaker_type) == (speaker, sort)


@pytest.mark.parametrize(
    ("text", "speaker", "sort"),
    [
        # another noun for a scholar, for who holds an office, for the one just told of
        ("Die Physikerin Eva Roth ging. „Es reicht“, sagte die Professorin.", "Eva Roth", "expert"),
        ("Ministerin Eva Roth prüft. Die Politikerin sagte, es reiche.", "Eva Roth", "government"),
        ("Vorstand Jan Rehm prüft. Der Manager sagte, es reiche.", "Jan Rehm", "organisation"),
        ("Eva Roth stand am Tor. Die Tänzerin sagte, es reiche.", "Eva Roth", "person"),
        ("Die Vorsitzende Eva Roth trat vor. Die Richterin sagte, es reiche.", "Eva Roth",
         "organisation"),
        # not of the other gender, nor one told of long before, nor one with another office
        ("Ministerin Eva Roth prüft. Der Politiker sagte, es reiche.", "Politiker", "anonymous"),
        ("Eva Roth ging. Es regnete. Es war Nacht. Die Tänzerin sagte, es reiche.", "Tänzerin",
         "anonymous"),
        ("Pfarrer Jan Rehm kam. Der Bürgermeister sagte, es reiche.", "Bürgermeister",
         "government"),
        ("Jan Rehm weinte. Sein Bruder sagte, es reiche.", "Bruder", "anonymous"),
        # of two with the same office the last one named
        ("Minister Jan Rehm ging. Minister Emil Abt blieb. Der Minister sagte, es reiche.",
         "Emil Abt", "government"),
        # one of a group is nobody in particular
        ("Ein Überlebender sagte, es reiche.", "Überlebender", "anonymous"),
        ("Ein Kollege sagte, es reiche.", "Kollege", "anonymous"),
    ],
)  # fmt: skip
def test_a_role_is_whom_it_may_well_mean(speakers, text, speaker, sort):
    record = speakers(text)[-1]
    assert (record.speaker, record.speaker_type) == (speaker, sort)


@pytest.mark.parametrize(
    ("text", "speaker", "sort"),
    [
        # a body by all of its name; a group, an agency without their class noun
        ("Die Gewerkschaft Holz und Papier (GHP) sagte, es reiche.", "Gewerkschaft Holz und Papier",
         "organisation"),
        ("Die Beobachtergruppe Wahlauge sagte, es reiche.", "Wahlauge", "organisation"),
        ("Die Agentur ktn meldet, es reiche.", "ktn", "media"),
        ("Die Agentur für Arbeit sagte, es reiche.", "Agentur für Arbeit", "government"),
        # newsrooms have findings
        ("Nach KTN-Recherchen fehlt ein Boot.", "KTN", "media"),
        # a text speaks, not its author; but by a statement its author does
        ("Laut einer Umfrage des Fahrgastbunds fehlt ein Boot.", "Umfrage des Fahrgastbunds",
         "document"),
        ("Laut einer Mitteilung der Polizei fehlt ein Boot.", "Polizei", "government"),
        ("Laut einem Bericht der „Südpost“ fehlt ein Boot.", "Südpost", "media"),
        ("Es gibt ein Protokoll des Amts vom 3. Mai. Demnach fehlt ein Boot.", "Protokoll des Amts",
         "document"),
        # whom an unnamed spokesperson speaks for
        ("Die Talbahn streikt. Ein Unternehmenssprecher sagte, es daure.", "Talbahn",
         "organisation"),
        ("Ministerin Eva Roth schweigt. Ihr Sprecher sagte, es daure.", "Eva Roth", "government"),
        # who has the office in a body is of its sort; whose it is does not make one of several
        ("Der Kommandant der Küstenwache, Jan Rehm, sagte, es daure.", "Jan Rehm", "government"),
        ("Der Kommandant Jan Rehm sagte, es daure.", "Jan Rehm", "military"),
        ("Die Bank schweigt. Ihr Sicherheitschef sagte, es daure.", "Sicherheitschef",
         "organisation"),
        # the country or the firm told of, and not just any name
        ("Das talurische Schiff sank. Beweise aus Talurien fehlen. Orvik wies das zurück.",
         "Talurien", "government"),
        ("Talurische Schiffe sanken vor Talurien. Reeder Jan Orvik klagt. Orvik wies das zurück.",
         "Jan Orvik", "person"),
        ("Jan Rehm, Chef der Werft, der von Glück sprach, ging.", "Jan Rehm", "organisation"),
        ("Dem vorläufigen Ergebnis zufolge fehlt ein Boot.", "vorläufiges Ergebnis", "document"),
        ("Ein hoher Offizier sagte, es daure.", "hoher Offizier", "anonymous"),
    ],
)  # fmt: skip
def test_bodies_texts_and_places_by_their_names(speakers, text, speaker, sort):
    record = speakers(text)[-1]
    assert (record.speaker, record.speaker_type) == (speaker, sort)


@pytest.mark.parametrize(
    ("text", "speaker", "sort"),
    [
        ("LTV-Präsident Jan Rehm sagte, es daure.", "Jan Rehm", "organisation"),
        ("US-Präsident Jan Rehm sagte, es daure.", "Jan Rehm", "government"),
        # a spokesperson's body is not the one the words are about
        ("Das Bauamt prüft. Der Verband habe gelogen, sagte eine Sprecherin.", "Bauamt",
         "government"),
        ("Gerüchten zufolge fehlt ein Boot.", None, None),
        ("Eva Roth prüft. Aus ihrer Sicht fehlt ein Boot.", "Eva Roth", "person"),
        ("30 Prozent der Talheimer sagten, ein Boot fehle.", "Talheimer", "collective"),
        ("Laut der am Montag vorgestellten Studie fehlt ein Boot.", "Studie", "document"),
    ],
)  # fmt: skip
def test_who_speaks_where_a_phrase_names_nobody(speakers, text, speaker, sort):
    record = speakers(text)[-1]
    assert (record.speaker, record.speaker_type) == (speaker, sort)


@pytest.mark.parametrize(
    ("text", "speaker", "resolved_by"),
    [
        # a name with its article is no metonym, a house is one
        ("Die Vereinten Nationen sagten, es reiche.", "Vereinte Nationen", "named"),
        ("Die UNO sagte, es reiche.", "Vereinte Nationen", "named"),
        ("Brüssel sagte, es reiche.", "EU", "metonym"),
        # names of several words, listed or with "für"
        ("Die Hilfsorganisation Ärzte ohne Grenzen sagte, es reiche.", "Ärzte ohne Grenzen",
         "named"),
        ("Das Amt für Häfen und Deiche sagte, es reiche.", "Amt für Häfen und Deiche", "named"),
        ("Nach Angaben des Spiegel fehlt ein Boot.", "Spiegel", "named"),
        # whose doctor it is is not his name
        ("Stürmer Jan Rehm fehlt. Der Arzt Rehms sagte, es daure.", "Arzt", "named"),
        ("Ein RVT-Sprecher sagte, es daure.", "RVT", "named"),
        ("In einer Umfrage unter 500 Mietern sagten 60 Prozent, es reiche.", "Mieter", "named"),
        ("Nach Angaben von 500 Menschen fehlt ein Boot.", "Menschen", "named"),
        ("Den Organisatoren zufolge fehlt ein Boot.", "Organisatoren", "named"),
    ],
)  # fmt: skip
def test_names_are_whole_and_in_the_nominative(speakers, text, speaker, resolved_by):
    record = speakers(text)[-1]
    assert (record.speaker, record.resolved_by) == (speaker, resolved_by)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Staatsanwaltschaft Talheim prüft. Die Anklage sagte, es reiche.",
         "Staatsanwaltschaft Talheim"),
        ("Der Prozess beginnt. Die Anklage sagte, es reiche.", "Anklage"),
        ("Es gibt den Antrag der Polizei, die sagt, es reiche.", "Polizei"),
    ],
)  # fmt: skip
def test_the_body_another_noun_stands_for(speakers, text, speaker):
    assert speakers(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "resolved_by"),
    [
        ("Auf Nachfrage hieß es bei der KVU kleinlaut, man habe sich geirrt.", "KVU", "named"),
        ("Der Damm werde halten, munkelt man im Bergamt.", "Bergamt", "named"),
        ("Im Bergamt will man von nichts gewusst haben.", "Bergamt", "named"),
        ("31 Häuser stehen leer. Das geht aus dem Protokoll hervor.", "Protokoll", "named"),
        ("Uns liegt ein Schreiben ohne Absender vor. Darin heißt es, der Hang sei seit Jahren "
         "locker.", "Schreiben ohne Absender", "pronoun"),
        ("Die Opposition wartet. Dort hieß es am Freitag, es seien 40.", "Opposition", "pronoun"),
        ("Am Freitag hieß es in der Stadt, 40 Häuser seien in Gefahr.", None, "unresolved"),
    ],
)  # fmt: skip
def test_where_it_is_said_speaks(speakers, text, speaker, resolved_by):
    record = speakers(text)[-1]
    assert (record.speaker, record.resolved_by) == (speaker, resolved_by)


def test_whom_an_interview_asks(speakers):
    found = speakers(
        "Herr Torweg, Sie sprechen von 40 Bussen.\n\nTorweg: Das stimmt so.\n\n"
        "Und die Miete?\n\nTorweg: Sie steigt."
    )
    assert [r.speaker for r in found] == ["Torweg"] * 3
