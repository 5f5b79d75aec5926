"""What is code in a text of Cypher, and what is only quoted or commented."""

import re

#: What is no code: strings, quoted names, comments. An unclosed one runs to the end.
NO_CODE = re.compile(
    r"""'(?:\\.|[^'\\])*(?:'|\Z) | "(?:\\.|[^"\\])*(?:"|\Z) | `[^`]*(?:`|\Z) | //[^\r\n]* | /\*.*?(?:\*/|\Z)""",
    re.VERBOSE | re.DOTALL,
)


def code_of(text: str) -> str:
    """Return the text without comments, its strings and quoted names replaced by `_`."""
    return NO_CODE.sub(lambda found: " " if found[0].startswith("/") else " _ ", text)


def is_one_statement(code: str) -> bool:
    """Return whether no `;` stands between parts of the code."""
    return ";" not in code.strip().removesuffix(";")
