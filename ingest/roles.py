"""Actors that the text calls by what they do: "militants", "security sources", "the Pakistani military"."""

from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.actors import BODIES, owner_country, speech_verbs
from ingest.document import ActorKind, Entity, EntityType
from ingest.gazetteer import (
    Country,
    Row,
    actor_rows,
    country_of,
    country_of_demonym,
    entity_for,
    index,
    main_countries,
)
from ingest.mentions import Roster, entity_at
from ingest.metonyms import DEEDS
from ingest.proper_names import is_headline
from seeds.nouns import asset_nouns, role_nouns

#: Nouns that stand for a whole state or its army, where its name stands before them.
GOVERNMENT = frozenset({"government", "authority", "administration", "regime", "state", "cabinet"})
MILITARY = frozenset({"military", "army", "force", "troop", "navy"})
#: Modifiers that tell who a group, force or network is.
TELLING = {
    ActorKind.ARMED_GROUP: {"militant", "insurgent", "armed", "rebel", "terrorist", "separatist", "jihadist", "jihadi",
                            "extremist", "islamist", "guerrilla", "paramilitary", "splinter", "criminal", "bandit",
                            "partisan", "vigilante", "resistance", "gang", "cartel", "militia"},
    ActorKind.CIVIL_SOCIETY: {"right", "rights", "aid", "monitoring", "humanitarian", "relief", "advocacy", "charity",
                              "watchdog", "civil", "monitor", "environmental", "conflict-monitoring", "medical"},
    ActorKind.POLITICAL_PARTY: {"opposition", "political", "ruling", "parliamentary"},
    ActorKind.MEDIA: {"news", "media"},
    ActorKind.INTELLIGENCE: {"intelligence", "spy", "secret"},
    ActorKind.STATE_FORCE: {"security", "ground", "government", "state", "military", "police", "special", "border",
                            "coalition", "naval", "paramilitary", "allied", "peacekeeping", "air", "loyalist"},
}  # fmt: skip
#: Heads that are whatever their modifiers tell.
GENERAL = frozenset(
    {"group", "organisation", "organization", "network", "faction", "outfit", "movement", "wing", "cell", "agency",
     "force", "leader", "figure", "man", "men", "element", "party", "commander", "unit", "side", "service",
     "leadership",
          "fighter", "member", "activist", "body", "entity", "front", "youth", "tribesman", "brigade",
     "battalion", "coalition"}
)  # fmt: skip
SPOKESPEOPLE = frozenset({"spokesman", "spokeswoman", "spokesperson"})
FORCES = frozenset({"force", "unit", "service", "personnel"})
#: Nouns of places and things that may speak for those in them.
SPEAKING = frozenset({"column", "office", "clinic", "school", "palace", "university", "channel", "hospital"})
#: Of these, those that are nobody where no modifier tells.
VAGUE = frozenset({"network", "wing", "cell", "element", "figure", "unit", "service", "body", "side", "member"})
#: Words that say nothing of who somebody is.
IDLE = frozenset(
    {"several", "other", "more", "many", "some", "few", "top", "high-ranking", "key", "suspected", "alleged", "such",
     "various", "numerous", "certain", "same", "latest", "dead", "additional", "innocent", "unidentified", "unknown",
     "multiple", "remaining", "next", "last", "first", "second", "third", "young", "old", "own", "new", "further",
     "purported", "presumed", "heavily", "most", "entire", "whole", "main", "different", "high", "ranking", "unarmed",
     "fellow", "dozen", "hundred", "thousand", "total", "nearby", "two", "three", "four", "five", "six", "seven"}
)  # fmt: skip
INDIVIDUAL_FORCES = frozenset(
    {"officer", "soldier", "policeman", "policewoman", "commando", "constable", "sailor", "airman", "captain", "major",
     "colonel", "general", "lieutenant", "sergeant", "brigadier", "trooper", "guard", "conscript", "corporal"}
)  # fmt: skip


#: Nouns for those who are sources only where they speak.
CHIEFS = frozenset(
    {"leader", "commander", "head", "director", "president", "premier", "chairman", "leadership", "executive",
     "headquarters", "deputy", "veteran", "secretary", "governor", "user", "participant"}
)  # fmt: skip
#: Verbs of saying that more often say nothing.
RARELY_SPEECH = frozenset(
    {
        "continue",
        "find",
        "see",
        "feel",
        "know",
        "hold",
        "go",
        "begin",
        "put",
        "place",
        "count",
        "record",
        "show",
        "learn",
        "submit",
        "return",
        "fear",
        "watch",
        "hear",
    }
)


