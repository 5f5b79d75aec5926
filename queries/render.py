"""README.md of the question library, made from the headers; `python -m queries.render` prints it."""

import sys
from collections.abc import Iterator

from queries.library import REQUIRED, Question, questions


def readme() -> str:
    """Return the library's documentation as Markdown."""
    return "\n".join(["# Questions", "", INTRODUCTION, *(line for q in questions().values() for line in _section(q))])


INTRODUCTION = (
    "Each file is one question; `conflictgraph query NAME key=value …` asks it, "
    "and the text runs as it stands in Neo4j Browser. Made by `make docs` from the files' headers."
)


def _section(question: Question) -> Iterator[str]:
    yield from ("", f"## {question.name}", "", question.about, "")
    if question.parameters:
        yield from ("| parameter | type | default | meaning |", "|---|---|---|---|")
    for p in question.parameters:
        default = "required" if p.default is REQUIRED else f"`{p.default!r}`"
        yield f"| {p.name} | {p.type} | {default} | {p.about} |"
    yield from ("", "| column | meaning |", "|---|---|")
    for column in question.columns:
        yield f"| {column.name} | {column.about} |"


if __name__ == "__main__":
    sys.stdout.write(readme() + "\n")
