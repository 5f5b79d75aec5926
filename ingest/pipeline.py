"""The pipeline: component order, document extensions, text in and extraction out."""

from spacy.language import Language
from spacy.tokens import Doc

import ingest.actors
import ingest.assets
import ingest.attributions
import ingest.claims
import ingest.coreference
import ingest.dates
import ingest.ellipses
import ingest.events
import ingest.operations
import ingest.parts
import ingest.places
import ingest.quantities
import ingest.relations
import ingest.roles
import ingest.tolls
import ingest.triggers  # noqa: F401
from ingest.dateline import dateline
from ingest.dates import anchor_of
from ingest.document import Article, Extraction
from ingest.parser import load_model
from ingest.texts import text_of

#: Part of every extraction: raised whenever the same text may come out differently.
VERSION = "1"
#: What components hand on: who makes it and what it holds (tuples in text order, over token indices).
EXTENSIONS = {
    "article": "the ingest.document.Article that the doc was made of",
    "quantities": "ingest.quantities.Quantity: counts as written",
    "dates": "ingest.dates.DateMention: dates with their precision",
    "entities": "ingest.document.Entity: actors, places, assets, operations of the article",
    "mentions": "ingest.mentions.Mention: tokens that stand for an entity, pronouns and role nouns among them",
    "relations": "ingest.document.Relation",
    "attributions": "ingest.attributions.Attribution: source, cue, content, stance",
    "tolls": "ingest.tolls.Toll: counts of people with what happened to them",
    "triggers": "ingest.triggers.Trigger: words that tell of an event, with agent, target, place, date",
    "events": "ingest.document.Event",
    "claims": "ingest.document.Claim",
}
#: The project's components, in the order in which one needs the other's work.
COMPONENTS = (
    "quantities", "dates", "operations", "actors", "places", "roles", "assets", "coreference", "relations",
    "attributions", "tolls", "ellipses", "parts", "triggers", "events", "claims",
)  # fmt: skip


def set_extensions() -> None:
    """Declare every document extension once."""
    for name in EXTENSIONS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None if name == "article" else ())


def load_pipeline() -> Language:
    """Return the shipped model with the project's components after it."""
    set_extensions()
    nlp = load_model()
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def read(nlp: Language, article: Article) -> Doc:
    """Return the article's doc with everything that the components read off it."""
    doc = nlp.make_doc(article.text)
    doc._.article = article
    return nlp(doc)


def extract(nlp: Language, article: Article) -> Extraction:
    """Return everything read off one article."""
    doc = read(nlp, article)
    return Extraction(
        article=article,
        pipeline=VERSION,
        told_on=_told_on(doc),
        passages=tuple(_passages(doc)),
        entities=doc._.entities,
        relations=doc._.relations,
        events=doc._.events,
        claims=doc._.claims,
    )


def _told_on(doc: Doc) -> str | None:
    """Return the date from which the article speaks: of publication, its dateline, else the last day that it tells."""
    anchor = anchor_of(doc._.article, dateline(text_of(doc)))
    if anchor is not None:
        return str(anchor)
    days = [day for told in doc._.dates if (day := told.earliest) is not None and len(day) == len("YYYY-MM-DD")]
    return max(days, key=lambda day: (not day.startswith("XXXX"), day), default=None)


def _passages(doc: Doc) -> list[tuple[int, int]]:
    """Return the offsets of the sentences, white space around them left out."""
    found = []
    for sentence in doc.sents:
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        end = sentence.start_char + len(text.rstrip())
        if start < end:
            found.append((start, end))
    return found
