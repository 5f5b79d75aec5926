"""Words of saying: what each makes of what it reports, and who is accused, asked, threatened or answered."""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from ingest.document import Certainty, Stance
from seeds.nouns import figurative
from seeds.tables import Frame, WordClass, reporting_verbs


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Verbs that report as often as not something other than speech: only a clause or a quotation makes them cues.
LOOSE = _words(
    """maintain add see watch witness hold find show put place count list record register continue submit circulate
    publish document present cast paint term project figure feel judge hear learn know understand gather notice consider
    read begin cry answer follow agree relate relay convey determine rule reason style bill tout pin trace link
    accept agitate recognise recognize expose respond reply comment elaborate conclude hope fear doubt assess
    regret object realise realize expect anticipate think believe guess wonder worry assume suppose"""
)
#: Acts rather than speech: an order that troops withdraw is told as a fact.
ACTS = _words(
    """order direct command instruct seek compel require push press lobby petition campaign encourage invite
    propose recommend advocate counsel undertake resolve distance link trace place put record register bid mourn
    salute celebrate thank congratulate credit"""
)
#: Words of force in what somebody vows or warns of.
HOSTILE = _words(
    """retaliate retaliation revenge vengeance avenge respond response punish punishment attack strike target kill
    execute destroy eliminate crush bomb hit fight hunt pursue escalate price consequence intensify continue
    wipe eradicate annihilate burn shell invade storm assassinate behead blow defend resist war reprisal answer
    jihad liberate avenging level raze force death die suffer regret pay reach react decisive iron dear
    operation offensive"""
)
#: Names of a denial: "called the claim fiction".
FALSE = _words(
    """propaganda fiction lie false baseless fabricated fabrication absurd nonsense rumour rumor fake untrue
    unfounded groundless hoax slander disinformation misinformation ridiculous concocted invention invented
    wrong incorrect misleading fantasy nonsensical malicious bogus speculation speculative fairy figment imagination
    imaginary myth liar laughable preposterous ludicrous farce exaggerated exaggeration inflated unsubstantiated
    fictitious fictional fanciful spurious slanderous defamatory smear distortion distorted deceitful rubbish garbage
    hogwash inaccurate theatrics delusion delusional hallucination"""
)
#: Objects that one can be kept from: "denied them access".
WITHHELD = frozenset(
    {"access", "entry", "permission", "request", "visa", "bail", "aid", "food", "right", "use", "chance"}
)
#: What does not speak, whatever it "shows" or "threatens".
ABSTRACT = _words(
    """violence fighting war conflict crisis clash attack situation move escalation offensive advance shortage
    flood disease famine tension rise threat strike shelling collapse drought hunger instability siege action
    incident context history event fact success loss problem trend battle death killing withdrawal alliance
    approach spread rain storm cyclone water river fire wave heat cold snow weather way thing day week year time reason
    result effort power level area case relationship possibility moment act focus sector percent average environment
    gap haven attitude step sense body corpse maneuver manoeuvre round piece consensus work"""
)
#: What a parse takes for the subject of a verb that it stands before: "which last month boasted".
TIMES = _words(
    """month week year day night morning evening afternoon weekend hour minute decade yesterday today tomorrow monday
    tuesday wednesday thursday friday saturday sunday"""
)
#: Classes of the table of figures of speech whose words say nothing.
SPEECHLESS = frozenset({"matter", "menace", "nature", "ailment"})
#: Nouns that speak though they end as abstract ones do.
SPEAKING = _words(
    """authority community university minority majority charity city entity security administration organisation
    organization delegation opposition coalition federation commission association institution mission
    corporation station faction nation population congregation section division intelligence alliance resistance
    conference audience legislature figure witness eyewitness business investigation publication foundation
    evidence creature embassy defence defense ambulance wing king sibling briefing filing gathering being"""
)
RESPONSIBLE = frozenset({"responsibility", "credit"})
#: Nouns of what carries words: "said in a statement".
CARRIERS = frozenset(
    {"statement", "interview", "release", "communique", "communiqué", "briefing", "letter", "email", "e-mail", "tweet",
     "post", "message", "report", "speech", "address", "conference", "video", "remark", "note", "bulletin", "broadcast",
     "announcement", "call", "comment", "update", "text", "recording", "dispatch", "communication", "sermon", "memo"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reporting:
    """What a word of saying makes of what it reports."""

    lemma: str
    stance: Stance
    certainty: Certainty
    takes: frozenset[Frame]


@cache
def verbs() -> dict[str, Reporting]:
    """Return the verbs of saying, phrases among them, by lemma."""
    return {
        row.lemma: Reporting(row.lemma, row.stance, row.certainty, frozenset(row.takes))
        for row in reporting_verbs()
        if row.word_class is WordClass.VERB
    }


@cache
def nouns() -> dict[str, Reporting]:
    """Return the nouns of saying by lemma."""
    return {
        row.lemma: Reporting(row.lemma, row.stance, row.certainty, frozenset(row.takes))
        for row in reporting_verbs()
        if row.word_class is WordClass.NOUN
    }


def reporting(verb: Token) -> Reporting | None:
    """Return what the verb, with the longest phrase of it that the table knows, makes of what it reports."""
    lemma = verb.lemma_.lower()
    particles = [c.lower_ for c in verb.children if c.dep_ == "compound:prt"]
    cases = [word.lower_ for c in verb.children if c.dep_.startswith("obl") for word in case_words(c)]
    cases += [
        m.lower_ for c in verb.children for m in c.children if m.dep_ == "mark" and m.i == verb.i + 1 and _is_for(m)
    ]
    if lemma == "suspect":
        cases += [m.lower_ for c in verb.children if c.dep_ == "obj" for n in c.children for m in n.children]
    phrases = [f"{lemma} {p} {c}" for p in particles for c in cases]
    phrases += [f"{lemma} {word}" for word in (*_objects(verb), *particles, *cases)]
    for phrase in (*phrases, lemma):
        if (entry := verbs().get(phrase)) is not None:
            return entry
    return None


def case_words(noun: Token) -> list[Token]:
    """Return the prepositions of a noun, which a parse may hang on the number before it: "of five dead"."""
    numbers = [c for c in noun.children if c.dep_ == "nummod" and c.i < noun.i]
    return [c for node in (noun, *numbers) for c in node.children if c.dep_ == "case"]


def _is_for(mark: Token) -> bool:
    """Tell whether the word opens an infinitive with a subject of its own: "called for the army to leave"."""
    return mark.lower_ == "for" and mark.head.tag_ == "VB"


def can_speak(noun: Token) -> bool:
    """Tell whether a noun can name a speaker, or what carries words; "the incident" can't."""
    lemma = noun.lemma_.lower()
    if lemma in TIMES or (noun.is_sent_start and lemma in ABSTRACT):
        return False
    if noun.pos_ in {"PROPN", "NUM"} or is_capital(noun) or lemma in SPEAKING or lemma in CARRIERS or lemma in nouns():
        return True
    if noun.pos_ == "PRON":
        return noun.lower_ not in {"this", "that", "there", "what"}
    if lemma in ABSTRACT or figurative().get(lemma) in SPEECHLESS:
        return False
    return not lemma.endswith(("ness", "tion", "ism", "ity", "ence", "ance", "ure", "ing"))


def is_capital(noun: Token) -> bool:
    """Tell whether a common noun ends a name, as capitals before it show: "Inter-Services Public Relations"."""
    return noun.is_title and any(c.is_title and c.dep_ in {"compound", "amod"} for c in noun.children)


def _objects(verb: Token) -> list[str]:
    """Return the lemmas of what the verb is done to, and of the adjective that it makes it: "hold X responsible"."""
    objects = [
        c
        for c in verb.children
        if c.dep_ in {"obj", "nsubj:pass"} or (c.dep_ == "ccomp" and any(d.dep_ == "det" for d in c.children))
    ]
    after: list[Token] = []
    if verb.lemma_ == "hold":
        after += [c for c in verb.children if c.dep_ in {"xcomp", "advmod"} and c.pos_ == "ADJ"]
        after += [c for noun in objects for c in noun.children if c.dep_ == "amod" and c.i > noun.i]
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma_ == "claim":
        objects.append(verb.head)
    return [token.lemma_.lower() for token in (*objects, *after)]
