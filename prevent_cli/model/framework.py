"""A framework: a published set of benchmarks, questions and expectations."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from prevent_cli.model.fields import Record, Ref, Words, Written, YesNo
from prevent_cli.model.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet


def _as_policy(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class FrameworkExpectation(Record):
    """The third level, such as 7.3.1."""

    id: Ref = Field(description="Its id, such as 7.3.1. Ids are text: 7.10 is not 7.1.")
    text: str = Field(description="What is expected.")
    essential: YesNo | None = Field(None, description="yes when a gap here turns the benchmark red.")


class FrameworkQuestion(Record):
    """The second level, such as 7.3."""

    id: Ref = Field(description="Its id, such as 7.3.")
    text: str = Field(description="What is asked.")
    essential: YesNo | None = Field(None, description="For a question without expectations: as for an expectation.")
    expectations: tuple[FrameworkExpectation, ...] = Field(
        (), description="Its expectations; a question without any is answered directly."
    )


class FrameworkBenchmark(Record):
    """The first level, such as 7: what is rated."""

    id: Ref = Field(description="Its id, such as 7.")
    title: str = Field(description="Its short name.")
    statement: str | None = Field(None, description="Its full sentence.")
    outcome: str | None = Field(None, description="What meeting it brings about.")
    questions: tuple[FrameworkQuestion, ...] = Field((), description="Its questions.")


class Framework(Record):
    """A published set that bodies assess themselves against."""

    format: Literal["framework/1"] = Field(description="framework/1")
    id: str = Field(description="The id toolkits name it by.", pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")
    title: str = Field(description="Its title.")
    aka: Words = Field((), description="Other names it goes by.")
    publisher: str | None = Field(None, description="Who publishes it.")
    edition: str | None = Field(None, description="Which edition it is.")
    licence: str | None = Field(None, description="Under what licence its wording stands.")
    nations: Words = Field((), description="Where it applies.")
    about: str | None = Field(None, description="What it is, and what this wording of it is.")
    policy: Annotated[Policy, Written(_as_policy)] | None = Field(None, description="The rating policy it suggests.")
    benchmarks: tuple[FrameworkBenchmark, ...] = Field(description="The tree of what is asked.")

    @cached_property
    def texts(self) -> dict[str, str]:
        """The wording of every question and expectation, by id."""
        return {item.id: item.text for _, item in self._items()}

    @cached_property
    def parents(self) -> dict[str, str]:
        """The id of what every item stands under, by the item's own; empty for a benchmark."""
        found = {benchmark.id: "" for benchmark in self.benchmarks}
        return found | {item.id: above for above, item in self._items()}

    def _items(self) -> Iterator[tuple[str, FrameworkQuestion | FrameworkExpectation]]:
        """Give every question and expectation in order, each behind the id of what it stands under."""
        for benchmark in self.benchmarks:
            for question in benchmark.questions:
                yield benchmark.id, question
                yield from ((question.id, expectation) for expectation in question.expectations)

    @cached_property
    def answered(self) -> frozenset[str]:
        """The ids of what is answered: expectations, and questions without any."""
        questions = [question for benchmark in self.benchmarks for question in benchmark.questions]
        return frozenset(
            one for question in questions for one in {each.id for each in question.expectations} or {question.id}
        )

    def answered_with(self, here: AbstractSet[str]) -> AbstractSet[str]:
        """Give what is answered in a toolkit: ``here`` is what it has as such; of an item that stands here too, this decides."""
        return (here - self.parents.keys()) | self.answered
