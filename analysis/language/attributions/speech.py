"""One act of speech while it is being put together, in token indices."""

from dataclasses import dataclass

from analysis.language.records import Pair


@dataclass
class Speech:
    """Cue, source and content as token indices and ranges; `head` is the cue's main token."""

    head: int
    cue: set[int]
    source: set[int]
    content: list[Pair]
    form: str
    rule: str
    lemma: str | None = None
    stance: str | None = None
    negated: bool = False
    confidence: float = 0.8
    carried: bool = False
    source_head: int | None = None

    @property
    def begin(self) -> int:
        """The first token of cue and content."""
        return min([pair[0] for pair in self.content] + list(self.cue))

    @property
    def end(self) -> int:
        """One past the last token of cue and content."""
        return max([pair[1] for pair in self.content] + [i + 1 for i in self.cue])

    @property
    def size(self) -> int:
        """Tokens of content."""
        return sum(end - start for start, end in self.content)
