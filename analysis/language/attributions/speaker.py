"""Who speaks, as resolved: one name, a key, a sort, and how it was found."""

from typing import NamedTuple

from analysis.language.attributions.speaker_lexicon import slug


class Speaker(NamedTuple):
    """`confidence` is how sure the resolution is, apart from the rule that found the speech;
    `role` is the office or function the text gives the speaker."""

    name: str | None
    key: str | None
    sort: str | None
    resolved_by: str
    confidence: float
    gender: str | None = None
    plural: bool = False
    role: str | None = None


NOBODY = Speaker(None, None, None, "unresolved", 0.5)


def speaker(
    name: str,
    sort: str | None,
    *,
    by: str = "named",
    confidence: float = 1.0,
    gender: str | None = None,
) -> Speaker:
    """A speaker with the key of its name."""
    return Speaker(name, slug(name), sort, by, confidence, gender)
