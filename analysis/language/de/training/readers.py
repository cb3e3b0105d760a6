"""Read the training material: CoNLL-U trees and three entity formats -> `Sentence`s.

What a source leaves open is `None` in a word, so that nothing unknown is trained on.
"""

import difflib
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language

GERMEVAL_LABELS = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "OTH": "MISC"}


class Word(NamedTuple):
    """One token. `head` is an index into its sentence, a root's its own; None: not annotated."""

    form: str
    space: bool
    lemma: str | None = None
    upos: str | None = None
    xpos: str | None = None
    feats: str | None = None
    head: int | None = None
    dep: str | None = None
    entity: str | None = None


class Sentence(NamedTuple):
    """A sentence and where it comes from; sentences of one `passage` follow each other."""

    source: str
    passage: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return "".join(w.form + " " * w.space for w in self.words).strip()


def read_conllu(path: Path, *, source: str, entities: bool = False) -> list[Sentence]:
    """Sentences of a CoNLL-U file without multiword tokens.

    Args:
        entities: the file annotates entities (`Entity=` in MISC), so a word without one is outside.
    """
    sentences = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.splitlines()
        meta = dict(re.findall(r"^# (\w+) = (.*)$", block, re.MULTILINE))
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if not rows:
            continue
        words = tuple(_conllu_word(row, entities=entities) for row in rows)
        passage = meta.get("passage", meta.get("sent_id", ""))
        sentences.append(Sentence(source, passage, words))
    return sentences


def _conllu_word(row: list[str], *, entities: bool) -> Word:
    number, form, lemma, upos, xpos, feats, head, dep, _, misc_column = row
    misc = dict(part.partition("=")[::2] for part in misc_column.split("|"))
    index = int(number) - 1
    return Word(
        form=form,
        space=misc.get("SpaceAfter") != "No",
        lemma=None if lemma == "_" and form != "_" else lemma,
        upos=upos,
        xpos=None if xpos == "_" else xpos,
        feats=None if "MorphMissing" in misc else ("" if feats == "_" else feats),
        head=index if head == "0" else int(head) - 1,
        dep="ROOT" if head == "0" else dep,
        entity=misc.get("Entity", "O") if entities else None,
    )


def read_treebank(folder: Path) -> dict[str, list[Sentence]]:
    """Our treebank, parted by `split.toml` into `train`, `dev` and `test`."""
    split = tomllib.loads((folder / "split.toml").read_text(encoding="utf-8"))
    part_of = {passage: part for part in ("test", "dev") for passage in split[part]}
    parts: dict[str, list[Sentence]] = {"train": [], "dev": [], "test": []}
    for path in sorted(folder.glob("*.conllu")):
        for sentence in read_conllu(path, source="own", entities=True):
            parts[part_of.get(sentence.passage, "train")].append(sentence)
    return parts


def read_inline(path: Path, nlp: Language) -> list[Sentence]:
    """Sentences with entities as `[surface|LABEL]`, one a line; an empty line ends a passage."""
    sentences = []
    for number, passage in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        for line in passage.splitlines():
            if line.strip() and not line.startswith("#"):
                words = _inline_words(line.strip(), nlp)
                sentences.append(Sentence("inline", f"{path.stem}-{number}", words))
    return sentences


def _inline_words(line: str, nlp: Language) -> tuple[Word, ...]:
    text, spans = "", []
    for plain, surface, label in re.findall(r"([^\[]+)|\[([^|\]]+)\|([A-Z]+)\]", line):
        if surface:
            spans.append((len(text), len(text) + len(surface), label))
        text += plain or surface
    doc = nlp.make_doc(text)
    tags = ["O"] * len(doc)
    for start, end, label in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        for i in range(span.start, span.end):
            tags[i] = f"{'B' if i == span.start else 'I'}-{label}"
    return tuple(Word(t.text, bool(t.whitespace_), entity=tags[t.i]) for t in doc)


def read_germeval(path: Path) -> list[Sentence]:
    """GermEval 2014, outer spans; derived and partial names count as outside."""
    sentences = []
    for number, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n")):
        rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
        forms, spaces = [row[1] for row in rows], guess_spaces([row[1] for row in rows])
        tags = [_germeval_tag(row[2]) for row in rows]
        words = tuple(Word(f, s, entity=t) for f, s, t in zip(forms, spaces, tags, strict=True))
        sentences.append(Sentence("germeval", str(number), words))
    return sentences


def _germeval_tag(tag: str) -> str:
    position, _, label = tag.partition("-")
    return f"{position}-{GERMEVAL_LABELS[label]}" if label in GERMEVAL_LABELS else "O"


def guess_spaces(forms: list[str]) -> list[bool]:
    """Where a space follows, for a source that lists tokens only."""
    spaces, inside = [True] * len(forms), False
    for i, form in enumerate(forms):
        opens = form in {"(", "[", "{", "„", "»"}
        closes = form in {")", "]", "}", ",", ".", ";", ":", "!", "?", "%", "“", "«", "..."}
        if form in {'"', "'"}:
            opens, closes, inside = not inside, inside, not inside
        if opens:
            spaces[i] = False
        if closes and i:
            spaces[i - 1] = False
    return spaces


def add_entities(sentences: list[Sentence], iob2: Path) -> list[Sentence]:
    """Trees with the entities of UNER, which holds the same sentences, named `<document>-<number>`.

    The two differ in some tokens (`zum` or `zu dem`); tags are carried over where forms agree.
    """
    blocks = iob2.read_text(encoding="utf-8").strip().split("\n\n")
    blocks.sort(key=lambda block: re.search(r"^# sent_id = (.*)$", block, re.MULTILINE)[1])
    result = []
    for sentence, block in zip(sorted(sentences, key=_passage), blocks, strict=True):
        rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
        forms = [w.form for w in sentence.words]
        tags = ["O"] * len(forms)
        matcher = difflib.SequenceMatcher(None, forms, [row[1] for row in rows], autojunk=False)
        for start, other, size in matcher.get_matching_blocks():
            for k in range(size):
                tags[start + k] = rows[other + k][2].replace("OTH", "MISC")
        words = zip(sentence.words, tags, strict=True)
        result.append(sentence._replace(words=tuple(w._replace(entity=t) for w, t in words)))
    return result


def _passage(sentence: Sentence) -> str:
    return sentence.passage
