"""Attributions: which words are said by whom, with which cue and stance.

Sources, cues and contents as PolNeAR annotates them (Newell et al. 2018); stance and certainty as design.md has them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.asides import find_asides
from ingest.communiques import communique
from ingest.complements import owner_of, preposition
from ingest.cues import Cue, cues, resumed
from ingest.denials import find_answered
from ingest.document import Certainty, EntityType, Polarity, Stance
from ingest.frames import settle
from ingest.learnt import learnt_cues
from ingest.mentions import entity_at
from ingest.nominals import noun_cues
from ingest.quotations import Quotation, quotations
from ingest.referents import resolve_carriers, resolve_others, whole_of
from ingest.relays import cite, find_outlets, is_own_outlet
from ingest.sources import trimmed, without_case
from ingest.speakers import attach, headlines, statements
from ingest.speech_acts import spoken_acts
from ingest.tails import mend
from ingest.tallies import tally_cues
from ingest.turns import resolve_pronouns
from seeds.tolls import person_nouns

#: Stances of which a wrong one costs an analyst more than a missing one.
CLOSED = frozenset({Stance.DENIED, Stance.ACCUSED, Stance.CLAIMED_RESPONSIBILITY, Stance.THREATENED, Stance.DEMANDED})


#: What speaks for whoever it belongs to where it has no name of its own.
OFFICES = frozenset(
    {"office", "centre", "center", "wing", "room", "service", "department", "arm", "branch", "headquarters", "channel",
     "desk", "outlet", "account", "website", "leadership", "command", "bureau", "council", "cell", "count", "tally",
     "statement", "figure", "data", "number", "statistic", "report", "video", "footage", "imagery", "image",
     "record", "estimate", "list", "claim", "text", "source"}
)  # fmt: skip
#: What one goes by for one's own words where nobody is named.
REPORTS = frozenset({"report", "finding", "information", "indication", "estimate", "assessment", "account", "tally"})
#: Bodies whose list or figures speak for them though they have no name.
BODIES = frozenset(
    {"ministry", "police", "army", "military", "government", "hospital", "commission", "clinic", "council", "agency",
     "union", "municipality", "prosecutor", "authority", "network", "monitor", "observatory", "organisation",
     "organization", "watchdog", "charity"}
)  # fmt: skip
#: Words by which the article leaves open whether a report is true.
UNCHECKED = frozenset({"unconfirmed", "unverified", "uncorroborated"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words that somebody holds; every span is tokens [start, end) of the doc."""

    #: the noun phrase of the speaker; null where nobody is named ("it was reported", "reportedly")
    source: tuple[int, int] | None
    source_root: int | None
    cue: tuple[int, int]
    #: lemma of the cue's head
    predicate: str
    content: tuple[tuple[int, int], ...]
    stance: Stance
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.AFFIRMED
    quoted: bool = False
    #: heads of those who pass it on, outermost first
    relays: tuple[int, ...] = ()
    #: who is accused, condemned, threatened or asked
    target: tuple[int, int] | None = None
    target_root: int | None = None
    #: the noun phrase that says what is denied or confirmed
    answers: tuple[int, int] | None = None
    #: head of the noun phrase that says whose claim is denied or confirmed
    answers_source_root: int | None = None
    #: conditional, asked or planned
    hypothetical: bool = False
    #: what within the content others say
    asides: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Holders:
    attributions: tuple[Attribution, ...]
    at: dict[int, tuple[Attribution, ...]]


@Language.component("attributions", requires=["token.head", "token.dep"], assigns=["doc._.attributions"])
def attributions_component(doc: Doc) -> Doc:
    """Set the doc's attributions."""
    doc._.attributions = tuple(attributions(doc))
    return doc


def holders(doc: Doc, token: int) -> tuple[Attribution, ...]:
    """Return the attributions whose content holds the token, the innermost first."""
    known: _Holders | None = doc.user_data.get("holders")
    if known is None or known.attributions is not doc._.attributions:
        known = doc.user_data["holders"] = _Holders(doc._.attributions, _holders(doc._.attributions))
    return known.at.get(token, ())


def _holders(attributions: tuple[Attribution, ...]) -> dict[int, tuple[Attribution, ...]]:
    """Return the attributions whose content holds each token, the innermost first."""
    held: dict[int, list[tuple[int, int, Attribution]]] = {}
    for a in attributions:
        widths: dict[int, int] = {}
        for start, end in sorted(a.content, key=lambda span: span[0] - span[1]):
            widths.update(dict.fromkeys(range(start, end), end - start))
        for token in widths.keys() - {i for start, end in a.asides for i in range(start, end)}:
            held.setdefault(token, []).append((widths[token], -a.cue[0], a))
    return {token: tuple(a for _, _, a in sorted(found, key=lambda h: h[:2])) for token, found in held.items()}