@Language.component(
    "roles", requires=["token.dep", "token.pos", "doc._.entities"], assigns=["doc._.entities", "doc._.mentions"]
)
def roles(doc: Doc) -> Doc:
    """Find the actors that the text calls by a role."""
    roster = Roster(doc)
    naming = RoleNaming(roster, main_countries(doc))
    inside = {i for mention in roster.mentions for i in range(mention.start, mention.end)}
    taken = inside | {mention.root for mention in roster.mentions}
    for token in doc:
        if token.i in taken or token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            continue
        if (kind := kind_of(token)) is not None and _is_head(token, inside):
            _name_role(naming, token, kind)
    return roster.write()


@dataclass(slots=True)
class RoleNaming:
    """The roles of one article so far."""

    roster: Roster
    about: list[Country]
    #: kind and description to entity
    seen: dict[tuple[str, str], Entity] = field(default_factory=dict)


def kind_of(token: Token) -> str | None:
    """Return the kind of actor that a common noun makes with its modifiers; null where it makes none."""
    lemma = token.lemma_.lower()
    if token.pos_ == "ADJ" and token.dep_ not in {"nsubj", "nsubj:pass", "obj", "obl:agent", "nmod:poss"}:
        return None
    if _is_nobody(token, lemma):
        return None
    kind = role_nouns().get(lemma) or role_nouns().get(token.lower_)
    if lemma == "staff" and "general" in _telling_words(token):
        return ActorKind.STATE_FORCE
    if lemma in GENERAL:
        kind = _general_kind(token, lemma, kind)
    elif kind is None and ((lemma in SPEAKING and is_speaking(token)) or (lemma == "state" and owner_country(token))):
        kind = ActorKind.OTHER
    return None if kind is None else _by_speech(token, kind)


def _is_nobody(token: Token, lemma: str) -> bool:
    """Tell whether a noun for somebody stands for something else here: "a show of force", "social media"."""
    if token.lower_ == "media" and "social" in _telling_words(token):
        return True
    if token.tag_ == "NN" and (lemma == "authority" or (lemma == "force" and not _telling_words(token))):
        return True
    return _is_measure(token)


def _general_kind(token: Token, lemma: str, kind: str | None) -> str | None:
    """Return the kind of a group, force, leader or network, as the words before it tell."""
    words = _telling_words(token)
    told = next((k for k, telling in TELLING.items() if words & telling), None)
    if told == ActorKind.STATE_FORCE and lemma not in FORCES:
        told = None
    if told is not None and not (told == ActorKind.POLITICAL_PARTY and kind == ActorKind.STATE_FORCE):
        return told
    if lemma == "force":
        return ActorKind.STATE_FORCE
    return None if lemma in VAGUE else kind


def _is_measure(token: Token) -> bool:
    """Tell whether the noun only counts others: "a group of gunmen", "a number of soldiers"."""
    if token.lemma_.lower() not in {"group", "number", "team", "band", "crowd", "mob", "force", "generation"}:
        return False
    return any(
        child.dep_ == "nmod" and child.lemma_.lower() in role_nouns() and any(c.lower_ == "of" for c in child.children)
        for child in token.children
    )


def _telling_words(token: Token) -> set[str]:
    """Return the words before the noun that may tell what kind of actor it makes."""
    before = [
        child for child in token.children if child.i < token.i and child.dep_ in {"amod", "compound", "nmod:poss"}
    ]
    return {word for child in before for word in (child.lemma_.lower(), child.lower_)}


def _by_speech(token: Token, kind: str) -> str:
    """Return the kind of somebody without a name who speaks: a source, unless an organisation or armed."""
    single = kind == ActorKind.POPULATION or token.lemma_.lower() in INDIVIDUAL_FORCES
    if single and is_speaking(token):
        return ActorKind.UNNAMED_SOURCE
    silent = kind == ActorKind.UNNAMED_SOURCE and token.lemma_.lower() in CHIEFS and not is_speaking(token)
    return ActorKind.OTHER if silent else kind


def is_speaking(token: Token) -> bool:
    """Tell whether the noun is the subject of a verb of saying or stands under "according to"."""
    while token.dep_ == "conj":
        token = token.head
    verb = token.head
    if token.dep_ == "nsubj" and verb.lemma_.lower() in speech_verbs():
        told = any(child.dep_ in {"ccomp", "parataxis"} for child in verb.children)
        return told or verb.lemma_.lower() not in RARELY_SPEECH
    if token.dep_ == "obj" and verb.lemma_.lower() in {"quote", "cite"}:
        return True
    return token.dep_ in {"obl", "nmod"} and any(child.lower_ == "according" for child in token.children)


