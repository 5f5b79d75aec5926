from itertools import pairwise

from commands import ROOT, run_plainly

from ingest.document import EntityType
from ingest.mentions import ensure, entities_of, entity_at
from tests.entity_cases import pipeline, read

TEXT = "Six militants and two officers died. Members of the Free Highlands Front and the army fought near Peshawar."


def token_of(text: str, word: str):
    return next(token for token in read(text) if token.text == word)


def test_a_counted_conjunct_is_another_party() -> None:
    names = [entity.name for entity in entities_of(read(TEXT), token_of(TEXT, "militants"))]
    assert names == ["militants"]


def test_members_stand_for_their_group() -> None:
    names = [entity.name for entity in entities_of(read(TEXT), token_of(TEXT, "Members"), coordinated=False)]
    assert names == ["Free Highlands Front"]


def test_a_list_in_apposition_stands_for_its_names() -> None:
    text = "The minister accused the neighbours Afghanistan and India of supporting the fighters."
    names = {entity.name for entity in entities_of(read(text), token_of(text, "neighbours"))}
    assert names == {"Islamic Emirate of Afghanistan", "Government of India"}


def test_a_noun_without_entity_gets_an_unnamed_one_once() -> None:
    doc = pipeline()("The old baker said nothing.")
    baker = next(token for token in doc if token.text == "baker")
    assert entity_at(doc, baker) is None
    made = ensure(doc, baker)
    assert (made.name, made.named, made.type) == ("old baker", False, EntityType.ACTOR)
    assert ensure(doc, baker) == made
    assert entity_at(doc, baker) == made


def test_mentions_are_sorted_and_point_at_their_words() -> None:
    doc = read(TEXT)
    assert all((a.start, a.end) <= (b.start, b.end) for a, b in pairwise(doc._.mentions))
    for entity in doc._.entities:
        assert entity.mentions
        assert all(TEXT[start:end] for start, end in entity.mentions)


def test_the_same_text_gives_the_same_entities() -> None:
    assert pipeline()(TEXT)._.entities == pipeline()(TEXT)._.entities


def test_no_hash_seed_changes_what_is_read() -> None:
    folder = ROOT / "tests" / "gold" / "measure"
    read = [run_plainly("ingest", folder, "--quiet", cwd=ROOT, PYTHONHASHSEED=seed) for seed in ("1", "2")]
    assert read[0].code == 0, read[0].err
    assert read[0].out.count("\n") == 20
    assert read[0].out == read[1].out
