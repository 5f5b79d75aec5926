"""The events of one article: triggers that tell of one happening are taken together, others kept apart."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.dateline import dateline
from ingest.dates import anchor_of
from ingest.days import date_of
from ingest.document import Entity, EntityType, Event, Measure
from ingest.focus import VIOLENCE, Discourse, is_compatible
from ingest.ground import places_of
from ingest.happenings import DAY, OPERATION, Happening, is_answer, is_by_the_way, is_capture, overlap, told_by
from ingest.localities import Lie, innermost, is_country, lie
from ingest.mentions import entity_by_id
from ingest.parties import SUFFERING_VERBS
from ingest.scenes import BEFORE, has_day, headings, is_live, places_of_speaker, places_of_title, set_by_sentence
from ingest.syntax import children
from ingest.texts import text_of
from ingest.tolls import Toll
from ingest.triggers import Trigger

#: What is counted of people who were taken away or back, and the kind of event in which they were.
TAKEN = {Measure.HOSTAGES: "abduction", Measure.ARRESTED: "arrest", Measure.RESCUED: "rescue_operation"}
#: Kinds of which a toll is seldom: the dead are of the attack that the text is on besides.
BLOODLESS = frozenset({"arrest", "ceasefire"})
#: Words by which a sentence goes on with the day told before.
OF_THE_DAY = frozenset({"dusk", "dawn", "noon", "midday", "midnight", "simultaneously", "meanwhile"})
#: Sentences that may be headline, byline and lead.
LEAD = 5
#: Sentences back to an event whose place and day the next one shares.
REACH = 4


@Language.component("events", requires=["doc._.triggers", "doc._.tolls"], assigns=["doc._.events"])
def events_component(doc: Doc) -> Doc:
    """Set the doc's events."""
    doc._.events = tuple(events(doc))
    return doc


def events(doc: Doc) -> Iterator[Event]:
    """Yield the article's events in text order, each with the spans of its triggers."""
    reading = _Reading(doc)
    happenings = reading.read()
    ids = {id(happening): f"e{number}" for number, happening in enumerate(happenings, 1)}
    doc.user_data["event_at"] = {token: ids[id(happening)] for token, happening in reading.home.items()}
    doc.user_data["event_spoken_of"] = [ids.get(id(happening)) for happening in reading.spoken_of]
    doc.user_data["event_of_blood"] = ids.get(id(reading.bloody))
    for happening in happenings:
        whole = _whole_of(happening, happenings, doc)
        start, end = happening.when or (None, None)
        yield Event(
            id=ids[id(happening)],
            kind=happening.kind,
            name=_name(doc, happening),
            start=start,
            end=end,
            places=tuple(innermost(doc, happening.places)),
            operation=happening.operation,
            part_of=ids[id(whole)] if whole is not None else None,
            mentions=tuple(_span(doc, trigger.token) for trigger in happening.triggers),
        )


def event_of(doc: Doc, trigger: Trigger) -> str | None:
    """Return the id of the event that the trigger is a mention of; null where it tells of none in particular."""
    found: str | None = doc.user_data.get("event_at", {}).get(trigger.token)
    return found


def event_spoken_of(doc: Doc, token: int) -> str | None:
    """Return the id of the event that the text is on at the token: the last one told there, else the main one."""
    spoken_of: list[str | None] = doc.user_data.get("event_spoken_of", [])
    return spoken_of[token] if token < len(spoken_of) else None


def event_counted(doc: Doc, toll: Toll) -> str | None:
    """Return the id of the event that the toll is of: its own words', else the one that the text is on."""
    found: str | None = doc.user_data.get("event_at", {}).get(toll.governor)
    found = found or event_spoken_of(doc, toll.noun)
    bloodless = next((event for event in doc._.events if event.id == found and event.kind in BLOODLESS), None)
    if bloodless is None or toll.measure not in {Measure.KILLED, Measure.WOUNDED}:
        return found
    return doc.user_data.get("event_of_blood") or found


