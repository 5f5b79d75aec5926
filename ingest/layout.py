"""White space in the text: no sentence of its own, and a blank line ends one."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("paragraphs", assigns=["token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """Let the word after a blank line start a sentence."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        if before.is_space and before.text.count("\n") > 1 and not token.is_space:
            token.is_sent_start = True
    return doc


@Language.component("white_space", requires=["token.head"], assigns=["token.head"])
def white_space(doc: Doc) -> Doc:
    """Hang white space from the word before it, in whose sentence it then stands."""
    for token in doc[1:]:
        if token.is_space:
            for child in list(token.children):
                child.head = doc[token.i - 1]
            token.head = doc[token.i - 1]
            token.dep_ = "dep"
    return doc
