"""Make toolkits for measuring: as many as asked, about 80 KB each, none a copy of another, the same for the same seed.

Each body has a toolkit a quarter. Its actions go from quarter to quarter with their ids, fall
due and are completed, and its ratings follow from them most of the time; so the files are what
a national team would hold, and checks find in them what they find in real ones. Bodies, words
and dates are invented; the tree is that of the framework on board.

    python bench/generate.py FOLDER [--files 2000] [--seed 1] [--quarters 4] [--size 80000]

writes FOLDER/prevent.toml and FOLDER/toolkits/BODY/PERIOD.yaml.
"""

from __future__ import annotations

import argparse
import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prevent_cli.store.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterator

FRAMEWORK = Path(__file__).parent.parent / "templates/frameworks/home-office-2018.yaml"
SIZE = 80_000
REST = 57_000  # what a file holds beside its evidence
FIRST_YEAR = 2016

PLACES = [
    "Ash",
    "Birch",
    "Cold",
    "Dun",
    "East",
    "Fair",
    "Glen",
    "High",
    "Iron",
    "King",
    "Long",
    "Mill",
    "North",
    "Oak",
    "Pen",
    "Red",
    "Stone",
    "Thorn",
    "Upper",
    "West",
]
ENDS = [
    "bridge",
    "bury",
    "combe",
    "dale",
    "field",
    "ford",
    "gate",
    "ham",
    "hurst",
    "ley",
    "mere",
    "minster",
    "mouth",
    "port",
    "stead",
    "ton",
    "well",
    "wick",
    "wood",
    "worth",
]
KINDS = ("Borough Council", "District Council", "City Council", "County Council")

WHO = [
    "The board",
    "The lead officer",
    "The partnership",
    "The training group",
    "The audit team",
    "Every school",
    "The youth service",
    "The adult learning team",
    "The licensing team",
    "The housing service",
    "The safeguarding hub",
    "The communications team",
    "The voluntary sector forum",
    "The health trust",
    "The probation service",
    "The community safety team",
]
DID = [
    "reviewed",
    "approved",
    "shared",
    "tested",
    "agreed",
    "rewrote",
    "published",
    "discussed",
    "compared",
    "presented",
    "delivered",
    "prepared",
    "monitored",
    "evaluated",
    "recorded",
    "summarised",
]
WHAT = [
    "the local risk assessment",
    "the delivery plan",
    "the training programme",
    "the referral pathway",
    "the venue hire policy",
    "the engagement plan",
    "the briefing for members",
    "the event checklist",
    "the awareness course",
    "the guidance for schools",
    "the information sharing protocol",
    "the communications plan",
    "the case audit",
    "the list of speakers",
    "the web filtering policy",
    "the evaluation of projects",
]
WITH = [
    "with partners",
    "with the schools",
    "with the police",
    "with the faith forum",
    "with colleges",
    "with the health trust",
    "with neighbouring authorities",
    "with the regional coordinator",
    "with elected members",
    "with the charities",
    "with residents' groups",
    "with the safeguarding boards",
]
WHEN = [
    "at the spring meeting",
    "at the summer meeting",
    "at the autumn meeting",
    "at the winter meeting",
    "before the term began",
    "after the annual review",
    "as part of the budget round",
    "during the inspection",
    "over the last quarter",
    "at the joint workshop",
    "once the consultation had closed",
    "following the regional exercise",
]
PROOF = [
    "The minutes record it.",
    "The report is on the website.",
    "An attendance list is kept.",
    "The slides are filed.",
    "Feedback was collected and used.",
    "The next review is planned.",
    "A summary went to all partners.",
    "The change is in the plan.",
    "The log shows the decisions.",
    "The figures are reported each quarter.",
]
DO = [
    "Review",
    "Refresh",
    "Publish",
    "Extend",
    "Test",
    "Rewrite",
    "Present",
    "Evaluate",
    "Prepare",
    "Agree",
    "Compare",
    "Record",
    "Deliver",
    "Translate",
]
ROLES = [
    "Community safety manager",
    "Prevent board",
    "Training lead",
    "Children's services",
    "Adult safeguarding",
    "Licensing",
    "Communications lead",
    "Education lead",
    "Housing lead",
    "Channel chair",
]
QUARTER_DAYS = ((3, 31), (6, 30), (9, 30), (12, 31))
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass
class Action:
    """An action over the years: where it stands, and the quarters it was raised, is due and was completed in."""

    id: str
    at: str
    text: str
    owner: str
    raised: int
    due: int
    done: int | None


@dataclass
class Body:
    """An invented body: its name, its code, and what it wrote down once and keeps from quarter to quarter."""

    number: int
    name: str
    seed: int
    actions: list[Action] = field(default_factory=list)

    @property
    def slug(self) -> str:
        """The name of its folder."""
        return re.sub(r"[^a-z]+", "-", self.name.lower()).strip("-") + f"-{self.number:05d}"


