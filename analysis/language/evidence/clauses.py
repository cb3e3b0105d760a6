"""What the evidence rules ask of a parse: clauses, subjects, verbs with their prefixes, quotations.

Works on Universal Dependencies labels and features only, and looks at the order of words where an
arc is likely to be wrong.
"""

from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from spacy.tokens import Doc, Span, Token

from analysis.language.attributions.speech_tokens import SUBJECTS, case_of, finite_part, is_finite
from analysis.language.quotes import pair_quotes
from analysis.language.records import Attribution, Pair, get_records

CLAUSAL = frozenset({"ROOT", "ccomp", "csubj", "csubj:pass", "advcl", "acl", "parataxis", "dep"})
COMPLEMENT = frozenset({"ccomp", "csubj", "csubj:pass", "xcomp"})
VERBAL = frozenset({"VERB", "AUX"})
HELPER = frozenset({"aux", "aux:pass", "cop"})
NAMES = frozenset({"NOUN", "PROPN"})
MAX_SENTENCE = 300  # tokens; longer ones are lists or no prose, and searching them would be slow
BREAKS = frozenset(",;:–—-()")
FRAME = "frame-adposition"  # rule of an attribution
DIRECT = "direct"  # form of an attribution
PERSON = "PER"  # label of entities


def ends_in(word: str, endings: Collection[str]) -> bool:
    """A noun class of evidence.toml holds `word`: its end, or all of it after a "="."""
    whole, ends = _whole_and_ends(tuple(endings))
    word = word.lower()
    return word in whole or word.endswith(ends)


