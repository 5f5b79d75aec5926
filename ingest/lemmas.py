"""Lemmas by rule and dictionary (lemminflect), by the part of speech that the tagger gives."""

from functools import lru_cache

import lemminflect
from spacy.language import Language
from spacy.tokens import Doc

OPEN_CLASSES = frozenset({"VERB", "NOUN", "ADJ", "ADV"})


@Language.component("lemmas", assigns=["token.lemma"], requires=["token.pos"])
def lemmas(doc: Doc) -> Doc:
    """Set the lemma of verbs, nouns, adjectives and adverbs; leave those of other words as they are."""
    for token in doc:
        if token.pos_ in OPEN_CLASSES and (lemma := lemma_of(token.lower_, token.pos_)):
            token.lemma_ = lemma
    return doc


@lru_cache(maxsize=1 << 15)
def lemma_of(word: str, pos: str) -> str | None:
    """Return the lemma of a lower-case word, by dictionary, else by rule; null for what has no letters."""
    if not word.replace("-", "").isalpha():
        return None
    found = lemminflect.getAllLemmas(word, upos=pos).get(pos) or lemminflect.getAllLemmasOOV(word, upos=pos).get(pos)
    return str(found[0]) if found else None
