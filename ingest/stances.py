"""What reporting words make of what they report: the stance of the speaker, how certain, and who is addressed."""

from dataclasses import dataclass
from functools import cache

from ingest.document import Certainty, Stance


@dataclass(frozen=True, slots=True)
class Reporting:
    """One reporting verb, or verb with particle or object."""

    stance: Stance
    certainty: Certainty = Certainty.CERTAIN


#: Verbs by stance: until the table of reporting verbs is read.
VERBS = {
    Stance.CLAIMED: """say tell state add announce declare claim maintain insist assert argue note clarify stress
        emphasize emphasise explain remark reply respond continue write tweet post indicate signal suggest describe
        label call brand term contend repeat warn caution recall predict estimate conclude believe think fear hope expect
        hint reiterate counter retort boast point disclose reveal publish broadcast put cite quote testify swear assure inform
        brief observe comment joke complain lament underline highlight allege charge pledge promise speak characterise
        characterize portray refer opine ask know learn find show hold mention recount relate narrate""",
    Stance.REPORTED: "report",
    Stance.CONFIRMED: "confirm acknowledge admit concede corroborate verify recognise recognize substantiate",
    Stance.DENIED: "deny reject refute dismiss dispute rebut repudiate disown contradict disavow rubbish",
    Stance.ACCUSED: "accuse blame implicate",
    Stance.CONDEMNED: "condemn denounce decry deplore criticise criticize slam blast lambast castigate deride",
    Stance.DEMANDED: "demand urge request appeal implore order",
    Stance.THREATENED: "threaten vow",
}
CERTAINTY = {
    Certainty.PROBABLE: "believe think allege suggest indicate expect estimate suspect",
    Certainty.POSSIBLE: "fear hope hint",
}


@cache
def reporting() -> dict[str, Reporting]:
    """Return the reporting verbs by lemma."""
    doubt = {verb: certainty for certainty, verbs in CERTAINTY.items() for verb in verbs.split()}
    return {
        verb: Reporting(stance, doubt.get(verb, Certainty.CERTAIN))
        for stance, verbs in VERBS.items()
        for verb in verbs.split()
    }
