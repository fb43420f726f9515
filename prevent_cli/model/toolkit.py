"""A toolkit: one body's assessment against a framework for one period.

Types are no text here (there is no ``from __future__ import annotations``): pydantic would have to
compile each of a hundred, which takes 2 ms.
"""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from prevent_cli.model.bodies import fold, own_key
from prevent_cli.model.fields import (
    ActionId,
    ActionIds,
    Answer,
    Audience,
    Colour,
    Computed,
    Day,
    Record,
    Ref,
    Refs,
    Release,
    Repeats,
    Status,
    Words,
    Written,
    YesNo,
)
from prevent_cli.model.policy import Policy
from prevent_cli.model.when import When

if TYPE_CHECKING:
    from datetime import date


def _as_rating(value: Any) -> Any:
    return {"value": value} if isinstance(value, str) else value


def _as_policy(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


def _as_evidence(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _as_items(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


_AUDIENCE = Field(
    None, description="Who may see this and all below it: public, partners or officers. Absent: as the toolkit says."
)


class Withheld(Record):
    """Why an item is kept from an edition, and who decided."""

    reason: str = Field(description="Why it is withheld, in words.")
    exemption: str | None = Field(None, description="The exemption relied on, such as Sch 12A para 7.")
    by: str | None = Field(None, description="The post or body that decided.")


_WITHHELD = Field(None, description="Why this is kept from editions below its audience; shown in its place.")


class Organisation(Record):
    """The body that assesses itself."""

    name: str = Field(description="The body's full name.")
    code: str | None = Field(None, description="Its ONS code, such as E06000034.")

    @property
    def key(self) -> str:
        """What it is known by: its code, else its name, however it is written."""
        return own_key(self)

    def is_same(self, name: str, code: str | None) -> bool:
        """Whether a name and a code are its own: by the codes where both have one, else by the names, however they are written."""
        return self.code == code if self.code and code else fold(self.name) == fold(name)


class Role(Record):
    """A post, team or body that may own actions. People's names are not needed."""

    name: str = Field(description="The post, team or body, as the report should print it.")
    aka: Words = Field((), description="Other names it goes by in the papers.")


class Rating(Record):
    """A colour that people gave a benchmark, with who, when and why."""

    value: Colour = Field(description="red, amber or green.")
    reason: str | None = Field(None, description="Why this colour, in a sentence.")
    by: str | None = Field(None, description="The post or body that judged.")
    on: When | None = Field(None, description="When it was judged.")


Judged = Annotated[Rating, Written(_as_rating, ("red", "amber", "green"))]


class Previous(Record):
    """The rating of the period before, carried over by rollover."""

    rating: Judged = Field(description="The rating judged then.")
    period: When | None = Field(None, description="The period it was judged for.")


class RecordedRating(Record):
    """What ``prevent rag --write`` recorded; validate errs where it no longer follows."""

    value: Computed = Field(description="red, amber, green or not rated.")
    policy: str | None = Field(None, description="The policy it was computed by.")
    as_of: Day | None = Field(None, description="The day it was computed for.")


class Evidence(Record):
    """What shows that an expectation is met."""

    text: str | None = Field(None, description="What there is and what it shows. Light Markdown.")
    link: str | None = Field(None, description="Where it can be read.")
    on: When | None = Field(None, description="The date it is from.")
    expires: When | None = Field(None, description="After its last day the evidence no longer counts.")
    audience: Audience | None = _AUDIENCE
    withheld: Withheld | None = _WITHHELD


EvidenceList = Annotated[tuple[Annotated[Evidence, Written(_as_evidence)], ...], Written(_as_items)]


class Revision(Record):
    """A due date that was moved."""

    due: When = Field(description="The new due date.")
    on: When | None = Field(None, description="When it was moved.")
    reason: str | None = Field(None, description="Why it was moved.")


class Progress(Record):
    """A note of what has been done so far."""

    note: str = Field(description="What was done.")
    on: When | None = Field(None, description="When.")
    audience: Audience | None = _AUDIENCE
    withheld: Withheld | None = _WITHHELD


class Action(Record):
    """What someone will do; it keeps its id from quarter to quarter."""

    id: ActionId | None = Field(None, description="A letter, then letters, digits or -; such as A14. Never re-used.")
    text: str = Field(description="What will be done, beginning with a verb.")
    owners: Words = Field((), description="The roles that own it.")
    raised: When | None = Field(None, description="When it was raised.")
    due: When | None = Field(None, description="When it was first due. Due means: by the last day.")
    revised: tuple[Revision, ...] = Field((), description="Later due dates; the latest counts and the slip is shown.")
    awaiting: str | None = Field(None, description="What it waits for, in place of or beside a date.")
    status: Status = Field("open", description="open, in progress, complete, deferred or withdrawn.")
    reason: str | None = Field(None, description="Why it is deferred or withdrawn.")
    repeats: Repeats | None = Field(None, description="How often it comes round; rollover opens it again.")
    completed: When | None = Field(None, description="When it was completed.")
    outcome: str | None = Field(None, description="What was done: the proof.")
    progress: tuple[Progress, ...] = Field((), description="Notes of what has been done so far.")
    also: Refs = Field((), description="Ids of other expectations this one action serves.")
    was: ActionIds = Field((), description="Ids it had before.")
    audience: Audience | None = _AUDIENCE
    withheld: Withheld | None = _WITHHELD

    @property
    def latest_due(self) -> When | None:
        """The due date that counts: the last revision, else the first date given."""
        return self.revised[-1].due if self.revised else self.due


class Assessable(Record):
    """What an expectation, or a question without any, says of itself."""

    essential: YesNo | None = Field(None, description="yes when a gap here turns the benchmark red.")
    answer: Answer | None = Field(
        None, description="met, partly, not met or not applicable. Absent: nobody has judged it."
    )
    reason: str | None = Field(None, description="Why; expected with not applicable.")
    evidence: EvidenceList | None = Field(None, description="What shows that it is met: text, or a list of items.")
    actions: tuple[Action, ...] | None = Field(None, description="What will be done. [] says that none is needed.")
    audience: Audience | None = _AUDIENCE
    withheld: Withheld | None = _WITHHELD


class Expectation(Assessable):
    """The third level, such as 7.3.1."""

    id: Ref = Field(description="Its id in the framework, such as 7.3.1.")
    text: str | None = Field(None, description="Its wording; absent: the framework's.")


class Question(Assessable):
    """The second level, such as 7.3; its evidence and actions serve every expectation below."""

    id: Ref = Field(description="Its id in the framework, such as 7.3.")
    text: str | None = Field(None, description="Its wording; absent: the framework's.")
    expectations: tuple[Expectation, ...] = Field((), description="Its expectations. Without any, it counts as one.")


class Benchmark(Record):
    """The first level, such as 7: what is rated."""

    id: Ref = Field(description="Its id in the framework, such as 7.")
    title: str | None = Field(None, description="Its short name; absent: the framework's.")
    statement: str | None = Field(None, description="Its full sentence; absent: the framework's.")
    outcome: str | None = Field(None, description="What meeting it brings about; absent: the framework's.")
    rating: Judged | None = Field(None, description="The colour people gave it. Absent: nobody has judged it anew.")
    previous: Previous | None = Field(None, description="The rating of the period before.")
    moderated: tuple[Judged, ...] = Field((), description="Ratings by others: peers, the Home Office.")
    computed: RecordedRating | None = Field(None, description="What prevent rag --write recorded.")
    next_steps: str | None = Field(None, description="What comes next, for the summary page.")
    comments: str | None = Field(None, description="Comments for the summary page.")
    actions: tuple[Action, ...] | None = Field(None, description="Actions on the benchmark as a whole; none's state.")
    questions: tuple[Question, ...] = Field((), description="Its questions.")
    audience: Audience | None = _AUDIENCE
    withheld: Withheld | None = _WITHHELD


class Committee(Record):
    """The header of the paper as a committee's papers have it."""

    meeting: str = Field(description="The meeting it goes to.")
    date: When | None = Field(None, description="When the meeting is.")
    report_of: str | None = Field(None, description="The post whose report it is.")
    contact: str | None = Field(None, description="The post to ask.")
    release: Release | None = Field(None, description="for release or not for release.")
    exempt: str | None = Field(None, description="The exemption that keeps it from release, such as Sch 12A para 7.")


class Waiver(Record):
    """A finding that is accepted, with a reason and an end."""

    code: str = Field(description="The code of the finding.")
    at: str | None = Field(None, description="The id of the item it is accepted for; absent: everywhere.")
    reason: str = Field(description="Why it is accepted.")
    until: When = Field(description="When the acceptance ends.")


class Unparsed(Record):
    """A piece of an imported document that found no place."""

    source: str | None = Field(None, description="Where it stood.")
    text: str = Field(description="What it says.")


class Toolkit(Record):
    """One body's assessment against a framework for one period: one YAML file."""

    format: Literal["toolkit/1"] = Field(description="toolkit/1")
    title: str | None = Field(None, description="The document's title; absent: the framework's.")
    about: str | None = Field(None, description="Printed under the title: the source, what the wording is.")
    organisation: Organisation = Field(description="The body that assesses itself.")
    framework: str | None = Field(None, description="The id of the framework it answers.")
    period: When = Field(description="The period it is for, such as Dec 2021 or Q3 2021/22.")
    as_of: Day | None = Field(
        None, description="The day the record speaks for. Absent: today or the period's last day, the earlier."
    )
    marking: str | None = Field(None, description="Protective marking, printed top and bottom of every page.")
    committee: Committee | None = Field(None, description="The committee's header: meeting, report of, release.")
    audience: Audience = Field(
        "officers", description="Who may see whatever carries no audience of its own. Absent: officers."
    )
    policy: Annotated[Policy, Written(_as_policy)] | None = Field(
        None, description="The rating policy: share, worst, weighted, or one written out."
    )
    roles: tuple[Role, ...] = Field((), description="The register of posts, teams and bodies that own actions.")
    glossary: dict[str, str] = Field(default_factory=dict, description="Acronyms and what they stand for.")
    benchmarks: tuple[Benchmark, ...] = Field(description="The assessment itself.")
    waivers: tuple[Waiver, ...] = Field((), description="Findings accepted, each with a reason and an end.")
    unparsed: tuple[Unparsed, ...] = Field((), description="What an import could not place.")

    def speaks_for(self, today: "date") -> "date":
        """Give the day it speaks for: its own, else today or its period's last day, the earlier."""
        return self.as_of.last if self.as_of else min(today, self.period.last)
