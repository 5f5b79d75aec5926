"""Deeds that are told and did not happen: denied, willed, arranged, threatened, possible."""

from spacy.tokens import Token

from ingest.syntax import POSSIBLE_MODALS, UNREAL_MODALS, children, is_negated

#: Verbs whose infinitive is no more than meant.
WILLING = frozenset(
    {"threaten", "vow", "plan", "want", "order", "swear", "pledge", "try", "attempt", "intend", "plot", "seek", "aim",
     "promise", "refuse", "hope", "wish", "decide", "agree", "conspire", "prepare", "urge", "ask", "fail"}
)  # fmt: skip


def did_not_happen(verb: Token) -> bool:
    """Tell whether the verb is denied, willed, arranged, threatened or a purpose: "did not kill", "was to free"."""
    if verb.pos_ != "VERB":
        return False
    held = verb.dep_ in {"xcomp", "ccomp"} and verb.tag_ == "VBN" and not children(verb, "aux", "aux:pass")
    for clause in (verb, verb.head) if held else (verb,):
        if is_negated(clause) or any(child.lower_ in UNREAL_MODALS for child in children(clause, "aux")):
            return True
    to = next((child for child in children(verb, "mark", "aux") if child.lower_ == "to"), None)
    if verb.tag_ != "VB" or to is None:
        return False
    arranged = to.i > verb.sent.start and to.nbor(-1).lemma_ == "be"
    return arranged or verb.dep_ in {"advcl", "acl"} or verb.head.lemma_.lower() in WILLING


def is_only_possible(verb: Token) -> bool:
    """Tell whether it is "no one can be arrested", "nobody will be harmed"."""
    return any(child.lower_ in UNREAL_MODALS | POSSIBLE_MODALS for child in children(verb, "aux"))
