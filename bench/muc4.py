"""Perpetrators, their confidence and human targets against MUC-4's answer keys.

usage: python -m bench.muc4 FOLDER [--first N] [--show]

FOLDER holds message files (`*-muc3*`, `*-muc4*`) and their keys (`key*`), as the corpus has them: tst1, tst2, dev.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.templates import (
    BY_AUTHORITIES,
    CLAIMED,
    CONFIDENCE,
    DESCRIPTION,
    FACT,
    INDIVIDUAL,
    NAME,
    ORGANISATION,
    POSSIBLE,
    SLOTS,
    SUSPECTED,
    Fill,
    Template,
    figures,
    read_keys,
    tally,
)
from ingest.document import Article, Claim, Entity, Event, Extraction, from_json, to_json
from ingest.pipeline import extract, load_pipeline
from ingest.truecase import truecase

MESSAGE = re.compile(r"(?ms)^((?:DEV|TST\d)-MUC[34]-\d{4}).*?\n(.*?)(?=^(?:DEV|TST\d)-MUC[34]-\d{4}|\Z)")
MARKS = re.compile(r"\[(?:TEXT|CONTINUED|PASSAGE OMITTED|[A-Z ]*INDISTINCT)\]\s*")
TYPES = {
    **dict.fromkeys(("bombing", "suicide_bombing", "ied"), "BOMBING"),
    **dict.fromkeys(("abduction", "hostage_taking"), "KIDNAPPING"),
    **dict.fromkeys(
        ("attack", "armed_attack", "ambush", "raid", "airstrike", "drone_strike", "shelling", "assassination",
         "execution", "killing", "sabotage", "armed_clash"),
        "ATTACK",
    ),
}  # fmt: skip
STATE = frozenset({"state_force", "government", "intelligence"})
FORCES = frozenset({"state_force", "intelligence"})
ORGANISED = frozenset({"armed_group", "political_party", *STATE})
#: stances of what did not happen, or not yet
UNREAL = frozenset({"demanded", "threatened", "denied"})
PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "their", "its", "who", "which", "that"})
#: nouns of bodies rather than of the people in them
BODIES = frozenset({"army", "forces", "force", "government", "police", "guard", "navy", "military", "embassy"})
#: nouns of the people in a body
PEOPLE = frozenset(
    {"guerrillas", "rebels", "terrorists", "members", "member", "commandos", "commando", "units", "fighters", "men",
     "guerrilla", "soldiers", "troops", "officers", "militants", "column", "command", "terrorist", "rebel"}
)  # fmt: skip
#: characters about as many as two sentences have
NEAR = 300
#: kinds of actors that terrorism is against
CIVILIANS = frozenset({"person", "population", "civil_society", "political_party", "media"})
#: kinds of which the event tells enough without a target
KINDS_WITHOUT_TARGETS = frozenset({"bombing", "suicide_bombing", "ied", "sabotage", "abduction", "assassination"})
MILITARY = re.compile(
    r"\b(?:soldiers?|troops?|army|battalion|brigade|military|patrols?|guerrillas?|rebels?|infantry)\b"
)
#: words by which an organisation owns up to a deed, and by which others lay it at its door
OWNED = re.compile(
    r"(?<!nobody )(?<!no one )\b(?:claim|admit|assum|acknowledg|t[ao]ok|taking)\w*\b.{0,30}\b(?:responsib|credit)"
)
DOUBTED = re.compile(
    r"\b(?:suspect|accus|blam|alleg|presum|attribut|apparently|believed|possibl|charged)"
    r"|responsible for|responsibility of"
)
FIRE = re.compile(r"\b(?:burn|torch|arson|ablaze|set fire|set .{3,20} on fire)")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def messages(folder: Path, *, as_set: bool = False) -> Iterator[Article]:
    """Yield the messages, their lines joined and, unless `as_set`, their capitals undone."""
    for path in sorted(folder.glob("*-muc[34]*")):
        for match in MESSAGE.finditer(path.read_text(encoding="utf-8")):
            blocks = re.split(r"\n\s*\n", MARKS.sub("", match[2]).strip())
            text = "\n\n".join(" ".join(block.split()) for block in blocks)
            yield Article(path=match[1], text=text if as_set else truecase(text))


def keys(folder: Path) -> dict[str, list[Template]]:
    found: dict[str, list[Template]] = {}
    for path in sorted(folder.glob("key*")):
        found |= read_keys(path.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True)
class Scene:
    """One event with what is claimed of it and who takes part."""

    extraction: Extraction
    event: Event
    claims: tuple[Claim, ...]
    entities: dict[str, Entity]

    def strings(self, who: str) -> tuple[str, ...]:
        """Return what the claims call an entity, else what the article does."""
        entity, text = self.entities[who], self.extraction.article.text
        near = {
            text[start:end]
            for start, end in entity.mentions
            if any(claim.start <= start and end <= claim.end for claim in self.claims)
        }
        every = near or {text[start:end] for start, end in entity.mentions}
        return tuple(sorted(one for one in every if one.lower() not in PRONOUNS)) or (entity.name,)

    def names(self, who: str) -> tuple[str, ...]:
        """Return every name of an organisation that the article has."""
        entity, text = self.entities[who], self.extraction.article.text
        every = {entity.name, *entity.aliases, *(text[start:end] for start, end in entity.mentions)}
        return tuple(sorted(one for one in every if one.lower() not in PRONOUNS))


def templates(extraction: Extraction) -> list[Template]:
    """Return the incidents that an article tells of, as MUC-4 would have them."""
    entities = {entity.id: entity for entity in extraction.entities}
    about: dict[str, list[Claim]] = defaultdict(list)
    for claim in extraction.claims:
        if claim.event is not None and claim.stance not in UNREAL and not claim.hypothetical:
            about[claim.event].append(claim)
    found: list[Template] = []
    for event in extraction.events:
        scene = Scene(extraction, event, tuple(about[event.id]), entities)
        for incident in _incidents(scene):
            same = next((one for one in found if _compatible(one, incident)), None)
            if same is None:
                found.append(incident)
            else:
                _merge(same, incident)
    kept = [one for one in found if _is_specific(one)]
    _share_organisations(kept)
    return kept


def _incidents(scene: Scene) -> Iterator[Template]:
    """Yield the event as an incident, and a fire that was set in it as another one."""
    incident = _incident(scene)
    if incident is not None:
        yield incident
        text = scene.extraction.article.text
        if any(FIRE.search(text[start : end + 25]) for start, end in scene.event.mentions):
            fills = {slot: list(fills) if slot.startswith("PERP") else [] for slot, fills in incident.fills.items()}
            yield Template("ARSON", incident.date, incident.location, fills=fills)


def _share_organisations(found: Sequence[Template]) -> None:
    """Give incidents without an organisation the one that the message holds to have done another."""
    known = [
        (fill, label)
        for one in found
        for fill, label in zip(one.fills[ORGANISATION], one.fills[CONFIDENCE], strict=True)
    ]
    for one in found:
        if not one.fills[ORGANISATION] and known:
            one.fills[ORGANISATION].append(known[0][0])
            one.fills[CONFIDENCE].append(known[0][1])


def _incident(scene: Scene) -> Template | None:
    event, entities = scene.event, scene.entities
    agents = sorted({a for c in scene.claims for a in c.agents if entities[a].type == "Actor"})
    targets = sorted({t for c in scene.claims for t in c.targets} - set(agents))
    if event.kind not in TYPES or not _is_relevant(
        event, [entities[a] for a in agents], [entities[t] for t in targets]
    ):
        return None
    fills: dict[str, list[Fill]] = {slot: [] for slot in SLOTS}
    for who in agents:
        _add_agent(scene, who, fills)
    if not fills[ORGANISATION]:
        _add_organisations_near(scene, fills)
    for who in targets:
        _add_target(scene, who, fills)
    places = [entities[place] for place in event.places if place in entities]
    return Template(TYPES[event.kind], _muc_date(event.start), places[0].name if places else "", fills=fills)


def _is_relevant(event: Event, agents: Sequence[Entity], targets: Sequence[Entity]) -> bool:
    """Whether it may be terrorism: neither a clash nor an attack on forces or armed groups alone."""
    hit = {"state_force" if MILITARY.search(target.name.lower()) else target.kind for target in targets}
    if hit <= {*FORCES, "armed_group"}:
        return not hit and event.kind in KINDS_WITHOUT_TARGETS
    return not all(agent.kind in STATE for agent in agents) or not agents or bool(hit & CIVILIANS)


def _is_specific(incident: Template) -> bool:
    """Whether it tells when or where, and whom it hit where its type alone does not tell enough."""
    hit = bool(incident.fills[NAME] or incident.fills[DESCRIPTION])
    return (hit or incident.type != "ATTACK") and bool(incident.date or incident.location or incident.fills[NAME])


def _add_agent(scene: Scene, who: str, fills: dict[str, list[Fill]]) -> None:
    entity = scene.entities[who]
    strings = scene.strings(who)
    if entity.kind in ORGANISED and (entity.named or set(strings[0].lower().split()) & BODIES):
        names = scene.names(who)
        fills[ORGANISATION].append(Fill(names))
        fills[CONFIDENCE].append(Fill(names, (_confidence(who, scene),)))
        strings = tuple(one for one in strings if set(one.lower().split()) & PEOPLE)
    if strings and entity.kind not in ("media", "government"):
        fills[INDIVIDUAL].append(Fill(strings))


def _add_organisations_near(scene: Scene, fills: dict[str, list[Fill]]) -> None:
    """Add the armed groups that the sentences about the event name, where none is told to have done it."""
    spans = [(start - NEAR, end + NEAR) for start, end in scene.event.mentions]
    for who, entity in scene.entities.items():
        near = any(first <= start <= last for first, last in spans for start, _ in entity.mentions)
        if near and entity.kind == "armed_group" and entity.named:
            fills[ORGANISATION].append(Fill(scene.names(who)))
            label = _confidence(who, scene)
            fills[CONFIDENCE].append(Fill(scene.names(who), (POSSIBLE if label == FACT else label,)))


def _add_target(scene: Scene, who: str, fills: dict[str, list[Fill]]) -> None:
    entity = scene.entities[who]
    if entity.type != "Actor" or entity.kind in ("armed_group", "government", "media"):
        return
    strings = scene.strings(who)
    if entity.kind == "person" and entity.named:
        fills[NAME].append(Fill(scene.names(who)))
        strings = tuple(one for one in strings if one.islower())
    if strings:
        fills[DESCRIPTION].append(Fill(strings))


def _confidence(who: str, scene: Scene) -> str:
    """Return how the message holds the organisation to have done it: who says so, and how surely."""
    labels = {_label(who, claim, scene.entities) for claim in scene.claims if who in claim.agents}
    labels |= set(_labels_worded(who, scene))
    return next((label for label in (CLAIMED, BY_AUTHORITIES, SUSPECTED) if label in labels), FACT)


def _labels_worded(who: str, scene: Scene) -> Iterator[str]:
    """Yield what the words of the sentences that name the organisation come to."""
    text = scene.extraction.article.text
    for start, end in scene.extraction.passages:
        if not any(start <= first < end for first, _ in scene.entities[who].mentions):
            continue
        if OWNED.search(text[start:end]):
            yield CLAIMED
        elif DOUBTED.search(text[start:end]):
            states = (one for one in scene.entities.values() if one.kind in STATE and one.id != who)
            told = any(start <= first < end for one in states for first, _ in one.mentions)
            yield BY_AUTHORITIES if told else SUSPECTED


def _label(who: str, claim: Claim, entities: dict[str, Entity]) -> str:
    if claim.stance == "claimed_responsibility" or who in claim.said_by:
        return CLAIMED
    if claim.stance == "accused" or claim.certainty != "certain":
        return BY_AUTHORITIES if any(entities[one].kind in STATE for one in claim.said_by) else SUSPECTED
    return FACT


def _muc_date(date: str | None) -> str:
    match = re.fullmatch(r"\w{4}-(\d\d)-(\d\d)", date or "")
    return f"{match[2]} {MONTHS[int(match[1]) - 1]}" if match else ""


def _compatible(one: Template, other: Template) -> bool:
    """Whether two incidents may be one: of one type, and nothing that both tell of differs."""
    same_date = not (one.date and other.date) or one.date == other.date
    same_place = not (one.location and other.location) or one.location == other.location
    return one.type == other.type and same_date and same_place


def _merge(into: Template, other: Template) -> None:
    into.date, into.location = into.date or other.date, into.location or other.location
    for slot, fills in other.fills.items():
        for fill in fills:
            if slot != CONFIDENCE and all(set(fill.strings).isdisjoint(known.strings) for known in into.fills[slot]):
                into.fills[slot].append(fill)
                if slot == ORGANISATION:
                    into.fills[CONFIDENCE] += [one for one in other.fills[CONFIDENCE] if one.strings == fill.strings]


def constant(ours: Sequence[Template]) -> list[Template]:
    """Return the templates with every organisation reported as fact."""
    return [
        Template(
            one.type, one.date, one.location, one.optional,
            {**one.fills, CONFIDENCE: [Fill(fill.strings, (FACT,)) for fill in one.fills[CONFIDENCE]]},
        )
        for one in ours
    ]  # fmt: skip


def show(article: str, ours: Sequence[Template], wanted: Sequence[Template]) -> None:
    print(f"\n== {article}")
    for sign, side in (("key ", wanted), ("ours", ours)):
        for one in side:
            told = {
                slot.split(": ")[1]: [(f.labels or "", f.strings[:3]) for f in one.fills[slot]]
                for slot in SLOTS
                if one.fills[slot]
            }
            print(sign, one.type, one.date, one.location[:40], told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", type=int, default=None, help="read so many messages alone")
    parser.add_argument("--as-set", action="store_true", help="read the messages in capitals, as they are set")
    parser.add_argument("--show", action="store_true", help="print key and templates of every message")
    parser.add_argument("--extractions", type=Path, help="keep the extractions here, and take them from here if there")
    options = parser.parse_args()
    wanted = keys(options.folder)
    counts: Counter[tuple[str, str]] = Counter()
    plain: Counter[tuple[str, str]] = Counter()
    articles = islice(messages(options.folder, as_set=options.as_set), options.first)
    for extraction in extractions(articles, options.extractions):
        name = extraction.article.path
        ours = templates(extraction)
        tally(ours, wanted.get(name, []), counts)
        tally(constant(ours), wanted.get(name, []), plain)
        if options.show:
            show(name, ours, wanted.get(name, []))
    print(f"{'':32} recall precision      F")
    for title, slots in [*((slot, (slot,)) for slot in SLOTS), ("all of these", SLOTS)]:
        recall, precision, f = figures(counts, slots)
        print(f"{title:32} {recall:6.1f} {precision:9.1f} {f:6.1f}")
    print(f"{'… all ' + FACT:32} " + "{:6.1f} {:9.1f} {:6.1f}".format(*figures(plain, (CONFIDENCE,))))


def extractions(articles: Iterable[Article], kept: Path | None) -> Iterator[Extraction]:
    """Yield what is read off the articles, or what a file keeps of an earlier run."""
    if kept is not None and kept.exists():
        yield from map(from_json, kept.read_text(encoding="utf-8").splitlines())
        return
    nlp = load_pipeline()
    read = [extract(nlp, article) for article in articles]
    if kept is not None:
        kept.write_text("".join(to_json(one) + "\n" for one in read), encoding="utf-8")
    yield from read


if __name__ == "__main__":
    main()