def name_of(number: int) -> str:
    """Give body ``number`` a name that no other has."""
    kind, rest = KINDS[number % len(KINDS)], number // len(KINDS)
    first, rest = PLACES[rest % len(PLACES)], rest // len(PLACES)
    end, rest = ENDS[(number + rest) % len(ENDS)], rest // len(ENDS)
    further = f" {PLACES[rest % len(PLACES)]}{ENDS[rest // len(PLACES) % len(ENDS)]}" if rest else ""
    return f"{first}{end}{further} {kind}"


def day(quarter: int) -> date:
    """Give the last day of a quarter, counted from the beginning of FIRST_YEAR."""
    return date(FIRST_YEAR + quarter // 4, *QUARTER_DAYS[quarter % 4])


def sentence(luck: random.Random) -> str:
    """Give a sentence of evidence."""
    return f"{luck.choice(WHO)} {luck.choice(DID)} {luck.choice(WHAT)} {luck.choice(WITH)} {luck.choice(WHEN)}."


def body(number: int, quarters: int, seed: int, refs: list[str]) -> Body:
    """Invent a body and its actions: some on each third expectation, about half of them done within a year."""
    made, luck = Body(number, name_of(number), seed), random.Random(f"{seed}/{number}")  # noqa: S311 - not for secrets
    for ref in refs:
        if luck.random() < 0.3:
            raised = luck.randrange(-2, quarters)
            due = raised + luck.randrange(2, 8)
            done = raised + luck.randrange(1, 5) if luck.random() < 0.8 else None
            text = (
                f"{luck.choice(DO)} {luck.choice(WHAT)} {luck.choice(WITH)}, and report on {ref} {luck.choice(WHEN)}."
            )
            name = f"A{len(made.actions) + 1:03d}"
            made.actions.append(Action(name, ref, text, luck.choice(ROLES), raised, due, done))
    return made


def tree() -> list[dict[str, Any]]:
    """Read the benchmarks of the framework."""
    data: dict[str, Any] = read(FRAMEWORK.read_text(encoding="utf-8"))[0]
    return list(data["benchmarks"])


def references(benchmarks: list[dict[str, Any]]) -> list[str]:
    """Give the ids of what actions may stand on."""
    return [one["id"] for benchmark in benchmarks for question in benchmark["questions"] for one in answered(question)]


def answered(question: dict[str, Any]) -> list[dict[str, Any]]:
    """Give a question's expectations; a question without any is answered itself."""
    return question.get("expectations") or [question]


def colour(late: float, waiting: float) -> str:
    """Rate as the policy ``share`` does, from the shares of expectations with late and with open actions."""
    return "red" if late > 0.25 else "amber" if waiting > 0.25 else "green"


class Writer:
    """Writes one toolkit: a body in a quarter."""

    def __init__(self, of: Body, quarter: int, size: int) -> None:
        self.body, self.quarter, self.size = of, quarter, size
        self.luck = random.Random(f"{of.seed}/{of.number}/{quarter}")  # noqa: S311 - not for secrets
        self.lines: list[str] = []

    def text(self, benchmarks: list[dict[str, Any]]) -> str:
        """Give the file's text."""
        items = len(references(benchmarks))
        self.head()
        for benchmark in benchmarks:
            self.benchmark(benchmark, items)
        return "\n".join(self.lines) + "\n"

    def line(self, indent: int, text: str) -> None:
        """Write a line."""
        self.lines.append(" " * indent + text)

    def prose(self, indent: int, key: str, sentences: list[str]) -> None:
        """Write several sentences as a block, each on a line."""
        self.line(indent, f"{key}: |")
        for one in sentences:
            self.line(indent + 2, one)

    def head(self) -> None:
        """Write what stands before the benchmarks."""
        last = day(self.quarter)
        self.line(0, "format: toolkit/1")
        self.line(0, "title: Prevent duty toolkit")
        self.line(0, f'organisation: {{name: {self.body.name}, code: "X{self.body.number:08d}"}}')
        self.line(0, "framework: home-office-2018")
        self.line(0, f"period: {MONTHS[last.month - 1]} {last.year}")
        self.line(0, f"as_of: {last.isoformat()}")
        self.line(0, "roles:")
        for role in ROLES:
            self.line(2, f"- name: {role}")
        self.line(0, "benchmarks:")

    def benchmark(self, given: dict[str, Any], items: int) -> None:
        """Write a benchmark with all that is below it."""
        refs = set(references([given]))
        waiting = [one for one in self.current() if one.at in refs and not self.complete(one)]
        late = [one for one in waiting if one.due < self.quarter]
        self.line(2, f'- id: "{given["id"]}"')
        self.line(4, f"title: {given['title']}")
        for key in ("statement", "outcome"):
            self.prose(4, key, given[key].strip().split("\n"))
        value = colour(len({one.at for one in late}) / len(refs), len({one.at for one in waiting}) / len(refs))
        self.line(4, f"rating: {{value: {value}, by: Prevent board, on: {day(self.quarter).isoformat()}}}")
        if waiting:
            self.prose(4, "next_steps", [one.text for one in waiting[:3]])
        self.line(4, "questions:")
        for question in given["questions"]:
            self.question(question, items)

    def question(self, given: dict[str, Any], items: int) -> None:
        """Write a question with its expectations, or its answer where it has none."""
        self.line(6, f'- id: "{given["id"]}"')
        self.prose(8, "text", given["text"].strip().split("\n"))
        if "expectations" not in given:
            self.answer(8, given["id"], items)
            return
        self.line(8, "expectations:")
        for one in given["expectations"]:
            self.line(10, f'- id: "{one["id"]}"')
            self.prose(12, "text", one["text"].strip().split("\n"))
            self.answer(12, one["id"], items)

    def answer(self, indent: int, ref: str, items: int) -> None:
        """Write the evidence, as long as the size of the file needs, and the actions."""
        wanted = (self.size - REST) / items * self.luck.uniform(0.5, 1.5)
        said = [sentence(self.luck)]
        while sum(len(one) + indent + 7 for one in said) < wanted:
            said.append(self.luck.choice(PROOF) if self.luck.random() < 0.2 else sentence(self.luck))
        met = not any(one.at == ref and not self.complete(one) for one in self.current())
        self.line(indent, f"answer: {'met' if met else 'partly'}")
        seen = day(self.quarter) - timedelta(days=self.luck.randrange(90))
        self.line(indent, "evidence:")
        self.prose(indent + 2, "- text", [])
        for one in dict.fromkeys(said):
            self.line(indent + 6, one)
        self.line(indent + 4, f"on: {seen.isoformat()}")
        here = [one for one in self.current() if one.at == ref]
        self.line(indent, "actions:" if here else "actions: []")
        for action in here:
            self.action(indent + 2, action)

    def action(self, indent: int, one: Action) -> None:
        """Write an action as it stands in this quarter."""
        self.line(indent, f"- id: {one.id}")
        self.line(indent + 2, f"text: {one.text}")
        self.line(indent + 2, f"owners: [{one.owner}]")
        self.line(indent + 2, f"raised: {day(one.raised).isoformat()}")
        self.line(indent + 2, f"due: {day(one.due).isoformat()}")
        if self.complete(one) and one.done is not None:
            self.line(indent + 2, "status: complete")
            self.line(indent + 2, f"completed: {day(one.done).isoformat()}")
            self.line(indent + 2, f"outcome: {one.owner} reported to the board, which took note.")
        else:
            self.line(indent + 2, f"status: {'in progress' if self.quarter > one.raised else 'open'}")

    def current(self) -> Iterator[Action]:
        """Give the actions that were raised by now and not completed long ago."""
        for one in self.body.actions:
            if one.raised <= self.quarter and (one.done is None or one.done >= self.quarter - 3):
                yield one

    def complete(self, one: Action) -> bool:
        """Whether an action was done by this quarter."""
        return one.done is not None and one.done <= self.quarter


def generate(
    folder: Path, files: int, *, seed: int = 1, quarters: int = 4, size: int = SIZE, first: int = 0
) -> list[Path]:
    """Write toolkits ``first`` to ``first + files`` below a folder and give their paths, body by body.

    The same numbers give the same bytes, so a larger set holds the smaller one.
    """
    benchmarks = tree()
    refs = references(benchmarks)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "prevent.toml").write_text('toolkits = "toolkits"\n', encoding="utf-8")
    paths: list[Path] = []
    for number in range(first, first + files):
        owner, quarter = divmod(number, quarters)
        made = body(owner, quarters, seed, refs)
        path = folder / "toolkits" / made.slug / f"{day(quarter):%Y-%m}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Writer(made, quarter, size).text(benchmarks), encoding="utf-8")
        paths.append(path)
    return paths


def main() -> None:
    """Read the options and write the files."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--files", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--quarters", type=int, default=4, help="toolkits of each body")
    options.add_argument("--size", type=int, default=SIZE, help="about how many bytes a file should have")
    asked = options.parse_args()
    paths = generate(asked.folder, asked.files, seed=asked.seed, quarters=asked.quarters, size=asked.size)
    print(f"{len(paths)} toolkits, {sum(path.stat().st_size for path in paths) / 1e6:.1f} MB, below {asked.folder}")


if __name__ == "__main__":
    main()
