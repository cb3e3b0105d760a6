"""The tables of DESIGN.md as pandera schemas: names, types, labels, and the codebook's words.

One place says what a column means. Frames are checked against it when they are made and when they
are read back; `data/README.md` is written from it (`python -m analysis.tables.codebook`).
"""

import pandera.pandas as pa

FURNITURE_KINDS = (
    "navigation",
    "byline",
    "dateline",
    "teaser",
    "comment_prompt",
    "counter",
    "caption",
    "credit",
    "copyright",
    "newsletter",
    "share",
    "duplicate",
    "markup",
    "other",
)
BOUNDS = (
    "exact",
    "approx",
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "range",
    "vague",
)
FIGURE_KINDS = (
    "count",
    "money",
    "percent",
    "share",
    "multiple",
    "measure",
    "duration",
    "date",
    "age",
    "rank",
)
FORMS = ("direct", "partial", "indirect", "reported")
SPEAKER_TYPES = (
    "person",
    "government",
    "military",
    "intelligence",
    "organisation",
    "media",
    "expert",
    "document",
    "anonymous",
    "collective",
)
RESOLVED_BY = ("named", "pronoun", "carried", "metonym", "unresolved")
STANCES = ("endorse", "acknowledge", "hedge", "distance", "deny")
BASES = (
    "named",
    "anonymous",
    "hearsay",
    "inference",
    "evidence",
    "no_evidence",
    "unverified",
)
HOLDERS = ("writer", "source")


def _text(description: str, *, null: bool = False, among: tuple[str, ...] = ()) -> pa.Column:
    checks = [pa.Check.isin(among)] if among else None
    return pa.Column("str", checks, nullable=null, description=description)


def _offset(description: str) -> pa.Column:
    return pa.Column("int64", pa.Check.ge(0), description=description)


def _number(description: str) -> pa.Column:
    return pa.Column("float64", nullable=True, description=description)


def _flag(description: str, *, null: bool = False) -> pa.Column:
    return pa.Column("boolean" if null else "bool", nullable=null, description=description)


def _list(description: str) -> pa.Column:
    return pa.Column("object", description=description)


def _pairs(what: str) -> pa.Column:
    return _list(f"{what}: list of [start, end] pairs, several when it is discontinuous")


def _schema(
    name: str, what: str, key: list[str], columns: dict[str, pa.Column]
) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        columns, name=name, description=what, unique=key, strict="filter", ordered=True, coerce=True
    )


_DOC = _text("which article: the file stem unless sources.toml says otherwise")
_SENTENCE = _text("the sentence it begins in", null=True)
_RULE = _text("id of the rule that found it")
_START = _offset("first character in `sources.text`")
_END = _offset("one past the last character in `sources.text`")

