"""One spaCy pipeline with our components: text in, `Doc` with figures, attributions, evidence out.

`load("de")` gives the trained German pipeline that is shipped with the package. Any other spaCy
pipeline with Universal Dependencies labels can stand underneath: `load("de", pipeline="NAME")`.
A language without a trained pipeline (`load("en")`) is read by patterns over words and sentences.
Importing this package does not import spaCy; `load` does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import InputError
from analysis.lexicon import language_folder, languages, load_toml

if TYPE_CHECKING:
    from spacy.language import Language

COMPONENTS = ("blocks", "attributions", "figures", "evidence")
# What the parse beneath our components reads besides the pipeline's own files and the modules here.
PARSE_LEXICONS = ("language.toml", "nouns.toml", "strong_verbs.tsv", "verbs.toml")


def load(lang: str = "de", *, pipeline: str | None = None, cues: str | None = None) -> Language:
    """A spaCy `Language` whose Docs carry our span groups.

    Args:
        lang: language of the lexicons, ISO 639-1.
        pipeline: name or path of the spaCy pipeline underneath; None is the shipped one. Left
            aside for a language that is read without a parse.
        cues: path of a TSV with evidence cues of one's own (see `evidence.cues.load_cues`).

    Raises:
        InputError: no such language or pipeline.
    """
    from analysis.language.plain import plain_pipeline

    language_folder(lang)
    nlp = _trained(pipeline or str(_shipped(lang))) if is_trained(lang) else plain_pipeline(lang)
    for component in load_toml(lang, "language")["components"]:
        if component not in nlp.pipe_names:
            config = {} if component == "blocks" else {"lang": lang}
            if component == "evidence":
                config["own_cues"] = cues
            nlp.add_pipe(component, config=config)
    return nlp


def is_trained(lang: str) -> bool:
    """Is a trained pipeline of this language shipped? Only then can another one replace it."""
    return _shipped(lang).is_dir()


def not_read(lang: str) -> tuple[str, ...]:
    """Our components that the language has no rules for yet."""
    return tuple(
        name for name in COMPONENTS if name not in load_toml(lang, "language")["components"]
    )


def _trained(name: str) -> Language:
    import spacy

    try:
        return spacy.load(name)
    except OSError as error:
        raise InputError(
            f"no spaCy pipeline {name!r}: give the name of an installed one or a folder ({error})"
        ) from error


def pipeline_key(lang: str, pipeline: str | None = None) -> str:
    """What a parse depends on besides the text: the pipeline's hash or version, our code, spaCy's.

    Found without importing spaCy, so that a run with nothing new to parse starts fast.
    """
    folder = Path(pipeline) if pipeline else _shipped(lang)
    if not is_trained(lang):
        made_of = "plain"
    elif folder.is_dir():
        made_of = _folder_hash(folder)
    else:
        try:
            made_of = f"{pipeline}-{version(str(pipeline).replace('_', '-'))}"
        except PackageNotFoundError as error:
            raise InputError(
                f"no spaCy pipeline {pipeline!r}: give the name of an installed one or a folder"
            ) from error
    return f"{lang}:{made_of}:{_code_hash(lang)}:spacy-{version('spacy')}"


def pipeline_keys(langs: Iterable[str], pipeline: str | None = None) -> dict[str, str]:
    """The `pipeline_key` of each of these languages that there are lexicons for, in order."""
    return {lang: pipeline_key(lang, pipeline) for lang in sorted(set(langs) & set(languages()))}


def _shipped(lang: str) -> Path:
    return Path(str(files("analysis").joinpath("language", lang, "pipeline")))


def _folder_hash(folder: Path) -> str:
    return _hash(folder, [p for p in folder.rglob("*") if p.is_file()])


@cache
def _code_hash(lang: str) -> str:
    """Hash of what the steps of the parse that are ours are made of."""
    root = Path(__file__).parent
    lexicons = [root / lang / name for name in PARSE_LEXICONS]
    return _hash(root, [*root.glob("*.py"), *(path for path in lexicons if path.is_file())])


def _hash(root: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
