"""Places that stand for their government: "Islamabad rejected …", "Pakistan's airstrikes", "accused India"."""

from spacy.tokens import Token

from ingest.mentions import STATES

#: Verbs of which a land is the subject as a land.
STATIVE = frozenset(
    {"be", "remain", "lie", "border", "become", "witness", "experience", "see", "mourn", "stretch", "stand", "plunge",
     "descend", "have", "host", "suffer", "brace", "wake", "endure"}
)  # fmt: skip
#: Verbs whose object (or passive subject) is somebody who can answer for it.
ADDRESSING = frozenset(
    {"accuse", "blame", "urge", "warn", "ask", "condemn", "criticise", "criticize", "denounce", "tell", "advise",
     "press",
     "pressure", "expect", "call", "demand", "threaten", "thank", "fault", "implore", "sanction", "charge", "allege",
     "inform", "notify", "allow", "force", "compel", "invite", "praise", "slam", "castigate", "assure", "convince",
     "persuade", "commend", "fight", "support", "back", "beg", "oblige", "require", "request", "order"}
)  # fmt: skip
#: What somebody says, does or has, not a land.
DEEDS = frozenset(
    {"claim", "denial", "statement", "allegation", "accusation", "response", "decision", "warning", "demand", "call",
     "offer", "refusal", "declaration", "strategy", "strike", "airstrike", "attack", "raid", "operation", "offensive",
     "assault", "bombardment", "shelling", "bombing", "incursion", "invasion", "war", "campaign", "killing", "action",
     "retaliation", "approach", "threat", "promise", "pledge", "support", "involvement", "position", "stance",
     "condemnation", "rejection", "announcement", "account", "version", "narrative", "report", "drone", "fire",
     "aggression", "occupation", "blockade", "siege", "crackdown", "intervention", "ally", "enemy", "backing", "rival",
     "commitment", "credibility", "failure", "intelligence", "policy", "request", "proposal", "assertion", "jet",
     "warplane", "missile", "rocket", "artillery", "violation", "reply", "calls", "hand", "role", "ambush", "sweep",
     "tally", "count", "estimate"}
)  # fmt: skip


#: Deeds that are called by the city in which they are done.
VIOLENCE = frozenset(
    {"strike", "airstrike", "attack", "raid", "operation", "offensive", "assault", "bombardment", "shelling", "bombing",
     "killing", "siege", "ambush", "sweep", "blockade", "crackdown"}
)  # fmt: skip


def is_scene(token: Token) -> bool:
    """Tell whether a city's name tells where a deed was done: "the Islamabad bombing"."""
    return token.dep_ == "compound" and token.head.lemma_.lower() in VIOLENCE


def acts(token: Token) -> bool:
    """Tell whether the name of a land or capital stands for its government here."""
    if token.dep_ == "conj":
        return acts(token.head)
    if token.dep_ == "appos":
        return token.head.lemma_.lower() in STATES and acts(token.head)
    if _opens_dateline(token):
        return False
    if token.head == token:
        return token.i + 1 < len(token.doc) and token.nbor(1).tag_ in {"VBD", "VBZ"}
    head, lemma = token.head, token.head.lemma_.lower()
    if token.dep_ == "nsubj":
        return head.pos_ in {"VERB", "AUX"} and lemma not in STATIVE and not _is_nominal(head)
    if token.dep_ == "nsubj:pass":
        return lemma in ADDRESSING
    if token.dep_ in {"obj", "iobj"}:
        return lemma in ADDRESSING
    if token.dep_ in {"nmod:poss", "amod", "compound"}:
        return lemma in DEEDS and head.pos_ in {"NOUN", "PROPN"}
    return _under_preposition(token)


def _opens_dateline(token: Token) -> bool:
    """Tell whether the name opens a dispatch: "KABUL, Dec 3 - …", "PESHAWAR: …"."""
    if token.i != token.sent.start or token.i + 2 >= len(token.doc):
        return False
    after = token.nbor(1).text
    return after in {":", "-", "–", "—", "("} or (
        after == "," and (token.is_upper or token.nbor(2).pos_ in {"PROPN", "NUM"})
    )


def _is_nominal(head: Token) -> bool:
    return any(child.dep_ == "cop" for child in head.children)


def _under_preposition(token: Token) -> bool:
    """Tell whether the place stands under "by", "according to" or what somebody is asked "of" or called "on"."""
    if token.dep_ == "obl:agent":
        return True
    cases = [child for child in token.children if child.dep_ == "case"]
    words, lemma = {child.lower_ for child in cases}, token.head.lemma_.lower()
    if "according" in words or "by" in words:
        return token.dep_ in {"obl", "nmod"}
    if lemma in {"call", "urge", "appeal", "demand"} and words & {"on", "upon", "to", "from"}:
        return True
    return (
        token.head.lemma_.lower() in DEEDS
        and token.head.pos_ == "NOUN"
        and words == {"of"}
        and token.dep_ == "nmod"
        and (lemma in {"accusation", "condemnation", "denial"})
    )
