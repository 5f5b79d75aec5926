"""What the parser's network reads of a text: word pieces, letter case and layout, in windows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc
from tokenizers import BertWordPieceTokenizer

#: Word pieces that the network sees at once, [CLS] and [SEP] among them.
WINDOW = 256
#: Where a paragraph is longer than a window: pieces of context on either side of what a window decides.
MARGIN = 32

LOWER, TITLE, UPPER, MIXED, LETTER, DIGIT = range(6)
NOTHING, SPACE, LINE, BLANK = range(4)
FEATURES = 24


@lru_cache(maxsize=50_000)
def letter_case(word: str) -> int:
    """Class a word by its letters; the pieces themselves are uncased."""
    if any(c.isdigit() for c in word):
        return DIGIT
    if word.islower() or not any(c.isalpha() for c in word):
        return LOWER
    if len(word) == 1:
        return LETTER
    if word.isupper():
        return UPPER
    return TITLE if word[0].isupper() and not any(c.isupper() for c in word[1:]) else MIXED


def gap(between: str) -> int:
    """Class what stands between a word and the one before it."""
    lines = between.count("\n")
    return BLANK if lines > 1 else LINE if lines else SPACE if between else NOTHING


def feature(case: int, before: int) -> int:
    """Number a pair of letter case and gap."""
    return case * 4 + before


def word_pieces(vocabulary: Sequence[str]) -> Callable[[str], tuple[int, ...]]:
    """Build the function that gives the piece ids of one word, never none."""
    tokenizer = BertWordPieceTokenizer({piece: i for i, piece in enumerate(vocabulary)}, lowercase=True)
    unknown = (vocabulary.index("[UNK]"),)

    @lru_cache(maxsize=50_000)
    def pieces(word: str) -> tuple[int, ...]:
        return tuple(tokenizer.encode(word, add_special_tokens=False).ids)[:16] or unknown

    return pieces


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a doc that is no white space."""

    #: its place among the doc's tokens
    token: int
    pieces: tuple[int, ...]
    case: int
    before: int


def read_words(doc: Doc, pieces: Callable[[str], tuple[int, ...]]) -> list[Word]:
    """List the doc's words with what the network is told of each."""
    text = doc.text
    words: list[Word] = []
    end = 0
    for token in doc:
        if token.is_space:
            continue
        before = gap(text[end : token.idx]) if words else BLANK
        words.append(Word(token.i, pieces(token.text), letter_case(token.text), before))
        end = token.idx + len(token)
    return words


def windows(words: Sequence[Word]) -> Iterator[tuple[int, int, int, int]]:
    """Cut the words into windows: (begin, end, first, last), where the window decides words[first:last].

    Whole paragraphs go together; one longer than a window is read in windows that overlap.
    """
    room = WINDOW - 2
    cuts = [i for i, word in enumerate(words) if i == 0 or word.before == BLANK] + [len(words)]
    total = [0]
    for word in words:
        total.append(total[-1] + len(word.pieces))
    begin = 0
    for start, stop in pairwise(cuts):
        if total[stop] - total[begin] <= room:
            continue
        if start > begin:
            yield begin, start, begin, start
            begin = start
        if total[stop] - total[start] > room:
            yield from _long_paragraph(total, start, stop)
            begin = stop
    if begin < len(words):
        yield begin, len(words), begin, len(words)


def _long_paragraph(total: Sequence[int], start: int, stop: int) -> Iterator[tuple[int, int, int, int]]:
    begin, first = start, start
    while first < stop:
        end = begin
        while end < stop and total[end + 1] - total[begin] <= WINDOW - 2:
            end += 1
        last = end
        while end < stop and last > first + 1 and total[end] - total[last] < MARGIN:
            last -= 1
        yield begin, end, first, last
        begin = first = last
        while begin > start and total[first] - total[begin] < MARGIN:
            begin -= 1
