"""Measure a pipeline on every development set: trees, sentences, entities, attribution spans, capitals.

python -m training.evaluate MODEL CONVERTED CORPORA
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.scorer import PRFScore, Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from ingest.parser import ATTRIBUTION

UNER = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
MEASURES = ("dep_uas", "dep_las", "sents_f", "tag_acc", "pos_acc", "morph_acc", "lemma_acc", "token_f")


def gold_docs(nlp: Language, path: Path) -> list[Doc]:
    """Read a converted corpus."""
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def treebank_scores(nlp: Language, path: Path) -> dict[str, float]:
    """Score what the trees show, from raw text."""
    gold = gold_docs(nlp, path)
    examples = [Example(made, doc) for made, doc in zip(nlp.pipe(doc.text for doc in gold), gold, strict=True)]
    scores = Scorer(nlp).score(examples)
    return {name: 100 * scores[name] for name in MEASURES}


def entity_scores(nlp: Language, path: Path) -> dict[str, PRFScore]:
    """Score names of persons, organisations and places against UNER, by type and all together."""
    scores = {kind: PRFScore() for kind in ("PER", "ORG", "LOC", "all")}
    gold = gold_docs(nlp, path)
    for made, doc in zip(nlp.pipe(doc.text for doc in gold), gold, strict=True):
        found = {(e.start_char, e.end_char, UNER[e.label_]) for e in made.ents if e.label_ in UNER}
        true = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        for kind, score in scores.items():
            score.score_set({s for s in found if kind in {s[2], "all"}}, {s for s in true if kind in {s[2], "all"}})
    return scores


def attribution_scores(nlp: Language, path: Path) -> dict[str, tuple[PRFScore, PRFScore]]:
    """Score attribution spans on PolNeAR, whole spans and characters."""
    articles = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    scores = {task: (PRFScore(), PRFScore()) for task in ATTRIBUTION}
    for doc, article in zip(nlp.pipe(article["text"] for article in articles), articles, strict=True):
        for task, key in ATTRIBUTION.items():
            true = {(start, end) for item in article["attributions"] for start, end in item[task]}
            found = {(span.start_char, span.end_char) for span in doc.spans.get(key, ())}
            scores[task][0].score_set(found, true)
            scores[task][1].score_set(_characters(found), _characters(true))
    return scores


def _characters(spans: set[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def capital_reports(path: Path, count: int) -> Iterator[str]:
    """Read the first reports of a MUC-4 file, all in capitals."""
    text = path.read_text("latin-1")
    for report in re.split(r"^\S+-MUC\d-\d+ .*$", text, flags=re.MULTILINE)[1 : count + 1]:
        yield report.strip()


def sentence_lengths(nlp: Language, texts: Sequence[str]) -> tuple[int, float, int, Counter[str]]:
    """Count sentences, mean and greatest length in words, and how each sentence ends."""
    sentences = [sent for doc in nlp.pipe(texts) for sent in doc.sents]
    lengths = [sum(not token.is_space for token in sent) for sent in sentences]
    ends = Counter(sent.text.strip()[-1:] for sent in sentences)
    return len(lengths), sum(lengths) / len(lengths), max(lengths), ends


def main(model: Path, converted: Path, corpora: Path) -> None:
    """Print every figure."""
    nlp = spacy.load(model)
    for name in ("en_ewt-dev", "en_gum-dev"):
        scores = treebank_scores(nlp, converted / f"{name}.spacy")
        print(name, " ".join(f"{key} {value:.1f}" for key, value in scores.items()))
    for kind, score in entity_scores(nlp, converted / "uner_ewt-dev.spacy").items():
        print(f"uner_ewt-dev {kind} P {score.precision:.3f} R {score.recall:.3f} F {score.fscore:.3f}")
    for task, (whole, characters) in attribution_scores(nlp, corpora / "polnear" / "dev.jsonl").items():
        print(f"polnear-dev {task} spans F {whole.fscore:.3f} characters F {characters.fscore:.3f}")
    reports = list(capital_reports(corpora / "muc4" / "dev" / "dev-muc3-0001-0100", 20))
    count, mean, longest, ends = sentence_lengths(nlp, reports)
    print(
        f"muc4-dev, 20 reports: {count} sentences, mean {mean:.1f} words, longest {longest}, ends {ends.most_common(6)}"
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
