"""The conditions of the column `requires` in `evidence.tsv`: their names, and when they hold.

A condition is `name` or `name:a,b`; "!" before it turns it round. Values are noun classes of
`evidence.toml`, labels of entities (PER) or words, compared with lemmas and forms.
"""

from collections.abc import Iterable
from functools import cache

from analysis.errors import InputError
from analysis.language.attributions.speech_tokens import SUBJECTS, case_of
from analysis.language.evidence.arguments import (
    has_complement,
    noun_after,
    with_question,
    with_that,
)
from analysis.language.evidence.clauses import View
from analysis.language.evidence.cues import Cue, Hit
from analysis.language.evidence.noun_conditions import (
    belongs_to,
    finite_tense,
    governs,
    has_article,
    has_name_in,
    has_object,
    has_phrase,
    has_place,
    has_preposition,
    has_subject,
    is_attribute,
    is_bare,
    is_in,
    is_predicate,
    is_speaker,
    stands_under,
)
from analysis.language.evidence.word_conditions import (
    Check,
    Values,
    has_number,
    has_quote,
    has_verb,
    has_word,
    is_alone,
    is_first,
    is_frame,
    is_negated,
    is_spoken,
    neighbour,
    that_next,
    verb_near,
)


def holds(view: View, hit: Hit) -> bool:
    """All conditions of the hit's entry hold."""
    return all(any(_holds(view, hit, one) for one in group) for group in hit.cue.requires)


def barred(view: View, hit: Hit) -> bool:
    """Of a hit whose conditions do not hold: what it asks for is there, so it is ruled out."""
    groups = hit.cue.requires
    asked = [group for group in groups if not all(c.startswith("!") for c in group)]
    return all(any(_holds(view, hit, one) for one in group) for group in asked)


def check_conditions(cues: Iterable[Cue]) -> None:
    """All conditions of the entries exist.

    Raises:
        InputError: one does not; the message names those there are.
    """
    for cue in cues:
        for condition in (c for group in cue.requires for c in group):
            name = condition.lstrip("!").partition(":")[0]
            if name not in CHECKS:
                raise InputError(
                    f"evidence cue {cue.name!r}: no condition {name!r}; there are: "
                    f"{', '.join(sorted(CHECKS))}"
                )


def _holds(view: View, hit: Hit, condition: str) -> bool:
    check, values, turned = _read(condition)
    return check(view, hit, values) is not turned


@cache
def _read(condition: str) -> tuple[Check, Values, bool]:
    """The check of a condition, its values, and whether it is turned round."""
    name, _, argument = condition.lstrip("!").partition(":")
    values = tuple(v for v in argument.split(",") if v)
    return CHECKS[name], values, condition.startswith("!")


CHECKS: dict[str, Check] = {
    "agent": lambda view, hit, _: any(
        view.word_in(case_of(c), "named_by") for c in hit.anchor.children
    ),
    "alone": is_alone,
    "arg": lambda view, hit, values: any(
        t.pos_ != "DET" and is_in(view, t, values) for t in view.stretch(hit.anchor)
    ),
    "attr": is_attribute,
    "attr_has": lambda view, hit, values: any(
        c.lemma_.lower().startswith(values) for c in hit.anchor.children
    ),
    "bare": is_bare,
    "case": stands_under,
    "comp": lambda view, hit, _: has_complement(view, hit.anchor),
    "cop": lambda view, hit, _: any(c.dep_ == "cop" for c in hit.anchor.children),
    "dass": lambda view, hit, _: with_that(view, hit.anchor),
    "dass_next": that_next,
    "det": has_article,
    "first": is_first,
    "frame": is_frame,
    "gen": lambda view, hit, _: any(c.dep_ == "nmod" for c in hit.anchor.children),
    "gov": belongs_to,
    "has": has_word,
    "name_in": has_name_in,
    "neg": is_negated,
    "next": neighbour(1),
    "nsubj": lambda view, hit, _: hit.anchor.dep_ in SUBJECTS,
    "num": has_number,
    "obj": has_object,
    "obj_of": governs,
    "past": lambda view, hit, _: "Past" in finite_tense(hit.anchor),
    "passive": lambda view, hit, _: any(
        c.dep_ in ("aux:pass", "nsubj:pass") for c in hit.anchor.children
    ),
    "place": has_place,
    "plural": lambda view, hit, _: "Plur" in hit.anchor.morph.get("Number", []),
    "pred": is_predicate,
    "prep": has_preposition,
    "prev": neighbour(-1),
    "question": lambda view, hit, _: with_question(view, hit.anchor),
    "quote": has_quote,
    "refl": lambda view, hit, _: any(
        "Yes" in t.morph.get("Reflex", []) for t in view.stretch(hit.anchor)
    ),
    "role": is_speaker,
    "source_noun": lambda view, hit, _: noun_after(view, hit.tokens[-1]) is not None,
    "speech": is_spoken,
    "subj": has_subject,
    "verb": has_verb,
    "verb_near": verb_near,
    "with": has_phrase,
    "xcomp": lambda view, hit, _: any(c.dep_ == "xcomp" for c in hit.anchor.children),
    "zu": lambda view, hit, _: any(c.dep_ in ("xcomp", "ccomp") for c in hit.anchor.children),
}
