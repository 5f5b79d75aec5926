import pytest
import spacy
from spacy.tokens import Doc

from ingest.syntax import subjects

#: "The army attacked to rescue abducted officers", as a parse has it that takes "abducted" for another verb.
RESCUE = (
    ["The", "army", "attacked", "to", "free", "captives", "and", "rescue", "abducted", "officers"],
    ["DET", "NOUN", "VERB", "PART", "VERB", "NOUN", "CCONJ", "NOUN", "VERB", "NOUN"],
    ["DT", "NN", "VBD", "TO", "VB", "NNS", "CC", "NN", "VBN", "NNS"],
    [1, 2, 2, 4, 2, 4, 7, 5, 2, 8],
    ["det", "nsubj", "ROOT", "mark", "advcl", "obj", "cc", "conj", "conj", "obj"],
)
#: "The army stormed the camp and killed officers": two verbs, one subject.
STORM = (
    ["The", "army", "stormed", "the", "camp", "and", "killed", "officers"],
    ["DET", "NOUN", "VERB", "DET", "NOUN", "CCONJ", "VERB", "NOUN"],
    ["DT", "NN", "VBD", "DT", "NN", "CC", "VBD", "NNS"],
    [1, 2, 2, 4, 2, 6, 2, 6],
    ["det", "nsubj", "ROOT", "det", "obj", "cc", "conj", "obj"],
)


@pytest.mark.parametrize(("parse", "verb", "expected"), [(RESCUE, 8, []), (STORM, 6, ["army"])])
def test_only_a_verb_that_is_joined_shares_a_subject(parse: tuple, verb: int, expected: list[str]) -> None:
    words, pos, tags, heads, deps = parse
    doc = Doc(spacy.blank("en").vocab, words=words, pos=pos, tags=tags, lemmas=words, heads=heads, deps=deps)
    assert [token.text for token in subjects(doc[verb])] == expected
