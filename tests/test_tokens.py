import pytest
import spacy

from ingest.tokens import tokenizer

NLP = spacy.blank("en")
NLP.tokenizer = tokenizer(NLP)


@pytest.mark.parametrize(
    "words",
    [
        ["Stop", "!!!"],
        ["a", "non-state", "group"],
        ["a", "long", "-", "term", "plan"],
        ["police", "and", "/", "or", "soldiers"],
        ["Capt.", "Ali", "died", "."],
        ["30", "-", "40", "men"],
    ],
)
def test_words_as_the_treebanks_cut_them(words: list[str]) -> None:
    text = " ".join(words)
    for mark in (" - ", " / ", " !!!"):
        text = text.replace(mark, mark.strip())
    assert [token.text for token in NLP(text.replace("died .", "died."))] == words


def test_rules_survive_saving() -> None:
    other = spacy.blank("en")
    other.tokenizer.from_bytes(NLP.tokenizer.to_bytes())
    assert [token.text for token in other("Stop!!! A non-state group.")] == [
        token.text for token in NLP("Stop!!! A non-state group.")
    ]
