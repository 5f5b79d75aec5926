"""What an article has told of one happening so far: its words, kinds, days, places and parties."""

from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from ingest.dates import DateMention, DateRole
from ingest.days import is_sometime
from ingest.document import ActorKind, Entity, EntityType, Victims
from ingest.edtf import Day
from ingest.event_words import CAPTIVE
from ingest.ground import asides, is_of_earlier_time, is_origin
from ingest.localities import innermost
from ingest.mentions import entities_of, entity_at
from ingest.syntax import case_of, children
from ingest.triggers import REPELLING, Trigger
from ingest.victims import victims_of

Interval = tuple[str, str]
#: How much a kind tells: the most telling ones are what an event is called by, however often it is called an attack.
TELLING = {
    **dict.fromkeys(("raid", "armed_clash", "military_operation"), 3.0),
    "armed_attack": 0.5, "attack": 0.35, "killing": 0.3, "other": 0.05,
}  # fmt: skip
MOST_TELLING = 4.0
#: The share of it that remains where a word only tells what came of the event.
OF_RESULT = 0.1
#: Kinds that another one says more exactly.
SHARPER = {
    "bombing": ("suicide_bombing", "ied", "airstrike", "drone_strike", "shelling"),
    "hostage_taking": ("hijacking",), "shelling": ("airstrike",), "airstrike": ("drone_strike",),
}  # fmt: skip
#: Days of a period that is short enough for one event: "over the past 48 hours".
SHORT = 4
#: Verbs of death, and the words with which it is one that came later than the event.
DYING = frozenset({"die", "succumb"})
LATER_DEAD = frozenset({"another", "second", "third", "fourth", "fifth", "wounded", "injured"})
WOUNDS = frozenset({"wound", "injury", "hospital", "burn"})
#: Verbs for the taking of prisoners.
CAPTURING = frozenset({"capture", "take", "seize"})
OPERATION = frozenset(
    {"military_operation", "rescue_operation", "raid", "armed_clash", "airstrike", "drone_strike", "shelling"}
)
FORCES = frozenset({ActorKind.STATE_FORCE, ActorKind.INTELLIGENCE})
STATE = frozenset({ActorKind.STATE_FORCE, ActorKind.GOVERNMENT, ActorKind.INTELLIGENCE})
#: Spans of time of which no one event is, and the prepositions before them.
LONG_SPANS = frozenset({"month", "year", "decade", "months", "years"})
LASTING = frozenset({"in", "during", "over", "for", "throughout"})
#: Letters of an EDTF date that tells the day.
DAY = 10
#: Sentences at the head of an article in which a happening is told first of all.
HEAD = 3


