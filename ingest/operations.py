"""Operations that have a name of their own: "Operation X", "codenamed 'Y' (Z)", and those of the reference table."""

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.document import EntityType
from ingest.gazetteer import entity_for, folded, names_in
from ingest.mentions import Roster
from ingest.proper_names import is_headline
from ingest.texts import text_of

CODENAME = re.compile(
    r"(?:code[- ]?named|dubbed|called|named|under the name)\s+(?:operation\s+)?[\"“'‘]([^\"”'’]{3,60})[\"”'’]"
    r"(?:\s*\(([^)]{3,60})\))?",
    re.IGNORECASE,
)
#: Words before a code name that say that an operation bears it.
OPERATIONS = frozenset({"operation", "offensive", "campaign", "sweep", "mission", "assault", "raid", "attack"})


@Language.component("operations", requires=["token.pos"], assigns=["doc._.entities", "doc._.mentions"])
def operations(doc: Doc) -> Doc:
    """Find the operations that have names."""
    roster = Roster(doc)
    for name in names_in(doc):
        for row in name.rows:
            if row.type is EntityType.OPERATION:
                roster.mention(entity_for(roster, row).id, name.start, name.end)
    for name_span, translation in [*_code_names(doc), *_titled(doc)]:
        _add(roster, name_span, translation)
    return roster.write()


def _code_names(doc: Doc) -> list[tuple[Span, Span | None]]:
    """Return what operations are codenamed, each with its translation in brackets."""
    found = []
    for match in CODENAME.finditer(text_of(doc)):
        span = doc.char_span(*match.span(1), alignment_mode="expand")
        if span is None or not {token.lemma_.lower() for token in span.sent} & OPERATIONS:
            continue
        gloss = doc.char_span(*match.span(2), alignment_mode="expand") if match[2] else None
        if span.text[0].isupper():
            found.append((span, gloss))
    return found


def _titled(doc: Doc) -> list[tuple[Span, None]]:
    """Return the names "Operation X"."""
    found = []
    for token in doc[:-1]:
        if token.text != "Operation" or is_headline(token.sent) or not token.nbor(1).text[0].isupper():
            continue
        end = token.i + 1
        while end < len(doc) and (
            doc[end].text[0].isupper() or doc[end].text == "-" or doc[end].lower_ in {"ul", "al"}
        ):
            end += 1
        found.append((doc[token.i : end], None))
    return found


def _add(roster: Roster, span: Span, translation: Span | None) -> None:
    """Add a mention of the operation, a new one where nothing bears its name."""
    if any(m.start < span.end and span.start < m.end for m in roster.mentions):
        return
    name = folded(span.text.removeprefix("Operation "))
    known = [e for e in roster.entities.values() if e.type is EntityType.OPERATION]
    same = (e for e in known if name in {folded(n.removeprefix("Operation ")) for n in (e.name, *e.aliases)})
    entity = next(same, None) or roster.add(EntityType.OPERATION, span.text, None)
    roster.mention(entity.id, span.start, span.end)
    if translation is not None:
        roster.alias(entity.id, translation.text)