def _counting(doc: Doc) -> Iterator[Trigger]:
    """Yield a trigger for each verb that only its count makes one: "had taken 280 pupils"."""
    for toll in doc._.tolls:
        verb = doc[toll.governor]
        if toll.measure in TAKEN and verb.pos_ == "VERB" and toll.low != 0:
            yield Trigger(
                token=verb.i, kind=TAKEN[toll.measure], lemma=verb.lemma_.lower(), targets=(toll.noun,),
                places=places_of(verb), date=date_of(verb), verbal=True,
            )  # fmt: skip


def when_told(doc: Doc, trigger: Trigger, event: str | None) -> tuple[str | None, str | None]:
    """Return when the trigger's words have it happen; the event's own day where they only tell its month or year."""
    date = trigger.date
    if date is None or date.earliest is None:
        return None, None
    told = next((e for e in doc._.events if e.id == event), None)
    if told is not None and told.start is not None and told.start.startswith(f"{date.earliest}-"):
        return told.start, told.end
    return date.earliest, date.latest


def tells_of_event(trigger: Trigger) -> bool:
    """Tell whether the trigger says that something in particular happened."""
    if trigger.hypothetical or trigger.negated:
        return False
    return not trigger.generic or bool(trigger.places or trigger.date)


def _span(doc: Doc, index: int) -> tuple[int, int]:
    token = doc[index]
    return token.idx, token.idx + len(token)


