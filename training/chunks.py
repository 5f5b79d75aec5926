"""Running text for training: chunks of words with every label that some corpus gives them."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import spacy

from ingest.pieces import BLANK, NOTHING, SPACE, gap
from ingest.tokens import tokenizer
from training.names import MARKED, UNKNOWN, amounts, certain_labels, majority_types, silver_type, timed, treebank_names
from training.treebank import Sentence, Token

SPANS = ("source", "cue", "content")
#: No label: the loss passes over it.
NONE = "-"


@dataclass
class Chunk:
    """Consecutive words; each list has one entry a word."""

    words: list[str] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    #: number of the sentence, -1 throughout where sentences are unknown
    sentence: list[int] = field(default_factory=list)
    #: word that governs it, itself for a root, -1 where the tree is unknown
    head: list[int] = field(default_factory=list)
    #: task -> label of each word, NONE where unknown
    labels: dict[str, list[str]] = field(default_factory=dict)
    #: words that start a paragraph
    paragraphs: set[int] = field(default_factory=set)


def lemma_rule(form: str, lemma: str) -> str:
    """Say how the lemma comes from the form: whether to lower it, how many letters to cut, what to add."""
    lowered = lemma == lemma.lower()
    base = form.lower() if lowered else form
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    return f"{'l' if lowered else 'k'}{len(base) - same}{lemma[same:]}"


def span_labels(length: int, spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """Write spans as BIOES labels."""
    labels = ["O"] * length
    for start, end, kind in spans:
        if kind == UNKNOWN:
            labels[start:end] = [NONE] * (end - start)
        elif end - start == 1:
            labels[start] = f"S-{kind}"
        else:
            labels[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 2), f"E-{kind}"]
    return labels


def marked_labels(tokens: Sequence[Token], names: Sequence[tuple[int, int, str]]) -> list[str]:
    """Label a sentence whose names a person marked; numbers come from its tags, and dates are unknown."""
    labels = [NONE if timed(token) else "O" for token in tokens]
    for start, end, kind in [*amounts(tokens), *names]:
        if kind in MARKED:
            labels[start:end] = span_labels(end - start, [(0, end - start, MARKED[kind])])
    return labels


def sentence_chunk(sentences: Sequence[Sentence]) -> Chunk:
    """Put sentences of a treebank together as running text with single spaces."""
    chunk = Chunk(labels={task: [] for task in ("tag", "morph", "lemma", "dep", "start", "entity", *SPANS)})
    before = BLANK
    for number, sentence in enumerate(sentences):
        offset = len(chunk.words)
        if sentence.new_paragraph or sentence.new_document:
            chunk.paragraphs.add(offset)
        for i, token in enumerate(sentence.tokens):
            chunk.words.append(token.form)
            chunk.before.append(before)
            before = SPACE if token.space_after else NOTHING
            chunk.sentence.append(number)
            chunk.head.append(token.head + offset)
            lemma = lemma_rule(token.form, token.lemma)
            for task, label in (
                ("tag", token.tag),
                ("morph", f"{token.pos}|{token.morph}"),
                ("lemma", lemma),
                ("dep", token.dep),
            ):
                chunk.labels[task].append(label)
            chunk.labels["start"].append("1" if i == 0 else "0")
            for task in SPANS:
                chunk.labels[task].append(NONE)
        length = len(sentence.tokens)
        if sentence.names is not None:
            chunk.labels["entity"] += marked_labels(sentence.tokens, sentence.names)
        elif sentence.mentions is None:
            chunk.labels["entity"] += ["O" if certain else NONE for certain in certain_labels(sentence.tokens)]
        else:
            chunk.labels["entity"] += span_labels(length, treebank_names(sentence))
    return chunk


def read_attributions(path: Path) -> Iterator[Chunk]:
    """Read PolNeAR articles, tokenised by the pipeline's tokenizer, with silver entities and attribution spans."""
    articles = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    majority = majority_types(articles)
    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer(nlp)
    for article in articles:
        yield _article_chunk(nlp(article["text"]), article, majority)


def _doubts(chunk: Chunk, labels: Sequence[str]) -> Iterator[bool]:
    """Tell which words look like names that the silver entities passed over: capitals within a sentence."""
    before = "."
    for i, (word, label) in enumerate(zip(chunk.words, labels, strict=True)):
        opens = i in chunk.paragraphs or not (before.isalnum() or before in {",", "'s"})
        yield label == "O" and word[0].isupper() and word != "I" and not opens
        before = word


def _article_chunk(doc: spacy.tokens.Doc, article: dict, majority: dict[str, str]) -> Chunk:
    words = [token for token in doc if not token.is_space]
    ends = [0, *(token.idx + len(token) for token in words)]
    gaps = [gap(article["text"][end : token.idx]) for end, token in zip(ends, words, strict=False)]
    starts = [token.idx for token in words]
    length = len(words)
    chunk = Chunk([token.text for token in words], [BLANK, *gaps[1:]], [-1] * length, [-1] * length)
    chunk.paragraphs = {i for i, before in enumerate(chunk.before) if before == BLANK}
    chunk.labels = {task: [NONE] * length for task in ("tag", "morph", "lemma", "dep", "start")}

    def indices(start: int, end: int) -> tuple[int, int]:
        first, last = bisect_right(ends, start) - 1, bisect_left(starts, end)
        return (first, last) if last > first else (0, 0)

    names = []
    for start, end, kind in article.get("silver_entities", ()):
        found = silver_type(article["text"][start:end], kind, majority)
        if found and indices(start, end)[1]:
            names.append((*indices(start, end), found))
    known = "silver_entities" in article
    labels = span_labels(length, names) if known else [NONE] * length
    chunk.labels["entity"] = [
        NONE if doubt else label for label, doubt in zip(labels, _doubts(chunk, labels), strict=True)
    ]
    for task in SPANS:
        spans = sorted(
            {indices(*span) for item in article["attributions"] for span in item[task]}, key=lambda s: (s[0], -s[1])
        )
        outer = [s for i, s in enumerate(spans) if s[1] and not any(t[1] > s[0] for t in spans[:i])]
        chunk.labels[task] = span_labels(length, [(*span, task.upper()) for span in outer])
    return chunk
