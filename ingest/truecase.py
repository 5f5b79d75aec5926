"""Text set in capitals throughout, given the case that running text has."""

import re
from functools import lru_cache

from lemminflect import getAllLemmas
from spacy.lang.en.stop_words import STOP_WORDS

from ingest.edtf import MONTHS
from ingest.numbers import WORDS
from seeds.tables import actors, places

#: the share of letters from which a text is one in capitals
CAPITALS = 0.9
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:\.[^\W\d_]\b)*")
#: where a sentence begins
OPENS = re.compile(r"(?:^|\n|(?<!\b[A-Z])[.!?][\"'”’)]*\s+)[\"'“‘(]*$")
ENCLOSED = re.compile(r"[(\[]\s*([A-Z]{2,7})\s*[)\]]")
VOWELS = frozenset("AEIOUY")
DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
#: small words within a name
WITHIN = frozenset({"of", "for", "and", "the", "de"})
#: stop words that names hold
OF_NAMES = frozenset({"front"})
#: months that are words too, and what before or after them shows that they are months
COMMON_MONTHS = frozenset({"may", "march"})
BEFORE_MONTHS = re.compile(r"(?:\d|\b(?:in|of|since|until|till|during|last|next|early|late|mid))[\s-]+$", re.IGNORECASE)
AFTER_MONTHS = re.compile(r"\s+\d")
#: how many words the longest name has that is looked for
LONGEST = 7


def truecase(text: str) -> str:
    """Return the text with the same characters in the case of running text, as it is where it's not in capitals."""
    letters = [char for char in text if char.isalpha()]
    if sum(char.isupper() for char in letters) < CAPITALS * len(letters):
        return text
    words = list(WORD.finditer(text))
    short = {match[1] for match in ENCLOSED.finditer(text)}
    cased = [_cased(word[0], short) for word in words]
    _spell_months(text, words, cased)
    _spell_names(text, words, cased)
    _spell_defined(text, words, cased)
    parts, end = [], 0
    for word, form in zip(words, cased, strict=True):
        before = text[end : word.start()]
        opens = OPENS.search(text[max(0, word.start() - 6) : word.start()]) if form.islower() else None
        parts += [before, form.capitalize() if opens else form]
        end = word.end()
    return "".join(parts) + text[end:]


def _cased(word: str, short: set[str]) -> str:
    """Return one word as it stands within a sentence, by itself."""
    lower = word.lower()
    stem = re.split("['’]", lower)[0]
    if stem == "i":
        return word[0] + lower[1:]
    if word in short or "." in word or (len(word) > 1 and not VOWELS & set(word)):
        return word
    if stem in MONTHS or stem in DAYS:
        return lower if stem in COMMON_MONTHS else word.capitalize()
    return lower if _is_common(stem) or _is_common(lower) else lower.capitalize()


@lru_cache(maxsize=50_000)
def _is_common(word: str) -> bool:
    if word in STOP_WORDS or len(word) == 1 or word in WORDS or getAllLemmas(word):
        return True
    return word.endswith("s") and len(word) > 4 and bool(getAllLemmas(word[:-1]))


@lru_cache
def _names() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return every name of the tables that is written with capitals, by its words in lower case."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    listed = [name for actor in actors() for name in (actor.name, *actor.aliases)]
    listed += [name for place in places() for name in (place.name, *place.aliases)]
    for name in listed:
        words = tuple(WORD.findall(name))
        single = words[0] in {"The", words[-1]} and len(words) <= 2 and _is_common(words[-1].lower())
        if any(word[0].isupper() for word in words) and len(words) <= LONGEST and not single:
            found.setdefault(tuple(word.lower() for word in words), words)
    return found


def _spell_months(text: str, words: list[re.Match[str]], cased: list[str]) -> None:
    """Give capitals to the months that are other words too where they stand as months: "10 March", "in May"."""
    for at, word in enumerate(words):
        if cased[at] in COMMON_MONTHS and (
            BEFORE_MONTHS.search(text, max(0, word.start() - 10), word.start()) or AFTER_MONTHS.match(text, word.end())
        ):
            cased[at] = cased[at].capitalize()


def _spell_names(text: str, words: list[re.Match[str]], cased: list[str]) -> None:
    """Write every name as the tables do, the longest first; none goes over a comma."""
    lowered = [word[0].lower() for word in words]
    at = 0
    while at < len(lowered):
        for length in range(min(LONGEST, len(lowered) - at), 0, -1):
            name = _names().get(tuple(lowered[at : at + length]))
            whole = name and not any(mark in text[words[at].end() : words[at + length - 1].start()] for mark in ",;:")
            if name and whole and all(len(a) == len(b) for a, b in zip(name, lowered[at:], strict=False)):
                cased[at : at + length] = name
                at += length - 1
                break
        at += 1


def _spell_defined(text: str, words: list[re.Match[str]], cased: list[str]) -> None:
    """Give capitals to the name before its abbreviation: "Guatemalan National Revolutionary Unity (URNG)"."""
    for at, word in enumerate(words):
        if not (cased[at].isupper() and len(cased[at]) > 1 and text[: word.start()].rstrip().endswith(("(", "["))):
            continue
        for back in range(at - 1, max(-1, at - 1 - LONGEST), -1):
            between = text[words[back].end() : words[back + 1].start()]
            lower = cased[back].lower()
            if between.strip(" \n\"'([") or (lower in STOP_WORDS - OF_NAMES and lower not in WITHIN):
                break
            if lower not in WITHIN:
                cased[back] = cased[back][:1].upper() + cased[back][1:]
