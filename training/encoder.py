"""Take the fine-tuned MiniLM out of a spaCy pipeline of the first stage."""

from pathlib import Path

import spacy
from torch import Tensor
from transformers import BertModel

NAMES = {
    "mha.output": "attention.output.dense",
    "attn_output_layernorm": "attention.output.LayerNorm",
    "ffn.intermediate": "intermediate.dense",
    "ffn.output": "output.dense",
    "ffn_output_layernorm": "output.LayerNorm",
}


def load_encoder(encoder: BertModel, pipeline: Path) -> None:
    """Fill the encoder with the weights of the pipeline's transformer."""
    nodes = spacy.load(pipeline).get_pipe("transformer").model.walk()
    shim = next(shim for node in nodes for shim in node.shims)
    encoder.load_state_dict(_renamed(shim._model.state_dict()))


def _renamed(curated: dict[str, Tensor]) -> dict[str, Tensor]:
    weights = {}
    for name, value in curated.items():
        kind = name.rsplit(".", 1)[1]
        if ".embeddings." in name:
            weights[name.replace("curated_encoder.", "").replace("layer_norm", "LayerNorm")] = value
            continue
        _, _, layer, *rest, _ = name.split(".")
        part = ".".join(rest)
        if part == "mha.input":
            for which, third in zip(("query", "key", "value"), value.chunk(3), strict=True):
                weights[f"encoder.layer.{layer}.attention.self.{which}.{kind}"] = third
        else:
            weights[f"encoder.layer.{layer}.{NAMES[part]}.{kind}"] = value
    return weights
