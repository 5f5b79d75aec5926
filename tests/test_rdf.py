import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import PROV, Dataset, URIRef
from sample_graph import every_row

from graph.edges import Attacked
from graph.elements import GraphError
from graph.export import export_jsonl
from graph.rdf import CG, export_rdf, read_rdf
from graph.stores import Store

SUFFIXES = [".trig", ".nq"]


@pytest.fixture
def filled(open_kind: Callable[..., Store]) -> Store:
    store = open_kind("file")
    store.prepare()
    store.write(every_row())
    return store


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_rdf_reads_back_to_the_same_graph(
    filled: Store, open_kind: Callable[..., Store], tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"graph{suffix}"
    assert export_rdf(filled, path) > len(every_row())
    copy = open_kind("memory")
    copy.prepare()
    copy.write(list(read_rdf(path)))
    for name, store in (("a", filled), ("b", copy)):
        export_jsonl(store, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_bytes_whatever_the_hash_seed(filled: Store, tmp_path: Path, suffix: str) -> None:
    filled.close()
    script = (
        "import sys; from pathlib import Path; from graph.rdf import export_rdf; from graph.stores import open_store\n"
        "export_rdf(open_store(sys.argv[1], read_only=True), Path(sys.argv[2]))\n"
    )
    written = set()
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}{suffix}"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])}
        arguments = [sys.executable, "-c", script, str(tmp_path / "graph.lbug"), str(path)]
        subprocess.run(arguments, check=True, env=environment)
        written.add(path.read_bytes())
    assert len(written) == 1


def test_a_claim_is_a_named_graph_with_its_source(filled: Store, tmp_path: Path) -> None:
    export_rdf(filled, tmp_path / "graph.nq")
    dataset = Dataset()
    dataset.parse(tmp_path / "graph.nq", format="nquads")
    edge = next(row for row in every_row() if isinstance(row, Attacked))
    claim = URIRef(CG["Claim:Claim-1"])
    attacked = [quad for quad in dataset.quads((None, CG.ATTACKED, None, None))]
    assert URIRef(CG[f"Claim:{edge.claim_id}"]) in {context for *_, context in attacked}
    sources = {str(value) for _, _, value, _ in dataset.quads((claim, PROV.wasDerivedFrom, None, None))}
    speakers = {str(value) for _, _, value, _ in dataset.quads((claim, PROV.wasAttributedTo, None, None))}
    assert sources == {f"{CG}Passage:Passage-2"}
    assert speakers == {f"{CG}Actor:Actor-2"}


def test_another_suffix_is_refused(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"\.trig or \.nq"):
        export_rdf(filled, tmp_path / "graph.ttl")
