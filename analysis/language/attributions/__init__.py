"""The component `attributions`: who said what, in which words (DESIGN.md, "attributions")."""

from spacy.language import Language
from spacy.tokens import Doc

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speaker import Speaker
from analysis.language.attributions.speaker_lexicon import SpeakerLexicon, load_speakers
from analysis.language.attributions.speakers import Resolver
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_carry import carry_on, mark_partial, parents
from analysis.language.attributions.speech_citing import (
    cited_speeches,
    lead_speeches,
    reason_speeches,
)
from analysis.language.attributions.speech_claims import claim_speeches
from analysis.language.attributions.speech_debates import as_in_debates, once_each
from analysis.language.attributions.speech_ends import before_frames
from analysis.language.attributions.speech_frames import (
    frame_speeches,
    headline_speeches,
    turn_speeches,
)
from analysis.language.attributions.speech_lexicon import Lexicon, load_lexicon
from analysis.language.attributions.speech_lines import paragraph_of
from analysis.language.attributions.speech_quotes import quote_spans, quote_speeches
from analysis.language.attributions.speech_tail import join_seconds, point_back
from analysis.language.attributions.speech_verbs import verb_speeches
from analysis.language.records import Attribution, set_records

# rules that are sure of a speech act only when the source is someone who can speak
NEEDS_SPEAKER = frozenset(
    {"because-mood", "colon-lead", "headline-colon", "verb-claim", "verb-matter"}
)


GREETING = 30  # tokens at the start of a speech in which it greets its hearers


@Language.factory("attributions", default_config={"lang": "de", "wide": None})
def make_attributions(nlp: Language, name: str, lang: str, wide: bool | None) -> "Attributions":
    """The component with the lexicons of `lang`.

    `wide` is for debates rather than news: thoughts, texts and bare mentions of speech count too,
    also where no wording is given. None: for texts that greet their hearers, as speeches do.
    """
    news, debates = (load_lexicon(lang, wide=scope) for scope in (False, True))
    if wide is not None:
        news = debates = debates if wide else news
    return Attributions(news, debates, load_speakers(lang))


class Attributions:
    """Sets the Doc's `Attribution` records and its span group "attributions"."""

    def __init__(self, news: Lexicon, debates: Lexicon, speakers: SpeakerLexicon) -> None:
        self.news = news
        self.debates = debates
        self.speakers = speakers

    def __call__(self, doc: Doc) -> Doc:
        """Find all acts of speech in a parsed Doc."""
        lexicon = self.debates if greets(doc, self.news) else self.news
        speeches = find_speeches(doc, lexicon)
        resolver = Resolver(doc, self.speakers, lexicon)
        if lexicon.wide:
            for speech in speeches:
                speech.source = speech.source if resolver.can_speak(speech) else set()
                as_in_debates(doc, speech, lexicon)
            speeches = once_each(speeches)
        else:
            showing = lexicon.words["showing"]
            speeches = [
                s
                for s in speeches
                if resolver.can_speak(s) or not (s.rule in NEEDS_SPEAKER or s.lemma in showing)
            ]
        above = parents(speeches)
        speakers = resolver.resolve(speeches, above)
        records = [
            _record(doc, speech, speaker, parent)
            for speech, speaker, parent in zip(speeches, speakers, above, strict=True)
        ]
        set_records(doc, Attribution, records)
        return doc


def greets(doc: Doc, lexicon: Lexicon) -> bool:
    """Whether a text begins by greeting its hearers ("Frau Präsidentin! Meine Damen …!")."""
    opening = doc[: min(GREETING, len(doc))]
    words = {t.i for t in opening if t.lower_ in lexicon.words["greeted"]}
    calls = [t.i for t in opening if t.text == "!"]
    return any(call - 1 in words for call in calls)


def find_speeches(doc: Doc, lexicon: Lexicon) -> list[Speech]:
    """All acts of speech in reading order."""
    quotes = quote_spans(doc)
    speeches = list(quote_speeches(doc, quotes, lexicon))
    claimed = {s.head for s in speeches}
    # quotations behind a frame that has words of its own
    further = [s for s in speeches if s.head < 0 and s.rule == "quote-colon"]
    apart = {i for s in further for pair in s.content for i in range(*pair)}
    found = (
        *verb_speeches(doc, lexicon),
        *claim_speeches(doc, lexicon),
        *frame_speeches(doc, lexicon),
        *headline_speeches(doc, lexicon),
    )
    turns = list(turn_speeches(doc, lexicon))
    for speech in found:
        speech.source = _whole_names(doc, speech)
        anchor = speech.head if speech.head >= 0 else speech.begin
        line = paragraph_of(doc[anchor])
        speech.source = {i for i in speech.source if line[0] <= i < line[1]}
        speech.source = _without_aside(doc, speech.source, lexicon)
        told = {i for pair in speech.content for i in range(*pair)} - speech.source - apart
        speech.content = st.clipped(doc, st.ranges(told), line)
        if speech.rule == "verb-claim":  # "will erfahren haben, dass …" is one act: the claim
            speeches = [s for s in speeches if s.head not in told or s.head < 0]
        fresh = speech.head < 0 or speech.head not in claimed
        if fresh and (speech.content or lexicon.wide):
            speeches.append(speech)
    if not lexicon.wide:
        speeches = _outside_quotations(_framed_once(speeches))
        speeches = _of_others(doc, speeches, lexicon)
    heads = {turn.head for turn in turns}
    speeches = [s for s in speeches if s.head not in heads] + turns
    before_frames(doc, speeches)
    if not lexicon.wide:
        speeches = join_seconds(doc, speeches, lexicon)
        point_back(doc, speeches, lexicon)
    _merge_nouns(doc, speeches)
    if not lexicon.wide:
        speeches += list(cited_speeches(doc, speeches, lexicon))
        speeches += list(reason_speeches(doc, speeches, lexicon))
        speeches += list(lead_speeches(doc, speeches, lexicon))
    speeches += carry_on(doc, speeches, lexicon)
    mark_partial(doc, speeches, quotes)
    return sorted(speeches, key=lambda s: (s.begin, -s.end))


