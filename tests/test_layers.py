import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("conflictgraph", "ingest", "graph", "queries", "seeds")
#: What each folder may import; data flows one way.
MAY = {
    "ingest": ("ingest", "seeds"),
    "graph": ("graph", "ingest.document", "seeds"),
    "queries": ("queries", "graph", "ingest.document", "seeds"),
    "seeds": ("seeds", "ingest.document"),
    "conflictgraph": OURS,
}
FILES = sorted(file for folder in OURS for file in (ROOT / folder).rglob("*.py"))


def imported(file: Path) -> Iterator[str]:
    """Yield the full names of our own modules that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] in OURS)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in OURS:
            whole = (ROOT / Path(*node.module.split("."))).is_dir()
            yield from (f"{node.module}.{alias.name}" for alias in node.names) if whole else (node.module,)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_point_upstream(file: Path) -> None:
    allowed = MAY[file.relative_to(ROOT).parts[0]]
    wrong = [name for name in imported(file) if not any(name == one or name.startswith(f"{one}.") for one in allowed)]
    assert wrong == []
