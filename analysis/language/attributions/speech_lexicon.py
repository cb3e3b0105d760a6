"""The lexicon of speech, read once: which words mark it and what they need beside them."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from analysis.language.attributions.speaker_lexicon import TEXT, load_speakers
from analysis.lexicon import load_toml, load_tsv

ANY_NOUN = (("@",),)  # the company of a verb that lends any noun of saying its speaker


class Cue(NamedTuple):
    """One reading of a verb. `needs`: alternatives of words that must all stand beside it."""

    lemma: str
    needs: tuple[tuple[str, ...], ...]
    opens: frozenset[str]
    reports: tuple[str, ...]
    never: tuple[str, ...]
    stance: str

    @property
    def yields(self) -> bool:
        """Whether another reading is tried where this one finds nothing: its company is a noun of
        saying, or words that only stand beside the verb."""
        beside = all(word[0] == "(" for needed in self.needs for word in needed)
        return self.needs == ANY_NOUN or (bool(self.needs) and beside)

    @property
    def origins(self) -> frozenset[str]:
        """For words told as their verb's subject: the prepositions before who said them."""
        if not self.reports or not self.reports[0].startswith("subj"):
            return frozenset()
        return frozenset(w.strip("()") for needed in self.needs for w in needed if w[0] == "(")


@dataclass(frozen=True)
class Lexicon:
    """A language's lexicon of speech; see the comments in its `speech.toml` and `speech.tsv`.

    `wide_verbs` and `wide_nouns` were counted in debates. `prefixes` tells for a base verb with
    which separable prefixes it is a verb of saying.
    """

    lang: str
    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, str]
    words: dict[str, frozenset[str]]
    groups: dict[str, frozenset[str]]
    adpositions: dict[str, frozenset[str]]
    nouns_after: dict[str, str]
    infinitive: re.Pattern[str]
    separable: frozenset[str]
    negated: dict[str, str | None]
    pronominal: dict[str, list[str]]
    prefixes: dict[str, frozenset[str]]
    participles: dict[str, str]
    wide: bool
    wide_nouns: dict[str, tuple[str, ...]]
    wide_verbs: frozenset[str]

    def in_group(self, lemma: str, group: str) -> bool:
        """Whether a noun, or the last part of a compound, belongs to a group of nouns; a member
        that begins with `=` means the whole word only."""
        word = lemma.lower()
        return f"={word}" in self.groups[group] or word.endswith(tuple(self.groups[group]))

    def speaks(self, lemma: str) -> bool:
        """Whether a noun names somebody who can speak."""
        return load_speakers(self.lang).can_speak(lemma)

    def is_text(self, lemma: str) -> bool:
        """Whether a noun names a text, which can be quoted from."""
        return load_speakers(self.lang).of_kind(lemma, TEXT)

    def noun_stance(self, lemma: str) -> str | None:
        """The stance of a noun that carries speech; None when it carries none."""
        word = lemma.lower()
        if word in self.nouns:
            return self.nouns[word]
        if not word.endswith(self._endings):
            return None
        return next(s for n, s in self.nouns.items() if len(n) > 4 and word.endswith(n))

    @cached_property
    def frames(self) -> frozenset[str]:
        """The words that can open a frame without a verb."""
        closed = ("so", "accordingly", "whereby", "for")
        return frozenset().union(
            *self.adpositions.values(), self.nouns_after, *(self.words[name] for name in closed)
        )

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(noun for noun in self.nouns if len(noun) > 4)


@cache
def load_lexicon(lang: str, *, wide: bool = False) -> Lexicon:
    """The lexicon of speech of a language (`speech.tsv` and `speech.toml` in its folder).

    With `wide`, also what `speech_wide.tsv` lists: thoughts, texts and bare mentions of speech.
    """
    closed = load_toml(lang, "speech")
    verbs: dict[str, list[Cue]] = defaultdict(list)
    for row in load_tsv(lang, "speech"):
        reckons = row["opens"] == "-" and "number" in row["reports"]
        if wide and (reckons or row["lemma"] in closed["words"]["debate_never"]):
            continue  # a party's reckoning is news; in a debate the verb alone tells nothing
        verbs[row["lemma"]].append(
            Cue(
                lemma=row["lemma"],
                needs=tuple(tuple(part.lower().split()) for part in _items(row["with"], "|")),
                opens=frozenset(_items(row["opens"], None)),
                reports=_items(row["reports"], ","),
                never=_items(row["never"], ","),
                stance=row["stance"],
            )
        )
    wide_nouns: dict[str, tuple[str, ...]] = {}
    for row in load_tsv(lang, "speech_wide") if wide else ():
        if row["pos"] == "noun":
            wide_nouns[row["lemma"].lower()] = _items(row["reports"], ",")
        else:
            _widen(verbs[row["lemma"]], row)
    wide_verbs = [row["lemma"] for row in load_tsv(lang, "speech_wide") if row["pos"] != "noun"]
    separable = closed["patterns"]["separable"]
    prefixes: dict[str, set[str]] = defaultdict(set)
    for lemma in verbs:
        for prefix in separable:
            if lemma.startswith(prefix):
                prefixes[lemma[len(prefix) :]].add(prefix)
    return Lexicon(
        lang=lang,
        # readings that need company are tried before the bare ones
        verbs={k: tuple(sorted(v, key=_openness)) for k, v in verbs.items()},
        nouns={noun.lower(): stance for stance, names in closed["nouns"].items() for noun in names},
        words=_lowered(closed["words"]),
        groups=_lowered(closed["groups"]),
        adpositions=_lowered(closed["adpositions"]),
        nouns_after=closed["nouns_after"],
        infinitive=re.compile(f"({'|'.join(separable)}){closed['patterns']['infinitive']}"),
        separable=frozenset(separable),
        pronominal=closed["pronominal"],
        negated={
            lemma: stance if stance != "none" else None
            for stance, lemmas in closed["negated"].items()
            for lemma in lemmas
        },
        wide_nouns=wide_nouns,
        wide_verbs=frozenset(wide_verbs),
        wide=wide,
        participles=closed["participles"],
        prefixes={base: frozenset(found) for base, found in prefixes.items()},
    )


def _openness(cue: Cue) -> int:
    return 2 if not cue.needs else int(cue.needs == ANY_NOUN)


def _widen(cues: list[Cue], row: dict[str, str]) -> None:
    """Let a verb's bare reading take the company the wide list counted for it."""
    bare = next((cue for cue in cues if not cue.needs), None)
    if bare is not None:
        cues.remove(bare)
    else:
        bare = Cue(row["lemma"], (), frozenset(), (), (), "acknowledge")
    cues.append(
        bare._replace(
            opens=frozenset(_items(row["opens"], None)),
            reports=_items(row["reports"], ","),
            never=(),
        )
    )


def _items(field: str, separator: str | None) -> tuple[str, ...]:
    if field == "-":
        return ()
    return tuple(field.split(separator)) if separator else tuple(field)


def _lowered(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(word.lower() for word in words) for name, words in table.items()}
