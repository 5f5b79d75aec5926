"""Things that are attacked, taken or destroyed: trains, convoys, schools, hideouts."""

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from ingest.document import EntityType
from ingest.gazetteer import folded
from ingest.mentions import Roster
from ingest.proper_names import Label, classify, is_headline, runs
from ingest.roles import described
from seeds.nouns import asset_nouns


@Language.component(
    "assets", requires=["token.dep", "token.pos", "doc._.entities"], assigns=["doc._.entities", "doc._.mentions"]
)
def assets(doc: Doc) -> Doc:
    """Find the things that have a name with a telling noun, and those that only a common noun names."""
    roster = Roster(doc)
    taken = {i for mention in roster.mentions for i in range(mention.start, mention.end)}
    roots = {mention.root for mention in roster.mentions}
    known: dict[str, str] = {}
    for run in list(runs(doc, taken - _places(roster))):
        whole = any((m.start, m.end) == (run.start, run.end) for m in roster.mentions)
        if not whole and classify(run, frozenset()) is Label.ASSET:
            kind = next(asset_nouns()[token.lower_] for token in reversed(list(run)) if token.lower_ in asset_nouns())
            _add(roster, known, run, kind, named=True)
            roots.update(token.i for token in run)
            taken.update(range(run.start, run.end))
    for token in doc:
        noun = _kind_of(token) if token.pos_ in {"NOUN", "PROPN"} else None
        if noun is not None and token.i not in roots and token.dep_ not in {"compound", "flat"} and not _is_name(token):
            words = [word for word in described(token) if word.i not in taken or word.i == token.i]
            span = doc[_start(token, words) : token.i + 1]
            named = token.text[0].isupper() and len(span) > 1 and span[0].pos_ == "PROPN" and span[0].i not in taken
            _add(roster, known, span, noun, named=named)
    return roster.write()


def _kind_of(token: Token) -> str | None:
    """Return the kind of thing that a noun names, alone or with the one before it: "police station"."""
    lemma = token.lemma_.lower()
    pairs = (f"{child.lemma_.lower()} {lemma}" for child in token.children if child.dep_ == "compound")
    known = (asset_nouns().get(noun) for noun in (*pairs, lemma, token.lower_))
    return next((kind for kind in known if kind is not None), None)


def _places(roster: Roster) -> set[int]:
    """Return the tokens of places, which names of things may hold: "Karachi University"."""
    return {
        i
        for mention in roster.mentions
        if roster.entities[mention.entity].type is EntityType.PLACE
        for i in range(mention.start, mention.end)
    }


def _is_name(token: Token) -> bool:
    """Tell whether a lone capitalised word within a sentence is a name: the town of Tank."""
    lone = not any(child.dep_ in {"compound", "amod", "det"} for child in token.children)
    return lone and token.text.istitle() and token.i > token.sent.start and not is_headline(token.sent)


def _start(token: Token, words: list[Token]) -> int:
    """Return where the words directly before the noun begin."""
    start, chosen = token.i, {word.i for word in words}
    while start - 1 in chosen:
        start -= 1
    return start


def _add(roster: Roster, known: dict[str, str], span: Span, kind: str, *, named: bool) -> None:
    """Add a mention of the thing, a new one where nothing bears its name."""
    name = span.text if named else " ".join(token.text if token.pos_ == "PROPN" else token.lower_ for token in span)
    asset = known.get(folded(name)) or roster.add(EntityType.ASSET, name, kind, named=named).id
    known[folded(name)] = asset
    roster.mention(asset, span.start, span.end)
