"""Which happening a mention takes up: the article's main event, the one in focus, or none told before.

A mention with a day or place of its own goes where they fit; one without goes to what the text is on: the last event
of its paragraph, else the main event, to which a text returns. Events of another time are left where they were told.
"""

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from ingest.document import ActorKind, Stance
from ingest.event_words import CAPTIVE
from ingest.happenings import DAY, OPERATION, Happening, Interval, days_between, is_capture, overlap
from ingest.localities import Lie, is_country, is_known, is_spot, lie
from ingest.mentions import entity_by_id
from ingest.syntax import children, first_conjunct

VIOLENCE = frozenset(
    {"attack", "armed_attack", "armed_clash", "ambush", "raid", "military_operation", "airstrike", "drone_strike",
     "shelling", "bombing", "suicide_bombing", "ied", "assassination", "execution", "killing", "sabotage"}
)  # fmt: skip
#: Families of kinds, within which a mention may take up an event of another kind.
FAMILIES = (VIOLENCE, CAPTIVE, frozenset({"rescue_operation", "military_operation", "raid"}))
#: Kinds of one weapon or manner each: two of them are two events unless something else joins them.
MANNERS = (
    frozenset({"airstrike", "drone_strike"}), frozenset({"shelling"}), frozenset({"suicide_bombing", "ied", "bombing"}),
    frozenset({"assassination"}), frozenset({"sabotage"}), frozenset({"execution"}),
)  # fmt: skip
#: Kinds in which people come to harm.
HARMFUL = VIOLENCE | CAPTIVE | {"rescue_operation", "arrest", "protest"}
#: Kinds of what one side undertakes against another's attack.
CAMPAIGNS = frozenset({"military_operation", "rescue_operation"})
#: Kinds in which an old story ends.
ENDINGS = frozenset({"rescue_operation", "arrest"})
#: Kinds of attack in which people are carried off.
ASSAULTS = frozenset({"attack", "armed_attack", "raid", "ambush", "bombing", "sabotage", "killing"})
#: Words for an event of any kind.
ANY_EVENT = frozenset({"attack", "assault", "incident", "killing", "violence", "operation", "strike", "raid"})
INDEFINITE = frozenset({"a", "an"})
#: Words that say that an event is another one.
OTHER = frozenset(
    {
        "another",
        "first",
        "second",
        "third",
        "fourth",
        "separate",
        "other",
        "later",
        "earlier",
        "previous",
        "similar",
        "new",
    }
)
#: Words that say that it was done after what was told.
AFTERWARDS = frozenset({"later", "afterwards", "then", "subsequently", "overnight"})
#: Words that open a sentence about what happened elsewhere.
ELSEWHERE = frozenset({"separately", "elsewhere", "meanwhile", "same", "separate", "another"})
#: Stances under which "an attack" is the one spoken of: "acknowledged an attack".
ANSWERING = frozenset({Stance.CONFIRMED, Stance.DENIED, Stance.CLAIMED_RESPONSIBILITY})
#: What a mention must come to for an event told before.
ENOUGH = 1.8
#: The same for a mention without day or place, and for one that only tells what came of it.
ENOUGH_OF_VERB = 1.0
ENOUGH_OF_RESULT = 0.5
#: Sentences within which an event just told may still get its place and day.
FRESH = 3
#: Mentions that make the event that a text opens with its main one.
SETTLED = 3
#: Days by which an event is older than the main one that belongs to the background.
PAST = 10
NEVER = float("-inf")


