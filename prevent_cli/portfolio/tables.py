"""One toolkit as rows of three tables: its ratings, its expectations and its actions.

The columns stand here once, with what they hold: Parquet files are made from them, and so is
the page that documents them. Every row begins with the columns of ``PLACE``, which say what the
toolkit counts for and are known when all have come, and of ``HEAD``, which say whose it is. Rows hold text, numbers, yes or no, days and lists of text only, so they cross over to other
processes and into other programs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from prevent_cli.portfolio import councils
from prevent_cli.rating.actions import owner_role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from prevent_cli.model.assessment import ActionView, Assessment, BenchmarkView, ExpectationView, QuestionView
    from prevent_cli.model.toolkit import Role
    from prevent_cli.model.when import When

VERSION = "portfolio/1"
"""The format of the tables. Columns are added, never renamed."""

Kind = Literal["word", "text", "words", "day", "flag", "number"]
Value = str | int | bool | date | tuple[str, ...] | None
Row = tuple[Value, ...]
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column of rows of R: its name, what kind of value it holds, what that means, and how to find it.

    Kinds: a word out of few, text, several words, a day, yes or no, a whole number. A column that is
    ``always`` there holds no null.
    """

    name: str
    kind: Kind
    meaning: str
    of: Callable[[R], Value]
    always: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """An expectation, or a question that is answered itself, with where it stands."""

    benchmark: str
    question: str
    view: ExpectationView

    @property
    def known(self) -> bool:
        """Whether this edition shows its state."""
        return self.view.state != "not shown"


