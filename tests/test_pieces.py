import pytest

from ingest.pieces import BLANK, LINE, NOTHING, SPACE, WINDOW, Word, gap, letter_case, windows


@pytest.mark.parametrize(
    ("between", "expected"), [("", NOTHING), (" ", SPACE), ("\n", LINE), (" \n  ", LINE), ("\n \n", BLANK)]
)
def test_gap(between: str, expected: int) -> None:
    assert gap(between) == expected


def test_letter_case_tells_apart_what_the_pieces_do_not() -> None:
    cases = [letter_case(word) for word in ("raid", "Raid", "RAID", "McRaid", "R", "F-16")]
    assert len(set(cases)) == 6


@pytest.mark.parametrize("lengths", [[3], [100, 100, 100], [900], [10, 700, 10], [253, 1, 300, 2]])
def test_windows_decide_every_word_once_and_fit(lengths: list[int]) -> None:
    words = [Word(0, (7,), 0, BLANK if i == 0 else SPACE) for length in lengths for i in range(length)]
    decided = []
    for begin, end, first, last in windows(words):
        assert begin <= first < last <= end
        assert sum(len(word.pieces) for word in words[begin:end]) <= WINDOW - 2
        decided += range(first, last)
    assert decided == list(range(len(words)))


def test_a_paragraph_that_fits_stands_in_one_window() -> None:
    words = [Word(0, (7,), 0, BLANK if i % 60 == 0 else SPACE) for i in range(600)]
    assert all(begin % 60 == 0 and end % 60 == 0 for begin, end, _, _ in windows(words))
