"""The trained English pipeline that ships with the project."""

from pathlib import Path

import spacy
from spacy.language import Language

import ingest.encoder  # registers the encoder where the project is not installed
import ingest.layout
import ingest.lemmas  # noqa: F401

MODEL = Path(__file__).with_name("model")


def load_model() -> Language:
    """Load the shipped pipeline: Universal Dependencies with tags, morphology, lemmas and sentences."""
    nlp = spacy.load(MODEL)
    for label in nlp.get_pipe("tagger").labels:  # type: ignore[attr-defined]
        nlp.vocab.strings.add(label)
    nlp.add_pipe("lemmas")
    return nlp
