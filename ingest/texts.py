"""The text of a doc, put together once."""

from spacy.tokens import Doc


def text_of(doc: Doc) -> str:
    """Return the doc's text; spaCy joins its words anew at every call."""
    known: str | None = doc.user_data.get("text")
    if known is None:
        known = doc.user_data["text"] = doc.text
    return known
