"""What a run could not use, listed with the reason in a file that a person or a script can read."""

import json
from pathlib import Path

from conflictgraph.terminal import say
from ingest.document import ArticleError

#: Reasons told on the terminal; the file has all.
TOLD = 5


class Rejections:
    """What a run could not use; its list takes the place of an earlier run's, and of no other file."""

    def __init__(self, path: Path) -> None:
        if not _is_list(path):
            raise ArticleError(
                f"{path} is no list of rejected articles and is left alone: name another with --rejected"
            )
        self._path = path
        self._lines: list[dict[str, str]] = []

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._lines)

    def add(self, path: str, reason: str) -> None:
        """Keep one more."""
        self._lines.append({"path": path, "reason": reason})

    def write(self) -> None:
        """Write the list and tell of it; where it can't be written, tell all of it."""
        told = self._lines[:TOLD]
        try:
            self._path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in self._lines), "utf-8")
            say(f"{len(self)} rejected, listed with reasons in {self._path}", style="yellow")
        except OSError as error:
            told = self._lines
            say(f"{len(self)} rejected; {self._path} can't be written: {error.strerror}", style="red")
        for line in told:
            say(f"  {line['path']}: {line['reason']}")
        if len(told) < len(self):
            say(f"  … and {len(self) - len(told)} more")


def _is_list(path: Path) -> bool:
    """Tell whether nothing stands there yet, or what an earlier run wrote."""
    if not path.is_file():
        return not path.is_dir()
    with path.open("rb") as file:
        first = file.readline(1 << 20)
    try:
        known = json.loads(first) if first.strip() else {"path": "", "reason": ""}
    except ValueError:
        return False
    return isinstance(known, dict) and set(known) == {"path", "reason"}
