"""The graph is a function of the articles: at once, one by one or in another order, the bytes are the same."""

from pathlib import Path

from tellings import report, telling

from graph.export import export_jsonl
from graph.load import load
from graph.stores import open_store
from ingest.document import Extraction

BLA, TTP = "Baloch Liberation Army", "Tehrik-i-Taliban Pakistan"


def articles() -> list[Extraction]:
    """Return articles that join, part and doubt one another as they come."""
    train = {"group": BLA, "target": ("Jaffar Express", "train"), "named": True}
    rival = telling("rival", "hijacking", date="XXXX-03-12", province="Khyber Pakhtunkhwa", group=TTP)
    rival.event("rescue_operation", "A rescue failed.", start="XXXX-03-12")
    siege = telling("siege", "hijacking", date="2025-03-11", **train)
    siege.event("rescue_operation", "Troops began a rescue.", start="2025-03-11")
    speaker = siege.actor("Akhtar Mengal", "person")
    siege.claim(
        "e1",
        "40 died.",
        by=speaker,
        measure="killed",
        victims="civilians",
        low=40,
        high=40,
        hedge="exact",
        quantity="40",
    )
    other = report("other", "hijacking", date="2025-03-11", killed=21, **train)
    vague = telling("vague", "attack", published="2025-03-14", **train)
    vague.claim("e1", "It was grave.", by=vague.actor("Sardar Akhtar Mengal", "person"))
    again = report("again", "hijacking", date="2025-06-18", published="2025-06-18", **train)
    return [rival.extraction(), siege.extraction(), other, vague.extraction(), again]


def exported(folder: Path, name: str, batches: list[list[Extraction]]) -> bytes:
    out = folder / f"{name}.jsonl"
    with open_store(str(folder / f"{name}.lbug")) as store:
        for batch in batches:
            load(store, batch)
        export_jsonl(store, out)
    return out.read_bytes()


def test_no_order_changes_the_bytes(tmp_path: Path) -> None:
    told = articles()
    at_once = exported(tmp_path, "once", [told])
    assert at_once.count(b"POSSIBLY_SAME_AS") == 2
    assert exported(tmp_path, "single", [[article] for article in told]) == at_once
    assert exported(tmp_path, "reversed", [[article] for article in reversed(told)]) == at_once
