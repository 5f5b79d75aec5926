"""The tokenizer: spaCy's for English, brought nearer to what Universal Dependencies call a word."""

from typing import Any

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

#: A run of one mark is one word: "!!!", "=====".
RUN = r"(?P<mark>[!?=*_~#<>+])(?:(?P=mark))+"
#: Prefixes that stay with their word: "non-state", "e-mail".
BOUND = (
    "non",
    "Non",
    "re",
    "Re",
    "pre",
    "Pre",
    "post",
    "Post",
    "e",
    "E",
    "co",
    "Co",
    "anti",
    "Anti",
    "mis",
    "un",
    "pro",
)
ABBREVIATIONS = ("al.", "etc.", "Capt.", "Col.", "Maj.", "Brig.", "Cpl.", "Lt.", "Sgt.", "Gen.", "Adm.", "Insp.", "ed.")
#: How spaCy's rule that splits at a hyphen between letters is known among its infix rules.
HYPHEN = "(?:-|\u2013|\u2014|--|---|\u2014\u2014|~)"


def tokenizer(nlp: Language) -> Tokenizer:
    """Build the tokenizer; its rules are saved with the model."""
    defaults: Any = nlp.Defaults
    bound = "".join(rf"(?<!\b{prefix})" for prefix in BOUND)
    infixes = [bound + rule if HYPHEN in rule else rule for rule in defaults.infixes]
    rules = {word: parts for word, parts in defaults.tokenizer_exceptions.items() if word != "and/or"}
    return Tokenizer(
        nlp.vocab,
        rules=rules | {word: [{ORTH: word}] for word in ABBREVIATIONS},
        prefix_search=compile_prefix_regex([RUN.replace("mark", "first"), *defaults.prefixes]).search,
        suffix_search=compile_suffix_regex([RUN.replace("mark", "last"), *defaults.suffixes]).search,
        infix_finditer=compile_infix_regex([*infixes, r"(?<=[A-Za-z]{2})/(?=[A-Za-z]{2})"]).finditer,
        url_match=defaults.url_match,
    )
