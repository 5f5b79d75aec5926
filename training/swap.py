"""Names put in the place of others of their type and build, so that the network learns where names stand."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

from ingest.known_names import body_names, town_names
from training.names import Span, treebank_names
from training.treebank import Sentence, Token

#: Share of the names that are put in the place of others, by type.
SHARES = {"PERSON": 0.2, "ORG": 0.4, "GPE": 0.3, "LOC": 0.2}
#: Share of those that come from the reference tables, where these have names of the build.
TABLES = 0.4
#: Type, tags, and the tree inside.
Build = tuple[str, tuple[str, ...], tuple[int, ...], tuple[str, ...]]


class Exchange:
    """The names of some treebanks and of the reference tables, by build."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self.seen: dict[Build, list[list[Token]]] = defaultdict(list)
        for sentence in sentences:
            for start, end, kind in _names(sentence):
                build = _build(sentence.tokens, start, end, kind)
                if build:
                    self.seen[build].append(sentence.tokens[start:end])
        self.listed = _listed()

    def swapped(self, sentence: Sentence, random: Random) -> Sentence:
        """Put other names in the place of some of a sentence's."""
        tokens = list(sentence.tokens)
        for start, end, kind in _names(sentence):
            build = _build(tokens, start, end, kind) if random.random() < SHARES.get(kind, 0) else None
            donors = self._donors(build, random) if build else None
            if donors:
                tokens[start:end] = _fitted(tokens, start, end, random.choice(donors))
        return replace(sentence, tokens=tokens)

    def _donors(self, build: Build, random: Random) -> list[list[Token]] | None:
        if build in self.listed and random.random() < TABLES:
            return self.listed[build]
        return self.seen.get(build)


def _names(sentence: Sentence) -> list[Span]:
    names = treebank_names(sentence) if sentence.names is None else sentence.names
    return [(start, end, "PERSON" if kind == "PER" else kind) for start, end, kind in names]


def _build(tokens: Sequence[Token], start: int, end: int, kind: str) -> Build | None:
    """Describe a name whose words hang together, None for another."""
    span = tokens[start:end]
    inner = [start <= token.head < end and token.head != i for i, token in enumerate(span, start)]
    if kind not in SHARES or inner.count(False) != 1 or not any(token.tag.startswith("NNP") for token in span):
        return None
    heads = tuple(token.head - start if inside else -1 for token, inside in zip(span, inner, strict=True))
    deps = tuple(token.dep if inside else "" for token, inside in zip(span, inner, strict=True))
    return kind, tuple(token.tag for token in span), heads, deps


def _fitted(tokens: Sequence[Token], start: int, end: int, donor: Sequence[Token]) -> list[Token]:
    places = zip(tokens[start:end], donor, strict=True)
    fitted = [replace(new, head=old.head, dep=old.dep) for old, new in places]
    fitted[-1] = replace(fitted[-1], space_after=tokens[end - 1].space_after)
    return fitted


def _listed() -> dict[Build, list[list[Token]]]:
    """List towns and organisations of the reference tables as names whose last word governs the others."""
    found: dict[Build, list[list[Token]]] = defaultdict(list)
    for kind, names in (("GPE", town_names()), ("ORG", body_names())):
        for name in names:
            words = name.split()
            if all(word.isascii() and word.isalpha() and word[0].isupper() for word in words):
                found[_compound(kind, len(words))].append([_proper(word) for word in words])
    return found


def _compound(kind: str, length: int) -> Build:
    last = length - 1
    return kind, ("NNP",) * length, (last,) * last + (-1,), ("compound",) * last + ("",)


def _proper(word: str) -> Token:
    return Token(word, word, "PROPN", "NNP", "Number=Sing", 0, "")
