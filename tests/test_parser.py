import pytest
from spacy.language import Language
from spacy.tokens import Doc

from ingest.parser import lemma, load_model

TEXT = "On May 4, 2023, rebels attacked a base near the border. Two soldiers were killed, the army said."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def arc(doc: Doc, word: str) -> tuple[str, str]:
    token = next(token for token in doc if token.lower_ == word)
    return token.dep_, token.head.lower_


def test_subject_after_a_dateline_is_no_conjunct(nlp: Language) -> None:
    assert arc(nlp(TEXT), "rebels") == ("nsubj", "attacked")


def test_passive_subject(nlp: Language) -> None:
    assert arc(nlp(TEXT), "soldiers") == ("nsubj:pass", "killed")


def test_relative_clause_and_coordination(nlp: Language) -> None:
    doc = nlp("The gunmen, who had crossed the river at night, burned the clinic and abducted three nurses.")
    assert arc(doc, "gunmen") == ("nsubj", "burned")
    assert arc(doc, "crossed") == ("acl:relcl", "gunmen")
    assert arc(doc, "abducted") == ("conj", "burned")


def test_tags_are_plain_and_lemmas_are_set(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [token.tag_ for token in doc if token.lower_ in {"rebels", "attacked"}] == ["NNS", "VBD"]
    assert [token.lemma_ for token in doc if token.lower_ in {"rebels", "attacked", "were"}] == [
        "rebel",
        "attack",
        "be",
    ]


@pytest.mark.parametrize(
    ("form", "rule", "expected"),
    [("Raids", "l1", "raid"), ("Kabul", "k0", "Kabul"), ("was", "l3be", "be"), ("a", "l3y", "a")],
)
def test_lemma_rules(form: str, rule: str, expected: str) -> None:
    assert lemma(form, rule) == expected


def test_names(nlp: Language) -> None:
    doc = nlp("President Amina Warsame met envoys of the United Nations in Nairobi on Tuesday.")
    assert {("Amina Warsame", "PERSON"), ("Nairobi", "GPE")} <= {(ent.text, ent.label_) for ent in doc.ents}


def test_holder_and_cue_of_reported_speech(nlp: Language) -> None:
    doc = nlp('The governor said the town was calm. "We will not leave," a farmer told reporters.')
    assert "The governor" in [span.text for span in doc.spans["polnear_source"]]
    assert any("said" in span.text for span in doc.spans["polnear_cue"])


CAPITALS = [
    "THE ARMY REPORTED THAT FOUR REBELS WERE KILLED IN THE VALLEY.",
    "A BRIDGE ON THE COASTAL ROAD WAS DESTROYED BY A BOMB.",
    "NO GROUP HAS CLAIMED RESPONSIBILITY.",
]


@pytest.mark.parametrize("between", [" ", "\n", "\n\n", "  "])
def test_capitals_are_parsed_as_sentences(nlp: Language, between: str) -> None:
    doc = nlp(between.join(CAPITALS))
    assert [sent.text.strip() for sent in doc.sents] == CAPITALS
    assert arc(doc, "rebels") == ("nsubj:pass", "killed")
    assert arc(doc, "bridge") == ("nsubj:pass", "destroyed")


def test_text_without_blank_lines_is_parsed_as_sentences(nlp: Language) -> None:
    sentences = [
        "Gunmen stormed a market in the north of the country on Friday.",
        "At least nine traders died, witnesses said.",
        "The governor blamed a local militia for the attack.",
    ]
    doc = nlp("\n".join(sentences))
    assert [sent.text.strip() for sent in doc.sents] == sentences


def test_white_space_stands_in_the_sentence_before_it(nlp: Language) -> None:
    doc = nlp("\nThe raid failed.\n\n \nNobody was hurt.\n")
    assert [sent.text.strip() for sent in doc.sents] == ["The raid failed.", "Nobody was hurt."]


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "Word"])
def test_next_to_nothing(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_same_parse_at_any_batch_size_and_number_of_workers(nlp: Language) -> None:
    texts = [TEXT, "The minister denied it.", TEXT * 30, "No civilian was harmed in the raid, he added."]

    def parses(**options: int) -> list[bytes]:
        docs = nlp.pipe(texts, **options)
        return [doc.to_array(["HEAD", "DEP", "TAG", "LEMMA", "ENT_TYPE", "SENT_START"]).tobytes() for doc in docs]

    alone = parses(batch_size=1)
    assert parses(batch_size=4) == alone
    assert parses(n_process=2, batch_size=2) == alone


def test_no_word_hangs_on_itself_through_white_space(nlp: Language) -> None:
    doc = nlp(
        "One of our partners' nurses remains missing.\n\n1. El Fasher\nShelling of the city by rebels went on daily."
    )
    for token in doc:
        steps = 0
        while token.head.i != token.i:
            token, steps = token.head, steps + 1
            assert steps < len(doc)
