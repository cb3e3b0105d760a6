"""The comparison of two annotations, on one sentence of our own."""

from pathlib import Path

import pytest

from analysis.language.de.training.agreement import agreement, differences, pairs

FIRST = """\
# sent_id = s1
# passage = p
# text = Nur Oslo sei bereit.
1\tNur\tnur\tADV\t_\t_\t2\tadvmod\t_\t_
2\tOslo\tOslo\tPROPN\t_\t_\t4\tnsubj\t_\tEntity=B-LOC
3\tsei\tsein\tAUX\t_\tMood=Sub\t4\tcop\t_\t_
4\tbereit\tbereit\tADJ\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_
"""
CHANGES = [
    ("Nur\tnur\tADV\t_\t_\t2", "Nur\tnur\tADV\t_\t_\t4", "UAS", 75.0, "head advmod / advmod"),
    ("4\tcop", "4\taux", "LAS", 75.0, "relation cop / aux"),
    ("4\tnsubj", "4\tnsubj:pass", "LAS full", 75.0, "relation nsubj / nsubj:pass"),
    ("bereit\tADJ", "bereit\tADV", "UPOS", 75.0, "UPOS ADJ / ADV"),
    ("Mood=Sub", "Mood=Ind", "Mood", 0.0, "Mood=Sub / Mood=Ind"),
    ("B-LOC", "B-ORG", "entities", 0.0, "entity LOC / ORG"),
    ("4\tpunct", "2\tpunct", "UAS", 100.0, None),
]


def write(folder: Path, text: str) -> tuple[Path, Path]:
    for name, content in (("first", FIRST), ("second", text)):
        (folder / f"{name}.conllu").write_text(content, encoding="utf-8")
    return folder / "first.conllu", folder / "second.conllu"


@pytest.mark.parametrize(("old", "new", "layer", "percent", "kind"), CHANGES)
def test_one_difference(
    tmp_path: Path, old: str, new: str, layer: str, percent: float, kind: str | None
) -> None:
    compared = list(pairs(*write(tmp_path, FIRST.replace(old, new))))
    assert agreement(compared)[layer] == percent
    assert differences(compared) == ({kind: 1} if kind else {})


def test_other_tokens(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="other tokens"):
        list(pairs(*write(tmp_path, FIRST.replace("5\t.\t.", "5\t!\t!"))))
