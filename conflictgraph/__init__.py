"""The command line, which ties the three stages together."""