@cache
def _whole_and_ends(endings: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    whole = frozenset(e[1:] for e in endings if e.startswith("="))
    return whole, tuple(e for e in endings if not e.startswith("="))


def is_break(token: Token) -> bool:
    """Punctuation or a line end that may separate clauses."""
    return token.text in BREAKS or "\n" in token.text


@dataclass
class View:
    """A Doc with the word lists of its language.

    `words` are the first words of all cues, `speaking` the verbs that make somebody a speaker.
    """

    doc: Doc
    lexicon: Mapping[str, Any]
    words: Container[str] = field(default_factory=frozenset)
    speaking: Container[str] = field(default_factory=frozenset)
    memo: dict[str, Any] = field(default_factory=dict)  # what a rule has found once for the Doc

    def word(self, token: Token, name: str) -> bool:
        """The token's form or lemma is in the list `words.<name>`."""
        words = self.lexicon["words"][name]
        return token.lower_ in words or token.lemma_.lower() in words

    def word_in(self, word: str, name: str) -> bool:
        """A form or lemma in lower case is in the list `words.<name>`."""
        return word in self.lexicon["words"][name]

    def is_noun(self, token: Token, name: str) -> bool:
        """The token's form or lemma is in the noun class `nouns.<name>`."""
        return self.in_class(token, self.lexicon["nouns"][name])

    def in_class(self, token: Token, endings: Collection[str]) -> bool:
        """The token's form or lemma is of the class, plural endings of unknown nouns taken off."""
        if ends_in(token.lemma_, endings) or ends_in(token.text, endings):
            return True
        plain = token.lower_ == token.lemma_.lower() and token.pos_ == "NOUN"
        return plain and any(
            ends_in(token.text.removesuffix(ending), endings)
            for ending, _ in self.lexicon["endings"]["NOUN"]
        )

    @cached_property
    def tokens(self) -> list[Token]:
        """The Doc's tokens; to take one from here is much faster than from the Doc."""
        return list(self.doc)

    @cached_property
    def past_forms(self) -> tuple[str, ...]:
        """Forms of the past subjunctive; with a prefix before them they end a word."""
        return tuple(self.lexicon["konjunktiv"]["past"])

    @cached_property
    def lemmas(self) -> list[str]:
        """Lower-case lemmas; a verb's separated prefix is put in front of it."""
        return [self._lemma(token) for token in self.tokens]

    def lemma(self, token: Token) -> str:
        """Lower-case lemma of a token, a verb's separated prefix in front."""
        return self.lemmas[token.i]

    def pos(self, token: Token) -> str:
        """Word class; a participle under a passive auxiliary is a verb, an unknown name a noun."""
        if token.pos_ == "ADJ" and any(c.dep_ == "aux:pass" for c in token.children):
            return "VERB"
        return "NOUN" if token.pos_ == "PROPN" and token.ent_type_ != PERSON else token.pos_

    def has_infixed_to(self, verb: Token) -> bool:
        """An infinitive with its particle inside: "zurückzunehmen"."""
        return any(
            to in verb.lower_ and verb.lower_.replace(to, "", 1) == self.lemma(verb)
            for to in self.lexicon["words"]["to_infinitive"]
        )

    def _lemma(self, token: Token) -> str:
        lemma = self.lexicon["forms"].get(token.lower_, token.lemma_.lower())
        pos = self.pos(token)
        if pos not in VERBAL:
            return self._known(lemma, token.lower_, pos)
        found = []
        for child in token.children:
            if child.dep_ == "compound:prt" and not self.word(child, "no_prefix"):
                prefix = child.lower_
                joined = lemma if lemma.startswith(prefix) else prefix + lemma
                found.append(self._known(joined, prefix + token.lower_, pos))
        if found:  # "schließt nach wie vor aus": the one that makes a verb
            return next((verb for verb in found if verb in self.words), found[0])
        return self._with_stray_prefix(token, self._known(lemma, token.lower_, pos))

    def _known(self, lemma: str, form: str, pos: str) -> str:
        """The lemma, or where the lexicons lack it the one of their words the form can be of."""
        if lemma in self.words:
            return lemma
        for ending, other in self.lexicon["endings"].get(pos, ()):
            found = form.removesuffix(ending) + other
            if form.endswith(ending) and found in self.words:
                return found
        return lemma

    def _with_stray_prefix(self, token: Token, lemma: str) -> str:
        """The same when the parse lost the prefix: the clause's last word makes a known verb."""
        if not is_finite(token):
            return lemma
        end, stop = token.i + 1, self.sent(token).end
        while end < stop and (self.tokens[end].is_quote or not self.tokens[end].is_punct):
            end += 1
        last = self.tokens[end - 1]
        if last.i > token.i and last.pos_ in ("ADV", "ADP", "ADJ"):
            joined = last.lower_ + lemma
            if joined in self.words:
                return joined
        return lemma

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """Quotations as token ranges, first and last mark; the outermost only."""
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

    @cached_property
    def framed(self) -> set[int]:
        """Tokens handed to a source by a phrase in their own clause ("nach Angaben der Wehr")."""
        return self._contents(lambda record: record.rule == FRAME)

    @cached_property
    def spoken(self) -> set[int]:
        """Tokens of somebody's own words, with quotation marks or without (interviews)."""
        return self._contents(lambda record: record.form == DIRECT)

    def _contents(self, wanted: Callable[[Attribution], bool]) -> set[int]:
        """Tokens of what is said in the attributions that are wanted."""
        records = filter(wanted, get_records(self.doc, Attribution))
        pairs = (pair for record in records for pair in record.content_spans)
        return places(self, pairs)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Sentences as token ranges: those of the parse, cut at line ends, none too long."""
        ranges = []
        for sent in self.doc.sents:
            start = sent.start
            for token in sent:
                is_last = token.i + 1 == sent.end
                if is_last or "\n" in token.text or token.i + 1 - start == MAX_SENTENCE:
                    ranges.append((start, token.i + 1))
                    start = token.i + 1
        return ranges

    @cached_property
    def _sentence_of(self) -> list[Span]:
        spans = (self.doc[start:end] for start, end in self.sentences)
        return [span for span in spans for _ in range(len(span))]

    def sent(self, token: Token) -> Span:
        """The sentence the token stands in."""
        return self._sentence_of[token.i]

    def predicate(self, token: Token) -> Token:
        """The head of the clause the token stands in."""
        while token.dep_ not in CLAUSAL and token.head.i != token.i:
            if token.dep_ in ("xcomp", "conj") and token.pos_ in VERBAL:
                break
            token = token.head
        return token

    def frame(self, predicate: Token) -> list[Token]:
        """The predicate, its auxiliaries and the verbs that govern it as an infinitive."""
        tokens = [predicate, *(c for c in predicate.children if c.dep_ in HELPER)]
        if predicate.dep_ == "xcomp" and predicate.head.pos_ in VERBAL:
            tokens += [predicate.head, *(c for c in predicate.head.children if c.dep_ in HELPER)]
        return tokens

    def subject(self, predicate: Token) -> Token | None:
        """The clause's own subject, or that of the verb it is joined to or governed by."""
        for _ in range(3):
            found = [c for c in predicate.children if c.dep_ in SUBJECTS and not case_of(c)]
            named = [c for c in found if not self.word(c, "no_speaker")]
            if found:
                return (named or found)[0]
            if predicate.dep_ not in ("xcomp", "conj"):
                return None
            predicate = predicate.head
        return None

    def is_passive(self, verb: Token) -> bool:
        """The verb is a passive and nobody is named who does it."""
        if not any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children):
            return False
        return not any(self.word_in(case_of(c), "named_by") for c in verb.children)

    def stretch(self, token: Token) -> Span:
        """The words around the token up to the next comma, colon, dash, bracket or sentence end."""
        start, end = self._stretch_of[token.i]
        return self.doc[start:end]

    @cached_property
    def _stretch_of(self) -> list[tuple[int, int]]:
        breaks = [is_break(token) for token in self.tokens]
        starts, ends = list(range(len(breaks))), list(range(1, len(breaks) + 1))
        for first, stop in self.sentences:
            for i in range(first + 1, stop):
                if not breaks[i - 1]:
                    starts[i] = starts[i - 1]
            for i in range(stop - 2, first - 1, -1):
                if not breaks[i + 1]:
                    ends[i] = ends[i + 1]
        return list(zip(starts, ends, strict=True))

    def clause(self, predicate: Token) -> list[Token]:
        """The clause's own words on its line, those of clauses under it left out."""
        tokens, todo = [], [predicate]
        while todo:
            token = todo.pop()
            tokens.append(token)
            todo += [c for c in token.children if not self.opens_clause(c)]
        return self.on_line(tokens, predicate)

    def opens_clause(self, token: Token) -> bool:
        """The token heads a clause of its own."""
        if token.dep_ in CLAUSAL:
            return True
        return token.dep_ == "conj" and finite_part(token) is not None

    def on_line(self, tokens: list[Token], anchor: Token) -> list[Token]:
        """Those of the tokens in the anchor's sentence and on its line, in order."""
        sent = self.sent(anchor)
        return sorted((t for t in tokens if sent.start <= t.i < sent.end), key=lambda t: t.i)


def places(view: View, pairs: Iterable[Pair]) -> set[int]:
    """The tokens that characters of the text fall on."""
    spans = (view.doc.char_span(a, b, alignment_mode="expand") for a, b in pairs)
    return {i for span in spans for i in range(span.start, span.end)}
