"""Lemmas from a table of word forms by UPOS, with compounds by their last part.

The table comes with the pipeline (made by `de/training/lemmas.py`). The lemma of a verb whose
prefix stands apart is the whole verb: `teilte … mit` -> `mitteilen` (relation `compound:prt`).
"""

import gzip
import re
from collections.abc import Container, Iterable
from pathlib import Path

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Token

from analysis.language.strong_verbs import strong_infinitive
from analysis.language.weak_verbs import is_infinitive, weak_infinitive, without_zu
from analysis.lexicon import load_toml

Table = dict[str, dict[str, str]]

# A shorter ending says nothing about the lemma of a longer word.
SHORTEST_ENDING = 4
CACHE_SIZE = 100_000
CAPITALISED = {"NOUN", "PROPN"}
COMPOUNDING = {"NOUN", "ADJ", "VERB"}
INFLECTION = re.compile(r"(?<=....)e[mnrs]?$")  # of adjectives
FEMININE = re.compile(r"(?<=..)(?:[^\Waeiouprzäöü]|er)innen$")  # not Finnen, Dachrinnen
FEMALE = "in"  # no other form ends so: Geologin, Termin
DATIVE = re.compile(r"(?<=e[lr])n$")  # Scannern
# An -n that is the noun's own: after a full vowel and r (Zorn, Horn, Garn), and in compounds of
# Kern and Stern, told from Denkern, Technikern, Fenstern, Ministern by the sounds before.
OWN_N = re.compile(
    r"(?i)(?:(?<=[aiouäöü]r)(?<!nachbar)|(?<=konzer)|(?<=elter)|(?<=\bker)|(?<=\bster)"
    r"|(?<=[^ciuäöü]ker)(?<!werker)(?<![^sr]enker)(?<![aiu]nker)(?<!ä[rs]ker)(?<!ölker)"
    r"|(?<=[bdfhkprstxz]ster)(?<!förster)|(?<=[^fp]enster)(?<!gespenster)|(?<=[io]nster)"
    r"(?<!monster)|(?<=[hpt]elster))n$"
)
AGENTS = "ikern"  # Politikern: the table has it under Politik
WEAK_MASCULINE = re.compile(r"(?<=..)(?:ist|ant|ent|ot|at|log|graf|arch|nom)en$")  # Chaoten
NOUN_ENDINGS = ("es", "s", "en", "n")
FINITE = "VVFIN"  # in STTS
SHORTEST_PART = 3  # letters before a noun that is looked for at the end of a compound
INFINITIVE = "n"  # how the lemma of a verb ends
PAST = "ten"


