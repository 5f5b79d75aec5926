"""Take the weights out of a shipped pipeline, so that training can go on from it without the run that made it.

python -m training.recover MODEL OUT

They come back as the 8-bit graphs hold them, which is within half a step of quantisation of what was trained.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import ModelProto, numpy_helper
from torch import Tensor

from ingest.parser import FACTORY
from training.batches import TASKS
from training.network import ARC, REL, Parser

SUFFIX = "_quantized"


def stored(path: Path) -> tuple[ModelProto, dict[str, Tensor]]:
    """Read a graph and its numbers by name, 8-bit ones as what they stand for."""
    graph = onnx.load(path)
    raw = {item.name: numpy_helper.to_array(item) for item in graph.graph.initializer}
    plain = (name for name, value in raw.items() if value.dtype == np.float32 and not name.endswith("_scale"))
    found = {name: torch.tensor(raw[name]) for name in plain}
    for name in (name.removesuffix(SUFFIX) for name in raw if name.endswith(SUFFIX)):
        whole = raw[name + SUFFIX].astype(np.float32) - raw[f"{name}_zero_point"].astype(np.float32)
        found[name] = torch.tensor(whole * raw[f"{name}_scale"])
    return graph, found


def tagger_weights(folder: Path) -> Iterator[tuple[str, Tensor]]:
    """Yield what scores words, by its name in the network."""
    graph, found = stored(folder / "words.onnx")
    for name, value in found.items():
        if name.startswith("parser."):
            yield name.removeprefix("parser."), value
    for node in graph.graph.node:
        if node.op_type == "MatMulInteger":
            path = node.name.removeprefix("/parser/").rsplit("/", 1)[0].replace("/", ".")
            weights = found[node.input[1].removesuffix(SUFFIX)]
            yield f"{path.replace('arcs.arcs', 'arcs')}.weight", weights.T


def tree_weights(folder: Path, relations: int) -> Iterator[tuple[str, Tensor]]:
    """Yield what scores arcs and relations; the graphs hold each in a shape of its own."""
    _, arcs = stored(folder / "arcs.onnx")
    _, labels = stored(folder / "relations.onnx")
    by_shape = {tuple(value.shape): value for value in labels.values()}
    matrix = next(value for value in arcs.values() if value.shape == (ARC, ARC))
    bias = next(value for name, value in arcs.items() if "Add" in name and value.shape == (ARC,))
    root = next(value for name, value in arcs.items() if "Add" not in name and value.shape == (ARC,))
    yield "arc", torch.cat([matrix, bias.unsqueeze(0)])
    yield "root", torch.cat([root, by_shape[1, REL].squeeze(0)])
    size = relations * (REL + 1)
    whole = torch.cat([by_shape[REL, size], by_shape[size,].unsqueeze(0)])
    yield "relation", whole.unflatten(1, (relations, REL + 1)).permute(1, 0, 2)


def recover(model: Path, out: Path) -> None:
    """Write the weights and the label inventory as a training run does."""
    folder = model / FACTORY
    labels = json.loads((folder / "labels.json").read_text("utf-8"))["labels"]
    parser = Parser({task: len(labels[task]) for task in TASKS}, len(labels["dep"]))
    found = dict(tagger_weights(folder)) | dict(tree_weights(folder, len(labels["dep"])))
    parser.load_state_dict(found, strict=False)
    missing = set(dict(parser.named_parameters())) - set(found)
    if missing:
        raise ValueError(f"{model} lacks {', '.join(sorted(missing))}: it was exported by another version")
    out.mkdir(parents=True, exist_ok=True)
    torch.save(parser.state_dict(), out / "weights.pt")
    (out / "labels.json").write_text(json.dumps(labels, indent=0), "utf-8")


if __name__ == "__main__":
    recover(*map(Path, sys.argv[1:3]))
