"""Whether a quantity is a figure at all, decided with the parse: years, names, prepositions.

Nothing here reads numbers; it takes back what the readers of the raw text could not know.
"""

import re

from spacy.tokens import Doc, Token

from analysis.language.figures.bare_nouns import bare_noun, is_bare
from analysis.language.figures.bounds import Quantity, rebound
from analysis.language.figures.events import clause_verb
from analysis.language.figures.kinds import OLDEST
from analysis.language.figures.names import is_name
from analysis.language.figures.neighbours import scaled
from analysis.language.figures.nouns import find_noun
from analysis.language.figures.number_marks import last_place
from analysis.language.figures.phrases import (
    NOUNS,
    governs,
    has_amount,
    is_plural,
    lemma_of,
    next_noun,
)
from analysis.language.figures.sites import Site
from analysis.language.figures.sums import as_sum
from analysis.lexicon import fold, load_toml

COUNTING = ("noun:next", "noun:partitive", "noun:nummod", "noun:participle")


def settle(doc: Doc, site: Site, *, lang: str = "de") -> Site | None:
    """The site with year and preposition decided; None when its number is part of a name."""
    site = _year(doc, site, lang)
    if site.kind.kind == "date":
        return None if _is_club(site) else site
    if is_name(doc, site) or _is_predicate(doc, site) or _is_adverb(doc, site):
        return None
    site = _hour(doc, site, lang)
    site = _age(doc, _rank(doc, _grouped(doc, site, lang)), lang)
    if site.kind.kind in ("date", "age"):
        return site
    return as_sum(doc, _preposition(doc, site, lang), lang=lang)


def _is_club(site: Site) -> bool:
    """`der TSV 1908`: a year behind an acronym names it."""
    before = site.first.nbor(-1).text if site.first.i else ""
    return site.kind.rule == "date:year" and len(before) > 1 and before.isupper()


def _hour(doc: Doc, site: Site, lang: str) -> Site:
    """`um vier`, `kurz nach zwei`, `halb neun`: a time of day in words."""
    words, quantity = load_toml(lang, "figures")["shapes"], site.quantity
    hour = site.kind.rule == "count" and quantity.number.form == "words"
    if not hour or quantity.bound != "exact" or quantity.number.value > words["latest_hour"]:
        return site
    before = re.findall(r"\w+", fold(site.text[max(0, quantity.start - 16) : quantity.start]))
    dated = site.kind._replace(kind="date", rule="time:hour")
    if before[-1:] == [words["half_hour"]]:
        start = quantity.number_start - len(words["half_hour"]) - 1
        quantity = quantity._replace(start=start, number_start=start)
        return site._replace(kind=dated._replace(start=start), quantity=quantity)
    named = {before[-1] if before else "", " ".join(before[-2:])} & set(words["hour_before"])
    counted = find_noun(doc, site.first, site.after, lang=lang)
    several = counted.token is None or is_plural(counted.token)  # not "um drei Suppe"
    if not named or (counted.rule in COUNTING and several):
        return site
    verb = clause_verb(site.first, lang)
    changes = load_toml(lang, "figures")["changes"]["verbs"]
    return site if verb is not None and lemma_of(verb) in changes else site._replace(kind=dated)


def _is_adverb(doc: Doc, site: Site) -> bool:
    """`came first`, `at first`: without a parse, an ordinal needs its noun to be one."""
    if site.kind.rule != "ordinal" or not is_bare(site.first):
        return False
    adverbial = load_toml(doc.lang_, "figures")["ranks"]["adverbial"]
    before = site.first.i and site.first.nbor(-1).lower_ in adverbial
    return bool(before) or bare_noun(doc, site.after) is None


def _is_predicate(doc: Doc, site: Site) -> bool:
    """`Er war nur ein Junge`: an article before what something is counts nothing."""
    if site.quantity.number.form != "article" or site.kind.kind != "count":
        return False
    noun = next_noun(doc, site.after, site.first)
    return noun is not None and any(child.dep_ == "cop" for child in noun.children)


def _grouped(doc: Doc, site: Site, lang: str) -> Site:
    """`11,000 Soldaten` in a translation: nobody counts to three decimals, so the comma groups."""
    quantity, decimal = site.quantity, load_toml(lang, "numbers")["reading"]["decimal_mark"]
    raw = site.text[quantity.number.start : quantity.number.end]
    decimals = re.fullmatch(rf"[1-9]\d{{0,2}}{re.escape(decimal)}(\d{{3}})", raw)
    if quantity.bound == "range" or decimals is None:
        return site
    counts = site.kind.kind == "count" and next_noun(doc, site.after, site.first) is not None
    if not counts and decimals[1] != "000":
        return site
    quantity = scaled(quantity, 1000, last_place(quantity.number.value * 1000))
    return site._replace(quantity=quantity._replace(rules=(*quantity.rules, "comma_groups")))


