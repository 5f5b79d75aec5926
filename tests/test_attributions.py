from ingest.attributions import Attribution, attributions_component, holders
from ingest.document import Stance
from ingest.parser import load_model
from ingest.pipeline import set_extensions


def read(text: str):
    set_extensions()
    doc = load_model()(text)
    return attributions_component(doc)


def words(doc, span: tuple[int, int]) -> str:
    return doc[span[0] : span[1]].text


def test_holders_come_innermost_first():
    doc = read("According to AFP, the Taliban government claimed that 46 civilians were killed in the airstrikes.")
    killed = next(token for token in doc if token.text == "killed")
    found: tuple[Attribution, ...] = holders(doc, killed.i)
    assert [words(doc, a.source) for a in found if a.source] == ["the Taliban government", "AFP"]
    assert holders(doc, 0) == ()


def test_source_is_whom_the_relay_cites():
    doc = read("Reuters, citing security sources, reported only 155 hostages were rescued.")
    (found,) = doc._.attributions
    assert found.stance is Stance.CLAIMED
    assert [doc[root].text for root in found.relays] == ["Reuters"]
    assert found.source is not None
    assert words(doc, found.source) == "security sources"


def test_a_quotation_goes_on_after_its_cue():
    doc = read("“We lost two men,” the commander said. “They will be avenged.”")
    (found,) = doc._.attributions
    assert [words(doc, span) for span in found.content] == ["“We lost two men,”", "“They will be avenged.”"]
    assert found.quoted
