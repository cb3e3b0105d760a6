"""The words a mark counts for, as spans of characters."""

from spacy.tokens import Token

from analysis.language.evidence.arguments import clause_heads
from analysis.language.evidence.clauses import View
from analysis.language.evidence.cues import Hit
from analysis.language.records import Pair


def scope(view: View, hit: Hit) -> tuple[Pair, ...]:
    """The claim a mark counts for: noun phrase, complement or clause, without the mark itself."""
    anchor, own = hit.anchor, {t.i for t in hit.tokens}
    if anchor.dep_ == "amod" and anchor.head.i > anchor.i:
        return spans_of([t for t in anchor.head.subtree if t.i > anchor.i])
    for head in clause_heads(view, anchor) if anchor.pos_ in ("NOUN", "VERB", "ADJ") else []:
        return spans_of(view.on_line([t for t in head.subtree if t.i not in own], anchor))
    if anchor.pos_ == "NOUN":
        rest = [t for t in anchor.subtree if t.i not in own and t.dep_ != "case"]
        if len(rest) > 1:
            return spans_of(view.on_line(rest, anchor))
    return clause_scope(view, *hit.tokens)


def clause_scope(view: View, *own: Token) -> tuple[Pair, ...]:
    """The clause the words stand in, without them."""
    places = {token.i for token in own}
    clause = view.clause(view.predicate(own[0]))
    return spans_of([t for t in clause if t.i not in places])


def spans_of(tokens: list[Token]) -> tuple[Pair, ...]:
    """Tokens as spans of neighbours; punctuation and spaces at their edges left out."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    pairs = []
    for run in runs:
        words = [t for t in run if not t.is_punct and not t.is_space]
        if words:
            pairs.append((words[0].idx, words[-1].idx + len(words[-1])))
    return tuple(pairs)
