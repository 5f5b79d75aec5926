"""What noun phrases and pronouns can stand for: definiteness, telling words, number, quotation."""

from functools import lru_cache

from spacy.tokens import Doc, Token

from ingest.actors import speech_verbs
from ingest.document import ActorKind, Entity
from ingest.mentions import Mention
from ingest.roles import CHIEFS, INDIVIDUAL_FORCES
from seeds.nouns import role_nouns

#: Nouns for one person, whom "it" never stands for.
INDIVIDUALS = (
    CHIEFS
    | INDIVIDUAL_FORCES
    | frozenset(
        {
            "attacker",
            "bomber",
            "gunman",
            "assailant",
            "shooter",
            "militant",
            "insurgent",
            "fighter",
            "terrorist",
            "ringleader",
            "warlord",
            "kidnapper",
            "hijacker",
            "sniper",
            "abductor",
            "infiltrator",
        }
    )
)
PLURAL = frozenset({"they", "them", "their", "theirs"})


def quoted(doc: Doc) -> list[bool]:
    """Return for each token whether it stands between double quotation marks."""
    found, inside = [], False
    for token in doc:
        if token.text in {"“", "”", '"', "``", "''"}:
            inside = token.text in {"“", "``"} or (token.text == '"' and not inside)
        elif token.is_space and "\n" in token.text:
            inside = False
        found.append(inside)
    return found


def is_definite(token: Token) -> bool:
    """Tell whether the noun phrase takes up what has been spoken of."""
    counted = token.head if token.dep_ == "nmod" and any(c.lower_ == "same" for c in token.head.children) else token
    return any(c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these", "those"} for c in counted.children)


def telling(token: Token) -> list[Token]:
    """Return the words that tell the noun from others of its kind."""
    return [
        child
        for child in token.children
        if child.dep_ in {"amod", "compound", "nmod:poss", "nmod", "acl", "acl:relcl"}
        and child.lower_ not in {"same", "latter", "former", "said"}
        and not (child.dep_ == "compound" and child.i < token.i and child.nbor(1).text == "-")
        and not (child.dep_ in {"acl", "acl:relcl"} and child.i > token.i + 1)
        and child.lemma_.lower() not in {"insurgent", "militant", "armed", "rebel", "separatist", "terrorist"}
    ]


def is_headed(entity: Entity, lemma: str) -> bool:
    """Tell whether one of the entity's names ends, or begins its "… of", with the noun."""
    for first, heads in map(_heads_of, (entity.name, *entity.aliases)):
        if heads and (lemma in heads or (len(lemma) > 4 and first.startswith(lemma))):
            return True
    return False


@lru_cache(maxsize=10_000)
def _heads_of(name: str) -> tuple[str, frozenset[str]]:
    """Return the first word of a name of several, and those that may head it: the last and the one before "of"."""
    words = name.casefold().split()
    if len(words) < 2:
        return "", frozenset()
    before_of = words[words.index("of") - 1] if "of" in words[1:] else ""
    return words[0], frozenset({words[-1], before_of})


def titles(root: Token, doc: Doc, mention: Mention) -> list[Token]:
    """Return the nouns that call a named person by what they do."""
    titles = [child for child in root.children if child.dep_ in {"nmod:desc", "appos", "compound", "flat"}]
    if root.dep_ == "appos":
        titles.append(root.head)
    before = doc[mention.start - 1] if mention.start else None
    if before is not None and before.lemma_.lower() in role_nouns():
        titles.append(before)
    return titles


def is_single(entity: Entity, root: Token) -> bool:
    """Tell whether a mention is of one person."""
    if entity.kind == ActorKind.PERSON:
        return True
    single = entity.kind in {ActorKind.UNNAMED_SOURCE, ActorKind.POPULATION, ActorKind.STATE_FORCE}
    return (
        single and not entity.named and root.tag_ == "NN" and root.lemma_.lower() not in {"report", "media", "police"}
    )


def is_plural(entity: Entity, root: Token) -> bool:
    """Tell whether a mention is of several people."""
    if root.pos_ == "PRON" or root.tag_ == "NNS":
        return root.tag_ == "NNS" or root.lower_ in PLURAL
    return entity.kind in {ActorKind.ARMED_GROUP, ActorKind.STATE_FORCE, ActorKind.POPULATION} and root.tag_ != "NN"


def is_expletive(token: Token) -> bool:
    """Tell whether "it" stands for nobody: "it is known that", "it remains to be seen"."""
    if token.dep_ == "expl" or token.lower_ != "it":
        return token.dep_ == "expl"
    head = token.head
    says = head.lemma_.lower() in speech_verbs() and token.dep_ == "nsubj"
    return not says and (head.pos_ != "VERB" or any(c.dep_ in {"ccomp", "csubj", "xcomp"} for c in head.children))


def is_body(entity: Entity, root: Token) -> bool:
    """Tell whether a mention is of an organisation, a force or a government as one."""
    people = {ActorKind.PERSON, ActorKind.POPULATION, ActorKind.UNNAMED_SOURCE}
    lemma = root.lemma_.lower()
    return entity.kind not in people and (entity.named or (root.tag_ != "NNS" and lemma not in INDIVIDUALS))
