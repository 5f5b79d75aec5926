"""Threats and what they depend on: "threatened to act alone should Pakistan fail", "warned that any attack …"."""

import re

from spacy.tokens import Span, Token

from ingest.complements import complements, following, is_to, object_of
from ingest.cues import Cue
from ingest.document import Certainty, Stance
from ingest.sources import SUBJECTS, subtree
from ingest.stances import HOSTILE, Reporting, can_speak

#: What one vows that threatens nobody.
HELPING = frozenset(
    {"visit", "rebuild", "help", "support", "investigate", "protect", "rescue", "free", "restore", "provide",
     "rehabilitate", "compensate", "cooperate", "assist", "release", "reopen", "repair", "improve", "work",
     "serve", "reform", "pay", "honour"}
)  # fmt: skip
CONDITIONS = frozenset({"if", "unless", "until"})
#: What a speaker will do, or what others will suffer, that is a threat whoever says it.
THREAT = re.compile(
    r"""\b(?:will|shall|'ll|’ll|would)\s+(?:(?:never|soon|surely|all|certainly|now)\s+)?(?:
        pay\s+(?:the|a|for|dearly|with)|meet\s+the\s+same|suffer\s+the\s+(?:same|consequences)|face\s+(?:the\s+)?consequences|
        regret|be\s+(?:heard\s+in|met\s+with|punished|levell?ed|destroyed|crushed|avenged|answered|executed|killed|hunted|
        treated\s+as|dealt\s+with|eliminated|wiped\s+out|burned|burnt|struck|targeted|shot|hanged|beheaded|buried|flogged))\b""",
    re.IGNORECASE | re.VERBOSE,
)
OWN_THREAT = re.compile(
    r"""\b(?:we|i)\s+(?:will|shall|'ll|’ll)\s+(?:(?:never|soon|surely|certainly|now|also)\s+)?(?:
        not\s+(?:stop|rest|relent|forgive|forget|spare)|continue\s+(?:to\s+)?(?:fight|strik|target|attack|bomb|hit|hunt)|burn|kill|
        destroy|strike|hit|respond|retaliate|avenge|punish|execute|attack|fight\s+on|hunt|crush|eliminate|take\s+revenge|bury|
        answer|go\s+on\s+until|hit\s+back|strike\s+back|not\s+be\s+silent)""",
    re.IGNORECASE | re.VERBOSE,
)
#: An answer that is held out, whose tone says of what kind.
RESPONSE = re.compile(
    r"""\b(?:will|would|shall|'ll|’ll)\s+(?:give|deliver|receive|get|face|meet\s+with|draw)\s+an?\s+(?:\w+\s+){0,3}(?:response|reply|answer|
        retaliation|reprisal)\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: What a speaker is said to do to others in its turn.
TOLD_THREAT = re.compile(
    r"""\b(?:it|they|he|she)\s+(?:will|would)\s+(?:(?:never|soon|surely|certainly|now|also)\s+)?(?:respond\s+(?:with|harshly|
        decisively|forcefully)|retaliate|avenge|hit\s+back|strike\s+back|take\s+revenge|hunt\s+down|punish|execute|
        (?:continue|keep|not\s+stop)\s+(?:to\s+)?(?:fight|attack|strik|target|bomb|hit))""",
    re.IGNORECASE | re.VERBOSE,
)
#: What follows for others where they do, or leave undone, what is named in the same sentence.
CONSEQUENCE = re.compile(
    r"""\b(?:we|it|they|(?:our|its|their)\s+\w+)\s+(?:will|would|shall|'ll|’ll)\s+(?:(?:not\s+hesitate\s+to|also|then|be|resume\s+\w+)\s+)?(?:kill|execut|attack|
        strik|burn|respond|retaliat|punish|shoot|destroy|target|behead|hit|bomb|fight|crush|bury|devastating|harsh|severe|
        painful|decisive)|\b(?:will|shall|'ll|’ll)\s+not\s+(?:leave|return|live|survive)\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: Threats that name no deed.
VEILED = re.compile(r"\bno\s+(?:mercy|quarter|safe\s+place)\b|\bgraveyard\b|\bleave\b.*\bor\s+die\b", re.IGNORECASE)
TARGETED = re.compile(r"\b(?:is|are)\s+a?\s*(?:legitimate\s+|military\s+)targets?\b", re.IGNORECASE)
#: What sets a condition or a term without "if".
TERMS = re.compile(r"\b(?:otherwise|or\s+else|failing\s+(?:which|that)|in\s+that\s+case|after\s+that)\b", re.IGNORECASE)
#: What the speaker will do, where that is nothing that helps.
OWN_ACT = re.compile(
    r"""\b(?:we|they|it|(?:our|their|its)\s+\w+)\s*(?:will|would|shall|'ll|’ll|'d|’d)\s+(?:also\s+|then\s+)?(?!be\b|have\b|not\b|
        release|free|negotiat|talk|open|allow|cooperat|support|help|consider|accept|welcome|investigat|pay|rebuild|hand|provide|
        respect|hold|join|sign|agree|seek|try|need|know|see|lift|withdraw|leave|stop|lay|start|begin|get|take\s+part|make|
        give\s+(?:up|them|him|her)|become|do\b)\w+""",
    re.IGNORECASE | re.VERBOSE,
)
#: What others will undergo.
FATE = re.compile(
    r"""\b(?:will|would|shall|'ll|’ll|'d|’d)\s+(?:(?:not|never)\s+(?:be\s+(?:seen|released|freed|spared|found)|live|return|survive|leave|
        see)|lose|die|perish|burn|be\s+(?:put\s+on\s+trial|tried|considered|regarded|seen|shot|a\s+(?:legitimate\s+|military\s+)?target|
        next\b)|get\s+(?:their|his|her)\s+(?:names?|bod|heads?|corpses?))|\bthere(?:\s+will|'ll|’ll)\s+be\s+no\b""",
    re.IGNORECASE | re.VERBOSE,
)


def threatened(cue: Cue, entry: Reporting) -> Cue | None:
    """Settle a threat or a warning, a claim where it holds out nothing hostile."""
    verb = cue.head
    if not cue.content:
        complement = next((c for c in verb.children if c.dep_ == "xcomp" and is_to(c)), None)
        cue.content = [subtree(complement)] if complement is not None else complements(verb, with_object=True)
    if (
        entry.lemma in {"warn", "caution", "forewarn"}
        and all(c.dep_ == "obj" for c in following(verb))
        and object_of(verb)
    ):
        cue.content = []
        return cue
    hearer = next((c for c in verb.children if c.dep_ in {"obj", "iobj"}), None)
    if entry.lemma == "warn" and hearer is not None and any(c.dep_ == "xcomp" and is_to(c) for c in verb.children):
        cue.stance, cue.target = Stance.DEMANDED, hearer
        return cue
    words = {t.lemma_.lower() for s, e in cue.content for t in verb.doc[s:e]} | {verb.lemma_.lower()}
    helping = any(c.dep_ in {"xcomp", "ccomp"} and c.lemma_.lower() in HELPING for c in verb.children)
    if entry.lemma not in {"threaten", "menace"} and not words & HOSTILE and (helping or entry.lemma != "vow"):
        cue.stance = Stance.CLAIMED
    if entry.lemma in {"warn", "caution", "forewarn"} and not _is_own_threat(cue):
        cue.stance = Stance.CLAIMED
    if cue.stance is not Stance.THREATENED:
        return cue
    if cue.source is None or (entry.lemma in {"threaten", "menace"} and not can_speak(cue.source)):
        return None
    return _aimed(cue, entry)


def _aimed(cue: Cue, entry: Reporting) -> Cue:
    """Return the threat with whom it is against and what it depends on."""
    verb = cue.head
    infinitive = next((c for c in verb.children if c.dep_ == "xcomp"), None)
    if infinitive is not None:
        cue.target = object_of(infinitive)
    elif entry.lemma in {"threaten", "menace", "warn"}:
        cue.target = object_of(verb)
    told = [t for s, e in (*cue.content, (verb.left_edge.i, verb.right_edge.i + 1)) for t in verb.doc[s:e]]
    cue.hypothetical = any(t.lower_ in CONDITIONS or is_inverted_condition(t) for t in told)
    if any(is_condition(t) for t in told):
        cue.certainty = Certainty.POSSIBLE
    return cue


def is_condition(token: Token) -> bool:
    """Tell whether the word makes what is said depend on something: "if", "unless", "should X fail to"."""
    return token.lower_ in {"if", "unless"} or is_inverted_condition(token)


def is_inverted_condition(token: Token) -> bool:
    """Tell whether an auxiliary before its subject makes a condition: "should Pakistan fail to do so"."""
    if token.lower_ not in {"should", "were", "had"} or token.dep_ not in {"aux", "cop", "aux:pass"}:
        return False
    subject = next((c for c in token.head.children if c.dep_ in SUBJECTS | {"nsubj:pass"}), None)
    return subject is not None and token.i < subject.i and not any(t.text == "?" for t in token.sent[-2:])


def _is_own_threat(cue: Cue) -> bool:
    """Tell whether a warning is of what the speaker will do: "any attack will be met with force"."""
    text = " ".join(cue.head.doc[s:e].text for s, e in cue.content).lower()
    own = re.search(r"\b(we|our|us|it|its|they|their|i)\b", text)
    will = r"\b(will|would|shall)"
    return bool(
        (own and re.search(rf"{will}\b", text))
        or re.search(r"\b(of|with) (\w+ ){0,3}(retaliation|response|revenge|reprisals?|action|consequences)\b", text)
        or re.search(rf"{will} (be )?(met|pay|answered|levell?ed|punished|executed|killed|treated|crushed)\b", text)
    )


def is_conditional(sentence: Span) -> bool:
    """Tell whether what the sentence holds out depends on something."""
    return any(map(is_condition, sentence)) or TERMS.search(sentence.text) is not None


def is_threat(sentence: Span, *, quoted: bool) -> bool:
    """Tell whether what somebody says in the sentence is a threat, whatever it is said by."""
    text = sentence.text
    spoken = (OWN_THREAT, TARGETED, VEILED) if quoted else (TOLD_THREAT,)
    if any(pattern.search(text) for pattern in (*spoken, THREAT, RESPONSE)):
        return True
    return is_conditional(sentence) and any(pattern.search(text) for pattern in (CONSEQUENCE, OWN_ACT, FATE))
