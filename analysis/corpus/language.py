"""Which language a text is in."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# Languages in which sources on one event are likely to be; with all 97 of the model, short or
# damaged texts are taken for rare neighbours (Luxembourgish, Afrikaans).
LANGUAGES = (
    *("ar", "bg", "cs", "da", "de", "en", "es", "fa", "fi", "fr", "he", "hu", "it", "ja", "ko"),
    *("nl", "no", "pl", "pt", "ro", "ru", "sk", "sr", "sv", "tr", "uk", "zh"),
)
# The language shows within a page; the rest of a book adds nothing.
_SAMPLE = 2000


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def detect(text: str) -> str:
    """The text's language as an ISO 639-1 code, one of `LANGUAGES`."""
    return str(_identifier().classify(text[:_SAMPLE])[0])
