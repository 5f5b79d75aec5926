"""Asking a person about events that are possibly one."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import typer

from conflictgraph.terminal import say
from graph.doubts import Account, Doubt
from graph.judgements import Judgement, Verdict

ANSWERS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
#: Sentences shown of each account.
SHOWN = 4


def ask(found: Iterable[Doubt], *, by: str) -> Iterator[Judgement]:
    """Yield a judgement for each pair that gets an answer; stop where the person does."""
    for doubt in found:
        say(f"\npossibly one event ({doubt.score:.2f})", style="bold")
        for account in (doubt.left, doubt.right):
            _show(account)
        for reason in doubt.reasons:
            say(f"    {reason}", style="dim")
        asked = typer.prompt("[s]ame, [d]ifferent, [u]nsure, [n]ext or [q]uit", default="n", err=True)
        answer = asked.strip().lower()[:1]
        if answer == "q":
            return
        if answer in ANSWERS:
            when = datetime.now(UTC).isoformat(timespec="seconds")
            yield doubt.judged(ANSWERS[answer], by=by, when=when)


def _show(account: Account) -> None:
    head = ", ".join(filter(None, (account.title, account.kind.replace("_", " "), account.date, account.path)))
    say(f"  {head}", style="cyan")
    for sentence in account.sentences[:SHOWN]:
        say(f"    {' '.join(sentence.split())}")
    if len(account.sentences) > SHOWN:
        say(f"    … and {len(account.sentences) - SHOWN} more", style="dim")
