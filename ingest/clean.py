"""Page text to article text: what belongs to the site goes, every sentence of the article stays.

Article.text is what `clean` returns, so every offset points into the cleaned text.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

from ingest.dateline import dateline
from ingest.edtf import MONTHS


@dataclass(frozen=True, slots=True)
class Page:
    """What a page of plain text holds: the article, and what its first lines tell of it."""

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None


SERVICES = (
    *("Facebook", "Messenger", "WhatsApp", "Whatsapp", "Telegram", "LinkedIn", "Linkedin", "Twitter", "Tweet"),
    *("X", "Print", "Copy Link", "Copy link", "Google Translate", "Google News", "Gmail", "Threads", "Bluesky"),
    *("Email", "E-mail", "Reddit", "ReddIt", "Pinterest", "Tumblr", "Viber", "Flipboard", "Mastodon", "VKontakte"),
    *("VK", "WeChat", "Instagram", "YouTube", "Pocket", "Skype", "LINE", "Share", "Link"),
)
SERVICE = "(?:" + "|".join(re.escape(name) for name in sorted(SERVICES, key=len, reverse=True)) + ")"
#: "FacebookWhatsAppTelegramShare": three services or more in a row, glued or spaced
SHARE_BAR = rf"(?:{SERVICE}[ |·•/+]{{0,3}}){{3,}}"
#: phrases that are the site's wherever they end a line, glued to the article or not
PHRASES = (
    r"Read (?:the )?full (?:news|story|article|report) (?:in|on|at|from) (?:the )?(?:source|original)(?: page)?\.?",
    r"Exit mobile version(?:[\w-]+\.)*(?:[a-z]{2,6})?",
    r"error: ?Content is protected ?!*",
    r"This Post Has \d+ Comments?",
    r"No comments yet\. Be the first to comment!?",
    r"Leave a (?:Reply|Comment)(?: Cancel reply)?",
    r"Click to share on [A-Z]\w+ \(Opens in new window\)(?: [A-Z]\w+)?",
)
PHRASE = "(?:" + "|".join(PHRASES) + ")"
AT_END = re.compile(rf"(?:(?<=[.!?:;”’\"')\]])|^)\s*(?:{PHRASE}|{SHARE_BAR}|Share[.:])\s*$")
AT_START = re.compile(rf"^\s*(?:Read full (?:news|story|article|report) in source page|{SHARE_BAR})\s*(?=[A-Z“‘\"']|$)")
LINES = (
    r"share\s*[.:!]?",
    r"share (?:on|via|this (?:article|story|post|news|page|on|with|via))\b.{0,40}",
    r"(?:read|see|learn|view|show|load) more\W*",
    r"(?:read (?:more|also|next)|also read|see also|more on this|recommended|must read|you may (?:also )?like"
    r"|related(?: (?:stories|posts|articles|news|reading))?)\b(?: ?[:|»>-].{0,200}[^.])?",
    r"(?:post|leave|add|write) (?:a |your )?(?:reply|comment)s?\W*",
    r"(?:\d+|no) (?:comments?|shares?|views?|likes?)(?: yet)?\W*",
    r"comments?(?: are closed)?\W*",
    r"your e-?mail address will not be published.{0,80}",
    r"(?:this|our) (?:web)?site uses cookies.{0,300}",
    r"we (?:and our partners )?use cookies.{0,300}",
    r"by (?:continuing|using) .{0,60}cookies.{0,100}",
    r"(?:accept|reject|manage) (?:all )?(?:cookies|preferences)\W*",
    r"cookie (?:policy|settings|preferences)\W*",
    r"\W*(?:story continues below(?: this)? )?advertise?ments?\W*",
    r"sponsored(?: content)?\W*",
    r"(?:article|story) continues (?:after|below).{0,40}",
    r"(?:sign up|subscribe|register)\b.{0,120}\b(?:newsletter|e-?mails?|inbox|updates|channel|alerts)\b.{0,80}",
    r"(?:(?:follow|join|find|like) us (?:on|at)|(?:follow|join|subscribe to) our)\b.{0,120}",
    r"like this:.{0,20}|loading\W*",
    r"skip to (?:main |the )?(?:content|navigation)|back to top|toggle (?:navigation|menu)",
    r"(?:main )?menu|search(?: for)?\W*|home|close",
    r"(?:(?:copyright )?(?:©|\(c\))|copyright \d{4})\s.{0,160}|all rights reserved\W*",
    r"(?:reading time:? )?\d+ min(?:ute)?s?\.?(?: read)?|listen to (?:this )?(?:article|story)\W*|text size.{0,20}",
    r"(?:tags|filed under|categor(?:y|ies)|posted in|topics)\s*:.{0,200}",
    r"(?:previous|next) (?:post|article|story)\b.{0,160}",
    r"(?:most (?:read|popular|viewed)|trending(?: now)?|latest news|top stories)\W*",
    r"view all posts(?: by .{0,60})?|about the author\W*",
)
LINE = re.compile("|".join(f"(?:{line})" for line in LINES), re.IGNORECASE)
SITE = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})/?", re.IGNORECASE)
BREADCRUMBS = re.compile(r"[^\s.!?]+(?: [^\s.!?]+){0,4}(?: (?:/|\||>|»|›|•|::) [^\s.!?]+(?: [^\s.!?]+){0,4}){2,}")
NAME = r"[A-Z][\w.'’-]*(?: (?:al-|bin |de |van |von |ul-)?[A-Z][\w.'’-]*){1,4}"
BYLINE = re.compile(
    rf"(?:(?:Written |Reported |Edited )?[Bb]y|BY|Author:|Reporter:)\s+"
    rf"(?P<author>{NAME}(?:(?:, | and |, and | & ){NAME}){{0,3}})"
    r"(?:\s*(?:[|,–—-]| in | at )\s*[^.!?]{0,80})?"
)
FINAL = ".!?:;\"'”’)]"
#: Marks of the items of a list.
BULLETS = ("- ", "* ", "• ", "– ", "— ")
GLUED = re.compile(
    r"(?<=[a-z]{2}|\d\d|[a-z]\))(?P<stop>[.!?][”’\"')]?)(?=[“‘]?[A-Z][a-z]*\b)(?!Com\b|Org\b|Net\b|In\b|Uk\b|Js\b)"
)
ADDRESS = re.compile(r"://|www\.|@")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e"))
#: how many lines from the top may hold headline, author and site
HEAD = 8


def clean(text: str) -> str:
    """Return the article's text without what belongs to the page around it."""
    return read_page(text).text


