"""What is spoken of where no wording is given: phrases the verb's company says hold the matter."""

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech_lexicon import Cue, Lexicon
from analysis.language.attributions.speech_lines import line_of
from analysis.language.records import Pair

SUBSTANCE = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON", "DET", "X"})
MATTER_DEPS = frozenset(
    {"obl", "obl:arg", "obl:agent", "nmod", "advcl", "xcomp", "advmod", "appos"}
)


def matter(
    verb: Token, cue: Cue, cut: set[int], subject: Token | None, lexicon: Lexicon
) -> list[Pair]:
    """The phrases that tell what the speech is about, when the verb has the company it needs."""
    about, stated = _about(verb, cue, subject, lexicon)
    aside = subject is not None and subject not in about
    other = cut | {t.i for t in subject.subtree} if aside else cut
    inside = {t.i for token in about for t in token.subtree} - cut
    if not lexicon.wide:
        inside |= {i for token in about for i in _beside(verb, token, cue, lexicon)} - cut
    if not lexicon.wide:
        inside -= {c.i for token in about for c in token.children if c.dep_ == "case"}
    inside -= {i for i in other if not any(i >= token.i for token in about)}
    told = [p for p in st.trimmed(verb.doc, st.ranges(inside)) if _has_substance(verb.doc, p)]
    if told or not stated:
        return told
    # "zeigte sich alarmiert": the state is all there is
    return st.ranges(i for i in cut if verb.doc[i].pos_ == "ADJ") or st.ranges(cut)


def _beside(verb: Token, token: Token, cue: Cue, lexicon: Lexicon) -> set[int]:
    """What the parser hung on the verb and stands beside its object: an amount before it ("vier
    Jahre Haft"), an attribute behind it ("Hilfen in Höhe von …", "Fehler bei der Wahl")."""
    if token.dep_ not in ("obj", "nsubj", "nsubj:pass") or token.pos_ != "NOUN":
        return set()
    start, end = token.left_edge.i, token.right_edge.i + 1
    taken = {role.partition(":")[0] for role in cue.reports}
    found: set[int] = set()
    for child in verb.children:
        case = st.case_of(child)
        before = not case and child.right_edge.i + 1 == start and child.dep_ in ("obl", "obl:arg")
        before = before and any(c.dep_ == "nummod" for c in child.children)
        extent = child.lemma_.lower() in lexicon.words["extents"]
        behind = (extent or case in lexicon.words["attributive"]) and case not in taken
        behind = behind and child.left_edge.i == end and not lexicon.speaks(child.lemma_)
        behind = behind and not lexicon.in_group(child.lemma_, "time") and child.i < verb.sent.end
        if before or behind:
            found |= {t.i for t in child.subtree}
    return found


def _has_substance(doc: Doc, pair: Pair) -> bool:
    words = [t for t in doc[pair[0] : pair[1]] if t.pos_ in SUBSTANCE]
    return any("Rel" not in t.morph.get("PronType") for t in words)