@dataclass(slots=True)
class Discourse:
    """The happenings told so far, in the order in which they were first told."""

    doc: Doc
    #: the EDTF day from which the article speaks
    today: str | None
    happenings: list[Happening] = field(default_factory=list)

    @property
    def main(self) -> Happening | None:
        """Return the happening that the article tells most of, the first of equals."""
        return self.main_of(self.happenings)

    def main_of(self, happenings: list[Happening]) -> Happening | None:
        """Return the one of them that the article tells most of."""
        told = [happening for happening in happenings if not happening.lasting]
        ranked = [happening for happening in told if not self._is_past(happening, self.today)] or told
        opening = ranked[0] if ranked else None
        return max(ranked, key=lambda h: _weight(h, opening=h is opening), default=None)

    @property
    def latest(self) -> Happening | None:
        """Return the happening of the last mention."""
        return max(self.happenings, key=lambda h: max(t.token for t in h.triggers), default=None)

    def taken_up(self, seed: Happening) -> Happening | None:
        """Return the happening told before that a mention refers to, null where it tells of a new one."""
        if seed.lasting or (seed.aside and not seed.triggers[0].definite and not seed.triggers[0].result):
            return None
        main = self.main
        best, most = None, _enough(self.doc, seed)
        for happening in self.happenings:
            likeness = self._likeness(seed, happening, main)
            if likeness > most or (likeness == most and best is None):
                best, most = happening, likeness
        return best

    def is_background(self, happening: Happening) -> bool:
        """Tell whether the happening is of another time than the main event."""
        main = self.main
        if happening is main:
            return False
        reference = main.when[0] if main is not None and main.when is not None else self.today
        return happening.lasting or self._is_past(happening, reference)

    def _is_past(self, happening: Happening, reference: str | None) -> bool:
        when = happening.when
        if when is None:
            return False
        if reference is None or reference.startswith("XXXX"):
            return len(when[0]) < DAY and not when[0].startswith("XXXX")
        if overlap(when, (reference, reference)):
            return False
        days = days_between(when[0], reference)
        return days is None or days > PAST

    def _likeness(self, seed: Happening, happening: Happening, main: Happening | None) -> float:
        if happening.lasting and seed.first_sentence - happening.last_sentence > 1:
            return NEVER
        if seed.operation and happening.operation and seed.operation != happening.operation:
            return NEVER
        parts = (_by_kind, _by_place, _by_time, _by_parties, _by_wording)
        total = sum(part(self.doc, seed, happening) for part in parts)
        if total == NEVER:
            return NEVER
        here = happening.first_sentence == seed.first_sentence or set(seed.places) & set(happening.places)
        if not (happening.dates or happening.aside or here) and self._is_past(seed, self.today):
            return NEVER
        if happening.by_the_way and not seed.dates and seed.first_sentence > happening.last_sentence:
            total -= 2.0
        total += _by_distance(seed, happening)
        if _is_pointed_at(self.doc, seed) and happening is self.latest:
            total += 3.0
        if happening is main:
            total += 1.5 if len(happening.triggers) >= SETTLED else 0.7
        elif self.is_background(happening) and not seed.dates:
            near = seed.paragraph == happening.paragraph and seed.first_sentence - happening.last_sentence <= FRESH
            total -= 0.5 if near else 3
        return total


def _enough(doc: Doc, seed: Happening) -> float:
    """Return what a mention must come to: one that brings nothing new seldom tells of a new event."""
    if seed.dates or any(is_known(doc, place) for place in seed.places):
        return ENOUGH
    trigger = seed.triggers[0]
    return ENOUGH_OF_RESULT if trigger.result else ENOUGH_OF_VERB if trigger.verbal else ENOUGH


def is_compatible(doc: Doc, seed: Happening, happening: Happening) -> bool:
    """Tell whether day and place of a mention let it be of the happening."""
    return _by_place(doc, seed, happening) > NEVER and _by_time(doc, seed, happening) > NEVER


def _weight(happening: Happening, *, opening: bool) -> tuple[int, int]:
    """Return how much is told of the happening, the first told before its equals."""
    grounds = bool(happening.places) + _is_exact(happening.dates)
    return len(happening.triggers) + grounds + 2 * opening, -happening.first_sentence


def _is_pointed_at(doc: Doc, seed: Happening) -> bool:
    """Tell whether the mention points at the event told last: "that attack"."""
    return any(child.lower_ in {"that", "this"} for child in children(_mention(doc, seed), "det"))


def _mention(doc: Doc, seed: Happening) -> Token:
    return doc[seed.triggers[0].token]


def _by_kind(doc: Doc, seed: Happening, happening: Happening) -> float:
    kind, kinds = seed.triggers[0].kind, happening.kinds
    if kind in kinds:
        return 0.0 if seed.triggers[0].result else 1.0
    if kind == "other" or (seed.triggers[0].result and kinds & HARMFUL):
        return 0.0
    if kind in ENDINGS and _is_of_past(seed, happening):
        return 0.0
    if kind in CAMPAIGNS and not kinds & OPERATION:
        return -0.5 if seed.triggers[0].definite and happening.kind in VIOLENCE else NEVER
    if not any(kind in family and kinds & family for family in FAMILIES) or happening.kind in CAPTIVE:
        return _by_captives(seed, happening)
    mine = [manner for manner in MANNERS if kind in manner]
    theirs = [manner for manner in MANNERS if kinds & manner]
    if not mine or mine[0] in theirs:
        return 0.0
    return -1.5 if theirs else -0.5


def _is_of_past(seed: Happening, happening: Happening) -> bool:
    """Tell whether it ends an old story that its sentence tells: "abducted 12 in 2018, of whom 11 were freed"."""
    told_here = seed.first_sentence == happening.last_sentence and bool(happening.dates)
    adds = set(seed.dates) - set(happening.dates) or set(seed.places) - set(happening.places)
    return told_here and not adds and not _is_exact(happening.dates)


