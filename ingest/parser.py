"""The trained English pipeline that ships with the project."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline.dep_parser import parser_score
from spacy.pipeline.lemmatizer import lemmatizer_score
from spacy.pipeline.morphologizer import morphologizer_score
from spacy.pipeline.tagger import tagger_score
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example

import ingest.lemmas  # noqa: F401  registers the component
from ingest.agreement import OTHER, agree
from ingest.dateline import dateline
from ingest.known_names import favoured
from ingest.network import Floats, Network, spans
from ingest.pieces import Word, read_words
from ingest.texts import text_of

MODEL = Path(__file__).with_name("model")
FACTORY = "conflict_parser"
#: To write a negative offset as spaCy's arrays hold it.
UNSIGNED = (1 << 64) - 1
#: Keys of doc.spans: what stands in the text as holder, cue and content of an attribution (PolNeAR's scheme).
ATTRIBUTION = {"source": "polnear_source", "cue": "polnear_cue", "content": "polnear_content"}


def load_model() -> Language:
    """Load the shipped pipeline: Universal Dependencies with tags, morphology, lemmas, sentences; named entities."""
    nlp = spacy.load(MODEL)
    nlp.add_pipe("lemmas")
    return nlp


@lru_cache(maxsize=50_000)
def lemma(form: str, rule: str) -> str:
    """Apply a rule such as `l3y`: lower the form (l) or keep it (k), cut three letters, add y."""
    match = re.fullmatch(r"([lk])(\d+)(.*)", rule)
    if not match:
        return form
    base = form.lower() if match[1] == "l" else form
    cut = int(match[2])
    return (base[: len(base) - cut] + match[3] if cut <= len(base) else base) or form


class ConflictParser:
    """Sets tags, parts of speech, morphology, lemmas, dependencies, sentences, entities and attribution spans."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.vocab, self.name = nlp.vocab, name
        self.network: Network | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one doc; its result depends on no other doc."""
        if self.network is None:
            raise ValueError(f"{self.name} has no network: load a trained pipeline")
        words = read_words(doc, self.network.pieces)
        if not words:
            return doc
        scores, projected = self.network.scores(words)
        self._set_words(doc, words, scores, projected)
        places = [word.token for word in words]

        labels = self.network.labels

        def made(found: list[tuple[int, int, str]]) -> list[Span]:
            return [Span(doc, places[start], places[end - 1] + 1, kind) for start, end, kind in found]

        texts = [doc[at].text for at in places]
        favour = favoured(scores["entity"], texts, labels["entity"])
        agreed = agree(spans(favour, labels["entity"]), texts, favour, labels["entity"])
        doc.set_ents(made([span for span in agreed if span[2] != OTHER]))
        for task, key in ATTRIBUTION.items():
            doc.spans[key] = made(spans(scores[task], labels[task]))
        return doc

    def _set_words(self, doc: Doc, words: list[Word], scores: dict[str, Floats], projected: Floats) -> None:
        assert self.network is not None
        labels, add = self.network.labels, self.vocab.strings.add
        best = {task: [labels[task][i] for i in scores[task].argmax(axis=1)] for task in ("tag", "morph", "lemma")}
        rows: list[tuple[int, ...]] = []
        found = self.network.sentences(words, scores["start"])
        starts = {*(place for place in found if not _runs_on(doc, words, place)), *_after_dateline(doc, words)}
        heads, relations = self.network.trees(projected, sorted(starts))
        for i, (word, head, relation) in enumerate(zip(words, heads, relations, strict=True)):
            rows += _white_space(doc, len(rows), word.token, words[0].token, add)
            pos, _, morph = best["morph"][i].partition("|")
            texts = (labels["dep"][relation], best["tag"][i], pos, lemma(doc[word.token].text, best["lemma"][i]))
            rows.append((words[head].token - word.token, *map(add, texts), self.vocab.morphology.add(morph)))
        rows += _white_space(doc, len(rows), len(doc), words[0].token, add)
        values = np.array([[number & UNSIGNED for number in row] for row in rows], dtype=np.uint64)
        doc.from_array([HEAD, DEP, TAG, POS, LEMMA, MORPH], cast(Any, values))

    def score(self, examples: Iterable[Example], **options: Any) -> dict[str, Any]:
        """Measure everything that the component sets, as spaCy's own components do."""
        examples = list(examples)
        scorers = (tagger_score, morphologizer_score, lemmatizer_score, parser_score, get_ner_prf)
        return {name: value for scorer in scorers for name, value in scorer(examples, **options).items()}

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Save the network."""
        if self.network:
            self.network.to_disk(Path(path))

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> "ConflictParser":
        """Load the network."""
        self.network = Network.from_disk(Path(path))
        for names in self.network.labels.values():
            for label in names:
                self.vocab.strings.add(label)
        return self


def _after_dateline(doc: Doc, words: list[Word]) -> Iterator[int]:
    """Yield the word with which the news begins: where it was filed is no part of its first sentence."""
    line = dateline(text_of(doc))
    if line is not None:
        yield from [i for i, word in enumerate(words) if doc[word.token].idx >= line.end][:1]


def _runs_on(doc: Doc, words: list[Word], place: int) -> bool:
    """Tell whether a word that is taken to begin a sentence goes on one: in small letters, after a word of its line."""
    if place == 0:
        return False
    before, word = doc[words[place - 1].token], doc[words[place].token]
    between = doc[before.i + 1 : word.i].text
    return word.text[0].islower() and before.text[-1].isalnum() and "\n" not in between


def _white_space(doc: Doc, begin: int, end: int, first: int, add: Callable[[str], int]) -> list[tuple[int, ...]]:
    """Give rows for tokens of white space: each hangs from the word before it, at the start from the first word."""
    head = first if begin < first else begin - 1
    return [(head - i, *map(add, ("dep", "_SP", "SPACE", doc[i].text)), add("")) for i in range(begin, end)]


@Language.factory(
    FACTORY,
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "doc.sents",
        "doc.ents",
    ],
)
def make_parser(nlp: Language, name: str) -> ConflictParser:
    """Build the component, empty until it is loaded from disk."""
    return ConflictParser(nlp, name)
