"""Runs of capitalised words that name somebody or something, and what kind of name each is by the words around it."""

from collections.abc import Iterator
from enum import StrEnum

from spacy.tokens import Doc, Span, Token

from ingest.document import ActorKind
from ingest.gazetteer import country_of_demonym, is_capitals
from ingest.locatives import INSIDE, PLACE_HEADS, is_called_place, is_entered, is_locative
from ingest.units import numbers_unit
from seeds.nouns import asset_nouns, organisation_nouns, role_nouns

#: Small words inside names of persons and groups.
PARTICLES = frozenset(
    {"al", "el", "ul", "ud", "ur", "us", "bin", "ibn", "bint", "abu", "umm", "de", "da", "di", "du", "la", "van", "von",
     "der", "den", "ag", "ould", "e", "i", "y", "wal", "wa", "fi", "ed", "ad", "az", "ar", "as", "an", "ash", "at"}
)  # fmt: skip
TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "professor", "sir", "lord", "lady", "gen", "general", "lt", "lieutenant", "col",
     "colonel", "maj", "major", "capt", "captain", "brig", "brigadier", "sgt", "sergeant", "cpl", "adm", "admiral",
     "commander", "commodore", "marshal", "field", "air", "vice", "deputy", "chief", "minister", "prime", "president",
     "premier", "chancellor", "king", "queen", "prince", "crown", "emir", "sheikh", "shaikh", "mullah", "maulana",
     "mawlawi", "maulvi", "mufti", "ayatollah", "imam", "qari", "hafiz", "haji", "senator", "congressman", "rep", "sen",
     "governor", "gov", "mayor", "commissioner", "secretary", "ambassador", "envoy", "spokesman", "spokeswoman",
     "spokesperson", "director", "superintendent", "inspector", "judge", "justice", "bishop", "archbishop", "pope",
     "father", "sister", "foreign", "defence", "defense", "interior", "information", "home", "finance", "assistant",
     "retd", "acting", "caretaker", "former", "state", "federal", "provincial", "speaker", "chairman", "chairperson",
     "head", "leader", "analyst", "mallam", "kachalla", "ustad", "comrade", "sayyid", "syed", "hon", "first", "second",
     "naik", "sepoy", "havildar", "subedar", "lance", "constable", "private", "corporal", "nurse", "detective", "rear",
     "brigade", "squadron", "wing", "subinspector"}
)  # fmt: skip
ALIAS_WORDS = frozenset({"alias", "aka", "a.k.a.", "a.k.a", "nom", "nicknamed", "dubbed", "called", "named"})
#: Words that no regular army bears in its name.
IRREGULAR = frozenset(
    {"resistance", "liberation", "democratic", "revolutionary", "islamic", "patriotic", "free", "tribal", "people",
     "popular", "mobilization", "mobilisation", "support"}
)  # fmt: skip
#: Those whose party or army it is: "Kurdistan Workers' Party".
MEMBERS = frozenset({"people", "peoples", "workers", "women", "farmers", "students", "peasants", "teachers"})
#: Words after the head of an organisation's name: "Ministry of Defence", "Group for the Support of …".
LINKS = frozenset({"of", "for", "against"})