def attributions(doc: Doc) -> list[Attribution]:
    """Return the attributions in the order of their cues."""
    quotes = list(quotations(doc))
    found = attach(doc, quotes, [*_settled(doc), *noun_cues(doc)])
    known = {cue.head.i for cue in found if cue.content}
    found += [cite(cue) for cue in tally_cues(doc) if cue.head.i not in known]
    known |= {cue.head.i for cue in found}
    found += [cue for cue in (*headlines(doc), *statements(doc)) if cue.head.i not in known]
    found += communique(doc, quotes)
    found += learnt_cues(doc, found)
    kept = [cue for cue in found if _tells(cue) and not _is_aside(cue, quotes)]
    kept.sort(key=lambda cue: (cue.span, cue.predicate))
    for cue in kept:
        _cut(doc, cue, kept)
        cue.content = [piece for span in cue.content for piece in _outside(doc, span, cue)]
    for cue in kept:
        _carry_on(doc, cue, kept)
    resolve_carriers(doc, kept)
    for cue in kept:
        if cue.source is not None and any(c.lower_ in UNCHECKED for c in cue.source.children):
            cue.certainty = Certainty.PROBABLE
        cue.source = _actor(doc, cue.source, cue.source_span)
        if cue.source is not None and is_own_outlet(cue.source):
            cue.source = None
        cue.target = _named(doc, cue.target)
    resolve_others(doc, kept)
    resolve_pronouns(doc, kept)
    find_outlets(doc, kept)
    kept = [cue for cue in kept if not _is_unknown(doc, cue, kept)]
    kept += spoken_acts(doc, kept)
    find_answered(doc, kept)
    find_asides(doc, kept)
    kept.sort(key=lambda cue: (cue.span, cue.predicate, cue.content))
    return [_attribution(cue, _relays(cue, kept)) for cue in kept]


def _settled(doc: Doc) -> Iterator[Cue]:
    """Yield the cues that report something, each with what it makes of it."""
    for cue, entry in cues(doc):
        if cue.predicate == "quote":
            mend(cue)
            yield cue
        elif cue.predicate == "according":
            yield cite(cue)
        elif (settled := settle(cite(cue), entry)) is not None:
            mend(settled)
            yield settled


def _tells(cue: Cue) -> bool:
    return bool(cue.content or cue.answers or cue.target or cue.stance is Stance.CLAIMED_RESPONSIBILITY)


def _named(doc: Doc, noun: Token | None) -> Token | None:
    """Return the name in apposition to a noun that has none of its own: "neighbours India and Afghanistan"."""
    entity = entity_at(doc, noun) if noun is not None else None
    if noun is None or (entity is not None and entity.named):
        return noun
    for child in noun.children:
        named = entity_at(doc, child) if child.dep_ in {"appos", "flat"} and child.i == noun.i + 1 else None
        if named is not None and named.named:
            return child
    return noun


def _is_unknown(doc: Doc, cue: Cue, others: list[Cue]) -> bool:
    """Tell whether a demand, threat or accusation within another's words has a speaker that nothing resolves.

    So are words that another gives "according to initial reports", or that "initial reports suggest".
    """
    if cue.source is None or not doc._.mentions:
        return False
    reports = cue.source.lemma_.lower() in REPORTS and owner_of(cue.source) is None
    if cue.stance not in CLOSED and not reports:
        return False
    inside = any(start <= cue.head.i < end for other in others if other is not cue for start, end in other.content)
    return inside and entity_at(doc, cue.source) is None and cue.source.lemma_.lower() not in person_nouns()


