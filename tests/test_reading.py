"""The reading view shows the very text, with every mark in its place."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from analysis.charts import reading_view
from analysis.charts.reading import Mark, annotate

TEXT = st.text(max_size=60)
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)


@given(TEXT, SPANS)
def test_marks_never_change_the_text(text, spans):
    marks = [Mark(min(s), min(max(s), len(text)), "figure", "t") for s in spans]
    html = annotate(text, marks)
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text


def test_overlapping_marks_share_the_words_they_share():
    html = annotate("rund 300 Tote", [Mark(0, 8, "figure", "f"), Mark(5, 13, "content", "c")])
    assert html == (
        '<span class="figure" title="f">rund </span>'
        '<span class="figure content" title="f | c">300</span>'
        '<span class="content" title="c"> Tote</span>'
    )


def test_every_row_can_be_linked_to(tables):
    html = reading_view(tables).data
    for ids in (
        tables.figures["figure_id"],
        tables.attributions["attribution_id"],
        tables.evidence["evidence_id"],
        tables.sources["doc_id"],
    ):
        assert all(f'id="{id_}"' in html for id_ in ids)


def test_labels_and_furniture_are_visible(tables):
    html = reading_view(tables).data
    assert "<sub>distance</sub>" in html
    assert '<span class="furniture heading"' not in html
    assert re.search(r'class="furniture" title="set aside: other">Die Grube schweigt', html)


def test_only_the_articles_asked_for(tables):
    html = reading_view(tables, ["sued"]).data
    assert 'id="nord"' not in html
    assert 'id="sued"' in html
