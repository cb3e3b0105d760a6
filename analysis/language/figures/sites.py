"""A quantity at its place in the Doc."""

from typing import NamedTuple

from spacy.tokens import Token

from analysis.language.figures.bounds import Quantity
from analysis.language.figures.kinds import Kind


class Site(NamedTuple):
    """A quantity in the Doc: its first token, and the indices of the tokens behind it.

    `behind` is the first token behind the number, `after` the first behind number and unit. `text`
    is the Doc's, kept because spaCy joins it anew each time it is asked for.
    """

    text: str
    quantity: Quantity
    kind: Kind
    first: Token
    behind: int
    after: int
