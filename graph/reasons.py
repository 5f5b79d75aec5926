"""One reason for or against two mentions telling of one event."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature's weight and what was compared."""

    feature: str
    weight: float
    what: str

    def __str__(self) -> str:
        """Return the reason as it stands in the graph."""
        return f"{self.weight:+.1f} {self.feature}: {self.what}"
