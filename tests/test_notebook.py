import base64
from pathlib import Path

import nbformat
import pytest
from commands import ROOT
from nbclient import NotebookClient

from graph.build import build_graph
from graph.load import load
from graph.stores import open_store
from ingest.document import Extraction

NOTEBOOK = ROOT / "notebooks" / "explore.ipynb"


def test_the_notebook_is_kept_without_output() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert [cell for cell in notebook.cells if cell.cell_type == "code" and cell.outputs] == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning:zmq", "ignore:Proactor event loop")
def test_the_notebook_runs_and_draws(
    seed_extractions: list[Extraction], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(str(tmp_path / "graph.lbug")) as store:
        load(store, seed_extractions, build=build_graph)
    monkeypatch.setenv("CONFLICTGRAPH_STORE", str(tmp_path / "graph.lbug"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    pictures = [output.data["image/png"] for output in outputs if "image/png" in output.get("data", {})]
    for number, picture in enumerate(pictures):
        (tmp_path / f"picture-{number}.png").write_bytes(base64.b64decode(picture))
    assert len(pictures) == 2
    assert all(len(picture) > 10_000 for picture in pictures)
    frames = [
        output.data["text/html"]
        for output in outputs
        if 'class="dataframe"' in output.get("data", {}).get("text/html", "")
    ]
    assert len(frames) == 7
    assert all("<td>" in frame for frame in frames)
    assert [output for output in outputs if output.output_type == "stream" and output.name == "stderr"] == []
