"""What news text does that the treebanks do not: capitals, headlines, line breaks, curly quotes, datelines."""

from dataclasses import dataclass, replace
from random import Random

from ingest.pieces import BLANK, LINE, LOWER, NOTHING, SPACE, TITLE, UPPER, letter_case
from training.chunks import NONE, Chunk
from training.names import WORDS
from training.treebank import Sentence, Token

LINE_WORDS = WORDS["dateline"]


@dataclass(frozen=True, slots=True)
class Surface:
    """A chunk as it is shown to the network: other letters and gaps, the same labels."""

    words: list[str]
    cases: list[int]
    before: list[int]


def _token(form: str, tag: str, pos: str, head: int, dep: str, morph: str = "", space: bool = True) -> Token:
    return Token(form, form.lower() if pos in {"ADP", "PUNCT"} else form, pos, tag, morph, head, dep, space)


def _number(form: str, head: int, dep: str, space: bool = True) -> Token:
    return _token(form, "CD", "NUM", head, dep, "NumForm=Digit|NumType=Card", space)


def dated(sentence: Sentence, random: Random) -> Sentence:
    """Put a date before a sentence that opens with the subject of its verb, as news does."""
    root = next((i for i, t in enumerate(sentence.tokens) if t.dep == "ROOT"), 0)
    first = 0
    while sentence.tokens[first].head not in {first, root}:
        first = sentence.tokens[first].head
    opens = sentence.tokens[first].dep.startswith("nsubj") and sentence.tokens[first].head == root
    if not opens or sentence.tokens[root].pos != "VERB":
        return sentence
    day, month, year = str(random.randint(1, 31)), random.choice(LINE_WORDS["months"]), str(random.randint(1985, 2026))
    sing, kind = "Number=Sing", random.randrange(4)
    if kind == 0:
        opening = [
            _token("On", "IN", "ADP", 1, "case"),
            _token(random.choice(LINE_WORDS["days"]), "NNP", "PROPN", -1, "obl", sing),
        ]
    elif kind == 1:
        opening = [_token("On", "IN", "ADP", 2, "case"), _token(month, "NNP", "PROPN", 2, "nmod:unmarked", sing)]
        opening.append(_number(day, -1, "obl"))
    elif kind == 2:
        opening = [_token("In", "IN", "ADP", 1, "case"), _token(month, "NNP", "PROPN", -1, "obl", sing)]
        opening.append(_number(year, 1, "nmod:unmarked"))
    else:
        opening = [_token("On", "IN", "ADP", 2, "case"), _token(month, "NNP", "PROPN", 2, "compound", sing)]
        opening += [
            _number(day, -1, "obl", False),
            _token(",", ",", "PUNCT", 4, "punct"),
            _number(year, 2, "nmod:unmarked"),
        ]
    anchor = next(i for i, t in enumerate(opening) if t.head == -1)
    comma = random.random() < 0.85
    opening[-1].space_after = not comma
    if comma:
        opening.append(_token(",", ",", "PUNCT", anchor, "punct"))
    shift = len(opening)
    opening[anchor].head = root + shift
    rest = [replace(token, head=token.head + shift) for token in sentence.tokens]
    if rest[0].pos != "PROPN" and rest[0].lemma != "I":
        rest[0] = replace(rest[0], form=rest[0].form[0].lower() + rest[0].form[1:])
    mentions, names, last = None, None, shift - comma
    if sentence.names is not None:
        names = [(1, last, "DATE"), *((s + shift, e + shift, k) for s, e, k in sentence.names)]
    if sentence.mentions is not None:
        mentions = [(1, last, "time", False), *((s + shift, e + shift, k, w) for s, e, k, w in sentence.mentions)]
    return replace(sentence, tokens=opening + rest, mentions=mentions, names=names)


