"""What a person curates: seed articles and reference tables."""
