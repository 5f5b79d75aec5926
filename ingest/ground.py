"""Where: which place of a sentence holds for a word that tells of an event."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ingest.dateline import dateline
from ingest.document import EntityType, Victims
from ingest.mentions import Mention, entity_by_id
from ingest.quotations import quotations
from ingest.syntax import case_of, children, clause_of
from ingest.texts import text_of
from ingest.victims import victims_of

LOCATIVE = frozenset(
    {"in", "at", "near", "on", "outside", "inside", "around", "across", "along", "throughout", "off", "within", "over",
     "between", "through", "into", "towards", "toward", "north", "south", "east", "west", "close", "under", "amid"}
)  # fmt: skip
BARRIERS = frozenset({"ccomp", "parataxis", "acl:relcl"})
#: Verbs that only say that the event they have for a subject happened: "a clash which took place in …".
HAPPENING = frozenset(
    {"take", "occur", "happen", "come", "erupt", "break", "start", "begin", "unfold", "follow", "rage", "last", "go",
     "continue", "carry", "conduct", "launch", "stage", "hit", "strike", "rock"}
)  # fmt: skip
#: Words before a clause that tells of another time than the one it hangs on.
OTHER_TIME = frozenset({"since", "until", "till", "because", "although", "though", "if"})
#: Spans of time that stand before "after" and "before" where these tell of another time: "two weeks after".
SPANS = frozenset({"day", "week", "fortnight", "month", "year", "decade"})
#: Tags of verbs that make a clause.
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where", "when"})
#: Verbs of what is done elsewhere, beforehand: "a massacre planned in Kigali".
PLANNING = frozenset({"plan", "organise", "organize", "prepare", "order", "orchestrate", "direct", "plot", "hatch"})
#: Verbs with which "from" tells where something happened.
TAKING = frozenset({"abduct", "kidnap", "snatch", "arrest", "detain", "apprehend", "recover", "rescue", "evacuate"})
#: Verbs of what brought those who act from elsewhere: "troops sent from Gao clashed".
SENDING = frozenset(
    {"send", "dispatch", "deploy", "fly", "rush", "summon", "call", "draw", "airlift", "bring", "travel"}
)
POINTING = frozenset({"the", "this", "that"})
#: Words for a line rather than a place.
BORDERS = frozenset({"border", "frontier"})
#: Where the wounded and the dead are brought.
HOSPITALS = frozenset({"hospital", "clinic", "morgue", "mortuary"})
NURSING = frozenset(
    {
        "take",
        "bring",
        "rush",
        "admit",
        "treat",
        "transfer",
        "evacuate",
        "move",
        "airlift",
        "receive",
        "shift",
        "hospitalise",
    }
)
#: Verbs whose object is where something happens.
REACHING = frozenset(
    {"enter", "reach", "storm", "capture", "overrun", "retake", "recapture", "attack", "bomb", "shell", "hit", "strike",
     "pound", "target", "raid", "besiege", "surround", "occupy", "cross", "rock", "shake", "seize", "invade", "bombard",
     "hold", "loot", "torch", "sack", "take", "control"}
)  # fmt: skip
#: Verbs with which "to" and "from" tell of the way on which something happens.
MOVING = frozenset(
    {
        "drive",
        "travel",
        "head",
        "go",
        "move",
        "walk",
        "march",
        "ride",
        "sail",
        "fly",
        "return",
        "bind",
        "come",
        "arrive",
    }
)


def attached(token: Token, mention: Token) -> bool:
    """Tell whether what the mention says (a place, a date) holds for the trigger."""
    if token.is_ancestor(mention):
        between = [a for a in mention.ancestors if token.is_ancestor(a) and not _only_happens(token, a)]
        return not any(is_barrier(a) and not stands_before(mention, a) for a in between)
    clause = clause_of(mention)
    node = token
    for _ in range(8):
        if node.i == clause.i:
            return True
        if node.dep_ in BARRIERS or node.head.i == node.i:
            return False
        if node.dep_ == "conj" and node.i < mention.i and not mention.is_ancestor(node) and node.head.i == clause.i:
            return True
        node = node.head
    return False


def is_barrier(clause: Token) -> bool:
    """Tell whether what stands in the clause holds for it alone."""
    if clause.dep_ in BARRIERS or (clause.dep_ == "conj" and clause.pos_ == "VERB"):
        return True
    return is_of_other_time(clause) or (clause.dep_ == "acl" and clause.lemma_.lower() in PLANNING)


def is_of_other_time(clause: Token) -> bool:
    """Tell whether a clause may be of another time than the one it hangs on."""
    return is_of_earlier_time(clause) or any(mark.lower_ in OTHER_TIME for mark in children(clause, "mark"))


def is_of_earlier_time(clause: Token) -> bool:
    """Tell whether a clause says that it is of another time: "since it was formed", "two weeks after they fled"."""
    marks = children(clause, "mark")
    spans = (mark.nbor(-1) for mark in marks if mark.lower_ in {"after", "before"} and mark.i > mark.sent.start)
    return any(mark.lower_ == "since" for mark in marks) or any(span.lemma_.lower() in SPANS for span in spans)


def is_measured_from(noun: Token) -> bool:
    """Tell whether the noun is the event from which another is counted: "the day before the attack"."""
    cases = [mark for mark in children(noun, "case") if mark.lower_ in {"after", "before"} and mark.i > noun.sent.start]
    return any(mark.nbor(-1).lemma_.lower() in SPANS for mark in cases)


def stands_before(mention: Token, clause: Token) -> bool:
    """Tell whether the mention stands before the relative clause that the parse puts it in."""
    relative = [t.i for t in clause.subtree if t.lower_ in RELATIVE and t.i < clause.i]
    return clause.dep_ == "acl:relcl" and bool(relative) and mention.i < min(relative)


def _only_happens(token: Token, clause: Token) -> bool:
    """Tell whether a relative clause tells of the noun's own event: "a clash which took place", "that hurt six"."""
    if clause.head.i != token.i or clause.dep_ != "acl:relcl":
        return False
    return clause.lemma_.lower() in HAPPENING or any(c.lower_ in {"that", "which"} for c in children(clause, "nsubj"))


