"""Make the lemma table: word forms by UPOS, from the treebanks and from HanTa on raw text.

HanTa (Wartena 2019, "A Probabilistic Morphology Model for German Lemmatization") lemmatises the
forms of the raw text as the noun, verb and adjective they can be; the treebanks' own lemmas go
before. A form is kept only where its lemma could not be had from its ending.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from HanTa.HanoverTagger import HanoverTagger

from analysis.language.de.training.readers import Sentence
from analysis.language.lemmas import CAPITALISED, Table, TableLemmatizer

Lemmas = dict[tuple[str, str], str]

# A form seen less often in 14 million words is as often a misspelling as a word.
SEEN_FROM = 4
# Readings this much less likely (log probability) than HanTa's best are not considered.
CUTOFF = 14
ENDINGS = ("e", "em", "en", "er", "es")
SHIPPED = Path(__file__).parents[1] / "pipeline/table_lemmatizer"
STEMS = {"V": "VERB", "ADJ": "ADJ"}


def make_table(sentences: Iterable[Sentence], tokens: Iterable[str]) -> Table:
    """Lemmas by UPOS and form (in lower case but for nouns).

    Args:
        sentences: with gold lemmas; a form's commonest lemma counts.
        tokens: lines of raw text, its tokens parted by blanks.
    """
    raw, gold = _from_raw(tokens), _from_gold(sentences)
    kept = {key: lemma for key, lemma in gold.items() if not _is_slip(key, lemma, raw)}
    table: Table = defaultdict(dict)
    for (upos, form), lemma in {**_inflected(raw), **raw, **kept}.items():
        table[upos][form] = lemma
    return {upos: _without_derivable(forms, upos) for upos, forms in table.items()}


def shipped() -> Table:
    """The table of the pipeline in this package."""
    return TableLemmatizer().from_disk(SHIPPED).table


def _from_gold(sentences: Iterable[Sentence]) -> Lemmas:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, lemma in single_lemmas(sentence):
            form = word.form if word.upos in CAPITALISED else word.form.lower()
            counts[word.upos, form][lemma] += 1
    return {key: lemmas.most_common(1)[0][0] for key, lemmas in counts.items()}


def _is_slip(key: tuple[str, str], lemma: str, raw: Lemmas) -> bool:
    """Is an adjective left in a form with ending, which HanTa takes off?"""
    upos, form = key
    return upos == "ADJ" and lemma == form and raw.get(key, form) != form


def _inflected(raw: Lemmas) -> Lemmas:
    """All plain forms of the adjectives seen; a rare one need not have been seen itself."""
    adjectives = {lemma for (upos, _), lemma in raw.items() if upos == "ADJ"}
    return {("ADJ", lemma + ending): lemma for lemma in adjectives for ending in ENDINGS}


def single_lemmas(sentence: Sentence) -> Iterator[tuple]:
    """Words with the lemma of the word alone: `teilen` for `teilte … mit`, as the table has it."""
    prefixes = {w.head: w.form.lower() for w in sentence.words if w.dep == "compound:prt"}
    for i, word in enumerate(sentence.words):
        if word.lemma and word.upos != "PUNCT":
            yield word, word.lemma.removeprefix(prefixes.get(i, "")) or word.lemma


def _from_raw(tokens: Iterable[str]) -> Lemmas:
    counts: Counter[str] = Counter()
    for line in tokens:
        counts.update(line.split()[1:])  # the first word may be capitalised by place alone
    tagger = HanoverTagger("morphmodel_ger.pgz")
    lemmas: Lemmas = {}
    for form, count in counts.items():
        if count < SEEN_FROM or not form.isalpha() or len(form) < 3:
            continue
        if form.istitle():
            lemmas["NOUN", form] = _noun_lemma(tagger, form)
        elif form.islower():
            tags = [tag for tag, _ in tagger.tag_word(form, cutoff=CUTOFF)]
            for stem, upos in STEMS.items():
                if tag := next((t for t in tags if t.startswith(stem)), None):
                    lemmas[upos, form] = tagger.analyze(form, pos=tag)[0].lower()
    return lemmas


def _noun_lemma(tagger: HanoverTagger, form: str) -> str:
    """HanTa's lemma, in today's spelling (it learned on texts with `Beschluß`)."""
    tags = [tag for tag, _ in tagger.tag_word(form, cutoff=CUTOFF)]
    tag = next((t for t in tags if t.startswith("NN")), "NN")
    lemma = tagger.analyze(form, pos=tag)[0]
    return lemma.replace("ß", "ss") if "ss" in form else lemma


def _without_derivable(forms: dict[str, str], upos: str) -> dict[str, str]:
    """The forms whose lemma does not follow from a shorter entry; short ones are settled first."""
    lemmatizer, kept = TableLemmatizer(), {}
    lemmatizer.table = {upos: kept}
    for form in sorted(forms, key=len):
        if lemmatizer.look_up(form, upos) != forms[form]:
            kept[form] = forms[form]
    return kept