class TableLemmatizer:
    """Sets the lemma of every token from its form, UPOS and separated prefix."""

    def __init__(self) -> None:
        self.table: Table = {}
        self._cache: dict[tuple[str, str], str] = {}
        self._infinitives: frozenset[str] = frozenset()
        self._nouns: frozenset[str] = frozenset()

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            form = token.text.removesuffix("s") if _has_genitive_s(token) else token.text
            token.lemma_ = self.lemma(form, token.pos_)
            if token.tag_ == FINITE:
                token.lemma_ = _whole(token.lower_, token.lemma_)
        for token in doc:
            if token.dep_ == "compound:prt" and token.head.pos_ in {"VERB", "AUX"}:
                _join(token, _own_verb(token))
        return doc

    def lemma(self, form: str, upos: str) -> str:
        """The lemma of a word form, kept for the next time."""
        key = (form, upos)
        if key not in self._cache:
            if len(self._cache) > CACHE_SIZE:
                self._cache.clear()
            self._cache[key] = self.look_up(form, upos)
        return self._cache[key]

    def look_up(self, form: str, upos: str) -> str:
        """The lemma from the table, from its longest ending, or by the rules of weak verbs."""
        table = self.table.get(upos, {})
        lower = form if upos in CAPITALISED else form.lower()
        known = self._known_infinitives() if upos == "VERB" else frozenset()
        if known and lower in (mended := load_toml("de", "verbs")["mended"]):
            return mended[lower]
        if known and (verb := strong_infinitive(lower, known) or without_zu(lower, known)):
            return verb
        if known and is_infinitive(lower, known):
            return lower
        if upos == "NOUN" and FEMININE.search(form):
            return form.removesuffix("nen")
        if upos == "NOUN" and (noun := _noun(form)):
            return noun
        if upos == "NOUN" and (OWN_N.search(form) or form.endswith(FEMALE)):
            return form
        if upos == "NOUN" and form.endswith(AGENTS):
            return form[:-1]
        for spelled in (form, lower):
            if spelled in table:
                return self._mended(table[spelled], known)
        if upos == "NOUN" and form.isalpha() and form.isupper() and len(form) >= SHORTEST_ENDING:
            return self.look_up(form.capitalize(), upos)  # "MILLIONEN AKTEN" in a headline
        if upos == "VERB" and (other := lower.removesuffix("st") + "t") in table:
            return table[other]  # "kommst" as "kommt": news hardly addresses anybody
        head, hyphen, last = form.rpartition("-")
        if head and last and upos in COMPOUNDING:
            return f"{head}{hyphen}{self.look_up(last, upos)}"
        if upos in COMPOUNDING:
            weak = weak_infinitive(lower, known) if known else None
            found = weak if weak in known else _by_ending(lower, table, upos)
            if not found.endswith(INFINITIVE) or _is_bogus(found, lower, known):
                found = weak or found
            if not found and upos == "NOUN":
                return _singular(form, self._known_nouns()) or DATIVE.sub("", form)
            return found or (_bare_adjective(form) if upos == "ADJ" else lower)
        return lower

    def _mended(self, lemma: str, known: frozenset[str]) -> str:
        """The table's lemma; a past that it takes for a verb (`enthoben`) is read by rules."""
        if not known or lemma in known or not lemma.endswith(INFINITIVE):
            return lemma
        mended = strong_infinitive(lemma, known) or weak_infinitive(lemma, known)
        return mended if mended in known else lemma

    def _known_infinitives(self) -> frozenset[str]:
        """The table's verbs; a few of its lemmas are no infinitives."""
        if not self._infinitives:
            lemmas = set(self.table.get("VERB", {}).values())
            self._infinitives = frozenset(
                lemma
                for lemma in lemmas
                if lemma.endswith(INFINITIVE) and not _is_past(lemma, lemmas)
            )
        return self._infinitives

    def _known_nouns(self) -> frozenset[str]:
        if not self._nouns:
            self._nouns = frozenset(self.table.get("NOUN", {}).values())
        return self._nouns

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        Path(path).mkdir(exist_ok=True)
        packed = gzip.compress(srsly.msgpack_dumps(self.table), mtime=0)
        (Path(path) / "table.msgpack.gz").write_bytes(packed)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "TableLemmatizer":
        packed = (Path(path) / "table.msgpack.gz").read_bytes()
        self.table = srsly.msgpack_loads(gzip.decompress(packed))
        self._cache.clear()
        self._infinitives = self._nouns = frozenset()
        return self


@Language.factory("table_lemmatizer", assigns=["token.lemma"], requires=["token.pos", "token.dep"])
def make_table_lemmatizer(nlp: Language, name: str) -> TableLemmatizer:
    return TableLemmatizer()


def _noun(form: str) -> str:
    """The lemma of a noun that the table has wrong, also at a compound's end; else ""."""
    rules = load_toml("de", "nouns")
    for wrong, lemma in (*rules["mended"].items(), *((noun, noun) for noun in rules["own_n"])):
        if form == wrong:
            return lemma
        if form.endswith(wrong.lower()) and len(form) - len(wrong) >= SHORTEST_PART:
            return form.removesuffix(wrong.lower()) + lemma.lower()
    return ""