def divided(one: int, other: int, doc: Doc) -> bool:
    """Tell whether a semicolon stands between two tokens."""
    return any(doc[i].text == ";" for i in range(min(one, other), max(one, other)))


def is_outside(place: int, token: Token) -> bool:
    """Tell whether a token stands outside the quoted clause that tells of the trigger: there it is of the speaking."""
    quoted = next((span for span in _quoted(token.doc) if span[0] < token.i < span[1] - 1), None)
    return quoted is not None and not quoted[0] <= place < quoted[1] and _is_clause(token.doc, quoted)


def _is_clause(doc: Doc, span: tuple[int, int]) -> bool:
    """Tell whether a quotation holds a whole clause, not a few words of one."""
    return any(token.tag_ in FINITE for token in doc[span[0] : span[1]])


def _quoted(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Return the bounds of the quotations."""
    known: tuple[tuple[int, int], ...] | None = doc.user_data.get("quoted")
    if known is None:
        known = doc.user_data["quoted"] = tuple((one.start, one.end) for one in quotations(doc))
    return known


def places_of(token: Token, *, loosely: bool = True) -> tuple[str, ...]:
    """Return the ids of the places where the trigger's words have it happen; loosely, those of its sentence too."""
    found: list[tuple[int, str]] = []
    loose: list[tuple[int, str]] = []
    ways: list[tuple[int, str]] = []
    for mention in _undivided(token):
        root = token.doc[mention.root]
        told = (abs(root.i - token.i), mention.entity)
        if not _is_locative(token, root):
            if (
                _is_on_the_way(root)
                or _is_where_they_were(root, token)
                or _stands_after_locative(token.doc[mention.start])
            ):
                ways.append(told)
        elif attached(token, root) and (token.is_ancestor(root) or not is_measured_from(token)):
            found.append(told)
        elif not is_cue(clause_of(root)):
            loose.append(told)
    if not found and points_back(token):
        return ()
    cases = {case_of(token.doc[mention.root]) for mention in _places_in(token)}
    ways = [] if {"from", "to"} <= cases else ways
    return tuple(dict.fromkeys(place for _, place in sorted(found or (loosely and (loose or ways)) or ())))


def _undivided(token: Token) -> list[Mention]:
    """Return the places on the trigger's side of semicolons and quotation marks; those before where it has none."""
    doc = token.doc
    inside = [mention for mention in _places_in(token) if not is_outside(mention.root, token)]
    own = [mention for mention in inside if not divided(mention.root, token.i, doc)]
    if any(_is_locative(token, doc[mention.root]) for mention in own):
        return own
    return [mention for mention in inside if mention in own or mention.root < token.i]


def points_back(token: Token) -> bool:
    """Tell whether the noun takes up an event spoken of: "after the strikes"."""
    return token.pos_ == "NOUN" and any(child.lower_ in POINTING for child in token.children)


def is_cue(token: Token) -> bool:
    """Tell whether the word attributes something: what stands with it is where and when it was said."""
    return any(a.cue[0] <= token.i < a.cue[1] for a in token.doc._.attributions)


def _places_in(token: Token) -> Iterator[Mention]:
    """Yield the places of the trigger's sentence that are no part of a dateline, a date or a speaker's name."""
    doc, sentence = token.doc, token.sent
    aside, start, end = asides(doc), sentence.start, sentence.end
    found = [
        mention
        for mention in doc._.mentions
        if start <= mention.root < end
        and mention.root not in aside
        and entity_by_id(doc, mention.entity).type is EntityType.PLACE
        and not _is_of_hospital(doc[mention.root])
        and not is_origin(doc[mention.root])
    ]
    inland = [mention for mention in found if doc[mention.root].lower_ not in BORDERS]
    yield from inland or found


def speaking(doc: Doc) -> frozenset[int]:
    """Return the tokens that name those who speak and what stands with the words of speaking."""
    known: frozenset[int] | None = doc.user_data.get("speaking")
    if known is not None:
        return known
    found: set[int] = set()
    for attribution in doc._.attributions:
        if attribution.source_root is not None:
            source = doc[attribution.source_root]
            inside = {i for start, end in attribution.content for i in range(start, end)}
            telling = {t.i for clause in children(source, "acl:relcl") for t in clause.subtree}
            found.update({t.i for t in source.subtree if t.sent == source.sent} - inside - telling)
    doc.user_data["speaking"] = frozenset(found)
    return speaking(doc)


def asides(doc: Doc) -> frozenset[int]:
    """Return the tokens of the dateline, of dates and of those who speak: no places of what happened."""
    known: frozenset[int] | None = doc.user_data.get("asides")
    if known is not None:
        return known
    found = {i for date in doc._.dates for i in range(date.start, date.end)}
    filed = dateline(text_of(doc))
    if filed is not None:
        span = doc.char_span(filed.start, filed.end, alignment_mode="contract")
        found.update(range(span.start, span.end) if span is not None else ())
    found |= speaking(doc)
    doc.user_data["asides"] = frozenset(found)
    return asides(doc)


def _is_of_hospital(place: Token) -> bool:
    """Tell whether the place is where a hospital stands: "taken to a hospital in Khuzdar"."""
    before = place.doc[max(place.sent.start, place.left_edge.i - 2) : place.i]
    near = (place, place.head, place.head.head, *before)
    hospital = next((node for node in near if node.lemma_.lower() in HOSPITALS), None)
    return hospital is not None and (hospital.head.lemma_.lower() in NURSING or hospital.dep_ in {"nsubj", "nmod"})


def is_origin(place: Token) -> bool:
    """Tell whether the place is where somebody is from: "Samir, 22, of Baiji in Iraq", "a man from Baiji"."""
    node = place
    if node.dep_ == "obl" and case_of(node) == "from" and node.head.dep_.startswith("acl"):
        return node.head.lemma_.lower() in SENDING
    while node.dep_ == "nmod" and case_of(node) not in {"of", "from"}:
        node = node.head
    bearer = node.head.head if node.head.pos_ == "NUM" else node.head
    if node.dep_ != "nmod" or case_of(node) not in {"of", "from"}:
        return False
    if case_of(node) == "from" and _is_taken_from(node):
        return False
    return bearer.ent_type_ == "PERSON" or (case_of(node) == "from" and victims_of(bearer) is not None)


def _stands_after_locative(first: Token) -> bool:
    """Tell whether a preposition of place stands before the name, wherever the parse hangs it."""
    for back in range(1, 5):
        if first.i - back < first.sent.start:
            return False
        word = first.nbor(-back)
        if word.lower_ in LOCATIVE:
            return word.pos_ in {"ADP", "SCONJ", "ADV"}
        if word.pos_ not in {"DET", "ADJ", "NOUN", "PROPN"} and word.lower_ != "of":
            return False
    return False


def _is_on_the_way(place: Token) -> bool:
    """Tell whether the place is one that somebody was going to."""
    return case_of(place) in {"to", "for"} and place.head.lemma_.lower() in MOVING


def _is_where_they_were(place: Token, token: Token) -> bool:
    """Tell whether those who act live there or were taken there: "residents of Goma marched", "seized from Gao"."""
    if case_of(place) == "from":
        return _is_taken_from(place)
    bearer = place.head
    return (
        place.dep_ == "nmod" and case_of(place) == "of" and bearer.dep_ == "nsubj" and bearer.head.i == token.i
        and victims_of(bearer) is Victims.CIVILIANS
    )  # fmt: skip


def _is_taken_from(place: Token) -> bool:
    """Tell whether people were taken from there."""
    return any(node.lemma_.lower() in TAKING for node in (place.head, place.head.head))


def _is_locative(token: Token, place: Token) -> bool:
    """Tell whether the place stands where something happens: "in", "near", "the Karachi bombing"."""
    node = place
    for _ in range(6):
        label = node.dep_.split(":")[0]
        if node.dep_ in {"obj", "nsubj:pass"} and node.head.lemma_.lower() in REACHING:
            return True
        if label in {"obl", "nmod"} and node.dep_ != "nmod:poss":
            case = case_of(node)
            if case in LOCATIVE:
                return True
            if case not in {"of", ""}:
                return False
        elif node.dep_ not in {"nmod:poss", "compound", "appos", "flat", "conj", "amod", "nmod", "nmod:desc"}:
            return False
        node = node.head
        if node.i == token.i:
            owners = {"compound", "nmod:poss", "amod"}
            return place.dep_ in owners and (place.head.i == token.i or place.head.dep_ == "compound")
    return False
