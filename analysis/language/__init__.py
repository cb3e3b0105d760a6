"""One spaCy pipeline with our components: text in, `Doc` with figures, attributions, evidence out.

`load("de")` gives the trained German pipeline that is shipped with the package. Any other spaCy
pipeline with Universal Dependencies labels can stand underneath: `load("de", pipeline="NAME")`.
Importing this package does not import spaCy; `load` does.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import InputError
from analysis.lexicon import language_folder

if TYPE_CHECKING:
    from spacy.language import Language

COMPONENTS = ("blocks", "figures", "attributions", "evidence")


def load(lang: str = "de", *, pipeline: str | None = None) -> Language:
    """A spaCy `Language` whose Docs carry our span groups.

    Args:
        lang: language of the lexicons, ISO 639-1.
        pipeline: name or path of the spaCy pipeline underneath; None is the shipped one.

    Raises:
        InputError: no such language or pipeline.
    """
    import spacy

    language_folder(lang)
    name = pipeline or str(_shipped(lang))
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise InputError(
            f"no spaCy pipeline {name!r}: give the name of an installed one or a folder ({error})"
        ) from error
    for component in COMPONENTS:
        if component not in nlp.pipe_names:
            config = {} if component == "blocks" else {"lang": lang}
            nlp.add_pipe(component, config=config)
    return nlp


def pipeline_key(lang: str, pipeline: str | None = None) -> str:
    """What a parse depends on besides the text: the pipeline's hash or version, and spaCy's.

    Found without importing spaCy, so that a run with nothing new to parse starts fast.
    """
    folder = Path(pipeline) if pipeline else _shipped(lang)
    if folder.is_dir():
        made_of = _folder_hash(folder)
    else:
        try:
            made_of = f"{pipeline}-{version(str(pipeline).replace('_', '-'))}"
        except PackageNotFoundError as error:
            raise InputError(
                f"no spaCy pipeline {pipeline!r}: give the name of an installed one or a folder"
            ) from error
    return f"{lang}:{made_of}:spacy-{version('spacy')}"


def _shipped(lang: str) -> Path:
    return Path(str(files("analysis").joinpath("language", lang, "pipeline")))


def _folder_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
