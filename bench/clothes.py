"""The same articles in other clothes: other quotation marks, no blank lines, as a web page, with groups renamed."""

import html
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import frontmatter

from seeds.tables import ActorRow, actors

STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})
OPENING = re.compile(r"""(^|[\s(\[—–-])(["'])(?=\S)""")
HEADS = ("Dra", "Sol", "Kes", "Vel", "Tar", "Mor", "Zel", "Har", "Bel", "Quo", "Ost", "Rim", "Jas", "Fer", "Gal", "Nim")
TAILS = ("vek", "mar", "trin", "quen", "lath", "kin", "noc", "wald")
SHAPES = (("Liberation Front", "LF"), ("Resistance Army", "RA"), ("Freedom Movement", "FM"), ("Defence Brigade", "DB"))
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">{head}</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/video">Video</a></li></ul></nav><form><input name="q"><button>Search</button></form></header>
<main><article><h1>{title}</h1>
<div class="share"><a href="#">Facebook</a> <a href="#">WhatsApp</a> <a href="#">Telegram</a>
<a href="#">Copy Link</a></div>
{paragraphs}
<div class="share"><a href="#">Share</a> <a href="#">Tweet</a> <a href="#">Print</a></div></article>
<aside class="related"><h3>Read more</h3><ul><li><a href="/1">Ten photographs of the week</a></li>
<li><a href="/2">What the markets did today</a></li></ul></aside></main>
<footer><p>Terms of use</p><p>Privacy policy</p><p>All rights reserved</p></footer></body></html>
"""


class Piece(NamedTuple):
    """An article's file and its gold's, as text."""

    name: str
    article: str
    gold: str


def straight_quotes(piece: Piece) -> Piece:
    """Return the article with straight quotation marks alone."""
    return _rewritten(piece, lambda body: body.translate(STRAIGHT))


def typographic_quotes(piece: Piece) -> Piece:
    """Return the article with opening and closing quotation marks alone."""

    def curled(body: str) -> str:
        straight = body.translate(STRAIGHT)
        opened = OPENING.sub(lambda m: m[1] + {'"': "“", "'": "‘"}[m[2]], re.sub(r"(?m)^", "\n", straight))
        # a mark after an opening one opens too: "'We …
        opened = re.sub(r"([“‘])([\"'])(?=\S)", lambda m: m[1] + {'"': "“", "'": "‘"}[m[2]], opened)
        return re.sub(r"(?m)^\n", "", opened).replace('"', "”").replace("'", "’")

    return _rewritten(piece, curled)


def no_blank_lines(piece: Piece) -> Piece:
    """Return the article without lines that hold nothing."""
    return _rewritten(piece, lambda body: re.sub(r"\n\s*\n", "\n", body))


def web_page(piece: Piece) -> Piece:
    """Return the article as a web page with navigation, share bars and a footer."""
    post = frontmatter.loads(piece.article)
    title = html.escape(str(post.get("title", "")))
    told = {"og:title": "title", "og:site_name": "publisher", "og:url": "url", "article:published_time": "published"}
    head = f"<title>{title}</title>" + "".join(
        f'<meta property="{name}" content="{html.escape(str(post[field]))}">'
        for name, field in told.items()
        if post.get(field)
    )
    blocks = "\n".join(_html_blocks(post.content))
    page = PAGE.format(head=head, title=title, paragraphs=blocks)
    return Piece(Path(piece.name).with_suffix(".html").name, page, piece.gold)


def renamed_groups(piece: Piece) -> Piece:
    """Return article and gold with every listed armed group under a name that no table has."""
    names = {
        name: new
        for row, new_names in _new_names().items()
        if any(_whole(name).search(piece.article) for name in row.names)
        for name, new in new_names.items()
    }
    if not names:
        return piece
    cased = names | {name.upper(): new.upper() for name, new in names.items() if name.upper() not in names}
    pattern = re.compile("|".join(_whole(name).pattern for name in sorted(cased, key=lambda n: (-len(n), n))))
    article, gold = (pattern.sub(lambda m: cased[m[0]], text) for text in (piece.article, piece.gold))
    return Piece(piece.name, article, gold)


CLOTHES: dict[str, Callable[[Piece], Piece]] = {
    "straight quotes": straight_quotes,
    "typographic quotes": typographic_quotes,
    "no blank lines": no_blank_lines,
    "web page": web_page,
    "groups renamed": renamed_groups,
}


def _rewritten(piece: Piece, change: Callable[[str], str]) -> Piece:
    post = frontmatter.loads(piece.article)
    if not post.metadata:
        return piece._replace(article=change(piece.article))
    post.content = change(post.content)
    return piece._replace(article=frontmatter.dumps(post))


def _html_blocks(body: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", body.strip()):
        heading = re.match(r"#+ +(.+)", block)
        if heading:
            yield f"<h2>{html.escape(heading[1], quote=False)}</h2>"
            block = block[heading.end() :].strip()
        if block:
            yield "<p>" + "<br>\n".join(html.escape(line, quote=False) for line in block.split("\n")) + "</p>"


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


@cache
def _new_names() -> dict[ActorRow, dict[str, str]]:
    """Return for each armed group of the tables what each of its names becomes: full name, short one, letters."""
    known = {name.casefold() for row in actors() for name in row.names}
    fresh = ((head + tail, shape) for shape, tail, head in product(SHAPES, TAILS, HEADS))
    renamed = {}
    for row in actors():
        if row.kind == "armed_group":
            coined, (noun, letters) = next(
                (word, shape)
                for word, shape in fresh
                if not known & {word.casefold(), _letters(word, shape[1]).casefold()}
            )
            names = (row.name, *row.aliases)
            renamed[row] = {name: _new_name(name, names, coined, noun, _letters(coined, letters)) for name in names}
    return renamed


def _letters(coined: str, shape: str) -> str:
    """Return the abbreviation, of two letters of the new word and those of the noun."""
    return f"{coined[0]}{coined[3].upper()}{shape}"


def _new_name(name: str, names: tuple[str, ...], coined: str, noun: str, letters: str) -> str:
    if " " in name:
        return f"{coined} {noun}"
    if sum(letter.isupper() for letter in name) > 1 or any(letter.isdigit() for letter in name):
        return letters
    return coined + ("s" if name.endswith("s") and name[:-1] in names else "")