def dateline(known: bool, random: Random) -> Sentence:
    """Write a dateline, a sentence of its own before the first of a report."""
    city = random.choice(LINE_WORDS["cities"])
    tokens = [_token(city.upper() if random.random() < 0.7 else city, "NNP", "PROPN", 0, "ROOT", "Number=Sing")]
    mentions = [(0, 1, "place", True)]
    if random.random() < 0.6:
        tokens[0].space_after = False
        tokens.append(_token(",", ",", "PUNCT", 3, "punct"))
        tokens.append(_token(random.choice(LINE_WORDS["months"]), "NNP", "PROPN", 3, "compound", "Number=Sing"))
        tokens.append(_number(str(random.randint(1, 31)), 0, "parataxis"))
        mentions.append((2, 4, "time", False))
    if random.random() < 0.6:
        start = len(tokens)
        names = random.choice(LINE_WORDS["agencies"]).split()
        head = start + len(names)
        tokens.append(_token("(", "-LRB-", "PUNCT", head, "punct", space=False))
        tokens += [_token(name, "NNP", "PROPN", head, "compound", "Number=Sing") for name in names]
        tokens[-1].head, tokens[-1].dep, tokens[-1].space_after = 0, "parataxis", False
        tokens.append(_token(")", "-RRB-", "PUNCT", head, "punct"))
        mentions.append((start + 1, head + 1, "organization", True))
    dash = random.choice(LINE_WORDS["dashes"])
    tokens[-1].space_after = dash != ":"
    tokens.append(_token(dash, ":", "PUNCT", 0, "punct"))
    return Sentence(tokens, new_paragraph=True, mentions=sorted(mentions) if known else None)


def surface(chunk: Chunk, random: Random) -> Surface:
    """Show a chunk in some dress of letters and line breaks."""
    words = _quotes(chunk, random)
    cases = [letter_case(word) for word in words]
    cases = _letters(chunk, words, cases, random)
    return Surface(words, cases, _gaps(chunk, random))


def _quotes(chunk: Chunk, random: Random) -> list[str]:
    if random.random() > 0.4:
        return chunk.words
    tags = chunk.labels["tag"]
    return [
        ("“" if tag == "``" else "”") if word == '"' and tag != NONE else word.replace("'", "\u2019")
        for word, tag in zip(chunk.words, tags, strict=True)
    ]


def _letters(chunk: Chunk, words: list[str], cases: list[int], random: Random) -> list[int]:
    dress = random.random()
    if dress < 0.08:
        return [
            UPPER if len(word) > 1 and any(map(str.isalpha, word)) and case < 4 else case
            for word, case in zip(words, cases, strict=True)
        ]
    if dress < 0.11:
        return [LOWER if case < 5 else case for case in cases]
    if dress < 0.16:
        chosen = {s for s in set(chunk.sentence) if random.random() < 0.4}
        return [
            TITLE if s in chosen and case == LOWER and len(word) > 3 and word.isalpha() else case
            for word, case, s in zip(words, cases, chunk.sentence, strict=True)
        ]
    return cases


def _gaps(chunk: Chunk, random: Random) -> list[int]:
    dress, before = random.random(), list(chunk.before)
    if random.random() < 0.3:
        before[0] = SPACE
    starts = [i for i in range(1, len(before)) if chunk.sentence[i] != chunk.sentence[i - 1]]
    if dress < 0.45 and chunk.sentence[0] >= 0:
        return before
    lines = {i: BLANK if 0.45 <= dress < 0.7 else LINE for i in chunk.paragraphs if i}
    if 0.8 <= dress < 0.88:
        lines = {i: random.choice((LINE, BLANK)) for i in starts}
    if dress >= 0.92:
        lines |= {i: LINE for i in range(1, len(before)) if before[i] == SPACE and random.random() < 0.08}
    if chunk.sentence[0] < 0 and dress < 0.6:
        return before
    for i, line in lines.items():
        before[i] = line
    if 0.88 <= dress < 0.92:
        for i in starts:
            before[i] = NOTHING if random.random() < 0.15 else before[i]
    return before