class _Reading:
    """One article read from its start, sentence by sentence."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        today = anchor_of(doc._.article, dateline(text_of(doc)))
        self.discourse = Discourse(doc, str(today) if today is not None and today.day else None)
        self.sentences = list(doc.sents)
        self.paragraphs = list(_paragraphs(doc))
        self.triggers: list[list[Trigger]] = [[] for _ in self.sentences]
        number = {token.i: place for place, sentence in enumerate(self.sentences) for token in sentence}
        self.by_token = {trigger.token: trigger for trigger in (*_counting(doc), *doc._.triggers)}
        for token, trigger in sorted(self.by_token.items()):
            self.triggers[number[token]].append(trigger)
        told_by_heading = dict(enumerate(headings(doc, self.sentences)))
        #: places of the lines that head a part of the text
        self.headings = {number: found for number, found in told_by_heading.items() if found}
        #: the happening of each trigger's token
        self.home: dict[int, Happening] = {}
        #: the happening that the text is on at each token
        self.spoken_of: list[Happening | None] = []
        #: the violent happening that the text tells most of
        self.bloody: Happening | None = None

    def read(self) -> list[Happening]:
        """Return the happenings in the order in which they are first told."""
        for number in range(len(self.sentences)):
            told = [trigger for trigger in self.triggers[number] if tells_of_event(trigger)]
            for trigger in sorted(told, key=lambda t: (is_capture(t) or is_answer(t), t.result, t.token)):
                self._place(trigger, number)
            self._set_by_lead(number, told)
        happenings = self._joined()
        self._set_by_page(happenings)
        for happening in happenings:
            self._ground(happening, happenings)
        self.spoken_of = list(self._focus())
        bloody = [happening for happening in happenings if happening.kind in VIOLENCE]
        self.bloody = self.discourse.main_of(bloody)
        return happenings

    def _place(self, trigger: Trigger, number: int) -> None:
        seed = told_by(self.doc, trigger, number, self.paragraphs[number])
        seed.seats = places_of_speaker(self.doc, self.doc[trigger.token])
        linked = self._linked(trigger)
        if linked is None or not is_compatible(self.doc, seed, linked):
            linked = self.discourse.taken_up(seed)
        happening = linked
        if happening is None:
            happening = seed
            self.discourse.happenings.append(happening)
        else:
            happening.absorb(seed)
        self._set_scene(happening, number)
        self.home[trigger.token] = happening

    def _set_by_lead(self, number: int, told: list[Trigger]) -> None:
        """Give the main event, or one told by its week alone, the place and day of a lead with words of its own."""
        if told or self.sentences[number].root.pos_ != "VERB" or number > LEAD:
            return
        main = self.discourse.main
        for happening in self.discourse.happenings:
            grounded = happening.lasting or (happening.places and has_day(happening))
            if not grounded and (happening is main or happening.dates):
                set_by_sentence(self.doc, happening, self.sentences[number])

    def _linked(self, trigger: Trigger) -> Happening | None:
        """Return the happening of a trigger that the grammar ties to this one, in either direction."""
        for index in trigger.linked:
            if index in self.home:
                return self.home[index]
        token = self.doc[trigger.token]
        if token.dep_ == "obj" and token.head.i in self.home and token.head.lemma_.lower() in SUFFERING_VERBS:
            return self.home[token.head.i]
        sentence = token.sent
        for index in range(sentence.start, sentence.end):
            if index in self.home and trigger.token in self.by_token[index].linked:
                return self.home[index]
        return None

    def _set_scene(self, happening: Happening, number: int) -> None:
        """Give a happening that lacks its place or day those that the sentences just before have set."""
        if happening.lasting or (happening.places and has_day(happening)):
            return
        opening = len(self.discourse.happenings) == 1
        for before in range(number - 1, max(number - 1 - BEFORE * (1 + opening), -1), -1):
            apart = self.paragraphs[before] != self.paragraphs[number] and not opening
            if apart or any(trigger.token in self.home for trigger in self.triggers[before]):
                break
            set_by_sentence(self.doc, happening, self.sentences[before])
        if not happening.places:
            happening.places = list(self._heading(number))

    def _heading(self, number: int) -> list[str]:
        """Return the places of the heading under which the sentence stands."""
        return next((self.headings[before] for before in range(number, -1, -1) if before in self.headings), [])

    def _set_by_page(self, happenings: list[Happening]) -> None:
        """Give the main happening the place that the title names, those of a live page the day that it is of."""
        main, today = self.discourse.main, self.discourse.today
        if main is not None and not main.places:
            main.places = places_of_title(self.doc)
        if today is not None and is_live(text_of(self.doc)):
            for happening in happenings:
                if not happening.dates and not happening.lasting:
                    happening.dates = [(today, today)]

    def _joined(self) -> list[Happening]:
        """Return the happenings, those that prove to be of one kind, day and place taken together."""
        kept: list[Happening] = []
        for happening in self.discourse.happenings:
            same = next((other for other in kept if self._is_same(other, happening)), None)
            if same is None:
                kept.append(happening)
                continue
            same.absorb(happening)
            for trigger in happening.triggers:
                self.home[trigger.token] = same
        self.discourse.happenings = kept
        return kept

    def _is_same(self, one: Happening, other: Happening) -> bool:
        if one.plural or other.plural or one.lasting or other.lasting or one.kind != other.kind:
            return False
        if one.when is None or other.when is None or len(one.when[0]) < DAY or not overlap(one.when, other.when):
            return False
        nearest = lie(self.doc, one.places, other.places)
        return (
            nearest is not None
            and nearest >= Lie.WITHIN
            and (not one.doing or not other.doing or one.doing == other.doing)
        )

    def _ground(self, happening: Happening, happenings: list[Happening]) -> None:
        """Give a happening that is told without place or day those of the one that the text just before was on."""
        if happening.lasting or (happening.places and happening.dates):
            return
        if not happening.places and any(_is_there(self.doc[trigger.token]) for trigger in happening.triggers):
            told = [h for h in happenings if h.places and h.first_sentence < happening.first_sentence]
            happening.places = list(told[-1].places) if told else []
        if not happening.places:
            seats = [place for place in happening.seats if not is_country(self.doc, place)]
            happening.places = seats or self._places_before(happening, happenings)
        frame = self._frame(happening, happenings)
        if frame is None or happening.dates or happening.plural or happening.aside:
            return
        nearest = lie(self.doc, happening.places, frame.places)
        near = nearest is not None and nearest >= Lie.WITHIN
        if near or self._is_of_same_day(happening):
            happening.dates = [frame.when] if frame.when is not None else []

    def _is_of_same_day(self, happening: Happening) -> bool:
        """Tell whether its sentence goes on with the day told before: "at dusk", "meanwhile"."""
        sentence = self.sentences[happening.first_sentence]
        return any(word.lower_ in OF_THE_DAY for word in sentence)

    def _places_before(self, happening: Happening, happenings: list[Happening]) -> list[str]:
        """Return the places of the event told last before, whatever its day."""
        before = self._before(happening, happenings)
        return list(max(before, key=lambda other: other.first_sentence).places) if before else []

    def _frame(self, happening: Happening, happenings: list[Happening]) -> Happening | None:
        before = [
            other
            for other in self._before(happening, happenings)
            if not happening.when or not other.when or overlap(happening.when, other.when)
        ]
        return max(before, key=lambda other: other.first_sentence, default=None)

    def _before(self, happening: Happening, happenings: list[Happening]) -> list[Happening]:
        """Return the placed events of the main one's time that are told in reach before."""
        return [
            other
            for other in happenings
            if other is not happening and other.places and not self.discourse.is_background(other)
            and other.first_sentence <= happening.first_sentence
            and happening.first_sentence - other.last_sentence <= REACH
            and not (self.discourse.is_background(happening) and happening.dates)
        ]  # fmt: skip

    def _focus(self) -> Iterator[Happening | None]:
        """Yield for each token the last happening told in its paragraph, else the main one."""
        main, here, paragraph = self.discourse.main, None, -1
        for number, sentence in enumerate(self.sentences):
            if self.paragraphs[number] != paragraph:
                here, paragraph = None, self.paragraphs[number]
            told = [trigger.token for trigger in self.triggers[number] if self._takes_focus(trigger.token)]
            for token in sentence:
                if told and token.i >= told[0]:
                    here = self.home[told[0]]
                    told = told[1:] if token.i >= told[0] else told
                yield here or main

    def _takes_focus(self, token: int) -> bool:
        """Tell whether the text goes on about the trigger's event: not where a relative clause recalls an old one."""
        if token not in self.home:
            return False
        happening = self.home[token]
        return not (is_by_the_way(self.doc[token]) and self._is_of_other_day(happening))

    def _is_of_other_day(self, happening: Happening) -> bool:
        main = self.discourse.main
        if main is None or happening is main:
            return False
        apart = bool(main.when and happening.when and not overlap(main.when, happening.when))
        return apart or self.discourse.is_background(happening)


