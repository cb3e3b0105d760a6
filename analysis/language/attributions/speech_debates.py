"""How debates are annotated where it differs from news: SpkAtt-2023's scheme, for the wide scope.

A cue is the verb without its reflexive, with its copula, or an adposition with its noun of saying;
what points ahead to the words ("darauf, dass", "eines: …") belongs to them, an aside between dashes
does not.
"""

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_adpositions import who_says
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.records import Pair

DASHES = frozenset("-–—")
UNCOUNTED = frozenset({"frame-so", "frame-accordingly"})


def as_in_debates(doc: Doc, speech: Speech, lexicon: Lexicon) -> None:
    """Fit one act of speech to the scheme of debates."""
    head = doc[speech.head]
    if speech.rule == "frame-adposition":
        _with_noun(head, speech, lexicon)
    else:
        speech.cue -= {i for i in speech.cue if doc[i].lower_ in lexicon.words["reflexive"]}
        if head.pos_ == "ADJ":
            speech.cue |= {c.i for c in head.children if c.dep_ == "cop"}
    if speech.content:
        speech.content = _without_asides(doc, speech.content)
        ahead = _pointers(head, speech, lexicon)
        speech.cue -= ahead
        told = {i for pair in speech.content for i in range(*pair)}
        speech.content = st.ranges(told | ahead)


def once_each(speeches: list[Speech]) -> list[Speech]:
    """Without words that belong to the cue of another act ("nach Ansicht", "sind überzeugt"), and
    without frames that debates do not count."""
    told = [s for s in speeches if s.rule not in UNCOUNTED]
    sizes: dict[int, int] = {}
    for speech in told:
        for i in speech.cue:
            sizes[i] = max(sizes.get(i, 0), len(speech.cue))
    return [s for s in told if len(s.cue) >= sizes.get(s.head, 0)]


def _with_noun(adposition: Token, speech: Speech, lexicon: Lexicon) -> None:
    """ "nach Ansicht der Experten": the noun belongs to the cue, its owner is the source."""
    doc = adposition.doc
    nouns = [i for i in sorted(speech.source) if lexicon.in_group(doc[i].lemma_, "saying")]
    nouns = nouns or [i for i in sorted(speech.source) if lexicon.in_group(doc[i].lemma_, "view")]
    if not nouns:
        return
    owner = who_says(adposition, doc[nouns[0]], speech.source, lexicon)
    speech.cue.add(nouns[0])
    if owner.i != nouns[0]:
        speech.source = st.phrase(owner) - speech.cue
    else:
        articles = (c for c in doc[nouns[0]].children if "Yes" in c.morph.get("Poss"))
        speech.source = {c.i for c in articles}


def _pointers(head: Token, speech: Speech, lexicon: Lexicon) -> set[int]:
    """What stands for the words beside the verb: "darauf, dass", "es …, zu", "das: …"."""
    if speech.rule != "verb-clause" or head.i > speech.content[0][0]:
        return set()
    start = speech.content[0][0]
    adverbs = {word for words in lexicon.pronominal.values() for word in words}
    pointers = lexicon.words["expletive"] | lexicon.words["pointers"]
    found = set()
    for child in head.children:
        if child.i >= start or child.dep_ in st.SUBJECTS:
            continue
        objects = child.lower_ in pointers and child.dep_ in ("obj", "expl", "obl", "iobj")
        if child.lower_ in adverbs or objects:
            found.add(child.i)
    return found


def _without_asides(doc: Doc, content: list[Pair]) -> list[Pair]:
    """Content without what stands in it between two dashes and holds a finite verb."""
    kept = {i for pair in content for i in range(*pair)}
    dashes = [i for i in sorted(kept) if doc[i].text in DASHES]
    at = 0
    while at + 1 < len(dashes):
        first, second = dashes[at : at + 2]
        inside = range(first, second + 1)
        if all(i in kept for i in inside) and any(st.is_finite(doc[i]) for i in inside):
            kept -= set(inside)
            at += 1
        at += 1
    return st.trimmed(doc, st.ranges(kept))
