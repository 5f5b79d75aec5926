"""The trained English pipeline that ships with the project."""

from pathlib import Path

import spacy
from spacy.language import Language

import ingest.encoder  # registers the encoder where the project is not installed
import ingest.layout  # noqa: F401

MODEL = Path(__file__).with_name("model")


def load_model() -> Language:
    """Load the shipped pipeline: Universal Dependencies with tags, morphology, lemmas and sentences."""
    return spacy.load(MODEL)
