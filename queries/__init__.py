"""Questions to the graph; never writes."""