def _is_head(token: Token, inside: set[int]) -> bool:
    """Tell whether the noun stands for somebody and not as a modifier or a title."""
    if token.dep_ in {"nmod:desc", "flat"} and token.head.i in inside:
        return False
    if token.dep_ == "compound" and token.head.lemma_.lower() in SPOKESPEOPLE:
        return token.i + 1 == token.head.i and token.lemma_.lower() in MILITARY | GOVERNMENT | {"police", "ministry"}
    if token.dep_ in {"compound", "amod"}:
        if token.lower_ == "fighter" and asset_nouns().get(token.head.lemma_.lower()) == "aircraft":
            return False
        free = token.head.i not in inside and token.head.lemma_.lower() in DEEDS
        return free and token.head.pos_ == "NOUN" and token.lemma_.lower() in role_nouns() and not _is_title(token)
    return not (token.pos_ == "PROPN" and token.i + 1 < len(token.doc) and token.nbor(1).i in inside)


def _is_title(token: Token) -> bool:
    return role_nouns().get(token.lemma_.lower()) in {ActorKind.POPULATION, ActorKind.UNNAMED_SOURCE, ActorKind.OTHER}


def _name_role(naming: RoleNaming, token: Token, kind: str) -> None:
    """Add a mention of whom the noun phrase stands for."""
    words = described(token)
    start = min([token.i, *(word.i for word in words)])
    entity = _apposed(naming.roster, token) or _resolved(naming, token, words) or _unnamed(naming, token, kind, words)
    naming.roster.mention(entity.id, start, token.i + 1, token.i)


def _apposed(roster: Roster, token: Token) -> Entity | None:
    """Return the named actor that the noun stands in apposition to: "Sarfraz Bugti, the chief minister"."""
    others = [child for child in token.children if child.dep_ in {"appos", "flat"}]
    if token.dep_ == "appos":
        others.append(token.head)
    inner = [child for child in token.children if child.dep_ == "compound" and token.lemma_.lower() in BODIES]
    return _named_by(roster, token, others) or _named_by(roster, token, inner)


def _named_by(roster: Roster, token: Token, others: list[Token]) -> Entity | None:
    """Return the named actor that one of the other nouns, or the words right after a body's noun, stand for."""
    roots = {other.i for other in others}
    beside = token.i + 1 if token.lemma_.lower() in BODIES else None
    meant = [mention for mention in roster.mentions if mention.root in roots or mention.start == beside]
    for mention in sorted(meant, key=lambda m: m.start):
        entity = roster.entities[mention.entity]
        if entity.type is EntityType.ACTOR and entity.named:
            person = entity.kind == ActorKind.PERSON
            if entity.kind != ActorKind.GOVERNMENT and (not person or token.tag_ != "NNS"):
                return entity
    return None


def _resolved(naming: RoleNaming, token: Token, words: list[Token]) -> Entity | None:
    """Return the government or army that the phrase names by its country, else by the article's."""
    lemma = token.lemma_.lower()
    if lemma not in GOVERNMENT | MILITARY:
        return None
    country, definite = owner_country(token), any(child.lower_ == "the" for child in token.children)
    others = [word for word in words if word.i != token.i and (country is None or owner_word(word) is None)]
    armed = [word.lower_ for word in others] == ["armed"]
    if others and not armed and [w.lower_ for w in others] not in (["federal"], ["central"], ["national"], ["ground"]):
        return None
    if country is None:
        collective = lemma in {"government", "military", "army"} or (armed and lemma == "force")
        spoken_for = token.dep_ == "compound" and token.head.lemma_.lower() in SPOKESPEOPLE
        if not collective or not (definite or spoken_for or (lemma == "military" and token.dep_ == "nsubj")):
            return None
        country = naming.about[0] if naming.about else None
    if country is None:
        return None
    row = army_of(country) if lemma in MILITARY else country.state
    return None if row is None else entity_for(naming.roster, row)


def owner_word(token: Token) -> Token | None:
    """Return the word itself where it names a country or its people."""
    from_here = owner_country(token.head) if token.i < token.head.i else None
    return token if from_here is not None and token.text[:1].isupper() else None


def army_of(country: Country) -> Row | None:
    """Return the row of a country's armed forces."""
    demonym = country.demonyms[0] if country.demonyms else country.place.name
    for name in (f"{demonym} military", f"{country.place.name} military", f"{demonym} army", f"{demonym} Armed Forces",
                 f"{country.place.name} Armed Forces", f"{demonym} Army", f"{country.place.name} Army"):  # fmt: skip
        for row in index().get(name):
            if row.kind == ActorKind.STATE_FORCE:
                return row
    own = [row for row in actor_rows().values() if row.kind == ActorKind.STATE_FORCE and country_of(row) == country]
    whole = [
        row for row in own if any(word in row.name for word in ("Armed Forces", "Defense Forces", "Defence Forces"))
    ]
    return whole[0] if whole else None