class Label(StrEnum):
    """What kind of thing a run of capitalised words names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    ASSET = "asset"
    UNKNOWN = "unknown"


def runs(doc: Doc, taken: set[int]) -> Iterator[Span]:
    """Yield the longest runs of capitalised words outside the taken tokens, titles and all."""
    reached = 0
    for start in _name_words(doc):
        if start >= reached and start not in taken:
            reached = _extend(doc, start, taken)
            yield doc[start:reached]


def _name_words(doc: Doc) -> list[int]:
    """Return the tokens that are parts of names."""
    known: list[int] | None = doc.user_data.get("name_words")
    if known is None:
        known = doc.user_data["name_words"] = [token.i for token in doc if is_name_word(token)]
    return known


def _extend(doc: Doc, start: int, taken: set[int]) -> int:
    """Return where the run that begins at start ends."""
    end = start + 1
    while end < len(doc) and end not in taken and doc[end].sent.start == doc[start].sent.start:
        token = doc[end]
        if is_name_word(token):
            end += 1
        elif (step := _bridge(doc, start, end, taken)) is not None:
            end = step
        else:
            break
    return end


def _bridge(doc: Doc, start: int, end: int, taken: set[int]) -> int | None:
    """Return where the name goes on after small words inside it; null where it ends."""
    token = doc[end]
    after = doc[end + 1] if end + 1 < len(doc) else None
    if after is None or after.sent.start != token.sent.start:
        return None
    if token.text == "-" and not doc[end - 1].whitespace_ and not token.whitespace_ and end + 1 not in taken:
        return end + 2
    if token.lower_ in PARTICLES and token.lower_ not in {"as", "at", "an", "us", "i"}:
        if is_name_word(after):
            return end + 1
        joined = after.text == "-" and not after.whitespace_ and end + 2 < len(doc) and end + 2 not in taken
        if joined and is_name_word(doc[end + 2]):
            return end + 2
    if token.text in {"'s", "’s", "'", "’"} and doc[end - 1].lower_ in MEMBERS and is_name_word(after):
        return end + 1
    if token.lower_ in LINKS and any(_heads_name(doc[i]) for i in (start, end - 1)):
        at = end + 2 if after.lower_ == "the" and end + 2 < len(doc) else end + 1
        return at + 1 if doc[at].text[0].isupper() and at not in taken else None
    if token.lower_ == "and" and any(doc[i].lower_ in LINKS for i in range(start, end)) and is_name_word(after):
        return end + 1 if after.dep_ == "conj" and after.head.i in range(start, end) and after.head.i != start else None
    return None


def is_name_word(token: Token) -> bool:
    """Tell whether the word is a part of a name."""
    if token.text[:1].isdigit() and numbers_unit(token):
        return True
    if not token.text[:1].isupper() and not (token.text[:1].isdigit() and token.pos_ == "PROPN"):
        return False
    if token.pos_ == "PROPN" or token.ent_type_ in {"PERSON", "ORG", "GPE", "LOC", "FAC"}:
        return (
            token.lower_ not in {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} | MONTHS
        )
    if token.pos_ == "ADJ" and _begins_name(token):
        return True
    opens = token.i == token.sent.start or not token.nbor(-1).text[-1].isalnum()
    known = token.text in organisation_nouns() or token.text[1:] != token.text[1:].lower()
    if token.pos_ not in {"NOUN", "ADJ", "X"} or opens or (token.is_stop and not known) or is_capitals(token.sent):
        return False
    told = any(child.dep_ == "appos" and child.pos_ == "NOUN" for child in token.children)
    return known or told or token.dep_ in {"flat", "compound"} or _ends_name(token)


def _begins_name(token: Token) -> bool:
    """Tell whether a capitalised adjective opens a name: "National Liberation Army"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if country_of_demonym(token) is not None or is_headline(token.sent) or is_capitals(token.sent):
        return False
    return (
        after.i > token.i
        and after.text[:1].isupper()
        and after.pos_ in {"PROPN", "ADJ", "NOUN"}
        and any(_heads_name(t) for t in token.doc[after.i : after.i + 3])
    )


def _heads_name(token: Token) -> bool:
    """Tell whether the word heads names of organisations or buildings."""
    return token.text in organisation_nouns() or (token.text[:1].isupper() and token.lower_ in asset_nouns())


def _ends_name(token: Token) -> bool:
    """Tell whether a common noun with a capital closes a name: "Umar Media Cell"."""
    before = token.nbor(-1)
    return before.pos_ == "PROPN" and before.dep_ == "compound" and before.head == token and not is_headline(token.sent)


def is_headline(span: Span) -> bool:
    """Tell whether nearly every longer word has a capital, as headlines do."""
    words = [token for token in span if token.is_alpha and len(token) > 3]
    closed = next((token.text in {".", "!", "”", '"'} for token in reversed(list(span)) if not token.is_space), False)
    return not closed and len(words) > 3 and sum(token.text[0].isupper() for token in words) > 0.7 * len(words)


MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)  # fmt: skip


def split_title(run: Span) -> tuple[Span, Span]:
    """Return a run's titles and what follows them."""
    start = run.start
    while start < run.end - 1 and _is_title(run.doc[start]):
        start += 1
        if run.doc[start].text == "." and start < run.end - 1:
            start += 1
    return run.doc[run.start : start], run.doc[start : run.end]


def _is_title(token: Token) -> bool:
    return token.lower_.rstrip(".") in TITLES


def classify(run: Span, speech: frozenset[str]) -> Label:
    """Return what the run names: by its entity label, its own words, then the words around it."""
    title, name = split_title(run)
    if (run[-1].lemma_.lower() in role_nouns() and run[-1].text not in organisation_nouns()) or _modifies_role(run):
        return Label.UNKNOWN
    labels = {token.ent_type_ for token in name} - {""}
    if _is_place_name(run) or (not len(title) and (is_called_place(run) or is_entered(run))):
        return Label.PLACE
    linked = next((token.i for token in run if token.lower_ in LINKS and token.i > run.start), run.end)
    if run.doc[linked - 1].lower_ in asset_nouns() and len(run) > 1 and run[-1].text not in organisation_nouns():
        speaks = run.root.dep_ == "nsubj" and run.root.head.lemma_.lower() in speech
        return Label.ORGANISATION if speaks else Label.ASSET
    if organisation_kind(run) is not None and not (len(title) and len(name) > 1):
        return Label.ORGANISATION
    person = _is_person(run, title, name, speech)
    placed = is_locative(run) and (len(run) == 1 or run.doc[run.start - 1].lower_ in INSIDE)
    if person or ("PERSON" in labels and not placed):
        return Label.PERSON
    if labels & {"GPE", "LOC", "FAC"} or is_locative(run):
        return Label.PLACE
    return _by_role(name, labels, speech)


def _modifies_role(run: Span) -> bool:
    """Tell whether the run is the first part of a title: "Human Rights Advocate"."""
    head = run.root.head
    return (
        run.root.dep_ == "compound"
        and head.i == run.end
        and head.text[0].isupper()
        and (head.lemma_.lower() in role_nouns())
    )


def _by_role(name: Span, labels: set[str], speech: frozenset[str]) -> Label:
    """Return what a run without telling words names, by what it does in the sentence."""
    root = name.root
    if len(name) == 1 and name[0].text in organisation_nouns():
        return Label.UNKNOWN
    if "ORG" in labels:
        return Label.ORGANISATION
    if is_acronym(name):
        acts = root.dep_ in {"nsubj", "nsubj:pass", "obl:agent", "nmod:poss", "appos", "conj", "obj"}
        return Label.ORGANISATION if acts else Label.UNKNOWN
    article = any(child.lower_ == "the" for child in root.children if child.i < name.start)
    if any(child.lower_ == "which" for child in root.subtree if child.head.head == root):
        return Label.ORGANISATION
    if article and len(name) > 1 and root.dep_ in {"nsubj", "obl:agent", "nmod:poss", "nsubj:pass"}:
        return Label.ORGANISATION
    if (
        not article
        and len(name) in {2, 3}
        and root.dep_ in {"nsubj", "obl:agent", "conj", "appos", "nsubj:pass", "obj"}
    ):
        return Label.PERSON if not country_of_demonym(name[0]) else Label.UNKNOWN
    says = root.dep_ == "nsubj" and root.head.lemma_.lower() in speech
    hears = root.dep_ in {"obj", "iobj"} and root.head.lemma_.lower() in {"tell", "cite", "quote"}
    own = len(name) == 1 and name[0].text not in organisation_nouns()
    return Label.ORGANISATION if (says or hears) and own else Label.UNKNOWN


