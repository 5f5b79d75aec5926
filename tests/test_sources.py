import pytest
import spacy
from spacy.tokens import Doc

from ingest.sources import source_of

WORDS = ["Karimi", "denied", "by", "telephone", "that", "anybody", "lied"]
POS = ["PROPN", "VERB", "ADP", "NOUN", "SCONJ", "PRON", "VERB"]
TAGS = ["NNP", "VBN", "IN", "NN", "IN", "NN", "VBD"]
HEADS = [1, 1, 3, 1, 6, 6, 1]
DEPS = ["nsubj:pass", "ROOT", "case", "obl:agent", "mark", "nsubj", "ccomp"]


@pytest.mark.parametrize(("by", "expected"), [("telephone", "Karimi"), ("email", "Karimi"), ("ministers", "ministers")])
def test_by_what_something_is_said_is_nobody(by: str, expected: str) -> None:
    words = [by if word == "telephone" else word for word in WORDS]
    doc = Doc(spacy.blank("en").vocab, words=words, pos=POS, tags=TAGS, lemmas=words, heads=HEADS, deps=DEPS)
    source, _ = source_of(doc[1])
    assert source is not None
    assert source.text == expected
