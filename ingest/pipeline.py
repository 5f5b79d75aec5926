"""The pipeline: component order, document extensions, text in and extraction out."""

from spacy.tokens import Doc

#: What components hand on, by name: who sets it and what it holds (all tuples, in text order, over token indices).
EXTENSIONS = {
    "article": "the ingest.document.Article that the doc was made of",
    "quantities": "ingest.quantities.Quantity: counts as written",
    "dates": "ingest.dates.DateMention: dates with their precision",
    "entities": "ingest.document.Entity: actors, places, assets, operations of the article",
    "mentions": "ingest.mentions.Mention: tokens that stand for an entity, pronouns and role nouns among them",
    "relations": "ingest.document.Relation",
    "attributions": "ingest.attributions.Attribution: source, cue, content, stance",
    "triggers": "ingest.triggers.Trigger: words that tell of an event, with agent, target, place, date",
    "events": "ingest.document.Event",
    "claims": "ingest.document.Claim",
}


def set_extensions() -> None:
    """Declare every document extension once."""
    for name in EXTENSIONS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None if name == "article" else ())