def _by_captives(seed: Happening, happening: Happening) -> float:
    """Weigh captives taken in the fighting that the same passage tells of, and guards shot in a kidnapping."""
    kind, kinds = seed.triggers[0].kind, happening.kinds
    near = seed.first_sentence - happening.last_sentence
    together = seed.paragraph == happening.paragraph and near <= FRESH
    if is_capture(seed.triggers[0]) and kinds & VIOLENCE and together:
        return 0.0
    if kind in VIOLENCE and kinds & CAPTIVE:
        return 0.0 if kind in ASSAULTS else -1.0
    if kind not in CAPTIVE:
        return NEVER
    if kinds & CAPTIVE:
        return 0.0
    assaults = {t.kind for t in happening.triggers if not t.result} & ASSAULTS
    return -0.5 if assaults and together and (near == 0 or not seed.places) else NEVER


def _by_place(doc: Doc, seed: Happening, happening: Happening) -> float:
    if not seed.places:
        return _by_seat(doc, seed, happening)
    if not happening.places:
        return -0.3 if seed.first_sentence - happening.first_sentence <= FRESH else -1.5
    nearest = lie(doc, seed.places, happening.places)
    if nearest is Lie.APART:
        retold = seed.triggers[0].definite and not seed.triggers[0].result and not seed.plural
        broad = not _has_spot(doc, seed) or not _has_spot(doc, happening)
        near = seed.first_sentence - happening.first_sentence <= FRESH
        return -1.5 if retold and broad and near else NEVER
    if happening.plural and not seed.plural and not seed.triggers[0].result and nearest is not Lie.SAME:
        return -2.0
    if nearest is Lie.UNSURE and any(word.lower_ in ELSEWHERE for word in _mention(doc, seed).sent[:4]):
        return NEVER
    if nearest is Lie.UNSURE and seed.dates and happening.dates and not set(seed.dates) & set(happening.dates):
        return -2.0
    if nearest is Lie.SAME:
        return 2.5
    if nearest is Lie.WITHIN:
        broad = all(is_country(doc, place) for place in seed.places)
        vague = all(is_country(doc, place) for place in happening.places)
        return 0.3 if broad or (vague and seed.first_sentence - happening.first_sentence > FRESH) else 1.5
    return -0.3 if seed.first_sentence - happening.first_sentence <= FRESH else -1.0


def _by_seat(doc: Doc, seed: Happening, happening: Happening) -> float:
    """Weigh where those are who tell of it without saying where it was: "the mayor of Kharkiv"."""
    nearest = lie(doc, seed.seats, happening.places)
    return -1.5 if nearest is Lie.APART else 1.0 if nearest is not None and nearest >= Lie.WITHIN else 0.0


def _has_spot(doc: Doc, happening: Happening) -> bool:
    """Tell whether it is told in which town or at which site it happened."""
    return any(is_spot(doc, place) for place in happening.places)


def _by_time(doc: Doc, seed: Happening, happening: Happening) -> float:
    if not seed.dates:
        return 0.0
    if not happening.dates:
        return -0.3 if seed.first_sentence - happening.first_sentence <= FRESH else -1.5
    if not any(overlap(mine, theirs) for mine in seed.dates for theirs in _firm(happening.dates)):
        return NEVER
    told_here = happening.first_sentence == happening.last_sentence == seed.first_sentence
    if told_here and not set(seed.dates) & set(happening.dates):
        return NEVER
    return 2.5 if _is_exact(seed.dates) and _is_exact(happening.dates) else 0.7


def _firm(dates: list[Interval]) -> list[Interval]:
    """Return the dates that tell the day, all of them where none does."""
    return [date for date in dates if len(date[0]) >= DAY] or dates


def _is_exact(dates: list[Interval]) -> bool:
    return any(len(start) >= DAY for start, _ in dates)


def _by_parties(doc: Doc, seed: Happening, happening: Happening) -> float:
    total = 1.5 if seed.targets & happening.targets else 0.0
    total += 1.0 if seed.agents & happening.agents else 0.0
    if seed.triggers[0].result or seed.triggers[0].definite or is_capture(seed.triggers[0]):
        return total
    two_sided = "armed_clash" in happening.kinds or "armed_clash" in seed.kinds
    elsewhere = seed.doing and happening.doing and not seed.doing & happening.doing
    reverse = seed.doing & happening.suffering and not seed.doing & happening.doing
    if not two_sided and _is_by_other_side(doc, seed, happening):
        return NEVER
    return total - (4.0 if (elsewhere or reverse) and not two_sided else 0.0)


def _is_by_other_side(doc: Doc, seed: Happening, happening: Happening) -> bool:
    """Tell whether jets struck where fighters had attacked, or fighters where jets had struck."""
    mine, theirs = ({entity_by_id(doc, agent).kind for agent in one.agents} for one in (seed, happening))
    fighters = {ActorKind.ARMED_GROUP}
    return ("airstrike" in seed.kinds and theirs == fighters) or ("airstrike" in happening.kinds and mine == fighters)


