"""The bench prints ratios of one run; no times are asserted."""

from analysis.bench import bench
from analysis.corpus import Corpus, article_from_text
from analysis.language import COMPONENTS


def test_every_component_is_measured_against_the_parse():
    article = article_from_text("a", "Mindestens 300 Bergleute seien verschüttet, hieß es.", "de")
    measured = bench(Corpus("c", (article,)), repeat=1)
    assert list(measured["component"]) == ["parse", *COMPONENTS]
    assert measured.set_index("component").loc["parse", "share_of_parse"] == 1
    assert (measured["words_per_second"] > 0).all()
