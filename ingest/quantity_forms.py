"""How English writes counts, and what stands beside a number that counts no people."""

import re

from ingest.document import Hedge
from ingest.edtf import MONTH
from ingest.numbers import NUMBER

#: (?<![…]) keeps out F-16, 7.62, 9/11, 10:30 and money; (?![…]) 47th, 7.62mm, 1990s
NUMBERS = re.compile(rf"(?<![\w$€£₹¥#/:.+–-]){NUMBER}(?![\w%°/$€£]|[.,:]\d)", re.IGNORECASE)
_weaker = r"(?:well |far |just |slightly |a little |even |perhaps |possibly )?"
#: not that of "handed over 40 prisoners"
_over = r"(?<!handed )(?<!hand )(?<!turned )(?<!turn )(?<!took )(?<!take )over"
_then = r"(?: (?:an estimated|some|about|around|roughly|approximately|a total of|nearly|almost))?"
HEDGES: dict[Hedge, re.Pattern[str]] = {
    hedge: re.compile(rf"(?:^|(?<=[^\w]))(?:{words}){_then} $", re.IGNORECASE)
    for hedge, words in {
        Hedge.AT_LEAST: r"at least|(?:no|not) (?:fewer|less) than|(?:a )?minimum of",
        Hedge.MORE_THAN: rf"{_weaker}(?:more than|{_over}|above|upwards? of|in excess of|exceeding|greater than)|"
        r"(?:cross|exceed|surpass)(?:ed|es|s)?|topp?(?:ed|s)",
        Hedge.AT_MOST: r"up to|(?<!half )(?<!twice )(?<!times )as many as|at most|(?:no|not) more than|"
        r"(?:a )?maximum of",
        Hedge.LESS_THAN: rf"{_weaker}(?:fewer than|less than|under|below)",
        Hedge.APPROXIMATE: r"about|around|some|nearly|almost|roughly|approximately|approx\.?|an estimated|estimated|"
        r"close to|(?:somewhere )?in the region of|somewhere around|circa|an approximate",
    }.items()
}
TAILS: dict[Hedge, re.Pattern[str]] = {
    Hedge.AT_LEAST: re.compile(r"(?: or more|\+|[- ]plus)(?!\w)", re.IGNORECASE),
    Hedge.AT_MOST: re.compile(r" or (?:fewer|less)(?!\w)", re.IGNORECASE),
    Hedge.APPROXIMATE: re.compile(r"(?: or so|[- ]odd)(?!\w)", re.IGNORECASE),
}
RANGE = re.compile(rf"(?P<link>[-–]| (?:to|or|and) |-to-)(?P<high>{NUMBER})(?![\w%°/-]|[.,:]\d)", re.IGNORECASE)
BETWEEN = re.compile(r"(?:^|(?<=\W))between $", re.IGNORECASE)
FROM = re.compile(r"\bfrom $", re.IGNORECASE)
#: before "from 30 to 40" these tell a range; a toll that rose from 30 to 40 is two counts
RANGING = re.compile(r"\b(?:rang(?:e|es|ed|ing)|anywhere|estimates?|var(?:y|ies|ied)|numbering|somewhere) from $")
_kinds = (
    "more|full|whole|consecutive|straight|long|successive|additional|further|other|nautical|square|cubic|metric|short|"
    "US|American|Pakistani|Afghan|Indian|Iranian|Syrian|Iraqi|Sudanese|Nigerian|Kenyan"
)
UNITS = re.compile(
    rf"(?: of)?(?: the)?(?: (?:{_kinds}))?(?: ?%| (?:per ?cent\w*|seconds?|minutes?|mins?|hours?|hrs?|"
    r"days?(?! (?:labou?|wage))|nights?(?! (?:guard|watch))|weeks?|months?|years?|decades?|century|centuries|"
    "generations?|mornings?|evenings?|weekends?|tolerance|visibility|times|fold|occasions?|mm|cm|km|kms|m|"
    "met(?:er|re)s?|kilomet(?:er|re)s?|miles?|feet|foot(?! (?:soldier|patrol))|ft|"
    "inch(?:es)?|yards?|hectares?|acres?|kg|kgs|kilos?|kilogram(?:me)?s?|gram(?:me)?s?|tons?|tonnes?|lbs?|pounds?|"
    "barrels?|lit(?:er|re)s?|gallons?|dollars?|rupees?|euros?|afghanis?|rou?bles?|rials?|liras?|dinars?|shekels?|shillings?|naira|pesos?|colon(?:e?s)?|francs?|birr|baht|kyats?|yuan|yen|dirhams?|soles|quetzale?s?|"
    r"riyals?|cents?|USD|PKR|degrees?|mph|kph|knots?|(?:mega|kilo)?watts?|MW|calib\w+|points?|a\.?m\.?|p\.?m\.?|GMT|UTC|"
    r"o['’]clock|local time|thirds?|quarters?|halves|fifths?|tenths?))(?!\w)",
    re.IGNORECASE,
)
#: numbers that name something
NAMED = re.compile(
    r"\b(?:no|nos|number|resolutions?|articles?|sections?|chapter|clauses?|rule|paragraphs?|pages?|phase|stage|level|"
    r"category|model|version|volume|vol|bulletin|rs|pkr|usd|inr|eur|gbp|afn|us\$|covid|formula|group of|top|aged?|ages|"
    r"ages? (?:of|between|from)|"
    r"(?:them|whom|those|children|girls|boys|were) under|"
    r"aged (?:between|from)|age group|(?:young|old|eld)est,?(?: was| is| being| aged)?)"
    r"\.? $|[$€£₹¥] $",
    re.IGNORECASE,
)
_titles = (
    "Brigade|Battalion|Regiment|Division|Corps|Squadron|Unit|Company|Platoon|Task Force|Sector|Sub-sector|Zone|Flight|"
    "Route|Highway|Channel|Camp|Annex|Part|Type|Protocol|Case|Boeing|Airbus|Antonov|Shahed|Geran|Terminal|Platform|Gate|Room|"
    "Block|Bulletin|Checkpoint|Hill|Point|Height|Group|Ward|Battery|Outpost|Post|Base"
)
#: the same where the name begins with a capital: "Brigade 313", but "a brigade 300 strong"; and "the March 23 Movement"
TITLED = re.compile(rf"\b(?:{_titles}|{_titles.upper()}|{MONTH}) $")
#: "aged between 18 and 25": the first number is gone from the left, the second still to be kept out
AGES = re.compile(rf"\bage[sd]?\b (?:\w+ )?(?:of |between |from )?{NUMBER} (?:and|to|or) $", re.IGNORECASE)
WEAPON = re.compile(r" (?:drones?|missiles?|rockets?|jets?|rifles?|tanks?|helicopters?|aircraft|bombers?|guns?)\b")
NAME_BEFORE = re.compile(r"[A-Z][\w’'-]* $")
AGE_BEFORE = re.compile(r"[A-Z][\w.’'-]*(?:,| \() ?$")
#: "Dilshad and Karwan Omar, 41 and 37,": the second age
AGES_BEFORE = re.compile(r"\w(?:,| \() ?\d{1,2}(?:, \d{1,2})*,? and $")
AGE_AFTER = re.compile(r"[,;)]|\.(?:\s|$)| and\b|$")
CLOCK_BEFORE = re.compile(r"\bat (?:about |around |approximately )?$", re.IGNORECASE)
CLOCK = re.compile(r"[01]\d[0-5]\d|2[0-3][0-5]\d")
CLOCK_AFTER = re.compile(r" (?:in the (?:morning|afternoon|evening)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_ten = "two|three|four|five|six|seven|eight|nine|ten"
RATIO = re.compile(rf" (?:to one\b|in ten\b(?! \w+s\b)|out of (?:every )?(?:{_ten})\b)", re.IGNORECASE)
ONE_IN = re.compile(
    rf" in (?:every )?(?:{_ten}|\d{{1,3}})\b(?! (?:days?|weeks?|months?|years?|attacks?|incidents?))", re.IGNORECASE
)
RATIO_BEFORE = re.compile(rf"\b(?:(?:one|1|{_ten}) in(?: every)?|(?:one|{_ten}) out of(?: every)?) $", re.IGNORECASE)
TO_ONE = re.compile(rf"\b{NUMBER} to $", re.IGNORECASE)
PHONES = re.compile(r"\+\d[\d ()-]{6,}\d|(?<![\d,])\(?\d{2,5}\)?[ -]\d{3,4}[ -]\d{3,4}(?!\d)|\b\d{8,}\b")
LISTED = re.compile(r"[.)] ")
#: "one" that counts nothing
ONE_BEFORE = re.compile(r"\b(?:the|this|any|every|each|no|square|another|last|first|new|been|by) $", re.IGNORECASE)
ONE_AFTER = re.compile(
    r"(?: (?:another|by one|thing|must|should|can(?:not)?|might|side|hand|front|way|point)\b|['’]s\b|"
    r" of (?:the |its |his |her |their |our )?(?:\w+['’]s? )?(?:\w+ ){0,2}?"
    r"(?:most|\w{3,}est|worst|best|main|key|few|top|major)\b)",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"(?<![\w-])(?:(?P<tens>tens|dozens|scores|hundreds|thousands) of (?P<of>thousands|millions|lakhs)|"
    r"(?:(?:several|many|a few|few|some|a couple(?: of)?|couple(?: of)?) )"
    r"(?P<few>dozens?|hundreds?|thousands?|millions?|lakhs?)|(?P<plural>dozens|hundreds|thousands|lakhs|millions|"
    r"scores(?= (?:of|more|were|have|had|are|others|dead|killed|wounded|injured)\b))|"
    r"(?P<ten>tens)(?= of (?:people|civilians|families))|"
    r"several|numerous|multiple|countless|(?:only |quite |just )?a few|"
    r"(?<!the )(?<!first )(?<!last )(?<!next )(?<!past )few|"
    r"(?<!how )(?<!as )(?<!so )(?<!too )many(?! as\b)|a handful of|an? (?:\w+ )?number of|"
    r"(?:large |small |great |huge |growing |significant |unknown )numbers of)(?!\w|-)",
    re.IGNORECASE,
)
#: "dozens, if not hundreds"
MAYBE = re.compile(
    r"\b(?:several|dozens|scores|hundreds|thousands),? (?:if not|perhaps|possibly|maybe|even) $", re.IGNORECASE
)
_abstract = (
    "longer|doubt|matter|more|fewer|less|later|other|way|idea|comment|evidence|signs?|word|indications?|immediate|"
    "independent|reason|question|information|details?|claim|response|choice|plans?|need|means|such|clear|official|"
    "confirmation|links?|connection|role|involvement|intention|secret|place|room|time|end|access|link|statement|mistake|"
    "and|or|to|one|point|truth"
)
NONE = re.compile(
    rf"(?<![\w-])(?:not (?:a single|one)|none|nobody|no[ -]one|no(?= [a-z])(?! (?:{_abstract})\b))(?![\w-])",
    re.IGNORECASE,
)
#: "and as many injured" repeats the count before
AS_MANY = re.compile(r"(?:(?<=and )|(?<=injuring )|(?<=wounding ))(as many)(?! [a-z]* ?as\b)", re.IGNORECASE)
BOTH = re.compile(r"(?<![\w-])both(?=(?: of)? \w)", re.IGNORECASE)
#: "both soldiers and police" counts nothing
BOTH_AND = re.compile(r"both (?!of\b)(?:[\w’'-]+ ){1,6}?and\b", re.IGNORECASE)
