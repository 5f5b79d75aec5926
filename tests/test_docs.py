import re
from pathlib import Path

import typer.main
from typer.testing import CliRunner

from conflictgraph.cli import app
from queries.library import questions

ROOT = Path(__file__).parents[1]
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_command_and_option_has_help() -> None:
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        assert command.help, name
        assert all(parameter.help for parameter in command.params), name
        shown = CliRunner().invoke(app, [name, "--help"])
        assert shown.exit_code == 0
        assert "Usage" in shown.output


def test_the_readme_names_the_two_commands_and_every_other() -> None:
    text = read("README.md")
    assert "make demo" in text
    assert "make test" in text
    assert [name for name in COMMANDS if f"conflictgraph {name}" not in text] == []


def test_what_the_readme_points_at_is_there() -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", read("README.md")) + re.findall(
        r'src="([^"]+)"', read("README.md")
    )
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_questions_that_the_readme_asks_are_in_the_library() -> None:
    asked = re.findall(r"conflictgraph query (\w+)", read("README.md") + read("Makefile"))
    assert asked
    assert set(asked) <= set(questions())


def test_every_make_target_of_the_docs_exists() -> None:
    named = set(re.findall(r"`make (\w+)`", read("README.md") + read("CONTRIBUTING.md")))
    assert named <= set(re.findall(r"^(\w+):", read("Makefile"), re.MULTILINE))


def test_the_codes_that_scripts_rely_on_are_documented() -> None:
    for code in ("0", "1", "2", "3"):
        assert re.search(rf"^\| {code} \|", read("README.md"), re.MULTILINE), code
