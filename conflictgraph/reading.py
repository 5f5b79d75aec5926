"""Articles as the reader of the terminal sees them: each sentence with its claims under it."""

import sys

from rich.padding import Padding
from rich.text import Text

from conflictgraph.terminal import console
from ingest.document import Extraction, Stance
from ingest.show import Reading, Sentence, sentences, title

STYLES = {
    Stance.REPORTED: "bright_black",
    Stance.CLAIMED: "blue",
    Stance.CLAIMED_RESPONSIBILITY: "magenta",
    Stance.CONFIRMED: "green",
    Stance.DENIED: "red",
    Stance.ACCUSED: "yellow",
    Stance.CONDEMNED: "bright_red",
    Stance.DEMANDED: "cyan",
    Stance.THREATENED: "bright_magenta",
}


def print_article(extraction: Extraction) -> None:
    """Print the article's sentences, each with the claims read off it."""
    target = console(sys.stdout)
    target.print(Text(title(extraction.article), style="bold underline"))
    article = extraction.article
    target.print(Text(" · ".join(filter(None, (article.publisher, article.published, article.path))), style="dim"))
    for sentence in sentences(extraction):
        target.print()
        target.print(_sentence(sentence))
        for reading in sentence.readings:
            target.print(Padding(_claim(reading), (0, 0, 0, 2)))
    target.print()


def _sentence(sentence: Sentence) -> Text:
    """Return the sentence, the words of claims in full light and all others dimmed."""
    text = Text()
    for part in sentence.parts:
        text.append(part.text.replace("\n", " "), style="bold" if part.claims else "dim")
    return text


def _claim(reading: Reading) -> Text:
    style = STYLES[reading.claim.stance]
    text = Text("▸ ", style=style)
    text.append(", ".join(reading.speakers), style="cyan")
    if reading.relays:
        text.append(f" via {', '.join(reading.relays)}", style="dim cyan")
    text.append(f"  {reading.claim.stance.value.replace('_', ' ')}", style=f"bold {style}")
    if reading.doubts:
        text.append(f" ({', '.join(reading.doubts)})", style="italic")
    if reading.count:
        text.append(f"  {reading.count}", style="bold yellow")
    for name, value in reading.details:
        text.append(f"  {name} ", style="dim")
        text.append(value)
    return text
