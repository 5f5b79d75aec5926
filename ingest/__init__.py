"""Articles in, extractions out; knows no database."""
