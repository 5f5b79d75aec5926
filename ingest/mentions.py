"""Where the text names something: the link between tokens and the article's entities."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens [start, end) of the doc that stand for an entity; `root` is their syntactic head."""

    start: int
    end: int
    root: int
    #: Entity.id within the article
    entity: str
