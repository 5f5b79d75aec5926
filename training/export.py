"""Write a trained network as the spaCy pipeline that ships, its graph in ONNX with 8-bit weights.

python -m training.export RUN VOCABULARY OUT
"""

import json
import sys
import tempfile
from pathlib import Path

import onnx
import spacy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from ingest.agreement import OTHER
from ingest.network import Network
from ingest.parser import FACTORY
from ingest.tokens import tokenizer
from training.batches import TASKS
from training.network import ARC, REL, Parser

#: What the labels of other names are raised by, in logits: training has few of them, and they come out too rarely.
LEAD = 2.0


class Inference(nn.Module):
    """The network for one window without padding."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(self, ids: Tensor, features: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """Give what the parser gives, of a batch of one."""
        return self.parser(ids, features, torch.ones_like(ids), first, last)


class Arcs(nn.Module):
    """Arc scores of one sentence."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(self, projected: Tensor) -> Tensor:
        """Score every word as head of every word, the root first."""
        return self.parser.arc_scores(projected.unsqueeze(0))[0]


class Relations(nn.Module):
    """Relation scores of words whose heads are known, with the tensor of weights as a matrix that can be quantised."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser
        self.weights = nn.Parameter(parser.relation[:, :-1].permute(1, 0, 2).flatten(1))
        self.bias = nn.Parameter(parser.relation[:, -1].flatten())

    def forward(self, projected: Tensor, heads: Tensor) -> Tensor:
        """Score the relations of each word to its head; 0 is the root."""
        _, _, dependent, head = self.parser.split(projected)
        head = torch.cat([self.parser.root[ARC:].unsqueeze(0), head])
        head = torch.cat([head[heads], torch.ones_like(dependent[:, :1])], dim=1)
        left = (dependent @ self.weights + self.bias).unflatten(1, (-1, REL + 1))
        return (left @ head.unsqueeze(2)).squeeze(2)


def graph(module: nn.Module, inputs: dict[str, Tensor], outputs: dict[str, int], axes: dict[str, int]) -> bytes:
    """Export a module to ONNX; `axes` and `outputs` tell which axis of each changes its length."""
    dynamic = {name: {axis: f"{name}_length"} for name, axis in (axes | outputs).items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.onnx")
        torch.onnx.export(
            module, tuple(inputs.values()), path, dynamo=False, opset_version=17, input_names=list(inputs),
            output_names=list(outputs), dynamic_axes=dynamic,
        )  # fmt: skip
        onnx.checker.check_model(path)
        return path.read_bytes()


def quantised(plain: bytes) -> bytes:
    """Give a graph 8-bit weights."""
    with tempfile.TemporaryDirectory() as folder:
        source, prepared, path = (Path(folder, name) for name in ("plain.onnx", "prepared.onnx", "graph.onnx"))
        source.write_bytes(plain)
        quant_pre_process(source, prepared, skip_symbolic_shape=True)
        quantize_dynamic(prepared, path, weight_type=QuantType.QInt8, per_channel=True)
        return path.read_bytes()


def graphs(parser: Parser) -> dict[str, bytes]:
    """Export the network's three graphs."""
    ids = torch.randint(1000, 30000, (1, 30))
    words = torch.arange(1, 21).unsqueeze(0)
    inputs = {"ids": ids, "features": torch.zeros_like(ids), "first": words, "last": words}
    projected, heads = torch.randn(20, 2 * ARC + 2 * REL), torch.arange(20)
    return {
        "words": quantised(graph(Inference(parser), inputs, {"tags": 1, "arcs": 1}, dict.fromkeys(inputs, 1))),
        "arcs": graph(Arcs(parser), {"projected": projected}, {"scores": 0}, {"projected": 0}),
        "relations": quantised(
            graph(
                Relations(parser), {"projected": projected, "heads": heads}, {"scores": 0}, {"projected": 0, "heads": 0}
            )
        ),
    }


def raise_others(parser: Parser, labels: dict[str, list[str]]) -> None:
    """Give the labels of other names their lead."""
    before = sum(len(labels[task]) for task in TASKS[: TASKS.index("entity")])
    rows = [before + i for i, label in enumerate(labels["entity"]) if label.endswith(f"-{OTHER}")]
    with torch.no_grad():
        parser.tags.bias[rows] += LEAD


def export(run: Path, vocabulary: Path, out: Path) -> None:
    """Put graphs and labels into a pipeline and save it."""
    labels = json.loads((run / "labels.json").read_text("utf-8"))
    parser = Parser({task: len(labels[task]) for task in TASKS}, len(labels["dep"]))
    parser.load_state_dict(torch.load(run / "weights.pt"))
    parser.eval()
    raise_others(parser, labels)
    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer(nlp)
    network = Network(graphs(parser), vocabulary.read_text("utf-8").splitlines(), labels, list(TASKS))
    nlp.add_pipe(FACTORY).network = network
    nlp.meta.update(
        name="conflict",
        version="0.1.0",
        license="CC BY-SA 4.0",
        description="English in Universal Dependencies, with entities and attribution spans; see training/README.md",
    )
    nlp.to_disk(out)


if __name__ == "__main__":
    export(*map(Path, sys.argv[1:4]))