def _rank(doc: Doc, site: Site) -> Site:
    """`ihr großes 60. Jubiläum`: the full stop does not end the sentence."""
    quantity = site.quantity
    digits = site.text[quantity.start : quantity.end]
    if not digits.isdigit() or len(digits) > 3 or site.kind.kind != "count":
        return site
    at = _behind_stop(doc, site)
    if at is None or doc[at].is_sent_start or doc[at].pos_ not in (*NOUNS, "ADJ"):
        return site
    opens = site.first.i == 0 or site.first.nbor(-1).is_punct  # "Bundesliga, 30. Spieltag"
    read_so = opens and site.first.pos_ == "ADJ" and doc[at].pos_ == "NOUN"
    if not read_so and (not site.first.i or site.first.nbor(-1).pos_ not in ("DET", "ADJ")):
        return site  # "spricht von 38. Wo …": the sentence ended
    return site._replace(kind=site.kind._replace(kind="rank", rule="ordinal:stop"))


def _behind_stop(doc: Doc, site: Site) -> int | None:
    """Index of the token behind a full stop that follows; None when there is none."""
    end = site.quantity.end
    if site.text[end : end + 2] != ". ":
        return None
    span = doc.char_span(end, end + 1, alignment_mode="expand")
    return span.end if span is not None and span.end < len(doc) else None


def _year(doc: Doc, site: Site, lang: str) -> Site:
    quantity, dates = site.quantity, load_toml(lang, "figures")["dates"]
    raw = site.text[quantity.number.start : quantity.number.end]
    if site.kind.kind != "count" or not raw.isdigit() or quantity.number.value > dates["latest"]:
        return site
    before = fold(doc[site.first.i - 1].text) if site.first.i else ""
    behind = fold(site.text[quantity.number_end : quantity.number_end + 16]).lstrip()
    if behind.startswith(tuple(dates["behind"])):
        return _dated(site, "date:era")
    if len(raw) < 3:
        return site
    if before in dates["year_nouns"]:
        return _dated(site, "date:noun")
    if len(raw) == 4 and before in dates["strong"]:
        return _dated(site, "date:season")
    if len(raw) < 4 or quantity.number.value < dates["earliest"] or _bounded(quantity):
        return site
    before_amount = before == dates["before_amounts"]
    if before_amount and has_amount(next_noun(doc, site.after, site.first), lang):
        return _dated(site, "date:amount")  # "erwartet für 2026 Kosten von 3 Millionen"
    spans = quantity.bound == "range" and (quantity.low or 0) >= dates["recent"]
    return _dated(site, "date:year") if spans or not _counts_plural(doc, site) else site


def _age(doc: Doc, site: Site, lang: str) -> Site:
    """`Anna Berg (41)`, `Anna Berg, 41, …`, `seine Tochter (12)`."""
    quantity, first = site.quantity, site.first
    if site.kind.rule.startswith("affix") and site.kind.kind == "age":
        return _lasting(doc, site, lang)
    digits = site.text[quantity.start : quantity.end]
    if site.kind.kind != "count" or not digits.isdigit() or not 0 < int(digits) <= OLDEST:
        return site
    if _is_years_old(first, lang):
        return site._replace(kind=site.kind._replace(kind="age", unit="a", rule="age:predicate"))
    if _is_in_life(doc, site, lang):
        return site._replace(kind=site.kind._replace(kind="age", unit="a", rule="age:in_life"))
    if first.i < 2 or site.after >= len(doc):
        return site
    opens, closes = _enclosure(doc, first.i, site.after, lang)
    if opens < 1:
        return site
    enclosed = (doc[opens].text, doc[closes].text)
    bearer = doc[opens - 1]
    named = bearer.i and all(_is_name_word(token) for token in (bearer, bearer.nbor(-1)))
    person = bearer.ent_type_ == "PER" or (named and not bearer.ent_type_)
    bears = _bears_age(bearer, lang)
    if (enclosed in (("(", ")"), (",", ",")) and (person or bears)) or (
        person and enclosed[0] == "," and enclosed[1] in (".", ")")
    ):
        return site._replace(kind=site.kind._replace(kind="age", unit="a", rule="age:enclosed"))
    return site


def _enclosure(doc: Doc, first: int, after: int, lang: str) -> tuple[int, int]:
    """Where the marks around a number stand; around both of "ihre Söhne, 7 und 11,"."""
    joins = load_toml(lang, "figures")["bounds"]["count_joins"]
    opens, closes = first - 1, after
    if fold(doc[opens].text) in joins and opens > 1 and doc[opens - 1].like_num:
        opens -= 2
    elif fold(doc[closes].text) in joins and closes + 2 < len(doc) and doc[closes + 1].like_num:
        closes += 2
    return opens, closes


