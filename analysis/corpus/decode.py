"""Bytes to text: UTF-8 first, then what the file says of itself, then detection."""

import codecs
import re

import charset_normalizer

from analysis.corpus.language import detect
from analysis.errors import InputError

# Longest mark first: the mark of UTF-32 LE begins with that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read the declared charset only from the first 1024 bytes (HTML standard, 13.2.3.2).
_DECLARED_WITHIN = 1024
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
# Languages Windows-1252 was made for.
_WESTERN = frozenset(("da", "de", "en", "es", "fi", "fr", "it", "nl", "no", "pt", "sv"))
# Share of letters beyond ASCII; German has about 2 per cent, French 4, other scripts nearly all.
_MAX_FOREIGN = 0.2
# What other encodings' letters look like: signs within a word ("M„nner", "Za¿ó³æ").
_SIGN_IN_WORD = re.compile(r"[a-z][„…†‡‰‹•™›¡¢£¤¥¦¨¬¯±²³¶¸¹¼½¾¿×÷][a-z]")
# Without their mark these are told from any even number of bytes.
_WITHOUT_MARK = ["utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le", "utf_7"]
_MULTIBYTE = re.compile(r"[^\x00-\x7f\ufffd]")


def decode(data: bytes, *, where: str) -> str:
    """The text of a file, every character where the file has it (a byte order mark is left out).

    Line ends are kept as they are, so offsets into the result are offsets into the file's own text.

    Args:
        data: the bytes of the file.
        where: names the file in errors.

    Raises:
        InputError: the bytes are binary, or damaged UTF-8, or in no encoding that can be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding, where=where)
    if b"\x00" in data:
        raise InputError(
            f"{where}: byte {data.index(0)} is NUL, so this is not a text file; "
            "remove it from the folder or save it as plain text in UTF-8"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_other(data, error, where=where)


def _decode_as(data: bytes, encoding: str, *, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where}: marked as {encoding}, but byte {error.start} cannot be read as such; "
            "the file is damaged: fetch it again or save it as UTF-8"
        ) from error


def _decode_other(data: bytes, error: UnicodeDecodeError, *, where: str) -> str:
    """Text in another encoding than UTF-8; damaged UTF-8 is not guessed at but reported."""
    attempt = data.decode("utf-8", errors="replace")
    # In other encodings, bytes that happen to form a UTF-8 sequence are very rare.
    if len(_MULTIBYTE.findall(attempt)) >= attempt.count("\ufffd"):
        raise InputError(
            f"{where}: UTF-8 with a damaged place at byte {error.start}; "
            "correct the characters there, or save the file again as UTF-8"
        ) from error
    declared = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if declared is not None:
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # what the page says of itself is wrong: detect instead
    western = _western(data)
    if western is not None:
        return western
    best = charset_normalizer.from_bytes(data, cp_exclusion=_WITHOUT_MARK).best()
    if best is None:
        raise InputError(
            f"{where}: the encoding cannot be told (not UTF-8 from byte {error.start} on); "
            "save the file as UTF-8"
        ) from error
    return str(best)


def _western(data: bytes) -> str | None:
    """The text as Windows-1252 (and so Latin-1), when that gives words of a western language.

    Asked before detection, which cannot tell Windows-1252 from its eastern neighbours by the few
    letters beyond ASCII that a German text has, and would garble the names in it.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    letters = sum(map(str.isalpha, text))
    foreign = sum(character > "\x7f" and character.isalpha() for character in text)
    if foreign > _MAX_FOREIGN * letters or _SIGN_IN_WORD.search(text):
        return None
    return text if detect(text) in _WESTERN else None