def described(token: Token) -> list[Token]:
    """Return the words that tell who is meant: the noun with its telling adjectives and nouns, in text order."""
    words = [token]
    for child in token.lefts:
        if child.dep_ == "punct" and child.text == "-" and not child.nbor(-1).whitespace_:
            words.append(child)
        elif child.dep_ in {"amod", "compound", "nmod:poss"} and not _is_idle(child, token):
            words.extend(t for t in child.subtree if _is_told(t, child))
    commas = [t.i for t in token.doc[token.left_edge.i : token.i] if t.text in {",", "(", ")"}]
    last = max(commas, default=-1)
    found = sorted({word.i: word for word in words if last < word.i <= token.i}.values(), key=lambda word: word.i)
    return found[1:] if found[0].text == "-" else found


def _is_told(word: Token, child: Token) -> bool:
    """Tell whether a word below a modifier belongs to the description: "Afghan and Indian media", not clauses."""
    joined = word.dep_ in {"conj", "cc"} and child.pos_ in {"ADJ", "PROPN"}
    return word.i == child.i or word.dep_ in {"amod", "compound", "flat"} or word.text == "-" or joined


def _names_group(child: Token) -> bool:
    entity = entity_at(child.doc, child)
    return entity is not None and entity.named and entity.kind == ActorKind.ARMED_GROUP


def _is_idle(child: Token, token: Token) -> bool:
    if country_of_demonym(child) is not None:
        return False
    if child.dep_ == "nmod:poss":
        return child.pos_ != "PROPN" and not (token.lemma_.lower() in SPEAKING and child.pos_ == "NOUN")
    if _names_group(child) and role_nouns().get(token.lemma_.lower()) == ActorKind.ARMED_GROUP:
        return True
    if token.lemma_.lower() in GENERAL and any(child.lower_ in words for words in TELLING.values()):
        return False
    if child.lower_ in IDLE or child.pos_ in {"VERB", "NUM", "DET"} or not child.text[0].isalpha():
        return True
    if child.dep_ == "amod" and any(inner.dep_ in {"advmod", "amod", "obl"} for inner in child.children):
        return True
    if token.lemma_.lower() in {"bomber", "gang", "taker"} and child.dep_ == "compound":
        return False
    armed = role_nouns().get(token.lemma_.lower()) == ActorKind.ARMED_GROUP
    return armed and not child.text[0].isupper() and child.nbor(1).text != "-"


def _unnamed(naming: RoleNaming, token: Token, kind: str, words: list[Token]) -> Entity:
    """Return the article's actor of that description, a new one where there is none."""
    country, name = owner_country(token), _lowered(words) + _led_by(token, kind)
    key = (kind, name)
    if key in naming.seen:
        return naming.seen[key]
    home = None if country is None else country.place.name
    named = kind == ActorKind.GOVERNMENT and home is not None and len(words) > 2
    rest = " ".join(word.text.title() for word in words if owner_word(word) is None)
    full = f"{rest} of {home}" if named else name
    aliases = (name,) if named else ()
    naming.seen[key] = naming.roster.add(EntityType.ACTOR, full, kind, named=named, country=home, aliases=aliases)
    return naming.seen[key]


def _led_by(token: Token, kind: str) -> str:
    """Return whose men they are, where a person is named: "the gang of X"."""
    for child in token.children if kind == ActorKind.ARMED_GROUP else ():
        entity = entity_at(token.doc, child) if child.dep_ == "nmod" else None
        if entity is not None and entity.kind == ActorKind.PERSON and any(c.lower_ == "of" for c in child.children):
            return f" of {entity.name}"
    return ""


def _lowered(words: list[Token]) -> str:
    """Return the description as running text has it, whatever the case of the sentence's first word."""
    parts: list[str] = []
    for word in words:
        inner = word.text[0].isupper() and word.i > word.sent.start and not is_headline(word.sent)
        proper = word.pos_ == "PROPN" or country_of_demonym(word) is not None or inner or not word.text[1:].islower()
        glue = "" if word.text == "-" or (parts and parts[-1].endswith("-")) else " "
        parts.append(glue + (word.text if proper and word.i != words[-1].i else word.lower_))
    return "".join(parts).strip()