def read_page(text: str) -> Page:
    """Split a page of plain text into article, headline, author and site."""
    lines, author, publisher = _article_lines(_normal(text))
    title = lines[0] if len(lines) > 1 and _is_headline(lines[0]) else None
    if title:
        told = _folded(title)
        lines = [line for row, line in enumerate(lines) if not 0 < row < HEAD or _folded(line) != told]
    return Page("\n\n".join(map(_spaced, lines)), title, author, publisher)


def _normal(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(INVISIBLE)
    text = re.sub(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]", "\n", text)
    text = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) != "Cc")
    return re.sub(r"[^\S\n]+", " ", text)


def _article_lines(text: str) -> tuple[list[str], str | None, str | None]:
    kept: list[str] = []
    author = publisher = None
    above = 0
    for line in map(str.strip, text.split("\n")):
        site, byline = SITE.fullmatch(line), BYLINE.fullmatch(line)
        if byline and above < HEAD and author is None and byline["author"].split()[0].lower() not in MONTHS:
            author = byline["author"]
        elif site:
            publisher = publisher if above else site[1].lower()
        else:
            kept.append(_without_phrases(line))
            above += bool(kept[-1])
            continue
        kept.append("")
    return _unwrapped(kept), author, publisher


def _unwrapped(lines: list[str]) -> list[str]:
    """Return one line a paragraph, those of text wrapped at a fixed width joined."""
    blocks = [list(block) for filled, block in groupby(lines, key=bool) if filled]
    inner = [line for block in blocks if not _is_list(block) for line in block[:-1]]
    broken = [line for line in inner if 40 <= len(line) <= 100 and line[-1] not in FINAL]
    if len(inner) > 2 and max(map(len, inner)) <= 100 and len(broken) > len(inner) / 2:
        return [line for block in blocks for line in (block if _is_list(block) else (" ".join(block),))]
    return [line for block in blocks for line in block]


def _is_list(lines: list[str]) -> bool:
    return sum(line.startswith(BULLETS) for line in lines) > 1


def _without_phrases(line: str) -> str:
    before = None
    while before != line:
        before = line
        line = AT_START.sub("", AT_END.sub("", line)).strip()
        if LINE.fullmatch(line) or BREADCRUMBS.fullmatch(line):
            return ""
    return line


def _spaced(line: str) -> str:
    def space(match: re.Match[str]) -> str:
        start, end = line.rfind(" ", 0, match.start()) + 1, line.find(" ", match.end())
        word = line[start : end if end > 0 else None]
        return match["stop"] if ADDRESS.search(word) else match["stop"] + " "

    return GLUED.sub(space, line)


def _is_headline(line: str) -> bool:
    words = line.split()
    return 3 <= len(words) <= 30 and len(line) <= 200 and line[-1] not in ".:;," and dateline(line) is None


def _folded(line: str) -> str:
    return re.sub(r"\W+", " ", line.casefold()).strip()
