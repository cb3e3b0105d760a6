"""The `blocks` component: which parts of a Doc are paragraphs, which are headings."""

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from analysis.corpus.blocks import find_blocks
from analysis.corpus.model import Block

GROUP = "blocks"
PARAGRAPH, HEADING = "paragraph", "heading"


def set_blocks(doc: Doc, blocks: list[Block]) -> None:
    """Write blocks (offsets into `doc.text`) to `doc.spans["blocks"]`."""
    spans = [
        doc.char_span(
            block.start,
            block.end,
            label=HEADING if block.is_heading else PARAGRAPH,
            alignment_mode="expand",
        )
        for block in blocks
        if block.start < block.end
    ]
    doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=spans)


def headings(doc: Doc) -> list[Span]:
    """The headings of the Doc, in order."""
    return [span for span in doc.spans.get(GROUP, ()) if span.label_ == HEADING]


@Language.factory("blocks")
def make_blocks(nlp: Language, name: str):
    """Factory of the component: blocks the reader set are kept, else they are found."""
    return Blocks()


class Blocks:
    """Finds blocks by line breaks where the Doc does not have them yet."""

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with `doc.spans["blocks"]` filled."""
        if GROUP not in doc.spans:
            set_blocks(doc, find_blocks(doc.text))
        return doc

    def to_disk(self, path, **kwargs) -> None:
        """Nothing to store: the component has no state."""

    def from_disk(self, path, **kwargs) -> "Blocks":
        """Nothing to read."""
        return self

    def to_bytes(self, **kwargs) -> bytes:
        """Nothing to store."""
        return b""

    def from_bytes(self, data: bytes, **kwargs) -> "Blocks":
        """Nothing to read."""
        return self
