"""Places that the text names: countries, provinces, districts, cities, and sites by the words around them."""

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from ingest.document import EntityType, PlaceKind
from ingest.gazetteer import (
    Country,
    Name,
    Row,
    country_of_demonym,
    entity_for,
    folded,
    is_capitals,
    likeliest,
    main_countries,
    names_in,
)
from ingest.locatives import PLACE_HEADS, SITE_NOUNS, is_locative
from ingest.mentions import Roster
from ingest.place_nouns import place_nouns
from ingest.proper_names import MONTHS, Label, classify, is_headline, runs
from seeds.nouns import asset_nouns, organisation_nouns, role_nouns

#: What a noun after the name makes of it.
KINDS = {
    "province": PlaceKind.PROVINCE, "state": PlaceKind.PROVINCE, "governorate": PlaceKind.PROVINCE,
    "oblast": PlaceKind.PROVINCE, "district": PlaceKind.DISTRICT,
    "county": PlaceKind.DISTRICT, "tehsil": PlaceKind.DISTRICT,
    "township": PlaceKind.DISTRICT, "city": PlaceKind.CITY, "town": PlaceKind.CITY,
    "capital": PlaceKind.CITY,
}  # fmt: skip
#: A city smaller than this is taken for one only in a country that the article is about, or where words place it.
LARGE = 300_000
#: The same for a city in none of the countries that the article is about.
METROPOLIS = 1_000_000
#: Kinds of asset that are called by a make: "a Merkava tank".
VEHICLES = frozenset({"vehicle", "aircraft", "ship"})
#: Words that are names of towns too.
COMMON_WORDS = MONTHS | SITE_NOUNS | role_nouns().keys() | asset_nouns().keys()


@Language.component(
    "places", requires=["token.dep", "token.pos", "doc._.entities"], assigns=["doc._.entities", "doc._.mentions"]
)
def places(doc: Doc) -> Doc:
    """Find the places that are neither actors nor parts of other names."""
    roster = Roster(doc)
    taken = {i for mention in roster.mentions for i in range(mention.start, mention.end)}
    names = names_in(doc)
    about = main_countries(doc)
    for name in names:
        rows = [row for row in name.rows if row.type is EntityType.PLACE]
        span = doc[name.start : name.end]
        if rows and not taken & set(range(name.start, name.end)):
            _name_place(roster, span, name, rows, about, taken)
    _sites(roster, taken)
    place_nouns(roster)
    return roster.write()


def _name_place(roster: Roster, span: Span, name: Name, rows: list[Row], about: list[Country], taken: set[int]) -> None:
    """Add a mention of the likeliest of the rows, where the words bear it."""
    noun = _site_noun(span)
    told = KINDS.get(noun.lower_) if noun is not None else None
    of_kind = [row for row in rows if row.kind == told]
    chosen = likeliest(of_kind or rows, about)
    if not _is_plausible(span, chosen, name, about, noun):
        return
    end = noun.i + 1 if noun is not None and noun.i == span.end else span.end
    roster.mention(entity_for(roster, chosen).id, span.start, end, doc_root(span, noun).i)
    taken.update(range(span.start, end))


def doc_root(span: Span, noun: Token | None) -> Token:
    """Return the head of the place's name, which is the noun after it where there is one."""
    return noun if noun is not None else span.root


def _site_noun(span: Span) -> Token | None:
    """Return the noun that says what the place is: "Paktika province", "the district of Khyber"."""
    after = span.doc[span.end] if span.end < len(span.doc) else None
    if after is not None and after.lemma_.lower() in SITE_NOUNS and span.root.is_ancestor(after) is False:
        return after if span.root.head == after else None
    return None


def _is_plausible(span: Span, row: Row, name: Name, about: list[Country], noun: Token | None) -> bool:
    """Tell whether the words may name the place: never a part of another name, a common word only where placed."""
    if _is_in_longer_name(span) or (row.key is None and _is_make(span.root)):
        return False
    home = row.country in [country.key for country in about[:4]]
    placed = noun is not None or is_placed(span)
    opens = span.start == span.sent.start
    if row.key is None and (span.text.casefold() in COMMON_WORDS or (span.root.pos_ != "PROPN" and opens)):
        return False
    if row in name.unsure:
        return placed and (home or noun is not None)
    if row.key is None and not home:
        return placed and row.population >= (METROPOLIS if about else LARGE)
    return row.key is not None or placed or row.population >= LARGE


