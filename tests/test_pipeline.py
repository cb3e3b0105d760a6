"""The shipped German pipeline on sentences of our own: what the rules above it rely on."""

from itertools import product

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from analysis.language.biaffine import LONGEST, word_shape
from analysis.language.lemmas import TableLemmatizer
from analysis.language.trees import best_tree


def find(doc, text):
    """The first token with this text."""
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("text", "verb", "mood"),
    [
        ("Der Konvoi sei unterwegs, sagte die Sprecherin.", "sei", "Sub"),
        ("Man habe die Brücke geräumt, teilte der Landkreis mit.", "habe", "Sub"),
        ("Die Hilfe könne morgen beginnen, erklärte Minister Orlow.", "könne", "Sub"),
        ("Ohne Strom würden die Pumpen stehen bleiben, warnte er.", "würden", "Sub"),
        ("Das dürfte den Streit verlängern.", "dürfte", "Sub"),
        ("Der Konvoi ist unterwegs.", "ist", "Ind"),
        ("Ich habe die Brücke gesehen.", "habe", "Ind"),
        ("Die Pumpen wurden abgestellt.", "wurden", "Ind"),
    ],
)
def test_mood(nlp, text, verb, mood):
    assert find(nlp(text), verb).morph.get("Mood") == [mood]


@pytest.mark.parametrize(
    ("text", "verb", "lemma"),
    [
        ("Die Reederei teilte den Vorfall am Abend mit.", "teilte", "mitteilen"),
        ("Die Partei weist den Vorwurf zurück.", "weist", "zurückweisen"),
        ("Der Verband kündigte für Montag Proteste an.", "kündigte", "ankündigen"),
        ("Sie teilten das Brot.", "teilten", "teilen"),
        ("Er bestritt den Plan hin und her.", "bestritt", "bestreiten"),
    ],
)
def test_lemma_of_separable_verbs(nlp, text, verb, lemma):
    assert find(nlp(text), verb).lemma_ == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("Behörden", "Behörde"), ("Verletzten", "Verletzte"), ("sprachen", "sprechen")],
)
def test_lemma(nlp, form, lemma):
    doc = nlp("Die Behörden sprachen mit den Verletzten über den Unfall.")
    assert find(doc, form).lemma_ == lemma


@pytest.mark.parametrize(
    "sentences",
    [
        ["Am 19. Juni öffnet der Markt.", "Die 3. Etappe beginnt um 8.30 Uhr."],
        ["Dr. Vogel und Prof. Amsel kamen z. B. mit der Bahn.", "Niemand fragte sie."],
        ["„Das war knapp.“", "So sah es auch der Trainer."],
        ["„Warum gerade wir?“, fragte der Bauer.", "Eine Antwort bekam er nicht."],
        ["Er sprach vom „schönsten Tag seines Lebens.“", "Die Gäste klatschten."],
        ["Acht, sagt der Wirt.", "12, sagt die Köchin."],
        ["Siehe Abs. 12 und Kap. 3 der Satzung."],
        ["Das Haus steht leer.", "(Der Eigentümer lebt in Übersee.)", "Nun verfällt es."],
    ],
)
def test_sentences(nlp, sentences):
    assert [s.text for s in nlp(" ".join(sentences)).sents] == sentences


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Die Brücke steht seit 2015. Das Amt schweigt.", "2015"),
        ("Die Zahl stieg auf 2.140. Die Behörden warnen.", "2.140"),
        ("Im Schnitt sind es 2,9. Das ist wenig.", "2,9"),
        ("Verletzt wurden 17. Die Polizei ermittelt.", "17"),
        ("Verletzt wurden  17.\nDie Polizei ermittelt.", "17"),
        ("Sie sagte: „Es waren 17.“ Die Polizei schweigt.", "17"),
        ("Er ist 57.", "57"),
        ("Die Stimmen kamen von der AfD. Die Linke widersprach.", "AfD"),
        ("Gebaut hat es eine GmbH. Sie ist pleite.", "GmbH"),
        ("Abgestürzt ist ein A320. Die Suche läuft.", "A320"),
        ("Viele starben an Covid-19. Die Zahl ist unbekannt.", "Covid-19"),
    ],
)
def test_a_final_stop_is_a_word(nlp, text, word):
    doc = nlp(text)
    assert doc.text == text
    assert find(doc, word).nbor().text == "."
    assert find(doc, word) in next(doc.sents)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Am 19. Juni öffnet der Markt.", "19."),
        ("Der Verein feiert seinen 100. Geburtstag.", "100."),
        ("Seit dem 7. Oktober gilt das.", "7."),
        ("Die 101. Brigade rückte ab.", "101."),
        ("1. Der Rat tagt.", "1."),
        ("Prof. Amsel kam.", "Prof."),
        ("Der Konzern nahm 3 Mrd. Euro ein.", "Mrd."),
    ],
)
def test_the_stop_of_an_ordinal_or_abbreviation_is_a_part_of_it(nlp, text, word):
    doc = nlp(text)
    assert word in [t.text for t in doc]
    assert doc.text == text


