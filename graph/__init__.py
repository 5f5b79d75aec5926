"""Extractions in, one graph out."""