def _paragraphs(doc: Doc) -> Iterator[int]:
    """Yield the number of the paragraph that each sentence stands in."""
    text = text_of(doc)
    mark = "\n\n" if "\n\n" in text else "\n"
    number, reached = 0, 0
    for sentence in doc.sents:
        said = text[sentence.start_char : sentence.end_char]
        words = said.strip()
        begin = sentence.start_char + said.find(words)
        if mark in text[reached:begin]:
            number += 1
        reached = begin + len(words)
        yield number


def _is_there(token: Token) -> bool:
    """Tell whether it happened at the place told last: "was beheaded there"."""
    return any(child.lower_ == "there" for child in children(token, "advmod"))


def _name(doc: Doc, happening: Happening) -> str | None:
    """Return the name of the operation or of the thing that the event befell, where it has one."""
    if happening.operation is not None:
        return entity_by_id(doc, happening.operation).name
    named: list[Entity] = [entity_by_id(doc, key) for key in sorted(happening.targets)]
    return next((e.name for e in named if e.type is EntityType.ASSET and e.named), None)


def _whole_of(happening: Happening, happenings: list[Happening], doc: Doc) -> Happening | None:
    """Return the plural event told before ("a series of raids") whose ground and kind take this one in."""
    if happening.plural or happening.kind not in OPERATION:
        return None
    for other in happenings:
        if other is happening or not other.plural or other.kind not in OPERATION:
            continue
        if other.last_sentence > happening.last_sentence or not set(happening.places) - set(other.places):
            continue
        nearest = lie(doc, happening.places, other.places)
        if nearest is None or nearest >= Lie.UNSURE:
            return other
    return None