SOURCES = _schema(
    "sources",
    "One row an article: what was published, by whom, when.",
    ["doc_id"],
    {
        "doc_id": _DOC,
        "outlet": _text("who published it", null=True),
        "title": _text("the article's headline", null=True),
        "author": _text("as named by the outlet", null=True),
        "published": pa.Column(
            "datetime64[ns]", nullable=True, description="day of publication (no time of day)"
        ),
        "url": _text("where it was published", null=True),
        "lang": _text("language, ISO 639-1"),
        "licence": _text("terms under which the text may be used", null=True),
        "sha256": _text("hash of `text` in UTF-8"),
        "n_words": pa.Column(
            "int64", pa.Check.ge(0), description="words of the article proper, without furniture"
        ),
        "text": _text("the text as decoded from the file; every offset points into it"),
    },
)
FURNITURE = _schema(
    "furniture",
    "What was set aside as page furniture, so that nothing is lost silently.",
    ["doc_id", "start"],
    {
        "doc_id": _DOC,
        "start": _START,
        "end": _END,
        "text": _text("the words set aside"),
        "kind": _text("what it is", among=FURNITURE_KINDS),
        "rule": _RULE,
    },
)
SENTENCES = _schema(
    "sentences",
    "The sentences of the article proper, headings among them.",
    ["sentence_id"],
    {
        "doc_id": _DOC,
        "sentence_id": _text("`doc_id:sNNN`, in reading order"),
        "start": _START,
        "end": _END,
        "text": _text("`text[start:end]`"),
        "is_heading": _flag("a title or a subheading"),
    },
)
FIGURES = _schema(
    "figures",
    "One row a claimed number, read as an interval.",
    ["figure_id"],
    {
        "doc_id": _DOC,
        "figure_id": _text("`doc_id:fSTART-END`"),
        "sentence_id": _SENTENCE,
        "start": _START,
        "end": _END,
        "text": _text("the whole expression: modifier, number, noun"),
        "number_start": _offset("first character of the number itself"),
        "number_end": _offset("one past the last character of the number itself"),
        "value": _number("the number said; null when vague or a range"),
        "low": _number("lower end of the interval; null: open downwards"),
        "high": _number("upper end of the interval; null: open upwards"),
        "low_open": _flag("true: the lower end itself is excluded", null=True),
        "high_open": _flag("true: the upper end itself is excluded", null=True),
        "bound": _text("how the words bound the number", among=BOUNDS),
        "kind": _text("what sort of number", among=FIGURE_KINDS),
        "unit": _text("ISO 4217 code for money, UCUM-like for measures", null=True),
        "noun": _text("lemma of what is counted", null=True),
        "qualifiers": _list("lemmas that narrow the noun, e.g. nordkoreanisch"),
        "event": _text("lemma of the predicate: entsenden, sterben, …", null=True),
        "place": _text("where: a name behind in, nach, bei, … at the noun or verb", null=True),
        "part_of": _text("`figure_id` of the figure it is a part of", null=True),
        "attribution_id": _text("innermost attribution whose content covers it", null=True),
        "speaker": _text("canonical name of who says it", null=True),
        "rule": _RULE,
    },
)
ATTRIBUTIONS = _schema(
    "attributions",
    "One row an act of speech: who said what, in which words.",
    ["attribution_id"],
    {
        "doc_id": _DOC,
        "attribution_id": _text("`doc_id:aSTART-END`, numbered where two share a place"),
        "sentence_id": _SENTENCE,
        "cue_spans": _pairs("the words that mark the speech act"),
        "source_spans": _pairs(
            "the words that name the speaker; for carried speech those of the speech it continues"
        ),
        "content_spans": _pairs("the words of what is said"),
        "cue": _text("text of the cue", null=True),
        "source": _text("text of the source", null=True),
        "content": _text("text of the content", null=True),
        "form": _text("how the speech is rendered", among=FORMS),
        "speaker": _text("canonical name", null=True),
        "speaker_id": _text("key of the speaker across articles", null=True),
        "speaker_type": _text("what sort of speaker", null=True, among=SPEAKER_TYPES),
        "role": _text("the office or function this text gives the speaker", null=True),
        "resolved_by": _text("how the speaker was found", among=RESOLVED_BY),
        "cue_lemma": _text("lemma of the cue", null=True),
        "stance": _text("what the writer's choice of cue does", null=True, among=STANCES),
        "negated": _flag("the cue is negated"),
        "parent_id": _text("`attribution_id` of the speech it is nested in", null=True),
        "confidence": pa.Column(
            "float64", pa.Check.in_range(0, 1), description="0 to 1: how sure the rule is"
        ),
        "rule": _RULE,
    },
)
EVIDENCE = _schema(
    "evidence",
    "One row a mark of evidence language.",
    ["evidence_id"],
    {
        "doc_id": _DOC,
        "evidence_id": _text("`doc_id:eSTART-END`, numbered where two share a place"),
        "sentence_id": _SENTENCE,
        "start": _START,
        "end": _END,
        "text": _text("the mark's words"),
        "lemma": _text("lemma or lexicon form of the mark"),
        "stance": _text("towards the claim", null=True, among=STANCES),
        "basis": _text("what the claim rests on", null=True, among=BASES),
        "holder": _text("whose stance it is", among=HOLDERS),
        "negated": _flag("the mark is negated"),
        "strength": _number("0 to 1 where the language grades it"),
        "ambiguous": _flag("a reader should look"),
        "scope_spans": _pairs("the words of the claim it counts for"),
        "attribution_id": _text("innermost attribution it sits in", null=True),
        "rule": _RULE,
    },
)
SCHEMAS: dict[str, pa.DataFrameSchema] = {
    schema.name: schema
    for schema in (SOURCES, FURNITURE, SENTENCES, FIGURES, ATTRIBUTIONS, EVIDENCE)
}
