"""Read treebank files: sentences with tokens, trees, paragraphs and typed mentions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MENTION = re.compile(r"\((\d+)-([a-z]+)-[^()]*|(\d+)\)")


@dataclass
class Token:
    """One line of a CoNLL-U file."""

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space_after: bool = True


@dataclass
class Sentence:
    """A sentence; heads count from 0 within it, a root is its own head."""

    tokens: list[Token]
    name: str = ""
    new_paragraph: bool = False
    new_document: bool = False
    #: (start, end, type, whether it has a Wikipedia identity), None where the treebank has no mentions
    mentions: list[tuple[int, int, str, bool]] | None = None
    #: (start, end, type) of the names that a person marked, None where nobody looked
    names: list[tuple[int, int, str]] | None = None


@dataclass
class _Reader:
    mentioned: bool
    tokens: list[Token] = field(default_factory=list)
    mentions: list[tuple[int, int, str, bool]] = field(default_factory=list)
    opened: dict[str, list[tuple[int, str, bool]]] = field(default_factory=dict)
    paragraph: bool = False
    document: bool = False
    name: str = ""
    inside: int = 0
    inside_space: bool = True

    def comment(self, line: str) -> None:
        self.paragraph |= bool(re.match(r"# newpar(\s|$)", line))
        self.document |= line.startswith("# newdoc")
        if line.startswith("# sent_id = "):
            self.name = line.removeprefix("# sent_id = ")

    def row(self, line: str) -> None:
        number, form, lemma, pos, tag, morph, head, dep, _, misc = line.split("\t")
        space = "SpaceAfter=No" not in misc
        if "-" in number:
            self.inside, self.inside_space = int(number.split("-")[1]), space
            return
        if "." in number:
            return
        i = int(number)
        if i <= self.inside:
            space = self.inside_space and i == self.inside
        morph = "" if morph == "_" else morph
        parent = i - 1 if head == "0" else int(head) - 1
        self.tokens.append(Token(form, lemma, pos, tag, morph, parent, "ROOT" if head == "0" else dep, space))
        entity = re.search(r"Entity=([^|]*)", misc)
        if entity:
            self.mention(i - 1, entity[1])

    def mention(self, i: int, text: str) -> None:
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", text):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                self.opened.setdefault(fields[0], []).append((i, fields[1], len(fields) > 6 and bool(fields[6])))
            if part.endswith(")"):
                key = part.strip("()").split("-")[0]
                if self.opened.get(key):
                    start, kind, linked = self.opened[key].pop()
                    self.mentions.append((start, i + 1, kind, linked))

    def sentence(self) -> Sentence:
        mentions = sorted(self.mentions) if self.mentioned else None
        return Sentence(self.tokens, self.name, self.paragraph, self.document, mentions)


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Read the sentences of a CoNLL-U file in order."""
    text = path.read_text("utf-8")
    mentioned = "global.Entity" in text
    for block in text.split("\n\n"):
        reader = _Reader(mentioned)
        for line in block.splitlines():
            if line.startswith("#"):
                reader.comment(line)
            elif line:
                reader.row(line)
        if reader.tokens:
            yield reader.sentence()
