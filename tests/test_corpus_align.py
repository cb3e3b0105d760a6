"""Lines of a page against the lines another program took from it."""

import random
import time

import pytest

from analysis.corpus.align import shared_lines

LONG = "Der Fluss trat am Montag über die Ufer und schloss zwei Dörfer ein."
MORE = "Bis zum Abend brachten Boote alle Bewohner auf die andere Seite."


@pytest.mark.parametrize(
    ("page", "taken", "expected"),
    [
        (["Start", LONG, "Anzeige", MORE, "Ende"], [LONG, MORE], {1, 3}),
        # What stands twice is the one between its neighbours.
        (["Fluss", "Menü", LONG, "Fluss", MORE, "Fluss"], [LONG, "Fluss", MORE], {2, 3, 4}),
        # The same words cut into other lines.
        ([LONG, MORE], [f"{LONG} {MORE}"], {0, 1}),
        ([f"{LONG} {MORE}", "Ende"], [LONG, MORE], {0}),
        # Marks and spaces do not matter.
        (["»Fluss«\u00a0steigt", "x"], ["- Fluss steigt"], {0}),
        (["Start", "Ende"], [], set()),
        ([], [LONG], set()),
        # A short line is not found within other words.
        (["Fluss", LONG + " Und so weiter."], [LONG + " Anders."], set()),
    ],
)
def test_shared_lines(page, taken, expected):
    assert shared_lines(page, taken) == expected


@pytest.mark.parametrize("different", [True, False])
def test_time_grows_with_the_length_only(different):
    draw = random.Random(1)
    lines = [
        f"Absatz {draw.random() if different else 1}, der sonst nichts sagt." for _ in range(50_000)
    ]
    begin = time.process_time()
    assert len(shared_lines(["Menü", *lines], lines)) == 50_000
    assert time.process_time() - begin < 10