@dataclass(frozen=True, slots=True)
class Done:
    """An action, with the roles of the toolkit it is from."""

    view: ActionView
    roles: Sequence[Role]


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of one toolkit, or of one after the other: each in the order of its table's columns, without the head's."""

    head: Row
    ratings: tuple[Row, ...]
    expectations: tuple[Row, ...]
    actions: tuple[Row, ...]


def _first(when: When | None) -> date | None:
    return when.first if when else None


def _last(when: When | None) -> date | None:
    return when.last if when else None


@dataclass(frozen=True, slots=True)
class Place:
    """What a toolkit counts for among all: the key of its body, and whether it ``speaks`` for it in its period, and now.

    ``before`` is the last day of the body's period before that answers the same framework; None where there is none.
    """

    body: str
    speaks: bool
    latest: bool
    before: date | None = None


PLACE: tuple[Column[Place], ...] = (
    Column(
        "body",
        "word",
        "what tells bodies apart: the code that any of its toolkits gives, else the name in small letters",
        lambda one: one.body,
        True,
    ),
    Column(
        "speaks",
        "flag",
        "whether the toolkit speaks for its body in its period: no where one by a newer framework does",
        lambda one: one.speaks,
        True,
    ),
    Column(
        "latest",
        "flag",
        "whether it speaks for its body now, in the last of its periods: the report goes by these",
        lambda one: one.latest,
        True,
    ),
    Column(
        "before_last",
        "day",
        "the last day of the body's period before, which answers the same framework; null where there is none",
        lambda one: one.before,
    ),
)

HEAD: tuple[Column[Assessment], ...] = (
    Column(
        "toolkit",
        "word",
        "the file, as seen from where the tables were made; empty in an edition for an audience",
        lambda one: one.file,
        True,
    ),
    Column("organisation", "word", "the body's name", lambda one: one.organisation.name, True),
    Column("code", "word", "its ONS code", lambda one: one.organisation.code),
    Column(
        "council", "word", "the kind of council that the code says", lambda one: councils.kind(one.organisation.code)
    ),
    Column("nation", "word", "the nation that the code says", lambda one: councils.nation(one.organisation.code)),
    Column("framework", "word", "the framework that it answers", lambda one: one.framework),
    Column("period", "word", "the period as written", lambda one: str(one.period), True),
    Column("period_first", "day", "the period's first day", lambda one: one.period.first, True),
    Column("period_last", "day", "the period's last day", lambda one: one.period.last, True),
    Column("as_of", "day", "the day that the row speaks for", lambda one: one.as_of, True),
    Column("policy", "word", "the policy of the computed ratings", lambda one: one.policy.name, True),
    Column(
        "withholds", "flag", "whether this edition leaves something of the toolkit out", lambda one: one.withholds, True
    ),
)

RATINGS: tuple[Column[BenchmarkView], ...] = (
    Column("benchmark", "word", "the benchmark's id", lambda one: one.id, True),
    Column("title", "word", "its short name", lambda one: one.title, True),
    Column(
        "judged",
        "word",
        "how people rated it: red, amber or green",
        lambda one: one.judged.value if one.judged else None,
    ),
    Column("judged_by", "word", "who did", lambda one: one.judged.by if one.judged else None),
    Column(
        "judged_on",
        "day",
        "when: the last day of the date given",
        lambda one: _last(one.judged.on) if one.judged else None,
    ),
    Column(
        "moderated",
        "word",
        "the latest rating of others: red, amber or green",
        lambda one: one.moderated[-1].value if one.moderated else None,
    ),
    Column(
        "computed",
        "word",
        "what the policy computes: red, amber, green or not rated",
        lambda one: one.computed.value,
        True,
    ),
    Column("agrees", "flag", "whether judged and computed are one colour", lambda one: one.agrees),
    *(
        Column(
            name,
            "number",
            f"expectations {said}; null where this edition leaves something out",
            lambda one, name=name: getattr(one.computed.counts, name, None),  # type: ignore[misc]
        )
        for name, said in (
            ("in_scope", "in scope"),
            ("met", "met"),
            ("in_hand", "in hand"),
            ("gap", "that are gaps"),
            ("not_assessed", "not assessed"),
            ("not_applicable", "not applicable"),
        )
    ),
    Column("actions", "number", "actions in it", lambda one: len(one.all_actions), True),
    Column("actions_open", "number", "of them open", lambda one: sum(each.is_open for each in one.all_actions), True),
    Column(
        "actions_overdue", "number", "of them overdue", lambda one: sum(each.overdue for each in one.all_actions), True
    ),
    Column("is_shown", "flag", "whether this edition shows how it is rated", lambda one: not one.hollow, True),
)

EXPECTATIONS: tuple[Column[Answered], ...] = (
    Column("benchmark", "word", "the benchmark's id", lambda one: one.benchmark, True),
    Column("question", "word", "the question's id", lambda one: one.question, True),
    Column(
        "expectation", "word", "its id; the question's where that is answered itself", lambda one: one.view.id, True
    ),
    Column(
        "text",
        "text",
        "its words; null where this edition leaves them out",
        lambda one: one.view.text or None,
    ),
    Column(
        "state",
        "word",
        "met, in hand, gap, not assessed or not applicable; null where this edition leaves it out",
        lambda one: one.view.state if one.known else None,
    ),
    Column("answer", "word", "how people answered it", lambda one: one.view.answer),
    Column(
        "essential",
        "flag",
        "whether it is essential; null where this edition leaves it out",
        lambda one: one.view.essential if one.known else None,
    ),
    Column("on_file", "flag", "whether the toolkit has it", lambda one: one.view.on_file, True),
    Column("evidence", "number", "pieces of evidence of its own", lambda one: len(one.view.evidence), True),
    Column(
        "evidence_on",
        "day",
        "the day of the newest of them that has one",
        lambda one: max((each.item.on.last for each in one.view.evidence if each.item.on), default=None),
    ),
    Column(
        "actions_open",
        "number",
        "open actions that serve it, wherever they stand",
        lambda one: sum(each.is_open for each in one.view.served_by),
        True,
    ),
    Column(
        "actions_overdue",
        "number",
        "of them overdue",
        lambda one: sum(each.overdue for each in one.view.served_by),
        True,
    ),
)

ACTIONS: tuple[Column[Done], ...] = (
    Column("action", "word", "the action's id", lambda one: one.view.id),
    Column("benchmark", "word", "the benchmark that it stands under", lambda one: one.view.benchmark, True),
    Column("question", "word", "the question that it stands under", lambda one: one.view.question),
    Column("ref", "word", "the item that it stands on", lambda one: one.view.ref, True),
    Column("also", "words", "other expectations that it serves", lambda one: one.view.also, True),
    Column("text", "text", "what is to be done", lambda one: one.view.text.strip(), True),
    Column(
        "owners",
        "words",
        "who does it, each under the name that the toolkit's roles give",
        lambda one: tuple(owner_role(one.roles, owner) for owner in one.view.owners),
        True,
    ),
    Column(
        "status",
        "word",
        "what was written: open, in progress, complete, deferred or withdrawn",
        lambda one: one.view.status,
        True,
    ),
    Column(
        "state",
        "word",
        "what follows on the day: overdue, due soon, on track, awaiting, no date, deferred, complete or withdrawn",
        lambda one: one.view.state,
        True,
    ),
    Column("is_open", "flag", "whether something is still to be done", lambda one: one.view.is_open, True),
    Column("is_overdue", "flag", "whether it is open and its last day has passed", lambda one: one.view.overdue, True),
    Column("raised", "day", "the first day of when it was raised", lambda one: _first(one.view.raised)),
    Column("due", "word", "the latest due date as written", lambda one: str(one.view.due) if one.view.due else None),
    Column("due_by", "day", "its last day", lambda one: _last(one.view.due)),
    Column("due_first", "day", "the last day of the first due date", lambda one: _last(one.view.due_first)),
    Column(
        "slipped_days",
        "number",
        "days from the first due date to the latest, where it was revised",
        lambda one: one.view.slipped_days,
    ),
    Column("days_overdue", "number", "days since its last day, where it is overdue", lambda one: one.view.days_overdue),
    Column("awaiting", "text", "what it waits for", lambda one: one.view.awaiting),
    Column("repeats", "word", "how often it comes round", lambda one: one.view.repeats),
    Column("completed", "day", "the last day of when it was completed", lambda one: _last(one.view.completed)),
    Column("outcome", "text", "what was done", lambda one: one.view.outcome),
)

TABLES: dict[str, tuple[Column[Any], ...]] = {"ratings": RATINGS, "expectations": EXPECTATIONS, "actions": ACTIONS}


def columns(table: str) -> tuple[Column[Any], ...]:
    """Give all columns of a table, those that every table begins with first."""
    return (*PLACE, *HEAD, *TABLES[table])


def tables(assessment: Assessment) -> Tables:
    """Give a toolkit's rows."""
    done = (Done(one, assessment.roles) for one in assessment.actions)
    return Tables(
        head=_row(HEAD, assessment),
        ratings=tuple(_row(RATINGS, one) for one in assessment.rated),
        expectations=tuple(_row(EXPECTATIONS, one) for one in answered(assessment)),
        actions=tuple(_row(ACTIONS, one) for one in done),
    )


def _row(columns: Iterable[Column[R]], of: R) -> Row:
    return tuple(column.of(of) for column in columns)


def answered(assessment: Assessment) -> Iterable[Answered]:
    """Give whatever is answered in a toolkit."""
    for benchmark in assessment.benchmarks:
        for question in benchmark.questions:
            for view in _answers(question):
                yield Answered(benchmark.id, question.id, view)


def _answers(question: QuestionView) -> Sequence[ExpectationView]:
    return (question.direct,) if question.direct else question.expectations
