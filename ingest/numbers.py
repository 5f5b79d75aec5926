"""Whole numbers as English writes them, in digits and in words."""

import re

ONES = {
    name: value
    for value, name in enumerate(
        (
            *(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
}
TENS = {
    name: value
    for value, name in zip(
        range(20, 100, 10),
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        strict=True,
    )
}
#: dozens and the Indian lakh and crore among them
SCALES = {
    **{"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
    **{"lakh": 10**5, "lac": 10**5, "crore": 10**7, "dozen": 12, "score": 20},
}
WORDS = {**ONES, **TENS, "half": 0.5, "couple": 2, "pair": 2}


def _either(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_small = rf"(?:(?:{_either(TENS)})(?:[- ](?:{_either(ONES)}))?|{_either(ONES)})"
_scale = r"(?:hundred|thousand|million|billion|lakhs?|lac|crores?)"
_digits = r"\d{1,3}(?:,\d{2,3})+|\d+(?:\.\d+(?=[ -](?:million|billion|lakh|crore)))?"
_rest = rf"{_small} hundred(?: and {_small}| {_small})?"
_tail = rf"(?:,? (?:{_rest}|{_small}) thousand)?(?:,? (?:and )?{_rest}| (?:and )?{_small})?"
#: a number of which `value` knows the value; it needs a look at what stands around it
NUMBER = (
    rf"(?:(?:(?:{_small}|half an?|an?|{_digits})[- ])?dozens?\b(?<!dozens)|"
    rf"half an? (?:hundred|million)|a couple(?= of| more|\b)|a pair(?= of)|"
    rf"(?:{_small}|an?|{_digits})(?:[- ]{_scale})+{_tail}|"
    rf"{_digits}|{_small})"
)


def value(text: str) -> int:
    """Return the number that words or digits matched by NUMBER stand for."""
    total, group = 0.0, 0.0
    for word in re.findall(r"[\d.,]*\d|[a-z]+", text.lower()):
        name = word.rstrip("s") if word.rstrip("s") in SCALES else word
        if word[0].isdigit():
            group += float(word.replace(",", ""))
        elif name in ("hundred", "dozen", "score"):
            group = (group or 1) * SCALES[name]
        elif name in SCALES:
            total, group = total + (group or 1) * SCALES[name], 0.0
        elif name in WORDS:
            group += WORDS[name]
    return round(total + group)