@dataclass(slots=True)
class Happening:
    """Triggers that are taken to be one event so far."""

    triggers: list[Trigger] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    dates: list[Interval] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    doing: set[str] = field(default_factory=set)
    suffering: set[str] = field(default_factory=set)
    #: where those are who tell of it
    seats: list[str] = field(default_factory=list)
    operation: str | None = None
    plural: bool = False
    #: goes on over a long time: "since 2019", "over the past year"
    lasting: bool = False
    #: told of as of another time than its sentence: "two weeks after they were seized"
    aside: bool = False
    #: told only in clauses beside what their sentences tell: "he fled after soldiers burned his house in May"
    by_the_way: bool = False
    #: told of first as what forces of a state did to fighters
    by_forces: bool = False
    first_sentence: int = 0
    last_sentence: int = 0
    paragraph: int = 0

    @property
    def kinds(self) -> set[str]:
        """Return the kinds that its words tell."""
        return {trigger.kind for trigger in self.triggers}

    @property
    def kind(self) -> str:
        """Return the kind that its words tell most of all, the first of equals."""
        weights: dict[str, float] = {}
        for place, trigger in enumerate(self.triggers):
            aftermath = is_capture(trigger) or is_answer(trigger) or (trigger.result and trigger.kind in TELLING)
            weight = TELLING.get(trigger.kind, MOST_TELLING) * (OF_RESULT if aftermath else 1)
            weights[trigger.kind] = weights.get(trigger.kind, 0) + weight * (1.5 if place < HEAD else 1)
        for blunt, sharper in SHARPER.items():
            known = [kind for kind in sharper if kind in weights]
            if blunt in weights and known:
                weights[known[0]] += weights.pop(blunt)
        told = max(weights, key=lambda kind: weights[kind])
        deeds = [trigger for trigger in self.triggers if trigger.kind == "killing"]
        if told == "killing" and self.by_forces:
            return "military_operation"
        return "attack" if told == "killing" and any(t.verbal and t.agents for t in deeds) else told

    @property
    def when(self) -> Interval | None:
        """Return when it happened: as exactly as it is told, the time that most of its words give."""
        counts = Counter(self.dates)
        return min(counts, key=lambda date: (-len(date[0]), date[0] != date[1], -counts[date], date), default=None)

    def absorb(self, other: "Happening") -> None:
        """Take in what another mention tells of it."""
        self.triggers += other.triggers
        self.places += [place for place in other.places if place not in self.places]
        self.dates += other.dates
        for mine, theirs in (
            (self.agents, other.agents), (self.targets, other.targets),
            (self.doing, other.doing), (self.suffering, other.suffering),
        ):  # fmt: skip
            mine |= theirs
        self.operation = self.operation or other.operation
        self.plural = self.plural or other.plural
        self.by_the_way = self.by_the_way and other.by_the_way
        self.last_sentence = max(self.last_sentence, other.last_sentence)
        self.paragraph = max(self.paragraph, other.paragraph)


def is_capture(trigger: Trigger) -> bool:
    """Tell whether it tells of prisoners, who are taken in the fighting of which the passage tells."""
    return trigger.lemma in CAPTURING and trigger.kind in CAPTIVE | {"arrest"} and not trigger.linked


def is_answer(trigger: Trigger) -> bool:
    """Tell whether it tells of the beating back of an attack that is named with it."""
    return trigger.lemma in REPELLING and bool(trigger.linked)


def told_by(doc: Doc, trigger: Trigger, sentence: int, paragraph: int) -> Happening:
    """Return what one trigger says of its event."""
    token = doc[trigger.token]
    agents = [e for index in trigger.agents for e in entities_of(doc, doc[index])]
    targets = [e for index in trigger.targets for e in entities_of(doc, doc[index])]
    owners = [e for index in trigger.agents for e in _owners(doc[index])]
    places = [*trigger.places, *(place for index in trigger.targets for place in _struck(doc[index]))]
    date = trigger.date if not _is_later_death(token) else None
    return Happening(
        triggers=[trigger],
        places=innermost(doc, places),
        dates=[(date.earliest, date.latest or date.earliest)] if date is not None and date.earliest is not None else [],
        agents={e.id for e in agents if e.type is EntityType.ACTOR},
        targets={e.id for e in targets if e.type is not EntityType.PLACE},
        doing=_sides([*agents, *owners]),
        suffering=_sides(targets),
        operation=_operation(token) if trigger.kind in OPERATION else None,
        plural=token.tag_ == "NNS" and not trigger.definite,
        lasting=(date is not None and date.role is not DateRole.AT and not _is_short(date)) or _is_since(token),
        aside=is_sometime(token) or any(is_of_earlier_time(node) for node in (token, *token.ancestors)),
        by_the_way=is_by_the_way(token),
        by_forces=any(e.kind in FORCES for e in agents) and _are_fighters(doc, trigger, targets),
        first_sentence=sentence,
        last_sentence=sentence,
        paragraph=paragraph,
    )


def _is_short(date: DateMention) -> bool:
    """Tell whether the period is one of a few days."""
    days = days_between(date.earliest or "", date.latest or "")
    return date.role is DateRole.OVER and days is not None and days <= SHORT


