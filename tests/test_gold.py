"""The development gold holds together: every quote is in its article, every key and name is one that exists."""

import re
from pathlib import Path
from typing import Any

import frontmatter
import pytest
import yaml

GOLD = Path(__file__).parent / "gold"
FILES = sorted(GOLD.glob("look/*.yaml")) + sorted(GOLD.glob("measure/*.yaml"))
KINDS = {
    *("attack", "armed_attack", "armed_clash", "ambush", "raid", "military_operation", "rescue_operation", "airstrike"),
    *("drone_strike", "shelling", "bombing", "suicide_bombing", "ied", "assassination", "execution", "killing"),
    *("abduction", "hostage_taking", "hijacking", "sabotage", "arrest", "protest", "ceasefire", "other"),
}
MEASURES = {"killed", "wounded", "hostages", "rescued", "missing", "arrested", "displaced", "surrendered", "aboard"}
VICTIMS = {"militants", "security_forces", "civilians", "hostages", "people"}
CLOSED = {
    "denied": {"denied", "rejected", "refuted", "dismissed", "disputed", "refused"},
    "accused": {"accused", "blamed", "alleged"},
    "claimed_responsibility": {"claimed_responsibility"},
    "threatened": {"threatened", "vowed", "warned"},
    "demanded": {"demanded", "urged", "requested"},
}
OPEN = {"claimed", "confirmed", "admitted", "acknowledged", "condemned", "criticised", "declared", "reported"}
ALLOWED = {
    "measure": MEASURES,
    "who": VICTIMS,
    "op": {"=", ">", ">=", "<", "~"},
    "stance": OPEN.union(*CLOSED.values()),
    "certainty": {"certain", "probable", "possible"},
    "polarity": {"affirmed", "negated"},
}
ONES = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
]
ONES += ["fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
IDIOMS = {
    0: {"no", "none", "nobody", "zero", "not a", "without", "neither", "any"},
    1: {"a", "an", "another", "single", "first"},
    2: {"both", "couple", "pair"},
    6: {"half a dozen"},
    12: {"dozen"},
    20: {"score"},
}
EDTF = re.compile(r"(\d{4}|XXXX)(-\d\d(-\d\d)?)?(/(\d{4}|XXXX)(-\d\d(-\d\d)?)?)?")


def phenomena_defined() -> set[str]:
    """The names that README.md lists after 'declares at least eight'."""
    told = (GOLD / "README.md").read_text(encoding="utf-8").split("declares at least eight")[1]
    return set(re.findall(r"[a-z]+(?:_[a-z]+)*", re.sub(r"(?m)^- [a-z ]+:", "", told.split("\n\n", 1)[1])))


def spelled(number: int) -> set[str]:
    """The ways in which a number may be written out."""
    if number >= 1000:
        return {f"{head} thousand" for head in spelled(number // 1000)} if number % 1000 == 0 else set()
    if number >= 100:
        heads = spelled(number // 100)
        tails = {f" and {tail}" for tail in spelled(number % 100)} if number % 100 else {""}
        return {f"{head} hundred{tail}" for head in heads for tail in tails}
    if number >= 20:
        words = {TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")}
    else:
        words = {ONES[number]} - {""}
    if number % 12 == 0 and number > 12:
        words.add(f"{ONES[number // 12]} dozen")
    return words | IDIOMS.get(number, set())


def holds_number(quote: str, number: int) -> bool:
    """Whether the words hold the number, in digits or written out."""
    if number in {int(digits.replace(",", "")) for digits in re.findall(r"\d+(?:,\d{3})*", quote)}:
        return True
    text = re.sub(r"\s+", " ", quote.lower())
    return any(re.search(rf"(?<![\w-]){re.escape(words)}(?!\w)", text) for words in spelled(number))


def aslist(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def load(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return gold


def front_and_body(path: Path) -> tuple[dict[str, Any], str]:
    post = frontmatter.load(path.with_suffix(".md"))
    return post.metadata, post.content


def closed_class(stance: dict[str, Any]) -> bool:
    """Whether every accepted word of the stance is of a class that the gold lists in full."""
    return set(aslist(stance["stance"])) <= set().union(*CLOSED.values())


def claims(gold: dict[str, Any]) -> list[dict[str, Any]]:
    return [*gold.get("figures", []), *gold.get("stances", [])]


def actor_references(gold: dict[str, Any]) -> list[str]:
    """Every actor key that the gold uses."""
    found = [key for claim in claims(gold) for name in ("speaker", "via", "relay") for key in aslist(claim.get(name))]
    found += [key for stance in gold.get("stances", []) for key in aslist(stance.get("target"))]
    found += [key for event in gold.get("events", {}).values() for key in aslist(event.get("attacker"))]
    found += [
        key for attack in gold.get("attacks", []) for name in ("attacker", "by") for key in aslist(attack.get(name))
    ]
    found += [
        key
        for item in gold.get("attribution", [])
        for name in ("perpetrator", "by", "denies")
        for key in aslist(item.get(name))
    ]
    found += [
        key
        for block in ("relations", "contradictions")
        for item in gold.get(block, [])
        for end in "ab"
        for key in aslist(item[end])
    ]
    return [key for key in [*found, *gold.get("killed_named", [])] if key not in {"article", "any"}]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    chosen: Path = request.param
    return chosen


def test_every_article_has_its_gold() -> None:
    assert {path.with_suffix(".md") for path in FILES} == set(GOLD.glob("[lm]*/*.md"))


def test_stems_are_unique() -> None:
    assert len({path.stem for path in FILES}) == len(FILES)


def test_article_exists_and_has_its_length(path: Path) -> None:
    front, body = front_and_body(path)
    assert load(path)["article"] == path.with_suffix(".md").name
    assert {"title", "language"} <= set(front) <= {"title", "publisher", "published", "author", "url", "language"}
    assert 250 <= len(body.split()) <= 700


def test_every_quote_occurs_once(path: Path) -> None:
    _, body = front_and_body(path)
    for claim in claims(load(path)):
        if "quote" in claim:
            assert body.count(claim["quote"]) == 1, f"{body.count(claim['quote'])} times: {claim['quote']}"
            assert "\n" not in claim["quote"]


def test_every_figure_is_annotated_in_full(path: Path) -> None:
    for figure in load(path)["figures"]:
        assert {"event", "measure", "who", "speaker", "quote", "certainty", "polarity", "date"} <= set(figure), figure
        for number in (figure.get("value"), figure.get("low"), figure.get("high")):
            if isinstance(number, int):
                assert holds_number(figure["quote"], number), figure
        if isinstance(figure.get("value"), str):
            assert figure["value"].lower() in figure["quote"].lower(), figure
        assert figure.get("via") == figure.get("relay")


def test_closed_stances_are_annotated_in_full(path: Path) -> None:
    for stance in load(path)["stances"]:
        if closed_class(stance):
            assert {"speaker", "quote", "certainty", "polarity", "date"} <= set(stance), stance


def test_words_are_from_the_lists(path: Path) -> None:
    gold = load(path)
    for claim in claims(gold):
        for name, allowed in ALLOWED.items():
            assert set(aslist(claim.get(name))) <= allowed, claim
        assert claim.get("date") is None or EDTF.fullmatch(claim["date"]), claim
    for event in gold["events"].values():
        assert set(event["kind"]) <= KINDS, event
    assert len(set(gold["phenomena"])) >= 8
    assert set(gold["phenomena"]) <= phenomena_defined()


def test_keys_exist(path: Path) -> None:
    gold = load(path)
    assert set(actor_references(gold)) <= set(gold["actors"])
    used = [
        key
        for block in ("figures", "stances", "attribution")
        for item in gold.get(block, [])
        for key in aslist(item.get("event"))
    ]
    used += [key for event in gold["events"].values() for key in aslist(event.get("part_of"))]
    assert set(used) - {"any"} <= set(gold["events"])


def test_names_are_in_the_text(path: Path) -> None:
    _, body = front_and_body(path)
    gold, text = load(path), re.sub(r"[^\w]+", " ", body.lower())
    for names in [*gold["actors"].values(), *gold["places"]]:
        assert any(re.sub(r"[^\w]+", " ", str(name).lower()).strip() in text for name in names), names
