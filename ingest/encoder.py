"""The sentence encoder: a small BERT in ONNX that gives each token of a doc a vector, without PyTorch."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, cast

import numpy as np
import onnxruntime
import srsly
from spacy import registry  # type: ignore[attr-defined]
from spacy.tokens import Doc
from thinc.api import Model, Shim
from thinc.types import Floats2d
from tokenizers import BertWordPieceTokenizer

WINDOW = 128
STRIDE = 96


class OnnxSession(Shim):
    """An ONNX graph and its word pieces, saved inside the spaCy model that uses them."""

    def __init__(self, graph: bytes = b"", pieces: list[str] | None = None) -> None:
        super().__init__(None)
        self._load(graph, pieces or [])

    def _load(self, graph: bytes, pieces: list[str]) -> None:
        self.graph, self.pieces = graph, pieces
        if not graph:
            return
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        wordpiece = BertWordPieceTokenizer({piece: i for i, piece in enumerate(pieces)}, lowercase=True)
        self.start, self.end = pieces.index("[CLS]"), pieces.index("[SEP]")

        @lru_cache(maxsize=50_000)
        def ids(word: str) -> tuple[int, ...]:
            return tuple(wordpiece.encode(word, add_special_tokens=False).ids)

        self.ids = ids

    def to_bytes(self) -> bytes:
        """Serialise the graph and the pieces."""
        return cast(bytes, srsly.msgpack_dumps({"graph": self.graph, "pieces": self.pieces}))

    def from_bytes(self, data: bytes) -> "OnnxSession":
        """Load what to_bytes gave."""
        state = srsly.msgpack_loads(data)
        self._load(state["graph"], state["pieces"])
        return self

    def token_vectors(self, doc: Doc) -> Floats2d:
        """Encode one doc in overlapping windows, each on its own, so that no neighbour changes a result."""
        words = [() if token.is_space else self.ids(token.text) for token in doc]
        lengths = np.array([len(word) for word in words], dtype=np.int64)
        pieces = np.array([self.start, *(i for word in words for i in word), self.end], dtype=np.int64)
        hidden = self._windows(pieces)[1:-1]
        sums = np.concatenate([np.zeros((1, hidden.shape[1]), dtype=np.float32), hidden.cumsum(axis=0)])
        ends = lengths.cumsum()
        return cast(Floats2d, (sums[ends] - sums[ends - lengths]) / np.maximum(lengths, 1)[:, None].astype(np.float32))

    def _windows(self, pieces: "np.ndarray[Any, np.dtype[np.int64]]") -> "np.ndarray[Any, np.dtype[np.float32]]":
        total: Any = 0.0
        count = np.zeros((len(pieces), 1), dtype=np.float32)
        for begin in range(0, len(pieces), STRIDE):
            window = pieces[begin : begin + WINDOW]
            (hidden,) = self.session.run(None, {"ids": window[None], "mask": np.ones((1, len(window)), dtype=bool)})
            if begin == 0:
                total = np.zeros((len(pieces), hidden.shape[2]), dtype=np.float32)
            total[begin : begin + WINDOW] += hidden[0]
            count[begin : begin + WINDOW] += 1
            if begin + WINDOW >= len(pieces):
                break
        return cast("np.ndarray[Any, np.dtype[np.float32]]", total / count)


def _forward(
    model: Model[list[Doc], list[Floats2d]], docs: Iterable[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[Any], list[Doc]]]:
    session = cast(OnnxSession, model.shims[0])
    return [session.token_vectors(doc) for doc in docs], lambda gradient: []


@registry.architectures("conflictgraph.OnnxEncoder.v1")  # type: ignore[untyped-decorator]
def onnx_encoder(width: int) -> Model[list[Doc], list[Floats2d]]:
    """Build the encoder as a frozen tok2vec layer; its graph is loaded with the pipeline."""
    return Model("onnx_encoder", _forward, dims={"nO": width}, shims=[OnnxSession()])