def _is_later_death(token: Token) -> bool:
    """Tell whether its day is only that on which somebody died of it: "a fourth died on Sunday", "died of wounds"."""
    if token.lemma_.lower() not in DYING:
        return False
    who = [word for subject in children(token, "nsubj") for word in (subject, *subject.children)]
    where = [child.lemma_.lower() for child in children(token, "obl")]
    return any(word.lower_ in LATER_DEAD for word in who) or bool(WOUNDS & set(where))


def is_by_the_way(token: Token) -> bool:
    """Tell whether it stands in a relative clause or one that tells after what the sentence's own deed was."""
    return any(
        node.dep_ == "acl:relcl"
        or (node.dep_ == "advcl" and any(mark.lower_ == "after" for mark in children(node, "mark")))
        for node in (token, *token.ancestors)
    )


def _are_fighters(doc: Doc, trigger: Trigger, targets: list[Entity]) -> bool:
    """Tell whether those who suffered it are fighters."""
    return any(e.kind is ActorKind.ARMED_GROUP for e in targets) or any(
        victims_of(doc[index]) is Victims.MILITANTS for index in trigger.targets
    )


def _is_since(token: Token) -> bool:
    """Tell whether the words say for how long it has gone on: "since it was formed", "in 13 months of fighting"."""
    if any(mark.lower_ == "since" for clause in children(token, "advcl") for mark in children(clause, "mark")):
        return True
    spans = [child for child in children(token, "obl", "nmod") if child.lemma_.lower() in LONG_SPANS]
    return any(case_of(span) in LASTING and children(span, "nummod", "nmod") for span in spans)


def _operation(token: Token) -> str | None:
    found = (e.id for t in token.sent for e in [entity_at(token.doc, t)] if e and e.type is EntityType.OPERATION)
    return next(found, None)


def _struck(target: Token) -> list[str]:
    """Return places that stand in the name of what was hit: "Gwadar's Pearl Continental Hotel", an attack on Kabul."""
    aside = asides(target.doc)
    own = (token for token in (target, *target.children) if token.i not in aside and not is_origin(token))
    found = (entity_at(target.doc, token) for token in own)
    return [e.id for e in found if e is not None and e.type is EntityType.PLACE]


def _owners(agent: Token) -> list[Entity]:
    """Return whose warplanes, drones or shells did it."""
    found = (entity_at(agent.doc, child) for child in children(agent, "amod", "compound", "nmod:poss"))
    return [e for e in found if e is not None and e.type is EntityType.ACTOR]


def _sides(entities: list[Entity]) -> set[str]:
    """Return on which sides they stand: a state's by its country, an armed group's by its name."""
    found = set()
    for entity in entities:
        if entity.kind in STATE and entity.country:
            found.add(entity.country)
        elif entity.kind == ActorKind.ARMED_GROUP and entity.named:
            found.add(entity.name)
    return found


def overlap(one: Interval, other: Interval) -> bool:
    """Tell whether two EDTF intervals can hold a common day; a missing year is any year."""
    if any(date.startswith("XXXX") for date in (*one, *other)):
        return one[0][4:] == other[0][4:] or (_within_any_year(one, other) and _within_any_year(other, one))
    return one[0] <= _upper(other[1]) and other[0] <= _upper(one[1])


def _within_any_year(one: Interval, other: Interval) -> bool:
    """Tell whether the first begins before the second ends, whatever the years; a bare year is another one."""
    return bool(one[0][4:] and other[1][4:]) and one[0][4:] <= _upper(other[1][4:])


def _upper(date: str) -> str:
    """Return a string that sorts after every day within the date."""
    return f"{date}~"


def days_between(one: str, other: str) -> int | None:
    """Return how many days lie between two dates of the same precision; null where that is nowhere told."""
    first, second = Day.read(one), Day.read(other)
    if first is None or second is None or first.date is None or second.date is None:
        return None
    return abs((first.date - second.date).days)