def _framed_once(speeches: list[Speech]) -> list[Speech]:
    """Without what goes on behind a colon where it has a frame of its own ("…: Man habe gezählt,
    sagte X")."""
    framed = [p for s in speeches if s.rule != "colon-mood" for p in s.content]
    kept = []
    for speech in speeches:
        if speech.rule == "colon-mood":
            again = any(a < speech.end and b > speech.begin for a, b in framed)
        else:
            again = speech.rule == "verb-clause" and any(
                s.content == speech.content and s.head >= speech.end > s.begin > speech.head
                for s in speeches
            )
        if not again:
            kept.append(speech)
    return kept


def _outside_quotations(speeches: list[Speech]) -> list[Speech]:
    """Without what is told within a quotation: its speaker says it all."""
    said = [
        pair for s in speeches if s.form == "direct" for pair in s.content if s.head < 0 or s.cue
    ]
    inside = {i for start, end in said for i in range(start, end)}
    return [s for s in speeches if s.head not in inside or s.rule.startswith("quote")]


def _of_others(doc: Doc, speeches: list[Speech], lexicon: Lexicon) -> list[Speech]:
    """Without what speakers tell, within their speech, of their own acts ("sie habe den Termin
    angekündigt", "daran halte man fest"): it is part of what they say."""
    told = {i for s in speeches for a, b in s.content for i in range(a, b) if i != s.head}
    kept = []
    for speech in speeches:
        reported = speech.head in told or st.is_subjunctive(doc[max(speech.head, 0)], lexicon)
        own = speech.source_head is None or doc[speech.source_head].lower_ in lexicon.words["self"]
        if not speech.source:  # "die Gruppe sagte, verlangt worden seien 40 Euro"
            own = st.is_passive(doc[speech.head]) and speech.head in told
        stated = speech.rule == "verb-clause" and speech.source and speech.head >= 0
        stated = stated and st.is_subjunctive(doc[speech.head], lexicon)
        if not (own and (stated or (speech.rule == "verb-matter" and reported))):
            kept.append(speech)
    return kept


def _merge_nouns(doc: Doc, speeches: list[Speech]) -> None:
    """ "wiederholt die Behauptung, dass …" is one act: the verb's, with the noun's stance."""
    told = {tuple(s.content): s for s in speeches if s.rule != "noun-clause" and s.content}
    for noun in [s for s in speeches if s.rule == "noun-clause" and tuple(s.content) in told]:
        verb = told[tuple(noun.content)]
        if verb.form == "indirect" and not st.case_of(doc[noun.head]):
            verb.cue |= noun.cue
            verb.stance = noun.stance if noun.stance != "acknowledge" else verb.stance
        if verb.form == "indirect":
            speeches.remove(noun)


def _whole_names(doc: Doc, speech: Speech) -> set[int]:
    """The source with the rest of a name it cuts, and with the name right after its noun."""
    if not speech.source:
        return speech.source
    source = set(speech.source)
    taken = speech.cue | {i for pair in speech.content for i in range(*pair)}
    last = max(source)
    following = last + 1
    goes_on = following < len(doc) and following not in taken
    named = goes_on and (doc[following].ent_type_ or doc[following].pos_ == "PROPN")
    if named and (doc[following].ent_iob_ == "I" or doc[last].pos_ == "NOUN"):
        source.add(following)
        while following + 1 < len(doc) and doc[following + 1].ent_iob_ == "I":
            following += 1
            source.add(following)
    return source


def _without_aside(doc: Doc, source: set[int], lexicon: Lexicon) -> set[int]:
    """The source without what is only added about it ("Eva Roth, selbst Wirtin, …")."""
    ends = (
        i
        for i in sorted(source)
        if doc[i].text == "," and i + 1 < len(doc) and doc[i + 1].lower_ in lexicon.words["asides"]
    )
    end = next(ends, len(doc))
    return {i for i in source if i < end}


def _record(doc: Doc, speech: Speech, speaker: Speaker, parent: int | None) -> Attribution:
    return Attribution(
        cue_spans=st.chars(doc, st.ranges(speech.cue)),
        source_spans=st.chars(doc, st.ranges(speech.source)),
        content_spans=st.chars(doc, speech.content),
        form=speech.form,
        speaker=speaker.name,
        speaker_id=speaker.key,
        speaker_type=speaker.sort,
        resolved_by=speaker.resolved_by,
        cue_lemma=speech.lemma,
        stance=speech.stance,
        negated=speech.negated,
        parent=parent,
        confidence=round(speech.confidence * speaker.confidence, 2),
        rule=speech.rule,
        role=speaker.role,
    )
