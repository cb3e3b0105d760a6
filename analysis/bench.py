"""Speed, as ratios within one run: what each of our components costs against the parse."""

from collections import Counter
from time import perf_counter

import pandas as pd

from analysis.corpus import Corpus, analysis_text
from analysis.language import COMPONENTS, is_trained, load

PARSE = "parse"


def bench(corpus: Corpus, *, pipeline: str | None = None, repeat: int = 3) -> pd.DataFrame:
    """Time every component on the texts of a corpus; the best of `repeat` rounds counts.

    Texts in a language without a trained pipeline are left out: there is no parse to compare with.

    Returns:
        component (`parse` is the pipeline underneath as a whole), seconds, share_of_parse,
        words_per_second, sentences_per_second.
    """
    articles = [a for a in corpus.articles if is_trained(a.lang)]
    loaded = {lang: load(lang, pipeline=pipeline) for lang in {a.lang for a in articles}}
    texts = [(loaded[a.lang], analysis_text(a).text) for a in articles]
    rounds = [_round(texts) for _ in range(repeat)]
    seconds = {name: min(times[name] for times, _, _ in rounds) for name in rounds[0][0]}
    _, n_words, n_sentences = rounds[0]
    return pd.DataFrame(
        {
            "component": list(seconds),
            "seconds": list(seconds.values()),
            "share_of_parse": [s / seconds[PARSE] for s in seconds.values()],
            "words_per_second": [n_words / s for s in seconds.values()],
            "sentences_per_second": [n_sentences / s for s in seconds.values()],
        }
    )


def _round(texts: list) -> tuple[Counter[str], int, int]:
    times: Counter[str] = Counter()
    n_words = n_sentences = 0
    for nlp, text in texts:
        start = perf_counter()
        doc = nlp.make_doc(text)
        for name, pipe in nlp.pipeline:
            if name not in COMPONENTS:
                doc = pipe(doc)
        times[PARSE] += perf_counter() - start
        for name in COMPONENTS:
            start = perf_counter()
            doc = nlp.get_pipe(name)(doc)
            times[name] += perf_counter() - start
        n_words += sum(not token.is_space and not token.is_punct for token in doc)
        n_sentences += sum(1 for _ in doc.sents)
    return times, n_words, n_sentences
