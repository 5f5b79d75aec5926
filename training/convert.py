"""Put corpora into spaCy's form: treebanks in documents of eight sentences, UNER's entities on EWT's text.

python -m training.convert CORPORA OUT
"""

import subprocess
import sys
from pathlib import Path

import spacy
import spacy.util
from spacy.tokens import Doc, DocBin

from training.treebank import Sentence, read_sentences

TREEBANKS = ("en_ewt-train", "en_ewt-dev", "en_gum-train", "en_gum-dev")


def read_entities(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Read the entities of each sentence of a UNER file, by places among its characters that are no spaces."""
    entities: dict[str, list[tuple[int, int, str]]] = {}
    for block in path.read_text("utf-8").split("\n\n"):
        spans: list[tuple[int, int, str]] = []
        at, name = 0, ""
        for line in block.splitlines():
            if line.startswith("# sent_id = "):
                name = line.removeprefix("# sent_id = ")
            elif not line.startswith("#"):
                _, form, label, *_ = line.split("\t")
                if label.startswith("B-"):
                    spans.append((at, at + len(form), label[2:]))
                elif label.startswith("I-") and spans:
                    spans[-1] = (spans[-1][0], at + len(form), spans[-1][2])
                at += len(form)
        entities[name] = [span for span in spans if span[2] in {"PER", "ORG", "LOC"}]
    return entities


def entity_doc(vocab: spacy.Vocab, sentences: list[Sentence], entities: dict[str, list[tuple[int, int, str]]]) -> Doc:
    """Join sentences of EWT to a doc with UNER's entities, whatever the tokens of either."""
    tokens = [token for sentence in sentences for token in sentence.tokens]
    doc = Doc(vocab, [token.form for token in tokens], [token.space_after for token in tokens])
    solid = [i for i, character in enumerate(doc.text) if not character.isspace()]
    offset, spans = 0, []
    for sentence in sentences:
        for start, end, kind in entities[sentence.name]:
            spans.append(
                doc.char_span(solid[offset + start], solid[offset + end - 1] + 1, kind, alignment_mode="expand")
            )
        offset += sum(len(token.form.replace(" ", "")) for token in sentence.tokens)
    doc.set_ents(spacy.util.filter_spans(spans))
    return doc


def main(corpora: Path, out: Path) -> None:
    """Convert everything."""
    out.mkdir(parents=True, exist_ok=True)
    for name in TREEBANKS:
        source = corpora / "ud" / f"{name}.conllu"
        command = [sys.executable, "-m", "spacy", "convert", str(source), str(out), "-c", "conllu", "-n", "8"]
        subprocess.run(command, check=True)
    vocab = spacy.blank("en").vocab
    sentences = list(read_sentences(corpora / "ud" / "en_ewt-dev.conllu"))
    entities = read_entities(corpora / "ud" / "uner_ewt-dev.iob2")
    docs = [entity_doc(vocab, sentences[i : i + 8], entities) for i in range(0, len(sentences), 8)]
    DocBin(docs=docs).to_disk(out / "uner_ewt-dev.spacy")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