def _is_bogus(lemma: str, form: str, known: frozenset[str]) -> bool:
    """`klin|gelten` of "klingelte": the form and an -n, and not a prefix before a known verb."""
    if lemma != form + INFINITIVE:
        return False
    rules = load_toml("de", "verbs")
    prefixes = (*rules["separable"], *rules["prefixes"])
    return not any(lemma.startswith(p) and lemma.removeprefix(p) in known for p in prefixes)


def _is_past(lemma: str, lemmas: set[str]) -> bool:
    """`sparten`, `brannten`: a past that the table has for a lemma, though its verb is there."""
    stem = lemma.removesuffix(PAST)
    weak = stem + "e" + INFINITIVE in lemmas or stem + INFINITIVE in lemmas
    if stem != lemma and (weak or strong_infinitive(stem + "te", ()) is not None):
        return True
    return lemma in load_toml("de", "verbs")["table_pasts"]


def _by_ending(form: str, table: dict[str, str], upos: str) -> str:
    """Lemma by the longest ending that is itself a known form (`Kriegs|gegnern`), or nothing."""
    for start in range(1, len(form) - SHORTEST_ENDING + 1):
        ending = form[start:].capitalize() if upos in CAPITALISED else form[start:]
        if ending in table:
            lemma = table[ending]
            return form[:start] + (lemma[0].lower() + lemma[1:])
    return ""


def _singular(form: str, lemmas: Container[str]) -> str:
    """An unknown noun without an ending that leaves a known one: `Rückstands`; else ""."""
    if WEAK_MASCULINE.search(form):
        return form.removesuffix("en")
    if _ends_known(form, lemmas):
        return ""
    for ending in NOUN_ENDINGS:
        base = form.removesuffix(ending)
        if base != form and _ends_known(base, lemmas):
            return base
    return ""


def _ends_known(noun: str, lemmas: Container[str]) -> bool:
    """Whether the noun, or what it ends with, is a known one."""
    ends = range(1, len(noun) - SHORTEST_ENDING + 1)
    return noun in lemmas or any(noun[start:].capitalize() in lemmas for start in ends)


def _bare_adjective(form: str) -> str:
    """An unknown adjective without its ending (`pastellfarbene`); `Berliner` has none."""
    if form.istitle() and form.endswith("er"):
        return form
    return INFLECTION.sub("", form.lower())


def _has_genitive_s(token: Token) -> bool:
    """Is it a name in the genitive (`Apuliens`)? After an article it has no -s (`der Hamas`)."""
    return (
        token.pos_ == "PROPN"
        and token.text.endswith("s")
        and "Gen" in token.morph.get("Case")
        and not any(child.dep_ == "det" for child in token.children)
    )


def _own_verb(prefix: Token) -> Token:
    """The verb before a prefix: in `kamen, andere lehnten ab` the second, whatever the parse."""
    for token in reversed(prefix.doc[prefix.head.i + 1 : prefix.i]):
        if token.text == ",":
            break
        finite = token.pos_ == "VERB" and "Fin" in token.morph.get("VerbForm")
        if finite and token.dep_ in ("conj", "parataxis"):
            return token
    return prefix.head


def _whole(form: str, lemma: str) -> str:
    """The lemma of a finite form that looks like a participle: "dazu gehört" is not of hören."""
    prefix = load_toml("de", "verbs")["participle"]
    return prefix + lemma if form.startswith(prefix) and not lemma.startswith(prefix) else lemma


def _join(prefix: Token, verb: Token) -> None:
    part, rules = prefix.text.lower(), load_toml("de", "verbs")
    if prefix.i < verb.i or part not in (*rules["separable"], *rules["prefixes"]):
        return
    pairs = (prefix.doc[i : i + 3].text.lower() for i in (prefix.i, max(prefix.i - 2, 0)))
    if any(pair in rules["pairs"] for pair in pairs):  # "hin und her"
        return
    if not verb.lemma_.startswith(part):
        verb.lemma_ = part + verb.lemma_