def _is_place_name(run: Span) -> bool:
    last, before = run[-1].lower_, run.doc[run.start - 1] if run.start else None
    if run[0].pos_ != "PROPN":
        return False
    if before is not None and before.lower_ in PLACE_HEADS and before.pos_ == "NOUN" and before.sent == run.sent:
        return True
    return (len(run) > 1 and last in PLACE_HEADS) or (
        run[0].text in {"Camp", "Mount", "Lake", "Cape", "Fort"} and len(run) > 1
    )


def organisation_kind(run: Span) -> str | None:
    """Return the kind of organisation that the name's head word tells; null where it tells none."""
    heads = organisation_nouns()
    linked = next((token.i for token in run if token.lower_ in LINKS), None)
    head = run.doc[linked - 1] if linked is not None and linked > run.start else run[-1]
    told = "Media" if "Media" in {token.text for token in run} else head.text
    kind = heads.get(told) or (heads.get(head.text.capitalize()) if head.text.isupper() and len(head) > 3 else None)
    if kind is None or (len(run) < 2 and kind not in {ActorKind.GOVERNMENT}):
        return None
    national = country_of_demonym(run[0]) is not None
    if kind == ActorKind.ARMED_GROUP and national and head.text in {"Army", "Units", "Commandos"} and len(run) == 2:
        return ActorKind.STATE_FORCE
    if kind == ActorKind.STATE_FORCE and not national and _is_irregular(run):
        return ActorKind.ARMED_GROUP
    return kind


def _is_irregular(run: Span) -> bool:
    return any(token.lower_ in IRREGULAR for token in run)


def is_acronym(name: Span) -> bool:
    """Tell whether the name is an abbreviation."""
    letters = [c for c in name.text if c.isalpha()]
    if name.text[-1:] == "s" or (name.root.dep_ == "appos" and name.root.head.pos_ == "NOUN"):
        return False
    return (
        len(name) == 1
        and 2 <= len(letters) <= 7
        and sum(c.isupper() for c in letters) >= len(letters) - 1
        and not (is_capitals(name.sent))
    )


def _is_person(run: Span, title: Span, name: Span, speech: frozenset[str]) -> bool:
    """Tell whether the words around say that the run names a person."""
    doc, roles = run.doc, role_nouns()
    relatives = {child.lower_ for child in run.root.subtree if child.head.head == run.root}
    article = any(child.lower_ == "the" for child in run.root.children if child.i < run.start)
    if ("which" in relatives or article) and not len(title):
        return False
    if len(title) or relatives & {"who", "whom"}:
        return True
    before = doc[run.start - 1] if run.start else None
    if before is not None and before.pos_ == "NOUN" and before.lemma_.lower() in roles and _is_individual(before):
        return True
    after = doc[run.end] if run.end < len(doc) else None
    if (after is not None and after.lower_ in ALIAS_WORDS) or (before is not None and before.lower_ in ALIAS_WORDS):
        return True
    if any(_is_individual(noun) for noun in _apposed(run.root)):
        return True
    says = run.root.dep_ == "nsubj" and run.root.head.lemma_.lower() in speech
    return says and len(name) > 1 and not is_acronym(name)


def _apposed(root: Token) -> Iterator[Token]:
    """Yield the nouns in apposition to the name, before or after it."""
    for child in root.children:
        if child.dep_ == "appos":
            yield child
    if root.dep_ == "appos":
        yield root.head


def _is_individual(noun: Token) -> bool:
    """Tell whether the noun is one for a single person."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.tag_ in {"NNS", "NNPS"}:
        return False
    lemma = noun.lemma_.lower()
    kind = role_nouns().get(lemma)
    collective = lemma in {
        "police",
        "military",
        "army",
        "force",
        "personnel",
        "media",
        "report",
        "headquarters",
        "source",
    }
    return (
        not collective
        and (lemma in TITLES or kind in {ActorKind.POPULATION, ActorKind.UNNAMED_SOURCE, ActorKind.STATE_FORCE})
    ) or (
        kind == ActorKind.ARMED_GROUP and lemma in {"militant", "insurgent", "gunman", "attacker", "bomber", "fighter"}
    )