def test_headings_are_sentences(nlp):
    text = "Polizei sucht Zeugen\n\nEin Lastwagen ist umgekippt.\nNiemand wurde verletzt."
    parts = [s.text.strip() for s in nlp(text).sents]
    assert parts == text.replace("\n\n", "\n").split("\n")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Werft meldet 40 Aufträge - Reederei widerspricht", 2),
        ("Der Bäcker - so der Wirt - kommt um acht", 1),
        ("Der Bäcker kommt – wie immer – um acht.", 1),
    ],
)
def test_a_dash_divides_a_headline(nlp, text, count):
    assert len(list(nlp(text).sents)) == count


def test_a_wrapped_line_is_one_sentence(nlp):
    assert len(list(nlp("Der Rat hat den\nneuen Plan abgelehnt.").sents)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Der   Rat \n tagt.",
        "Rund 10\u00a0000 Menschen\u2003kamen\n\n\nDie Straße war\tgesperrt.\n",
        "\n \nVorne steht nichts.",
    ],
)
def test_white_space_is_no_word(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    assert not [t for t in doc if t.head.is_space and not t.is_space]
    assert {t.dep_ for t in doc if t.is_space} == {"space"}
    plain = nlp(" ".join(text.split()))
    if "\n" not in text.strip():
        words = [(t.text, t.dep_, t.head.text) for t in doc if not t.is_space]
        assert words == [(t.text, t.dep_, t.head.text) for t in plain]


def test_only_white_space(nlp):
    assert nlp("\n\n  \n").text == "\n\n  \n"
    assert len(nlp("")) == 0


def test_a_sentence_has_one_root_and_no_cycle(nlp):
    doc = nlp("Wer, wenn nicht – ja, wer denn? Nichts. „Los!“ Und dann, 3:2, das Tor; aus.")
    for sentence in doc.sents:
        assert [t for t in sentence if t.head == t] == [sentence.root]
        assert all(sentence.root in {t, *t.ancestors} for t in sentence)


@pytest.mark.parametrize(
    ("text", "subject", "verb", "said"),
    [
        ("Der Fluss steige weiter, sagte Bürgermeisterin Anke Rohde.", "Bürgermeisterin",
         "sagte", "steige"),
        ("Die Miliz behauptete, sie habe die Stadt verlassen.", "Miliz", "behauptete", "verlassen"),
        ("„Wir bleiben“, erklärte der Verband am Freitag.", "Verband", "erklärte", "bleiben"),
        ("Das Amt teilte mit, dass drei Brunnen vergiftet sind.", "Amt", "teilte", "vergiftet"),
    ],
)  # fmt: skip
def test_who_says_what(nlp, text, subject, verb, said):
    doc = nlp(text)
    assert (find(doc, subject).dep_, find(doc, subject).head.text) == ("nsubj", verb)
    assert (find(doc, said).dep_, find(doc, said).head.text) == ("ccomp", verb)


@pytest.mark.parametrize(
    ("text", "entity", "label"),
    [
        ("Präsident Anton Wiesner sprach in Lissabon.", "Anton Wiesner", "PER"),
        ("Präsident Anton Wiesner sprach in Lissabon.", "Lissabon", "LOC"),
        ("Moskau wies das zurück.", "Moskau", "LOC"),
        ("Die NATO berät am Dienstag.", "NATO", "ORG"),
        ("Nach Angaben der Bundeswehr fiel der Flug aus.", "Bundeswehr", "ORG"),
    ],
)
def test_entities(nlp, text, entity, label):
    assert (entity, label) in {(e.text, e.label_) for e in nlp(text).ents}


def test_a_common_noun_is_no_entity(nlp):
    assert not nlp("Die Polizei sperrte die Straße.").ents


def test_what_is_too_long_for_a_sentence_is_parsed_in_pieces(nlp):
    length = 2 * LONGEST + 10
    doc = Doc(nlp.vocab, words=["Wort"] * length, sent_starts=[i == 0 for i in range(length)])
    nlp.get_pipe("biaffine")(doc)
    assert all(t.i // LONGEST == t.head.i // LONGEST for t in doc)


def test_pipe_gives_what_a_call_gives(nlp):
    texts = ["Der Rat  tagt.", "Sie gehen.\nEr sagte, sie blieben.", ""]
    singly = [[(t.pos_, t.dep_, t.head.i) for t in nlp(text)] for text in texts]
    assert [[(t.pos_, t.dep_, t.head.i) for t in doc] for doc in nlp.pipe(texts)] == singly


def is_tree(heads):
    """One root, and every word reaches it."""
    reached = set()
    for word in range(1, len(heads) + 1):
        seen = set()
        while word and word not in seen:
            seen.add(word)
            word = heads[word - 1]
        reached.add(word)
    return reached == {0} and list(heads).count(0) == 1


@pytest.mark.parametrize("seed", range(30))
def test_best_tree_is_a_tree_and_the_best_where_the_root_is_clear(seed):
    size = 2 + seed % 3
    scores = np.random.default_rng(seed).normal(size=(size, size + 1))
    scores[seed % size, 0] += 9
    scores[np.arange(size), np.arange(size) + 1] = -1e9
    every = [h for h in product(range(size + 1), repeat=size) if is_tree(h)]
    best = max(every, key=lambda h: sum(scores[i, head] for i, head in enumerate(h)))
    assert tuple(best_tree(scores)) == best


def test_best_tree_of_many_words_is_a_tree():
    assert is_tree(best_tree(np.random.default_rng(0).normal(size=(120, 121))))


@pytest.mark.parametrize(
    ("form", "shape"),
    [("Soldaten", "Xxxx"), ("3.000", "d.ddd"), ("G7", "Xd"), ("Anti-NATO-Kurs", "Xxxx-XXX-Xxxx")],
)
def test_word_shape(form, shape):
    assert word_shape(form) == shape


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("Gegnern", "NOUN", "Gegner"),
        ("Kriegsgegnern", "NOUN", "Kriegsgegner"),
        ("NATO-Gegnern", "NOUN", "NATO-Gegner"),
        ("Ginge", "VERB", "gehen"),
        ("Unbekanntes", "NOUN", "Unbekanntes"),
        ("Gegnern", "PROPN", "Gegnern"),
        ("GEGNERN", "NOUN", "Gegner"),
        ("Fahrerinnen", "NOUN", "Fahrerin"),
        ("Dachrinnen", "NOUN", "Dachrinnen"),
        ("Scannern", "NOUN", "Scanner"),
        ("A1234", "NOUN", "A1234"),
        ("Eltern", "NOUN", "Eltern"),
        ("Pastellfarbene", "ADJ", "pastellfarben"),
        ("Berliner", "ADJ", "Berliner"),
        ("gingst", "VERB", "gehen"),
        # an -n of the noun's own, and one of the dative plural
        ("Reaktorkern", "NOUN", "Reaktorkern"),
        ("Polarstern", "NOUN", "Polarstern"),
        ("Volkszorn", "NOUN", "Volkszorn"),
        ("Denkern", "NOUN", "Denker"),
        ("Fenstern", "NOUN", "Fenster"),
        ("Technikern", "NOUN", "Techniker"),
    ],
)
def test_lemma_from_a_table(form, upos, lemma):
    lemmatizer = TableLemmatizer()
    lemmatizer.table = {"NOUN": {"Gegnern": "Gegner"}, "VERB": {"ginge": "gehen", "gingt": "gehen"}}
    assert lemmatizer.lemma(form, upos) == lemma


