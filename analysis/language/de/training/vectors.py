"""Subword vectors of the raw text (floret), as a spaCy vocabulary."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import floret
import spacy
from spacy.vocab import Vocab

# 40,000 rows of 96 numbers are 15 MB, half of the pipeline.
DIMENSIONS, ROWS = 96, 40_000
# More forms than this in one vocabulary fill the memory.
VOCAB_LIMIT = 400_000
TOKENS = ".tokens.txt"


def make_vocab(lines: Iterable[str], work: Path) -> Vocab:
    """The vocabulary with vectors in `work`; trained on the lines if not there (ten minutes)."""
    if not work.exists():
        tokens, floats = work.with_suffix(TOKENS), work.with_suffix(".floret")
        _write_tokens(lines, tokens)
        model = floret.train_unsupervised(
            str(tokens),
            model="cbow",
            mode="floret",
            hashCount=2,
            bucket=ROWS,
            minn=3,
            maxn=5,
            minCount=5,
            dim=DIMENSIONS,
            epoch=4,
            ws=4,
            neg=8,
            lr=0.05,
            thread=2,
        )
        model.save_floret_vectors(str(floats))
        command = [sys.executable, "-m", "spacy", "init", "vectors", "de", floats, work]
        subprocess.run([*map(str, command), "--mode", "floret"], check=True)
    return spacy.load(work).vocab


def tokens_of(work: Path) -> Iterator[str]:
    """The lines the vectors in `work` were trained on: tokens parted by blanks."""
    with work.with_suffix(TOKENS).open(encoding="utf-8") as file:
        yield from file


def _write_tokens(lines: Iterable[str], path: Path) -> None:
    nlp = spacy.blank("de")
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(" ".join(token.text for token in nlp.tokenizer(line)) + "\n")
            if len(nlp.vocab) > VOCAB_LIMIT:
                nlp = spacy.blank("de")
