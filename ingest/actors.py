"""Actors that the text names: by the reference tables, by abbreviations that it defines, by the words around a name."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from ingest.abbreviations import definitions
from ingest.document import ActorKind, Entity, EntityType, PlaceKind
from ingest.gazetteer import (
    Country,
    Name,
    Row,
    country_named,
    country_of_demonym,
    entity_for,
    folded,
    likeliest,
    main_countries,
    names_in,
)  # fmt: skip
from ingest.mentions import Roster
from ingest.metonyms import acts, is_scene
from ingest.proper_names import TITLES, Label, classify, is_headline, organisation_kind, runs, split_title
from ingest.texts import text_of
from seeds import tables
from seeds.nouns import role_nouns


@Language.component("actors", requires=["token.dep", "token.pos"], assigns=["doc._.entities", "doc._.mentions"])
def actors(doc: Doc) -> Doc:
    """Find the actors that have names of their own."""
    naming = Naming(doc)
    naming.tables()
    naming.abbreviations()
    naming.runs()
    naming.states()
    return naming.roster.write()


@lru_cache
def speech_verbs() -> frozenset[str]:
    """Return the lemmas of verbs of saying."""
    return frozenset(row.lemma for row in tables.reporting_verbs() if row.word_class == tables.WordClass.VERB)


#: Nouns that may follow the name of the body that they are: "the IRNA news agency", "the Maute group".
BODIES = frozenset(
    {"agency", "outlet", "newspaper", "channel", "broadcaster", "group", "movement", "militia", "party", "organisation",
     "organization", "charity", "network", "faction", "outfit", "gang", "brigade", "alliance"}
)  # fmt: skip
#: Words by which a group gives itself a name.
CALLING = frozenset({"calling", "calls", "styling", "styles", "naming", "names", "dubbing", "terming", "identifying"})
#: Peoples, whose name before fighters is no group's: "Baloch separatists".
PEOPLES = frozenset(
    {"baloch", "baluch", "balochi", "pashtun", "sindhi", "hazara", "kurd", "kurdish", "fulani", "tuareg", "touareg",
     "uyghur", "uighur", "chechen", "tamil", "amhara", "oromo", "tigrayan", "hutu", "tutsi", "rohingya", "kachin",
     "arab", "berber", "dogon", "moro", "punjabi", "naga", "bodo", "kuki", "meitei", "druze", "alawite", "shia",
     "shiite", "sunni", "christian", "muslim", "hindu", "sikh"}
)  # fmt: skip
#: Quotation marks, spaces and article before a name.
#: Deeds of which the name of a city before them says where.
OUTRAGES = frozenset(
    {"attack", "bombing", "blast", "explosion", "ambush", "siege", "shooting", "raid", "killing", "massacre", "assault",
     "clash"}
)  # fmt: skip
OPENING = re.compile(r"(?<=\w)[\s\"“'‘]*(\bthe)?[\s\"“'‘]*$")
#: What joins two words to one name: "Lashkar-e-Taiba".
PERSIAN_LINK = re.compile(r"-(?:e|i|ul|al|ud|us|un|ur|ut|uz)-\w")
#: Nouns after the name of a group: "the Maute group".
ARMED_BODIES = frozenset(
    {"group", "movement", "militia", "faction", "gang", "outfit", "splinter", "offshoot", "insurgency"}
)


@dataclass(slots=True)
class Naming:
    """What of one article has been named so far."""

    doc: Doc
    text: str = field(init=False)
    roster: Roster = field(init=False)
    names: list[Name] = field(init=False)
    about: list[Country] = field(init=False)
    #: each word of the text, folded
    folds: list[str] = field(init=False)
    taken: set[int] = field(init=False, default_factory=set)
    #: folded names and abbreviations to entity ids
    known: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.text = text_of(self.doc)
        self.roster = Roster(self.doc)
        self.names = names_in(self.doc)
        self.folds = [folded(token.text) for token in self.doc]
        self.about = main_countries(self.doc)
        for mention in self.roster.mentions:
            self.taken.update(range(mention.start, mention.end))

    def tables(self) -> None:
        """Name the actors of the reference tables."""
        sure = {row for name in self.names for row in name.rows if row not in name.unsure}
        for name in self.names:
            span = self.doc[name.start : name.end]
            rows = [row for row in name.rows if row.type is EntityType.ACTOR]
            doubtful = {row for row in rows if row in name.unsure or span.text.casefold() in role_nouns()}
            fitting = [row for row in rows if row not in doubtful or self._is_at_home(row) or row in sure - doubtful]
            if not fitting or self._is_place(span, name) or self._is_longer(span):
                continue
            entity = entity_for(self.roster, self._choose(fitting, sure))
            self._mention(entity, span)

    def _is_at_home(self, row: Row) -> bool:
        return row.country is None or row.country in [country.key for country in self.about[:3]]

    def _choose(self, rows: list[Row], sure: set[Row]) -> Row:
        """Return the row that the name means: one that the article also names in full, then by its country."""
        named = [row for row in rows if row in sure and len(rows) > 1]
        return likeliest(named or rows, self.about)

    def _is_place(self, span: Span, name: Name) -> bool:
        """Tell whether a name that an actor shares with a place of the tables means the place here."""
        return any(row.type is EntityType.PLACE and row.key is not None for row in name.rows) and not acts(span.root)

    def _is_longer(self, span: Span) -> bool:
        """Tell whether a name is a part of another: "Anwar Baloch", "Abu Sayyaf Mehsud", "Lashkar-e-Sahar"."""
        after = self.doc[span.end] if span.end < len(self.doc) else None
        if after is not None and after.dep_ == "flat" and after.pos_ == "PROPN" and after.head in span:
            return True
        if PERSIAN_LINK.match(self.text, span.end_char):
            return True
        if len(span) > 1 or not span.start or span[0].pos_ != "PROPN":
            return False
        before = span[0].nbor(-1)
        return (before.dep_ == "flat" and before.head == span[0]) or (span[0].dep_ == "flat" and before.pos_ == "PROPN")

    def abbreviations(self) -> None:
        """Name what the text itself abbreviates, and find the abbreviation wherever it stands."""
        for long, short in definitions(self.doc):
            entity = self._of(long) or self._of(short) or self._defined(long)
            if entity is None:
                continue
            self.roster.alias(entity.id, long.text, short.text)
            self.known[folded(short.text)] = self.known[folded(long.text)] = entity.id
            for span in (long, short):
                self._mention(entity, span)

    def _of(self, span: Span) -> Entity | None:
        """Return the entity that the words already name."""
        for mention in self.roster.mentions:
            if mention.start >= span.start and mention.end >= span.end - 1 and mention.start < span.end <= mention.end:
                entity = self.roster.entities[mention.entity]
                if entity.type is EntityType.ACTOR and mention.end - mention.start >= len(span) - 1:
                    return entity
        known = self.known.get(folded(span.text))
        return None if known is None else self.roster.entities[known]

    def _defined(self, long: Span) -> Entity | None:
        kind = organisation_kind(long) or self._apposed_kind(long)
        if kind is None and classify(long, speech_verbs()) in {Label.PLACE, Label.ASSET}:
            return None
        return self._new(long.text, kind or ActorKind.OTHER)

    def _new(self, name: str, kind: str) -> Entity:
        entity = self.roster.add(EntityType.ACTOR, " ".join(name.split()), kind)
        self.known[folded(entity.name)] = entity.id
        return entity

    def runs(self) -> None:
        """Name persons and organisations that no table knows."""
        places = {i for name in self.names if name.end - name.start > 1 for i in range(name.start, name.end)}
        for run in runs(self.doc, self.taken | places):
            name = split_title(run)[1]
            known = self.known.get(folded(run.text)) or self.known.get(folded(name.text)) or self._surname(name)
            if known is not None:
                self._mention(self.roster.entities[known], name, run)
            elif self._is_longer(run) or not (country_named(run.text) or self._is_gazetteer_place(run)):
                self._classified(run, name)
        for run in runs(self.doc, self.taken | places):
            if is_headline(run.sent) and (known := self.known.get(folded(run.text))) is not None:
                self._mention(self.roster.entities[known], run)

    def _classified(self, run: Span, name: Span) -> None:
        if (alias := self._alias_of(name, run.start)) is not None:
            self._mention(alias, name, run)
            return
        if (own := self._self_called(run)) is not None:
            self._mention(self._new(run.text, own), run)
            return
        apposed = self._apposed_kind(run)
        label = classify(run, speech_verbs())
        labels = {Label.PERSON, Label.UNKNOWN} | ({Label.PLACE} if apposed == ActorKind.ARMED_GROUP else set())
        if apposed is not None and label in labels and len(run) == len(name):
            label = Label.ORGANISATION
        if is_headline(run.sent) and not (label is Label.PERSON and self._opens_with(run)):
            return
        if label is Label.PERSON and any(token.text.isalpha() for token in name):
            if self._is_group(name):
                self._mention(self._new(run.text, ActorKind.ARMED_GROUP), run)
                return
            name = self._without_state(name)
            self._mention(self._new(name.text, ActorKind.PERSON), name, run)
        elif label is Label.ORGANISATION:
            kind = organisation_kind(run) or ActorKind.OTHER
            armed = ActorKind.ARMED_GROUP if kind == ActorKind.OTHER and self._is_group(run) else kind
            self._mention(self._new(run.text, apposed or armed), run)
        elif label in {Label.UNKNOWN, Label.PLACE} and (told := self._called_kind(run)) is not None:
            entity = self._new(run.text, told)
            self._mention(entity, run)
            bearer = next((t for t in run.root.ancestors if t.pos_ == "NOUN"), None)
            if told == ActorKind.PERSON and bearer is not None:
                self._mention(entity, self.doc[bearer.i : bearer.i + 1])

    def _is_group(self, name: Span) -> bool:
        """Tell whether the article speaks of the name's fighters, or has it claim an attack."""
        words = self.folds[name.start : name.end]
        if folded(name.text) in PEOPLES:
            return False
        for start in range(len(self.folds) - len(words) - 1):
            if self.folds[start : start + len(words)] != words:
                continue
            after = self.doc[start + len(words)]
            if role_nouns().get(after.lemma_.lower()) == ActorKind.ARMED_GROUP and after.pos_ == "NOUN":
                return True
            if after.lemma_.lower() == "claim" and after.nbor(1).lower_ in {"responsibility", "credit"}:
                return True
        return False

    def _self_called(self, run: Span) -> str | None:
        """Return the kind of body that has given itself the name: "a group calling itself X"."""
        before = {token.lower_ for token in self.doc[max(run.start - 4, 0) : run.start]}
        if not before & {"itself", "themselves"} or not before & CALLING:
            return None
        body = next((token for token in run.root.ancestors if token.pos_ == "NOUN"), None)
        kind = role_nouns().get(body.lemma_.lower()) if body is not None else None
        civil = body is not None and any(c.lemma_.lower() in {"right", "rights", "aid", "civil"} for c in body.children)
        return kind if civil or kind not in {ActorKind.OTHER, None} else ActorKind.ARMED_GROUP

    def _called_kind(self, run: Span) -> str | None:
        """Return the kind of group in "a militia known as X"."""
        head = run.root.head
        if run.root.dep_ == "compound" and head.i == run.end and head.lemma_.lower() in ARMED_BODIES:
            return ActorKind.ARMED_GROUP
        before = [token.lower_ for token in self.doc[max(run.start - 4, 0) : run.start]]
        calling = set(before) & {"called", "named", "dubbed", "nicknamed"} and "so" not in before
        if not ({"known", "as"} <= set(before) or calling):
            return None
        for ancestor in run.root.ancestors:
            if ancestor.pos_ == "NOUN":
                kind = role_nouns().get(ancestor.lemma_.lower())
                lemma = ancestor.lemma_.lower()
                leads = lemma in TITLES or (kind == ActorKind.ARMED_GROUP and lemma not in ARMED_BODIES)
                groups = {ActorKind.ARMED_GROUP, ActorKind.CIVIL_SOCIETY}
                return ActorKind.PERSON if leads else kind if kind in groups else None
        return None

    def _opens_with(self, run: Span) -> bool:
        """Tell whether the line begins with the name, its role after it: "Ahmed Raza, Security Analyst: …"."""
        after = self.doc[run.end].text if run.end < len(self.doc) else ""
        return run.start - run.sent.start < 2 and after in {",", ":", "("}

    def _without_state(self, name: Span) -> Span:
        first = next((i for i in range(name.start, name.end - 1) if not country_named(self.doc[i].text)), name.start)
        return self.doc[first : name.end]

    def _is_gazetteer_place(self, run: Span) -> bool:
        return any(
            (name.start, name.end) == (run.start, run.end) and any(row.type is EntityType.PLACE for row in name.rows)
            for name in self.names
        )

    def _surname(self, name: Span) -> str | None:
        """Return the person already named whose last (or first) name this is."""
        if len(name) != 1 or name.root.dep_ in {"amod", "compound"}:
            return None
        word = folded(name.text)
        persons = [e for e in self.roster.entities.values() if e.kind == ActorKind.PERSON]
        for at in (-1, 0):
            fitting = [e for e in persons if len(e.name.split()) > 1 and folded(e.name.split()[at]) == word]
            if len(fitting) == 1 or (fitting and at == -1):
                return fitting[-1].id
        return None

    def _alias_of(self, name: Span, start: int) -> Entity | None:
        """Return the person whose other name this is: "Sher Zaman alias Mukhlish Yar"."""
        before = OPENING.sub("", self.doc[max(start - 6, 0) : start].text.casefold())
        if not before.endswith(("alias", "aka", "a.k.a.", "known as", "nom de guerre", "nicknamed", "called")):
            return None
        near = [m for m in self.roster.mentions if name.start - 7 < m.end <= name.start]
        persons = [m for m in near if self.roster.entities[m.entity].kind == ActorKind.PERSON]
        if not persons:
            return None
        entity = self.roster.entities[max(persons, key=lambda m: m.end).entity]
        self.roster.alias(entity.id, name.text)
        self.known[folded(name.text)] = entity.id
        return self.roster.entities[entity.id]

    def _apposed_kind(self, run: Span) -> str | None:
        """Return the kind of group that an apposition tells: "X, a rebel group"."""
        for child in run.root.children:
            lemma = child.lemma_.lower()
            if child.dep_ != "appos" or child.pos_ != "NOUN" or (lemma not in BODIES and lemma not in ARMED_BODIES):
                continue
            words = {token.lemma_.lower() for token in child.subtree if token.i <= child.i}
            kinds = {role_nouns().get(word) for word in words}
            if ActorKind.ARMED_GROUP in kinds or lemma in ARMED_BODIES - {"group", "movement"}:
                return ActorKind.ARMED_GROUP
            kind = role_nouns().get(lemma)
            return kind if kind in {ActorKind.CIVIL_SOCIETY, ActorKind.MEDIA, ActorKind.POLITICAL_PARTY} else None
        return ActorKind.ARMED_GROUP if self._is_explained(run) else None

    def _is_explained(self, run: Span) -> bool:
        """Tell whether "a splinter of …" or "one of the gangs …" stands right after the name and its comma."""
        after = [token for token in self.doc[run.end : run.end + 9] if token.text not in {"(", ")"}]
        while after and after[0].text.isupper():
            after.pop(0)
        if len(after) < 3 or after[0].text != "," or after[1].lower_ not in {"a", "an", "one"}:
            return False
        noun = next((token for token in after[2:] if token.pos_ == "NOUN"), None)
        return noun is not None and noun.lemma_.lower() in ARMED_BODIES - {"group", "movement"}

    def states(self) -> None:
        """Let a country or its capital stand for its government where it speaks or acts."""
        for name in self.names:
            span = self.doc[name.start : name.end]
            country = country_named(span.text)
            if country is None or name.start in self.taken or not acts(span.root) or _is_scene(span.root, name):
                continue
            lands = {folded(name) for name in (country.place.name, *country.place.aliases)}
            if is_scene(span.root) and folded(span.text) not in lands:
                continue
            self._mention(self.state(country), span)
        for token in self.doc:
            country = country_of_demonym(token)
            if country is not None and token.i not in self.taken and token.dep_ in {"amod", "compound"} and acts(token):
                self._mention(self.state(country), self.doc[token.i : token.i + 1])

    def state(self, country: Country) -> Entity:
        """Return the government of a country."""
        if country.state is not None:
            return entity_for(self.roster, country.state)
        name = country.place.name
        known = (e for e in self.roster.entities.values() if e.type is EntityType.ACTOR and e.name == name)
        return next(known, None) or self.roster.add(EntityType.ACTOR, name, ActorKind.GOVERNMENT, country=name)

    def _mention(self, entity: Entity, span: Span, whole: Span | None = None) -> None:
        self.roster.mention(entity.id, span.start, span.end, (whole or span).root.i)
        self.taken.update(range(span.start, span.end))
        self.known.setdefault(folded(span.text), entity.id)


def _is_scene(token: Token, name: Name) -> bool:
    """Tell whether the name of a capital says where an attack was: "the Islamabad bombing"."""
    capital = any(row.kind == PlaceKind.CITY for row in name.rows)
    return capital and token.dep_ == "compound" and token.head.lemma_.lower() in OUTRAGES


def owner_country(token: Token) -> Country | None:
    """Return the country whose adjective or possessive stands before the noun."""
    for child in token.children:
        if child.dep_ in {"amod", "compound", "nmod:poss", "nmod"} and child.i < token.i:
            country = country_of_demonym(child) or country_named(child.text)
            if country is not None:
                return country
    return None