@pytest.mark.parametrize(
    ("name", "case", "article", "lemma"),
    [
        ("Apuliens", "Gen", False, "Apulien"),
        ("Hamas", "Gen", True, "Hamas"),
        ("Hamas", "Nom", False, "Hamas"),
    ],
)
def test_genitive_s_of_a_name(name, case, article, lemma):
    words = ["der", name] if article else [name]
    pos = ["DET", "PROPN"][-len(words) :]
    last = len(words) - 1
    doc = Doc(
        Vocab(),
        words=words,
        pos=pos,
        heads=[last] * len(words),
        deps=["det", "ROOT"][-len(words) :],
    )
    doc[last].set_morph(f"Case={case}")
    assert TableLemmatizer()(doc)[last].lemma_ == lemma


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Das sagte eine Sprecherin.", "Sprecherin"),
        ("Das teilte eine Sprecherin mit.", "Sprecherin"),
        ("Den Vorfall bestätigte eine Sprecherin.", "Sprecherin"),
    ],
)
def test_a_clause_has_one_object(nlp, text, speaker):
    assert find(nlp(text), speaker).dep_ == "nsubj"


@pytest.mark.parametrize(
    ("text", "word", "pos"),
    [
        ("Die Behauptung ist widerlegt.", "widerlegt", "VERB"),
        ("Wer wenig schläft, wird krank.", "krank", "ADJ"),
    ],
)
def test_a_participle_in_the_passive_is_a_verb(nlp, text, word, pos):
    assert find(nlp(text), word).pos_ == pos