def _actor(doc: Doc, root: Token | None, span: tuple[int, int] | None) -> Token | None:
    """Return the root, or what in apposition to it is known as an actor where it is not: "the mission (UNAMA)"."""
    if root is None or span is None or entity_at(doc, root) is not None:
        return root
    if (whole := whole_of(root)) is not None:
        return whole
    if root.lower_ in {"one", "another"}:
        return next((c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN"), root)
    for child in root.children:
        entity = entity_at(doc, child) if child.dep_ in {"appos", "flat", "compound", "nmod:desc", "conj"} else None
        if entity is not None and entity.type is EntityType.ACTOR and child.dep_ != "conj":
            return child
    for owner in _owners(root) if root.lemma_.lower() in OFFICES else ():
        known = entity_at(doc, owner)
        if (known is not None and known.type is EntityType.ACTOR) or _is_body(owner):
            return owner
    return root


def _owners(noun: Token) -> Iterator[Token]:
    """Yield whose an office, a statement or figures may be."""
    if (owner := owner_of(noun)) is not None:
        yield owner
    yield from (c for c in noun.children if preposition(c) in {"of", "for", "from", "by"} or c.dep_ == "compound")


def _is_body(noun: Token) -> bool:
    return noun.lemma_.lower() in BODIES


def _is_aside(cue: Cue, quotes: list[Quotation]) -> bool:
    """Tell whether the cue is a figure of speech within a quotation, "I think", or its source stands outside it."""
    around = next((quote for quote in quotes if quote.start < cue.head.i < quote.end), None)
    owning = cue.stance is Stance.CLAIMED_RESPONSIBILITY
    if around is not None and cue.source is not None and cue.source.i < around.start < cue.span[0] and not owning:
        return True
    if cue.source is None or cue.source.lower_ not in {"i", "we", "you"} or cue.stance is not Stance.CLAIMED:
        return False
    return cue.source.lower_ == "you" or any(quote.start <= cue.head.i < quote.end for quote in quotes)


def _cut(doc: Doc, cue: Cue, others: list[Cue]) -> None:
    """End the content at the end of its paragraph, and where the same speaker goes on with another cue."""
    pieces = []
    for start, end in cue.content:
        stop = end
        for other in others:
            if other is not cue and start < other.span[0] < stop and _is_same_voice(cue, other):
                stop = other.span[0] - 1
        for token in doc[start:stop] if not cue.quoted else ():
            if "\n" in token.text and token.i > start:
                stop = token.i
                break
        pieces.append(trimmed(doc, start, stop) if stop < end else (start, end))
    cue.content = [(start, end) for start, end in pieces if start < end]


def _carry_on(doc: Doc, cue: Cue, others: list[Cue]) -> None:
    """Let what was said go on after a colon, and over an "and" in the tense of reported speech, to the sentence's end.

    "Declared that it was over: all 33 had been killed, and every hostage had been rescued."
    """
    if cue.quoted or not cue.content or cue.content[-1][0] < cue.span[1]:
        return
    start, end = cue.content[-1]
    stop = doc[cue.head.i].sent.end
    rest = doc[end:stop]
    if not rest or any(o is not cue and (end <= o.span[0] < stop or _begins_in(o, end, stop)) for o in others):
        return
    opening = [token.lower_ for token in rest[:2]]
    backshifted = any(token.lower_ == "had" and token.dep_.startswith("aux") for token in rest)
    if opening[0] == ":" or (("and" in opening or opening[0] == ";") and backshifted):
        cue.content[-1] = trimmed(doc, start, stop)


def _begins_in(cue: Cue, start: int, end: int) -> bool:
    return any(start <= first < end for first, _ in cue.content)


def _outside(doc: Doc, span: tuple[int, int], cue: Cue) -> Iterator[tuple[int, int]]:
    """Yield what of the span is neither the cue's own words nor its source's."""
    pieces = [span]
    for taken in (cue.span, None if cue.passive else cue.source_span):
        if taken is not None:
            pieces = [piece for whole in pieces for piece in _without(doc, whole, taken)]
    yield from pieces


def _without(doc: Doc, span: tuple[int, int], taken: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield what of the span stands before the words taken, and after them where what was said goes on there."""
    if taken[1] <= span[0] or span[1] <= taken[0]:
        yield span
        return
    before, after = (span[0], taken[0]), (taken[1], span[1])
    if before[0] < before[1]:
        yield trimmed(doc, *before)
    resume = None if after[0] >= after[1] else after[0] if taken[0] <= span[0] else resumed(doc, *after)
    if resume is not None:
        yield trimmed(doc, resume, after[1])


def _is_same_voice(cue: Cue, other: Cue) -> bool:
    """Tell whether the other cue goes on with the same speaker after a comma or "and": "…, adding that …"."""
    before = cue.head.doc[other.span[0] - 1]
    same = cue.source is not None and other.source is not None and cue.source.i == other.source.i
    return same and cue.head.i < other.head.i and (before.text == "," or before.dep_ == "cc")


def _bare(noun: Token, cue: Token) -> tuple[int, int]:
    """Return the span of a noun phrase without preposition, possessive mark and closing comma."""
    start, end = trimmed(noun.doc, *without_case(noun, cue))
    deeds = [c for c in noun.children if preposition(c) == "of" and c.i > noun.i] if cue.lemma_ == "accuse" else []
    end = min([end, *(deed.left_edge.i for deed in deeds[-1:])])
    return start, end - (end - start > 1 and noun.doc[end - 1].tag_ == "POS")


def _relays(cue: Cue, others: list[Cue]) -> tuple[int, ...]:
    """Return the heads of who passes it on, the outermost first: whose words hold the cue, and whom it cites."""
    outer = [
        (max(end - start for start, end in other.content if start <= cue.head.i < end), other)
        for other in others
        if other is not cue
        and other.polarity is Polarity.AFFIRMED
        and any(start <= cue.head.i < end for start, end in other.content)
        and not any(start <= cue.head.i < end for start, end in other.asides)
    ]
    sources = [o.source for _, o in sorted(outer, key=lambda held: -held[0]) if o.source is not None]
    own = cue.source.i if cue.source is not None else -1
    return tuple(dict.fromkeys(t.i for t in (*sources, *cue.relays) if t.i != own))


def _attribution(cue: Cue, relays: tuple[int, ...]) -> Attribution:
    return Attribution(
        source=cue.source_span,
        source_root=cue.source.i if cue.source is not None else None,
        cue=cue.span,
        predicate=cue.predicate,
        content=tuple(cue.content),
        stance=cue.stance,
        certainty=cue.certainty,
        polarity=cue.polarity,
        quoted=cue.quoted,
        relays=relays,
        target=_bare(cue.target, cue.head) if cue.target is not None else None,
        target_root=cue.target.i if cue.target is not None else None,
        answers=cue.answers,
        answers_source_root=cue.answers_source.i if cue.answers_source is not None else None,
        hypothetical=cue.hypothetical,
        asides=tuple(cue.asides),
    )
