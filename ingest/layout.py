"""Layout of the text: white space is no sentence of its own; a blank line and a dateline end one."""

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.dateline import dateline


@Language.component("paragraphs", assigns=["token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """Let the word after a blank line, and after the dateline, start a sentence."""
    filed = dateline(doc.text)
    for token in doc[1:]:
        if filed is not None and doc[token.i - 1].idx < filed.end <= token.idx and not token.is_space:
            token.is_sent_start = True
        before = doc[token.i - 1]
        if before.is_space and before.text.count("\n") > 1 and not token.is_space:
            token.is_sent_start = True
    return doc


@Language.component("white_space", requires=["token.head"], assigns=["token.head"])
def white_space(doc: Doc) -> Doc:
    """Hang white space from the word before it, in whose sentence it then stands."""
    for token in doc[1:]:
        if token.is_space:
            before = doc[token.i - 1]
            _hand_on(token, before)
            token.head = before
            token.dep_ = "dep"
    return doc


def _hand_on(space: Token, before: Token) -> None:
    """Give what hangs on white space to the word before it, or, where that would be a circle, to what that hangs on."""
    children = list(space.children)
    above = next((child for child in children if child == before or child.is_ancestor(before)), None)
    if above is not None:
        above.head, above.dep_ = (above, "ROOT") if space.head == space else (space.head, space.dep_)
    for child in children:
        if child != above:
            child.head = above or before
