"""Numbers that are parts of the names of units of forces."""

from spacy.tokens import Token

#: Units of forces, which have numbers for names, and the words that such a name has at most after its number.
UNITS = frozenset({"Brigade", "Battalion", "Division", "Regiment", "Corps", "Squadron", "Fleet", "Army"})
WORDS = 4


def numbers_unit(token: Token) -> bool:
    """Tell whether the number is that of a unit: "47th Mechanised Brigade", "Light Infantry Battalion 16"."""
    doc, text = token.doc, token.text
    if text.isdigit():
        return token.i > 0 and doc[token.i - 1].text.removesuffix("s") in UNITS
    if not text[:1].isdigit() or text.lstrip("0123456789") not in {"st", "nd", "rd", "th"}:
        return False
    after = doc[token.i + 1 : token.i + 1 + WORDS]
    named = next((word.i for word in after if not word.text[:1].isupper()), token.i + 1 + WORDS)
    return any(word.text in UNITS for word in doc[token.i + 1 : named])
