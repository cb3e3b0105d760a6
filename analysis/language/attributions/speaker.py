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


def together(found: list[Speaker], conjunction: str) -> Speaker | None:
    """Several speakers as one, when at least two of them have a name."""
    names = list(dict.fromkeys(s.name for s in found if s.name))
    if len(names) < 2:
        return None
    sort = found[0].sort if len({s.sort for s in found}) == 1 else "collective"
    by = "metonym" if any(s.resolved_by == "metonym" for s in found) else "named"
    name = f" {conjunction} ".join((", ".join(names[:-1]), names[-1]))
    return Speaker(name, "+".join(slug(n) for n in names), sort, by, 0.8, plural=True)
