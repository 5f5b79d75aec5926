import pytest
from spacy.language import Language

from ingest.parser import load_model

TEXT = "On May 4, 2023, rebels attacked a base near the border. Two soldiers were killed, the army said."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def test_subject_after_a_dateline_is_no_conjunct(nlp: Language) -> None:
    doc = nlp(TEXT)
    rebels = next(token for token in doc if token.text == "rebels")
    assert (rebels.dep_, rebels.head.text) == ("nsubj", "attacked")


def test_passive_subject(nlp: Language) -> None:
    doc = nlp(TEXT)
    soldiers = next(token for token in doc if token.text == "soldiers")
    assert (soldiers.dep_, soldiers.head.lemma_) == ("nsubj:pass", "kill")


def test_tags_are_plain(nlp: Language) -> None:
    assert not [token.tag_ for token in nlp(TEXT) if "__" in token.tag_]


def test_sentences_of_capitals_without_blank_lines(nlp: Language) -> None:
    doc = nlp(TEXT.upper().replace(". ", ".\n"))
    assert len(list(doc.sents)) == 2


def test_same_parse_at_any_batch_size(nlp: Language) -> None:
    texts = [TEXT, "The minister denied it.", TEXT * 6, "No civilian was harmed in the raid, he added."]

    def parses(batch_size: int) -> list[bytes]:
        return [
            doc.to_array(["HEAD", "DEP", "TAG", "SENT_START"]).tobytes()
            for doc in nlp.pipe(texts, batch_size=batch_size)
        ]

    assert parses(1) == parses(4)


def test_no_word_hangs_on_itself_through_white_space(nlp: Language) -> None:
    doc = nlp(
        "One of our partners' nurses remains missing.\n\n1. El Fasher\nShelling of the city by rebels went on daily."
    )
    for token in doc:
        steps = 0
        while token.head.i != token.i:
            token, steps = token.head, steps + 1
            assert steps < len(doc)
