"""Compare two annotations of the same sentences: how far two annotators agree, and where not.

    python -m analysis.language.de.training.agreement FIRST SECOND

FIRST and SECOND are CoNLL-U files, or folders of them, with the same tokens. What is in FIRST alone
is left out; every sentence of SECOND must be in FIRST. Punctuation is left out of all layers but
the entities, as in `evaluate`.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.language.de.training.evaluate import Gold, Score, cut, gold_entities, place
from analysis.language.de.training.readers import Sentence, read_conllu

# Kinds of difference that are printed, the commonest first.
KINDS = 25
TOTAL = "all"


class Pair(NamedTuple):
    """One sentence in both annotations; the words of both start at the same places."""

    file: str
    first: list[Gold]
    second: list[Gold]


def pairs(first: Path, second: Path) -> Iterator[Pair]:
    """The sentences of `second` and their counterparts, found by passage and text.

    Raises:
        ValueError: a sentence is not in `first`, or its tokens are others there.
    """
    known = {(s.passage, s.text): s for s in _read(first)}
    offset = 0
    for sentence in _read(second):
        other = known.get((sentence.passage, sentence.text))
        if other is None or [w.form for w in other.words] != [w.form for w in sentence.words]:
            raise ValueError(
                f"{second}: no such sentence or other tokens in {first}: {sentence.text}"
            )
        yield Pair(other.source, place(other, offset), place(sentence, offset))
        offset += len(sentence.text) + 1


def _read(path: Path) -> list[Sentence]:
    files = sorted(path.glob("*.conllu")) if path.is_dir() else [path]
    return [s for file in files for s in read_conllu(file, source=file.stem, entities=True)]


def agreement(compared: list[Pair]) -> dict[str, float]:
    """F1 (percent) by layer; where each word has a value, the share of words annotated alike.

    `labels` counts the relation alone. In LAS and labels subtypes of relations are cut as in
    `evaluate`, in `LAS full` they count. Mood is compared on the words that one of the two
    annotations takes for finite, entities by both ends and label.
    """
    score = Score()
    for pair in compared:
        first, second = _words(pair.first), _words(pair.second)
        for name, value in LAYERS.items():
            score.add(
                name,
                {(g.start, v) for g in first if (v := value(g))},
                {(g.start, v) for g in second if (v := value(g))},
            )
        score.add("entities", gold_entities(pair.first), gold_entities(pair.second))
    return score.f1()


def _words(gold: list[Gold]) -> list[Gold]:
    return [g for g in gold if g.word.upos != "PUNCT"]


def mood(gold: Gold) -> str | None:
    return next((f for f in (gold.word.feats or "").split("|") if f.startswith("Mood=")), None)


LAYERS = {
    "UAS": lambda g: (g.head,),
    "LAS": lambda g: (g.head, cut(g.word.dep)),
    "LAS full": lambda g: (g.head, g.word.dep),
    "labels": lambda g: cut(g.word.dep),
    "UPOS": lambda g: g.word.upos,
    "lemma": lambda g: g.word.lemma,
    "Mood": mood,
}


def differences(compared: list[Pair]) -> Counter[str]:
    """How often what was annotated differently, such as `UPOS ADV / ADJ`; the first comes first.

    A relation is compared where both have the same head; `head` names the relation that a word
    hangs by at its two heads.
    """
    counts: Counter[str] = Counter()
    for pair in compared:
        for a, b in zip(pair.first, pair.second, strict=True):
            if "PUNCT" in {a.word.upos, b.word.upos}:
                continue
            layer = "relation" if a.head == b.head else "head"
            if a.head != b.head or a.word.dep != b.word.dep:
                counts[f"{layer} {a.word.dep} / {b.word.dep}"] += 1
            if a.word.upos != b.word.upos:
                counts[f"UPOS {a.word.upos} / {b.word.upos}"] += 1
            if mood(a) != mood(b):
                counts[f"{mood(a)} / {mood(b)}"] += 1
        spans = [{g[:2]: g[2] for g in gold_entities(gold)} for gold in (pair.first, pair.second)]
        for span in spans[0].keys() | spans[1].keys():
            labels = [s.get(span, "no such span") for s in spans]
            if labels[0] != labels[1]:
                counts[f"entity {labels[0]} / {labels[1]}"] += 1
    return counts


def report(compared: list[Pair]) -> Iterator[str]:
    """Lines of Markdown: a table by file, then the commonest kinds of difference."""
    by_file: dict[str, list[Pair]] = {}
    for pair in compared:
        by_file.setdefault(pair.file, []).append(pair)
    names = [*LAYERS, "entities"]
    yield "| file | sentences | words | " + " | ".join(names) + " |"
    yield "| --- " + "| ---: " * (len(names) + 2) + "|"
    for file, part in [*sorted(by_file.items()), (TOTAL, compared)]:
        scores = agreement(part)
        cells = [f"{scores[n]:.1f}" if n in scores else "" for n in names]
        words = sum(len(_words(p.second)) for p in part)
        yield f"| {file} | {len(part)} | {words} | " + " | ".join(cells) + " |"
    yield ""
    yield "| difference (first / second) | times |"
    yield "| --- | ---: |"
    for kind, times in differences(compared).most_common(KINDS):
        yield f"| {kind} | {times} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    args = parser.parse_args()
    print("\n".join(report(list(pairs(args.first, args.second)))))


if __name__ == "__main__":
    main()
