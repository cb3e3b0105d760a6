"""What the evidence rules ask of a parse: clauses, subjects, negation, quotations.

Works on Universal Dependencies labels and features only, and looks at the order of words where an
arc is likely to be wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Span, Token

from analysis.language.quotes import pair_quotes
from analysis.language.speech_tokens import SUBJECTS, case_of, finite_part, is_finite
from analysis.language.speech_tokens import subject as own_subject

CLAUSAL = frozenset({"ROOT", "ccomp", "csubj", "csubj:pass", "advcl", "acl", "parataxis", "dep"})
COMPLEMENT = frozenset({"ccomp", "csubj", "csubj:pass", "xcomp"})
ARGUMENTS = SUBJECTS | {"obj", "obl", "obl:arg"}
HELPER = frozenset({"aux", "aux:pass", "cop"})
BREAKS = frozenset(",;:–—-()")


def ends_in(lemma: str, endings: tuple[str, ...] | list[str]) -> bool:
    """A noun class of evidence.toml holds `lemma`: its end, or all of it after a "="."""
    word = lemma.lower()
    return any(word == e[1:] if e.startswith("=") else word.endswith(e) for e in endings)


@dataclass
class View:
    """A Doc with the word lists of its language and the verbs that make somebody a speaker."""

    doc: Doc
    lexicon: Mapping[str, Any]
    speaking: frozenset[str] = frozenset()

    def word(self, token: Token, name: str) -> bool:
        """The token's form or lemma is in the list `words.<name>`."""
        words = self.lexicon["words"][name]
        return token.lower_ in words or token.lemma_.lower() in words

    def word_in(self, word: str, name: str) -> bool:
        """A form or lemma in lower case is in the list `words.<name>`."""
        return word in self.lexicon["words"][name]

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """Quotations as token ranges, quotation marks included; the outermost only."""
        spans = (
            self.doc.char_span(quote.start, quote.end, alignment_mode="expand")
            for quote in pair_quotes(self.doc.text)
            if quote.depth == 0 and quote.closed
        )
        return [(span.start, span.end - 1) for span in spans]

    @cached_property
    def quoted(self) -> dict[int, tuple[int, int]]:
        """For each token inside quotation marks the range of its quotation."""
        return {i: pair for pair in self.quotes for i in range(pair[0] + 1, pair[1])}

    def predicate(self, token: Token) -> Token:
        """The head of the clause the token stands in."""
        while token.dep_ not in CLAUSAL and token.head.i != token.i:
            if token.dep_ in ("xcomp", "conj") and token.pos_ in ("VERB", "AUX"):
                break
            token = token.head
        return token

    def frame(self, predicate: Token) -> list[Token]:
        """The predicate, its auxiliaries and the verbs that govern it as an infinitive."""
        tokens = [predicate, *(c for c in predicate.children if c.dep_ in HELPER)]
        if predicate.dep_ == "xcomp" and predicate.head.pos_ in ("VERB", "AUX"):
            tokens += [predicate.head, *(c for c in predicate.head.children if c.dep_ in HELPER)]
        return tokens

    def subject(self, predicate: Token) -> Token | None:
        """The clause's own subject, or that of the verb it is joined to or governed by."""
        found = own_subject(predicate)
        for _ in range(2):
            if found is not None or predicate.dep_ not in ("xcomp", "conj"):
                return found
            predicate = predicate.head
            found = own_subject(predicate)
        return found

    def stretch(self, token: Token) -> Span:
        """The words around the token up to the next comma, colon, dash, bracket or sentence end."""
        sent = token.sent
        start = end = token.i
        while start > sent.start and not _breaks(self.doc[start - 1]):
            start -= 1
        while end + 1 < sent.end and not _breaks(self.doc[end + 1]):
            end += 1
        return self.doc[start : end + 1]

    def clause(self, predicate: Token) -> list[Token]:
        """The clause's own words, those of clauses under it left out."""
        tokens, todo = [], [predicate]
        while todo:
            token = todo.pop()
            tokens.append(token)
            todo += [c for c in token.children if not self._opens_clause(c)]
        tokens.sort(key=lambda t: t.i)
        return [t for t in tokens if not any("\n" in u.text for u in self._between(t, predicate))]

    def _between(self, one: Token, other: Token) -> Span:
        first, last = sorted((one.i, other.i))
        return self.doc[first : last + 1]

    def _opens_clause(self, token: Token) -> bool:
        if token.dep_ in CLAUSAL:
            return True
        return token.dep_ == "conj" and finite_part(token) is not None

    def negation(self, token: Token) -> Token | None:
        """The word that negates a verb, a noun or an adjective, if there is one."""
        found = self._negated_left(token)
        if found is not None or token.pos_ not in ("VERB", "AUX", "ADJ"):
            return found or self._negative_noun(token)
        for verb in self.frame(token):
            for child in verb.children:
                if self._negates(child) and child.dep_ != "conj":
                    return child
                if child.dep_ in ARGUMENTS and not case_of(child):
                    found = self._negative_noun(child)
                    if found is not None:
                        return found
        return self._neither(token) or self._negated_in_bracket(token)

    def _negated_in_bracket(self, token: Token) -> Token | None:
        """A negation between the finite verb and the participle or infinitive at the end."""
        if is_finite(token):
            return None
        for word in self.stretch(token):
            own = word.i < token.i and self._negates(word) and word.head.dep_ not in CLAUSAL
            if own and word.nbor().pos_ not in ("DET", "NOUN", "PROPN", "NUM"):
                return word
        return None

    def _negates(self, token: Token) -> bool:
        if not self.word(token, "negation"):
            return False
        after = token.nbor() if token.i + 1 < len(self.doc) else None
        return after is None or not self.word(after, "not_negating")

    def _negated_left(self, token: Token) -> Token | None:
        """A negation directly before the word, adverbs between them allowed."""
        for i in range(token.i - 1, max(token.sent.start, token.i - 4) - 1, -1):
            left = self.doc[i]
            if self._negates(left):
                return left
            if left.pos_ not in ("ADV", "ADJ", "PART") or is_finite(left):
                return None
        return None

    def _negative_noun(self, token: Token) -> Token | None:
        if self.word(token, "negative_pronoun") and token.pos_ == "PRON":
            return token
        for child in token.children:
            if child.dep_ == "det" and self.word(child, "negative_determiner"):
                return child
        for i in range(token.i - 1, max(token.sent.start, token.i - 4) - 1, -1):
            left = self.doc[i]
            if self.word(left, "negative_determiner"):
                return left
            if left.pos_ not in ("ADJ", "ADV"):
                return None
        return None

    def _neither(self, token: Token) -> Token | None:
        stretch = self.stretch(token)
        return next((t for t in stretch if t.i < token.i and self.word(t, "neither")), None)

    def without(self, token: Token) -> Token | None:
        """The word "without" before a noun."""
        for i in range(token.i - 1, max(token.sent.start, token.i - 5) - 1, -1):
            left = self.doc[i]
            if self.word(left, "without"):
                return left
            if left.pos_ in ("NOUN", "PROPN", "PRON", "ADP"):
                return None
        return None

    def questioned(self, token: Token) -> bool:
        """The word stands in a question (the quotation it is in counts as the sentence)."""
        quote = self.quoted.get(token.i)
        limit = quote[1] if quote else token.sent.end
        for i in range(token.i, min(limit, len(self.doc))):
            if self.doc[i].text == "?" and self.quoted.get(i) == quote:
                return True
            if self.doc[i].text in ".!" and i > token.i:
                return False
        return False

    def conditional(self, token: Token) -> bool:
        """The word stands in a condition or in an open question ("ob")."""
        predicate = self.predicate(token)
        for _ in range(4):
            if any(c.dep_ == "mark" and self.word(c, "conditional") for c in predicate.children):
                return True
            if predicate.dep_ not in ("xcomp", "conj"):
                break
            predicate = self.predicate(predicate.head)
        first = self.stretch(token)[0]
        return self.word(first, "conditional") and first.i < token.i


def _breaks(token: Token) -> bool:
    return token.text in BREAKS or "\n" in token.text
