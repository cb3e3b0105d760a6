"""Who a verb of saying belongs to, where there is no parse: the words before it, or behind it.

The run of words before the verb, up to a break, is its subject ("Halm told reporters"); behind a
quotation it may follow ("said the police"). Without one, the subject stands further left, over an
apposition or a clause ("Halm, who had left, said"), or is that of the verb before.
"""

from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Token

from analysis.language.evidence.cues import ANONYMOUS, NAMED

DOCUMENT, NOBODY = "document", "nobody"


class Speakers:
    """Reads subjects with the words of `evidence.toml`, `[subjects]`; `names` are the Doc's own."""

    def __init__(self, words: dict[str, Sequence[str]], names: frozenset[str]):
        self.words = {key: frozenset(values) for key, values in words.items()}
        self.ends, self.adverb_ends, self.clause_ends = (
            tuple(words[key]) for key in ("plural_ends", "adverb_ends", "clause_ends")
        )
        self.names = names

    def subject(self, sent: Sequence[Token], verb: int, earlier: set[int]) -> str | None:
        """named, anonymous, document or nobody; None when no subject shows.

        Args:
            sent: the sentence.
            verb: index of the verb's first word.
            earlier: indices of verbs before it, which a subject does not reach over.
        """
        run, at = self.run(sent, verb, earlier)
        if run:
            return self.kind(run)
        if self._inverted(sent, verb):
            return self.behind(sent, verb + 1)
        if at < 0 or at in earlier or sent[at].lower_ in self.words["coordinates"]:
            return None
        kinds = []
        while at >= 0:
            run, at = self.run(sent, at, set())
            if run and not self._is_clause(run):
                kinds.append(self.kind(run))
        return NAMED if NAMED in kinds else next((kind for kind in kinds if kind), None)

    def is_several(self, sent: Sequence[Token], verb: int, earlier: set[int]) -> bool:
        """Is the subject a pronoun for several ("they")? Who they are was said before."""
        run, _ = self.run(sent, verb, earlier)
        return len(run) == 1 and run[0].lower_ in self.words["several"]

    def behind(self, sent: Sequence[Token], at: int) -> str | None:
        """Whom the words from `at` on name: "according to the ministry", "said Mr Brandt"."""
        run = self._behind(sent, at)
        return self.kind(run) if run else None

    def kind(self, run: Sequence[Token]) -> str | None:
        """What sort of speaker a noun phrase names."""
        head = self._head(run)
        lower = [token.lower_ for token in head]
        if lower[0] in self.words["nobody"]:
            return NOBODY
        if len(head) == 1 and lower[0] in self.words["single"]:
            return NAMED
        if self.words["document"] & set(lower[-2:]):
            return DOCUMENT
        if any(self._is_name(token) for token in head) or self.words["bodily"] & set(lower):
            return NAMED
        if lower[0] in self.words["indefinite"] or head[0].like_num:
            return ANONYMOUS
        return ANONYMOUS if self.has_group(lower) else NAMED

    def has_group(self, lower: Sequence[str]) -> bool:
        """People without a name among these words: "residents", or a bare plural ("insurers")."""
        return any(
            word in self.words["people"]
            or (word.endswith(self.ends) and (not i or lower[i - 1] not in self.words["definite"]))
            for i, word in enumerate(lower)
        )

    def run(self, sent: Sequence[Token], at: int, earlier: set[int]) -> tuple[list[Token], int]:
        """The words before `at` to a break without verbs and adverbs, and where the break is."""
        run: list[Token] = []
        at -= 1
        while at >= 0 and not self._breaks(sent[at]) and at not in earlier:
            run.insert(0, sent[at])
            at -= 1
        while run and self.skips(run[-1].lower_):
            run.pop()
        if run and run[0].lower_ in self.words["relative"]:
            run = run[1:]
        return run, at

    def _behind(self, sent: Sequence[Token], at: int) -> list[Token]:
        return list(takewhile(lambda token: not self._breaks(token), sent[at:]))

    def _head(self, run: Sequence[Token]) -> Sequence[Token]:
        """The phrase up to a preposition or relative; behind a leading one its last part."""
        if len(run) > 1 and run[0].lower_ in self.words["prepositions"]:
            starts = [
                i
                for i, token in enumerate(run[2:], 2)
                if token.lower_ in self.words["definite"] | self.words["indefinite"]
                and run[i - 1].lower_ not in self.words["prepositions"]
            ]
            run = run[starts[-1] :] if starts else run[-1:]
        stops = self.words["prepositions"] | self.words["relative"]
        ends = [i for i, token in enumerate(run) if i and token.lower_ in stops]
        return run[: ends[0]] if ends else run

    def skips(self, word: str) -> bool:
        """An auxiliary or adverb, which may stand between a subject and its verb."""
        return word in self.words["between"] or word.endswith(self.adverb_ends)

    def _is_name(self, token: Token) -> bool:
        if not token.text[:1].isupper() or token.text in self.words["times"]:
            return False
        known = any(token.lower_ in words for words in self.words.values())
        return not known and (not token.is_sent_start or token.text in self.names)

    def _is_clause(self, run: Sequence[Token]) -> bool:
        inner = any(token.lower_ in self.words["between"] for token in run)
        return inner or run[0].lower_.endswith(self.clause_ends)

    def _inverted(self, sent: Sequence[Token], verb: int) -> bool:
        """A comma or closing mark before the verb, and a phrase but no clause behind it."""
        if verb + 1 >= len(sent) or (verb and sent[verb - 1].is_alpha):
            return False
        run = self._behind(sent, verb + 1)
        opens = self.words["definite"] | self.words["indefinite"] | self.words["people"]
        begins = bool(run) and (run[0].text[:1].isupper() or run[0].lower_ in opens)
        return begins and not any(token.lower_ in self.words["between"] for token in run)

    def _breaks(self, token: Token) -> bool:
        return token.lower_ in self.words["breaks"] or token.is_space
