"""What the store keeps beside the graph to add to it: records by kind and key, read when asked for.

A record is a function of the extractions and judgements, as the graph is: which ones there are and what they say
depends on no order. They are read by key alone, the one look-up that both stores index.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Generic, Protocol, TypeVar

import msgspec

from graph.nodes import Memo
from graph.rows import Row

Value = TypeVar("Value")


class Records(Protocol):
    """Where records are read from."""

    def memos(self, ids: Collection[str]) -> Iterator[Memo]:
        """Yield the records of these ids that there are."""


class Nothing:
    """Records of a store that holds none yet."""

    def memos(self, ids: Collection[str]) -> Iterator[Memo]:
        """Yield nothing."""
        return iter(())


class Shelf(Generic[Value]):
    """The records of one kind: as they were, and as they are to be."""

    def __init__(self, name: str, kind: type[Value], records: Records) -> None:
        self._name, self._kind, self._records = name, kind, records
        self._before: dict[str, Value | None] = {}
        self._now: dict[str, Value | None] = {}

    def fetch(self, keys: Iterable[str]) -> None:
        """Read records that will be asked for, many at a time."""
        wanted = sorted(set(keys) - self._before.keys())
        if isinstance(self._records, Nothing):
            return
        prefix = len(self._name) + 1
        self._before.update(dict.fromkeys(wanted))
        for memo in self._records.memos([f"{self._name}:{key}" for key in wanted]):
            self._before[memo.memo_id[prefix:]] = msgspec.json.decode(memo.json, type=self._kind)

    def learn(self, records: Mapping[str, Value]) -> None:
        """Take in what the store is known to hold, so that it need not be asked."""
        self._before.update(records)

    def before(self, key: str) -> Value | None:
        """Return what the store holds."""
        if key not in self._before and not isinstance(self._records, Nothing):
            self.fetch([key])
        return self._before.get(key)

    def now(self, key: str) -> Value | None:
        """Return what the record has become."""
        return self._now[key] if key in self._now else self.before(key)

    def put(self, key: str, value: Value | None) -> None:
        """Set the record; null takes it away."""
        self._now[key] = value

    def touched(self) -> Iterator[str]:
        """Yield the keys of the records that may have changed, sorted."""
        yield from sorted(self._now)

    def rows(self, *, before: bool) -> Iterator[Row]:
        """Yield the records that may have changed, as they were or as they are now."""
        for key in self.touched():
            value = self.before(key) if before else self._now[key]
            if value is not None:
                yield Memo(memo_id=f"{self._name}:{key}", json=msgspec.json.encode(value, order="sorted").decode())
