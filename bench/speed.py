"""Measure the shipped parser against an untrained CNN in the same run: words a second on one core, start-up, memory.

python -m bench.speed TEXT...
"""

import argparse
import resource
import statistics
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from ingest.parser import load_model

TOK2VEC = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [5000, 1000, 2500, 2500],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}


def untrained_cnn(parsed: list[Doc]) -> Language:
    """Initialise spaCy's efficiency default (tagger, parser, entities) with the labels of parsed docs."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}})
    for name, upper in (("parser", True), ("ner", True)):
        model = {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": name,
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": upper,
            "tok2vec": LISTENER,
        }
        nlp.add_pipe(name, config={"model": model})
    examples = [Example(nlp.make_doc(doc.text), Doc(nlp.vocab).from_bytes(doc.to_bytes())) for doc in parsed]
    nlp.initialize(lambda: examples)
    return nlp


def words_a_second(nlp: Language, texts: list[str]) -> float:
    """Count words by the second of this process's own time."""
    begun = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (time.process_time() - begun)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="*", type=Path, default=sorted(Path("seeds/articles").glob("*.md")))
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    begun = time.perf_counter()
    nlp = load_model()
    nlp("Ready.")
    print(f"start-up: {time.perf_counter() - begun:.2f} s")
    texts = [path.read_text("utf-8") for path in args.texts]
    parsed = list(nlp.pipe(texts))
    print(f"resident memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    cnn = untrained_cnn(parsed)
    ours, theirs = [], []
    for _ in range(args.rounds):
        ours.append(words_a_second(nlp, texts))
        theirs.append(words_a_second(cnn, texts))
    one, other = statistics.median(ours), statistics.median(theirs)
    print(f"parser: {one:.0f} words/s   untrained CNN: {other:.0f} words/s   ratio: {one / other:.2f}")


if __name__ == "__main__":
    main()