def is_placed(span: Span) -> bool:
    """Tell whether the words around place the name: a preposition, a dateline, a neighbouring place."""
    root = span.root
    while root.dep_ == "conj":
        root = root.head
    if any(child.dep_ == "case" and child.lower_ in PLACING for child in root.children) or is_locative(span):
        return True
    after = span.doc[span.end].text if span.end < len(span.doc) else ""
    return (after in {":", ","} and span.start == span.sent.start) or root.dep_ in {"nmod:poss", "compound"}


PLACING = frozenset(
    {"in", "near", "at", "outside", "around", "from", "to", "of", "across", "into", "towards", "toward", "between",
     "inside", "through", "including", "on", "via", "over", "within", "for"}
)  # fmt: skip


def _is_make(token: Token) -> bool:
    """Tell whether the name is that of a make of vehicle: "a Merkava tank"."""
    return token.dep_ == "compound" and asset_nouns().get(token.head.lemma_.lower()) in VEHICLES


def _qualifies(run: Span) -> bool:
    """Tell whether the name with a hyphen says what the noun after it is like: "in English-language accounts"."""
    noun = run.root.head
    joined = any(token.text == "-" for token in run) and run.root.dep_ in {"compound", "amod"}
    return joined and noun.i == run.end and noun.tag_ == "NNS" and noun.lower_ not in SITE_NOUNS


def _is_in_longer_name(span: Span) -> bool:
    """Tell whether capitalised words beside it, that hang together with it, make a longer name."""
    doc, root = span.doc, span.root
    if span.start > 1 and doc[span.start - 1].lower_ == "of" and _names_body(doc[span.start - 2]):
        return True
    if span.start and (before := doc[span.start - 1]).pos_ == "PROPN" and before.text[0].isupper():
        if before.lower_ in SITE_NOUNS or before.dep_ == "nmod:poss":
            return False
        joined = (before.dep_ in {"compound", "flat"} and before.head == span[0]) or span[0].dep_ == "flat"
        return joined and span[0].dep_ in {"flat", root.dep_} and folded(before.text) not in DIRECTIONS
    after = doc[span.end] if span.end < len(doc) else None
    if after is None or after.pos_ != "PROPN" or after.lower_ in SITE_NOUNS or after.lower_ in asset_nouns():
        return False
    return after.dep_ == "flat" and after.head == span[0]


def _names_body(token: Token) -> bool:
    """Tell whether the word heads the name of a body or building: "University of Kabul"."""
    return token.text in organisation_nouns() or (token.text[:1].isupper() and token.lower_ in asset_nouns())


DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower"}
)


def _sites(roster: Roster, taken: set[int]) -> None:
    """Name the sites that no table knows: "the Mashkaf region", "in Besima"."""
    doc, known = roster.doc, {folded(e.name): e.id for e in roster.entities.values() if e.type is EntityType.PLACE}
    for run in list(runs(doc, taken)):
        noun = _noun_after(run)
        if not _is_site(run, noun) and not _is_beside_place(roster, run):
            continue
        words = run if run[-1].lower_ not in PLACE_HEADS or len(run) == 1 else run[:-1]
        kind = KINDS.get((noun or run[-1]).lower_, PlaceKind.SITE)
        place = known.get(folded(words.text)) or roster.add(EntityType.PLACE, words.text, kind).id
        known[folded(words.text)] = place
        end = noun.i + 1 if noun is not None else run.end
        roster.mention(place, run.start, end, (noun or run.root).i)


def _is_beside_place(roster: Roster, run: Span) -> bool:
    """Tell whether the run is listed with a place that a preposition places: "in Peshawar, Tank and X"."""
    if len(run) > 2 or run.root.dep_ != "conj":
        return False
    head = run.root.head
    listed = any(child.lower_ in {"in", "near", "at", "around", "including"} for child in head.children)
    place = (m for m in roster.mentions if m.root == head.i and roster.entities[m.entity].type is EntityType.PLACE)
    return listed and next(place, None) is not None


def _noun_after(run: Span) -> Token | None:
    after = run.doc[run.end] if run.end < len(run.doc) else None
    return after if after is not None and after.lower_ in SITE_NOUNS and after.pos_ in {"NOUN", "PROPN"} else None


def _is_site(run: Span, noun: Token | None) -> bool:
    if all(token.pos_ == "NUM" or not token.text[0].isalpha() for token in run):
        return False
    if "-" in run.text and (run[-1].text.islower() or country_of_demonym(run[0]) is not None):
        return False
    if is_headline(run.sent) or is_capitals(run.sent) or (len(run) == 1 and run[0].lower_ in SITE_NOUNS):
        return False
    if _is_make(run.root) or _qualifies(run):
        return False
    if noun is not None and (noun.lower_ in PLACE_HEADS or is_locative(run) or noun.lower_ == "camp"):
        return True
    return classify(run, frozenset()) is Label.PLACE
