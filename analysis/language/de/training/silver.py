"""Sentences of raw text that three networks parse alike, or two of them: more trees to train on.

What most of the networks find is taken word by word, and what all see differently is left open
(tri-training, Zhou and Li 2005, with a vote for each word). Reported speech, quotes, Konjunktiv and
numbers are rare in an encyclopaedia, so sentences with their signs are preferred.
"""

import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import minibatch

from analysis.language.biaffine import BiaffineParser
from analysis.language.de.training.readers import Sentence, Word

SIGNS = Path(__file__).with_name("signs.toml")
# Shorter ones are fragments, longer ones are seldom parsed alike.
SHORTEST, LONGEST = 5, 45
# At least this share of the words has the same arc in all networks; one word may be left open.
SAME, OPEN = 0.75, 1
BATCH = 600


def choose(lines: Iterable[str], count: int, rng: random.Random, *, choice: str) -> list[str]:
    """Lines that look like one whole sentence, by the shares of their signs.

    Args:
        choice: which kinds of `signs.toml`.
    """
    data = tomllib.loads(SIGNS.read_text(encoding="utf-8"))
    patterns, kinds = data["signs"], data[choice]
    left = [int(count * kind["share"]) for kind in kinds]
    lines, chosen = list(lines), []
    rng.shuffle(lines)
    for line in filter(_is_sentence, lines):
        found = {name for name, pattern in patterns.items() if re.search(pattern, line)}
        kind = next(i for i, k in enumerate(kinds) if found >= set(k["signs"]))
        if left[kind]:
            left[kind] -= 1
            chosen.append(line)
    return chosen


def _is_sentence(line: str) -> bool:
    return (
        SHORTEST <= line.count(" ") + 1 <= LONGEST
        and line[-1] in '.!?“"'
        and (line[0].isalpha() or line[0] in '„"')
    )


def agreed(
    nlp: Language, networks: list[dict[str, Any]], lines: Iterable[str], source: str
) -> Iterator[Sentence]:
    """The lines, each one sentence, as most of three networks read them.

    Args:
        nlp: gives the tokens.
        networks: arguments of `BiaffineParser.load`.
        source: whose sentences they are learned as.
    """
    parsers = [BiaffineParser(nlp, "biaffine") for _ in networks]
    for parser, network in zip(parsers, networks, strict=True):
        parser.load(**network)
    number = 0
    for batch in minibatch(lines, BATCH):
        docs = [doc for doc in map(nlp.make_doc, batch) if SHORTEST <= len(doc) <= LONGEST]
        readings = (parser.pipe(map(_one_sentence, docs), batch_size=BATCH) for parser in parsers)
        for parses in zip(*readings, strict=True):
            number += 1
            if _like_enough(parses):
                words = tuple(_word(tokens) for tokens in zip(*parses, strict=True))
                yield Sentence(source, str(number), _entities(words, parses))


def shortened(sentences: list[Sentence], words: int) -> list[Sentence]:
    """The first of the sentences, with this many words."""
    ends = accumulate(len(s.words) for s in sentences)
    return [s for s, end in zip(sentences, ends, strict=True) if end <= words]


def _one_sentence(doc: Doc) -> Doc:
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    starts = [token.i == 0 for token in doc]
    return Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)


def _like_enough(parses: tuple[Doc, ...]) -> bool:
    words = [tokens for tokens in zip(*parses, strict=True) if not tokens[0].is_punct]
    kinds = Counter(len({(t.head.i, t.dep) for t in tokens}) for tokens in words)
    return bool(words) and kinds[1] >= SAME * len(words) and kinds[len(parses)] <= OPEN


def _word(tokens: tuple[Token, ...]) -> Word:
    head, dep = _majority((t.head.i, t.dep_) for t in tokens) or (None, None)
    upos = _majority(t.pos_ for t in tokens)
    with_upos = _majority((t.pos_, str(t.morph)) for t in tokens)
    return Word(
        form=tokens[0].text,
        space=bool(tokens[0].whitespace_),
        upos=upos,
        xpos=_majority(t.tag_ for t in tokens),
        feats=with_upos[1] if with_upos and with_upos[0] == upos else None,
        head=head,
        dep=dep,
    )


def _majority(values: Iterable[Any]) -> Any:
    """The value that more than one gives."""
    value, count = Counter(values).most_common(1)[0]
    return value if count > 1 else None


def _entities(words: tuple[Word, ...], parses: tuple[Doc, ...]) -> tuple[Word, ...]:
    """The words with their entities if all networks find the same, else without any."""
    found = [[f"{t.ent_iob_}-{t.ent_type_}".rstrip("-") for t in doc] for doc in parses]
    if any(other != found[0] for other in found[1:]):
        return words
    return tuple(w._replace(entity=e) for w, e in zip(words, found[0], strict=True))