def quoted(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """ "nannte das „einen Skandal“": the quoted words, where the verb only introduces them."""
    near = st.frame(verb, lexicon)
    marks = [i for i in sorted(near) if verb.doc[i].is_quote]
    if len(marks) < 2 or marks[0] < min(near) or not set(range(marks[0], marks[1] + 1)) <= near:
        return []
    before = verb.doc[marks[0] - 1] if marks[0] else None
    if before is not None and before.pos_ == "NOUN" and st.case_of(before):
        return []  # "in der Höhle „Eislauch“": its name
    return [(marks[0], marks[1] + 1)]


def with_quoted(verb: Token, content: list[Pair]) -> list[Pair]:
    """The matter with the quoted words right behind it or behind als ("wies das als „Unsinn“
    zurück")."""
    doc, (first, stop) = verb.doc, line_of(verb)
    marks = [i for i in range(first, stop) if doc[i].is_quote]
    inside = {i for pair in content for i in range(*pair)}
    if len(marks) != 2 or not inside or marks[0] in inside or marks[0] <= verb.i:
        return content
    before = doc[marks[0] - 1]
    if before.i not in inside and before.lower_ != "als":
        return content
    inside |= set(range(marks[0], marks[1] + 1))
    return st.trimmed(doc, st.ranges(inside))


def named(verb: Token, source: Token | None, lexicon: Lexicon) -> list[Pair]:
    """ "nannte den Plan „einen Irrweg“": the quoted words and what they are said of."""
    told = quoted(verb, lexicon)
    if not told or lexicon.wide:
        return told
    inside = {i for pair in told for i in range(*pair)}
    for child in verb.children:
        bare = child.dep_ in ("obj", "nsubj", "xcomp", "obl:arg") and not st.case_of(child)
        if bare and child != source:
            inside |= st.phrase(child)
    return st.trimmed(verb.doc, st.ranges(inside))


def objects(verb: Token, subject: Token | None, *, wide: bool = False) -> list[Token]:
    """The verb's objects (personal pronouns only with `wide`); in the passive, its subject."""
    if st.is_passive(verb):
        return [c for c in verb.children if c.dep_ in st.SUBJECTS]
    found = [c for c in verb.children if c.dep_ in ("obj", "nsubj") and c != subject]
    if wide:
        return found
    return [c for c in found if not c.morph.get("Person") or "Neut" in c.morph.get("Gender")]


def is_told(verb: Token, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether the verb has an object or a phrase that holds the matter: what follows them in the
    indicative only goes on ("klagte über Lärm, später zog er um")."""
    return st.has_object(verb) or any(t.i > verb.i for t in _about(verb, cue, None, lexicon)[0])


def in_group(token: Token, group: str, lexicon: Lexicon) -> bool:
    """Whether a noun belongs to a group; a person's name belongs to `person`."""
    if group == "person" and token.ent_type_ == "PER":
        return True
    return lexicon.in_group(token.lemma_, group)


def _about(
    verb: Token, cue: Cue, subject: Token | None, lexicon: Lexicon
) -> tuple[list[Token], bool]:
    """The phrases the verb's company says hold the matter, and whether it needs none."""
    found: list[Token] = []
    for rule in cue.reports:
        role, _, group = rule.partition(":")
        for child in _candidates(verb, role, subject, lexicon):
            taken = group in lexicon.words["taken_up"] and _is_pronoun(child, lexicon)
            if child not in found and (not group or taken or in_group(child, group, lexicon)):
                found.append(child)
    return found, "free" in cue.reports


def _is_pronoun(token: Token, lexicon: Lexicon) -> bool:
    return token.pos_ in ("PRON", "DET") and token.lower_ in (
        lexicon.words["demonstratives"] | lexicon.words["sentence_relatives"]
    )


def _candidates(verb: Token, role: str, subject: Token | None, lexicon: Lexicon) -> list[Token]:
    if role == "obj":
        return objects(verb, subject, wide=lexicon.wide)
    if role == "number":
        return [c for c in objects(verb, subject) if _counts(c, lexicon)]
    if role == "dat":
        return [c for c in verb.children if c.dep_ in ("obl:arg", "iobj") and not st.case_of(c)]
    if role == "gen":
        return [c for c in verb.children if "Gen" in c.morph.get("Case") and not st.case_of(c)]
    if role == "subj":
        return [subject] if subject is not None else []
    if role == "xcomp":
        return [c for c in verb.children if c.dep_ == "xcomp"]
    nearby = [c for c in verb.children if c.dep_ in MATTER_DEPS]
    nearby += [
        g
        for c in verb.children
        if c.dep_ in ("obj", "nsubj")
        for g in c.children
        if g.dep_ == "nmod" and g.i > verb.i
    ]
    marker, _, kind = role.partition("+")
    return [c for c in nearby if _marker(c) == marker and (not kind or _counts(c, lexicon))]


def _counts(token: Token, lexicon: Lexicon) -> bool:
    """Whether a phrase holds a number, or a word that counts like one ("mehr Gäste")."""
    amounts = lexicon.words["amounts"]
    return any(t.pos_ == "NUM" or t.like_num or t.lower_ in amounts for t in token.subtree)


def _marker(token: Token) -> str:
    case = st.case_of(token)
    return case or next((c.lower_ for c in token.children if c.dep_ in ("mark", "cc")), "")