def _is_name_word(token: Token) -> bool:
    return token.pos_ == "PROPN" or (is_bare(token) and token.is_title)


def _is_years_old(first: Token, lang: str) -> bool:
    """`Mein Neffe ist 13.`: the number is all that is said of a person."""
    if not any(child.dep_ == "cop" for child in first.children):
        return False
    subjects = (child for child in first.children if child.dep_ == "nsubj")
    return any(child.ent_type_ == "PER" or _bears_age(child, lang) for child in subjects)


def _is_in_life(doc: Doc, site: Site, lang: str) -> bool:
    """`Rente mit 67`, `starb mit 78`: when in life something is done."""
    ages = load_toml(lang, "figures")["ages"]
    at, young = site.first.i - 1, site.quantity.number.value < ages["youngest"]
    if at < 1 or young or fold(doc[at].text) != ages["preposition"]:
        return False
    if find_noun(doc, site.first, site.after, lang=lang).rule in COUNTING:
        return False
    verb = clause_verb(site.first, lang)
    told = verb is not None and lemma_of(verb) in ages["life_verbs"]
    return told or lemma_of(doc[at - 1]).lower().endswith(tuple(ages["life_nouns"]))


def _lasting(doc: Doc, site: Site, lang: str) -> Site:
    """`dreijährige Haft` lasts, `dreijähriges Kind` is old."""
    noun = next_noun(doc, site.after, site.first)
    ends = tuple(load_toml(lang, "figures")["ages"]["lasting"])
    if noun is None or not noun.text.lower().endswith(ends):
        return site
    return site._replace(kind=site.kind._replace(kind="duration"))


def _bears_age(token: Token, lang: str) -> bool:
    """`seine Tochter`, `Oma Gerda`."""
    bearers = load_toml(lang, "figures")["ages"]["bearers"]
    named = token.pos_ == "PROPN" and token.i and token.nbor(-1).lemma_ in bearers
    return bool(named) or token.lemma_ in bearers


def _bounded(quantity: Quantity) -> bool:
    """A modifier that only numbers take: "rund 2000", not "bis 2035"."""
    return quantity.bound not in ("exact", "range") and quantity.doubtful is None


def _counts_plural(doc: Doc, site: Site) -> bool:
    """A plural noun right behind ("2015 Soldaten"); "erzielt 2015 neue Rekorde" is the year."""
    noun = next_noun(doc, site.after, site.first)
    adjacent = noun is not None and noun.i == site.after
    return adjacent and "Number=Sing" not in str(noun.morph)


def _dated(site: Site, rule: str) -> Site:
    return site._replace(kind=site.kind._replace(kind="date", rule=rule))


def _preposition(doc: Doc, site: Site, lang: str) -> Site:
    """`über`, `unter`, `ab` as a bound, or as the preposition it is elsewhere."""
    quantity = site.quantity
    if quantity.doubtful is None or _is_bound(doc, site, lang):
        return site
    plain = rebound(quantity, "exact", f"preposition:{quantity.doubtful}")
    start = quantity.number_start
    return site._replace(quantity=plain._replace(start=start), kind=site.kind._replace(start=start))


def _is_bound(doc: Doc, site: Site, lang: str) -> bool:
    words = load_toml(lang, "figures")["prepositions"]
    quantity, phrase = site.quantity, site.quantity.doubtful or ""
    at = site.first.i - 1
    while at > 0 and fold(doc[at].text) != phrase.split(" ")[0]:
        at -= 1
    preposition = doc[at]
    if preposition.dep_ == "compound:prt":
        return False
    before = doc[at - 1] if at else None
    if before is not None and fold(before.text) in words["stacked"]:
        return True
    if before is not None and before.idx >= quantity.start:
        return True  # "knapp über", "weit unter"
    after = fold(site.text[site.kind.end : site.kind.end + 12]).split()
    if after and after[0].strip(".,;") in words["stretch"]:
        return False
    if _governed(preposition, site.first, words["governors"][phrase]):
        return False
    if phrase != "unter" or site.kind.kind != "count":
        return True
    noun = find_noun(doc, site.first, site.after, lang=lang).token or site.first
    plural = "Number=Plur" in str(noun.morph) and noun.pos_ == "NOUN"
    if plural and not noun.text.endswith(tuple(words["dative_plurals"])):
        return True
    return preposition.head == site.first or noun.dep_ in ("nsubj", "nsubj:pass", "obj")


def _governed(preposition: Token, first: Token, governors: list[str]) -> bool:
    """Whether the noun right before the preposition or the clause's verb asks for it."""
    if preposition.i and governs(preposition.nbor(-1), governors):
        return True
    token = first
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token.lemma_ in governors and (
        preposition.dep_ == "case" or abs(token.i - preposition.i) <= 1
    )
