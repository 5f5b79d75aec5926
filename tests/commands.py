"""Running the command line in tests: in this process, or as one of its own without a superuser's rights."""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from conflictgraph.cli import main

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-c", "from conflictgraph.cli import main; main()"]
#: A superuser may read and write everything, unless what makes one is taken away.
PLAIN = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []


class Ran(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str


class Cli:
    """Runs commands in one process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: object, stdin: bytes = b"") -> Ran:
        """Run a command as if typed, and return its exit code and what it wrote."""
        self._capsys.readouterr()
        self._monkeypatch.setattr(sys, "argv", ["conflictgraph", *map(str, arguments)])
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        captured = self._capsys.readouterr()
        return Ran(code, captured.out, captured.err)


def run_plainly(*arguments: object, cwd: Path, before: str = "", out: str = "", **environment: str) -> Ran:
    """Run a command in a shell of its own, after a line of shell, with no rights that its user has not by name."""
    line = f'{before}\nexec "$@" {out}'
    done = subprocess.run(
        [*PLAIN, "sh", "-c", line, "sh", *COMMAND, *map(str, arguments)],
        cwd=cwd, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)