def _by_wording(doc: Doc, seed: Happening, happening: Happening) -> float:
    """Weigh how the mention speaks of the event: "the attack", "were killed", "another attack"."""
    trigger, token = seed.triggers[0], _mention(doc, seed)
    words = {child.lower_ for child in token.children}
    if token.pos_ == "NOUN" and words & INDEFINITE and _is_listed(token, trigger.kind, happening):
        return -5.0
    if _is_told_again(token) and not set(seed.dates) & set(happening.dates):
        return -5.0
    if _follows(seed, happening, token):
        return -5.0
    if words & OTHER and token.pos_ == "NOUN":
        return 1.0 if _says_of_it(token) else -5.0
    total = 1.0 if trigger.result else 0.0
    if trigger.definite and not trigger.result and not _tells_which(seed, token):
        total += _by_naming(trigger.kind, token.lemma_.lower(), happening.kinds)
    told_here = happening.first_sentence == seed.first_sentence
    indefinite = bool(words & INDEFINITE) and not trigger.result and token.pos_ == "NOUN"
    if (indefinite or seed.plural) and not told_here and not _is_answered(doc, token) and not _says_of_it(token):
        total -= 0.0 if _befell_them(token) else 2.0
    return total


def _by_naming(kind: str, lemma: str, kinds: set[str]) -> float:
    """Weigh how well the noun of "the blast" names an event that was told in other words."""
    manner = next((manner for manner in MANNERS if kind in manner), {kind})
    if kinds & manner or lemma in ANY_EVENT or (kind in OPERATION and kinds & OPERATION):
        return 1.5
    return 0.7 if kind in VIOLENCE and kinds & VIOLENCE else 0.0


def _tells_which(seed: Happening, token: Token) -> bool:
    """Tell whether the words say themselves which event is meant: "the attack that hurt six in Marawi"."""
    return bool(seed.places or seed.dates) and bool(children(token, "acl:relcl", "acl"))


def _follows(seed: Happening, happening: Happening, token: Token) -> bool:
    """Tell whether forces did it to fighters after an attack told before: "troops later killed"."""
    if not seed.by_forces or happening.by_forces or seed.first_sentence == happening.first_sentence:
        return False
    nodes = [token, *(node for node in token.ancestors if node.dep_ != "ROOT"), token.sent.root]
    return any(word.lower_ in AFTERWARDS for node in nodes for word in children(node, "advmod")) or any(
        word.lower_ in AFTERWARDS for word in token.sent[:3]
    )


def _is_told_again(token: Token) -> bool:
    """Tell whether the verb says that it happened another time: "was struck again", "hit for a second time"."""
    if token.pos_ != "VERB":
        return False
    times = [child for child in children(token, "obl", "obl:unmarked") if child.lemma_.lower() == "time"]
    return any(word.lower_ in OTHER for time in times for word in time.children) or any(
        child.lower_ in {"again", "anew"} for child in children(token, "advmod")
    )


def _is_listed(token: Token, kind: str, happening: Happening) -> bool:
    """Tell whether the noun is listed beside that for the event: "a bomb, a raid and a question"."""
    return token.dep_ == "conj" and kind not in happening.kinds and first_conjunct(token).i in {
        trigger.token for trigger in happening.triggers
    }  # fmt: skip


def _says_of_it(token: Token) -> bool:
    """Tell whether the noun says what an event spoken of was: "It was the third bombing", "called it an attack"."""
    subjects = children(token, "nsubj")
    if any(s.lower_ in {"it", "this", "that"} for s in subjects) or token.dep_ in {"xcomp", "appos", "parataxis"}:
        return True
    first = token.left_edge
    return first.lower_ == "the" and first.i > token.sent.start and first.nbor(-1).text in {",", "–", "—", ":"}


def _befell_them(token: Token) -> bool:
    """Tell whether it is how those spoken of came to harm: "they were killed by a Turkish strike"."""
    subjects = children(token.head, "nsubj:pass", "nsubj") if token.dep_.startswith("obl") else []
    return any(subject.pos_ == "PRON" for subject in subjects)


def _is_answered(doc: Doc, token: Token) -> bool:
    """Tell whether the noun stands for what somebody confirms, denies or owns."""
    return any(
        a.stance in ANSWERING and any(start <= token.i < end for start, end in a.content) for a in doc._.attributions
    )


def _by_distance(seed: Happening, happening: Happening) -> float:
    gap = seed.first_sentence - happening.last_sentence
    if gap == 0 and seed.triggers[0].result:
        return 4.0
    if seed.paragraph == happening.paragraph:
        return max(0.5, 2.5 - 0.2 * gap)
    return 1.0 if gap == 1 else 0.5 if gap <= FRESH else 0.0
