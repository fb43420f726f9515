"""Toolkits, generated: valid data in every form that the record format takes, and edits of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from prevent_cli.authoring import edits, items
from prevent_cli.authoring.rollover import roll_over
from prevent_cli.model.fields import ANSWERS, AUDIENCES, COLOURS, RHYTHMS, STATUSES
from prevent_cli.model.toolkit import Benchmark
from prevent_cli.model.when import When

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[dict[str, Any]], object]
    Edit = tuple[str, Change]

Data = dict[str, Any]

TEXTS = st.sampled_from(
    [
        "Done.",
        "One is done. Two is not.",
        "One is done.\nTwo is not.\n",
        "What there is:\n\n- a plan. It is new.\n- a list\n",
        'It\'s a "quote": yes, no #1 and {braces} [brackets]',
        "😀 smiles; Élan \N{EN DASH} dash",
        "- a lone item",
        "# no comment\nSecond line.\n",
        "no",
        "7.10",
        "*star* and back\\slash",
        "x" * 130,
    ]
)
DAYS = st.sampled_from(["2021-11-30", "30 Nov 2021", "Nov 21", "Q4 2021/22", "2022", "Autumn term 2021"])
ROLES = ("CSP manager", "Prevent Board")
OWNERS = st.sampled_from([*ROLES, "Boss", "BOARD"])
IDS = st.sampled_from([f"A{number}" for number in range(1, 9)])


def optional(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries({}, optional=values)


def with_keys(required: dict[str, st.SearchStrategy[Any]], **values: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries(required, optional=values)


RATINGS = st.one_of(
    st.sampled_from(COLOURS),
    with_keys({"value": st.sampled_from(COLOURS)}, reason=TEXTS, by=st.just("Prevent Board"), on=DAYS),
)
EVIDENCE_ITEMS = st.one_of(
    TEXTS,
    with_keys({"text": TEXTS}, link=st.just("https://example.org/a#b"), on=DAYS, audience=st.sampled_from(AUDIENCES)),
)
EVIDENCE = st.one_of(TEXTS, st.lists(EVIDENCE_ITEMS, min_size=1, max_size=3))
ACTIONS = with_keys(
    {"text": TEXTS},
    id=IDS,
    owners=st.one_of(OWNERS, st.lists(OWNERS, min_size=1, max_size=3, unique=True)),
    raised=DAYS,
    due=DAYS,
    revised=st.lists(with_keys({"due": DAYS}, on=DAYS, reason=TEXTS), min_size=1, max_size=2),
    status=st.sampled_from(STATUSES),
    reason=TEXTS,
    repeats=st.sampled_from(RHYTHMS),
    completed=DAYS,
    outcome=TEXTS,
    progress=st.lists(with_keys({"note": TEXTS}, on=DAYS), min_size=1, max_size=2),
    also=st.one_of(st.just("7.1.1"), st.just(["7.1.1", "8.10"])),
    was=st.just(["B7"]),
)
ASSESSED: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "essential": st.sampled_from(["yes", "No", "TRUE"]),
    "answer": st.sampled_from(ANSWERS),
    "reason": TEXTS,
    "evidence": EVIDENCE,
    "actions": st.lists(ACTIONS, max_size=2),
    "audience": st.sampled_from(AUDIENCES),
}
HEADS = with_keys(
    {
        "format": st.just("toolkit/1"),
        "organisation": st.just({"name": "Testshire Council"}),
        "period": st.just("Dec 2021"),
    },
    about=TEXTS,
    audience=st.sampled_from(AUDIENCES),
    policy=st.sampled_from(["share", {"name": "worst"}]),
    roles=st.just([{"name": ROLES[0], "aka": "Boss"}, {"name": ROLES[1], "aka": ["Board", "The board"]}]),
    glossary=st.just({"CSP": "Community Safety Partnership", "No": "number"}),
    waivers=st.just([{"code": "no-owner", "at": "7", "reason": "So agreed.", "until": "Jan 2022"}]),
)


@st.composite
def _items(draw: st.DrawFn, ids: tuple[str, ...], keys: dict[str, st.SearchStrategy[Any]]) -> list[Data]:
    chosen = draw(st.lists(st.sampled_from(ids), unique=True, max_size=len(ids)))
    return [{"id": name, **draw(optional(**keys))} for name in chosen]


@st.composite
def toolkits(draw: st.DrawFn) -> Data:
    """Generate the data of a valid toolkit; the keys of its parts come in any order."""
    data = draw(HEADS)
    data["benchmarks"] = []
    for name in draw(st.permutations(("7", "8", "10")))[: draw(st.integers(1, 3))]:
        benchmark = {
            "id": name,
            **draw(
                optional(
                    rating=RATINGS,
                    moderated=st.lists(RATINGS, max_size=2),
                    comments=TEXTS,
                    actions=st.lists(ACTIONS, max_size=2),
                )
            ),
        }
        for question in (questions := draw(_items((f"{name}.2", f"{name}.10", f"{name}.1"), ASSESSED))):
            below = draw(_items((f"{question['id']}.2", f"{question['id']}.1"), ASSESSED))
            if below:
                question["expectations"] = below
        benchmark["questions"] = questions
        shuffled = draw(st.permutations(sorted(benchmark)))
        data["benchmarks"].append({key: benchmark[key] for key in shuffled})
    return data


TODAY = "2021-12-31"
NONE = st.just("none")
UPDATES = st.one_of(
    with_keys({"due": st.one_of(DAYS, NONE)}, note=TEXTS, on=DAYS),
    with_keys({"status": st.sampled_from(["deferred", "withdrawn"]), "reason": TEXTS}, outcome=st.one_of(TEXTS, NONE)),
    with_keys({"status": st.sampled_from(["open", "in progress"])}, note=TEXTS, awaiting=st.one_of(TEXTS, NONE)),
    with_keys({"text": TEXTS}, also=st.just(["8.2"]), audience=st.one_of(st.sampled_from(AUDIENCES), NONE)),
)


@st.composite
def edits_of(draw: st.DrawFn) -> Edit:
    """Generate a change as a command makes it, of any item that is there; what makes no sense of it is refused."""
    kind = draw(st.sampled_from(sorted(_EDITS)))
    number = draw(st.integers(0, 50))
    return kind, draw(_EDITS[kind](number))


def _rates(number: int) -> st.SearchStrategy[Change]:
    about = optional(reason=st.one_of(TEXTS, NONE), by=st.just("Board"), on=DAYS)
    return st.builds(
        lambda colour, about: lambda data: edits.rate(data, None, _ref(data, 1, number), colour, **about),
        st.sampled_from((*COLOURS, "none")),
        about,
    )


def _answers(number: int) -> st.SearchStrategy[Change]:
    return st.builds(
        lambda word, why: lambda data: edits.answer(data, None, _ref(data, 2, number), word, why),
        st.sampled_from((*ANSWERS, "none")),
        st.one_of(st.none(), TEXTS),
    )


def _evidence(number: int) -> st.SearchStrategy[Change]:
    return st.builds(
        lambda text, about: lambda data: edits.add_evidence(data, None, _ref(data, 2, number), text, **about),
        TEXTS,
        optional(on=DAYS, link=st.just("https://example.org/b")),
    )


def _new_actions(number: int) -> st.SearchStrategy[Change]:
    return st.builds(
        lambda text, about: (
            lambda data: edits.add_action(
                data, None, _ref(data, 0, number), edits.next_id(edits.ids(data)), text=text, **about
            )
        ),
        TEXTS,
        optional(due=DAYS, owners=st.just(["CSP manager"])),
    )


def _updates(number: int) -> st.SearchStrategy[Change]:
    return st.builds(
        lambda given: lambda data: edits.update_action(data, _action(data, number), TODAY, **given), UPDATES
    )


def _completes(number: int) -> st.SearchStrategy[Change]:
    return st.builds(
        lambda day, why: lambda data: edits.complete_action(data, _action(data, number), day, why),
        DAYS,
        st.one_of(st.none(), TEXTS),
    )


def _assigns(number: int) -> st.SearchStrategy[Change]:
    return st.builds(
        lambda owners, more: lambda data: edits.assign_action(data, _action(data, number), owners, more=more),
        st.lists(OWNERS, min_size=1, max_size=2),
        st.booleans(),
    )


def _rollovers(_: int) -> st.SearchStrategy[Change]:
    return st.just(_roll_over)


_EDITS: dict[str, Callable[[int], st.SearchStrategy[Change]]] = {
    "rate": _rates,
    "answer": _answers,
    "evidence add": _evidence,
    "action add": _new_actions,
    "action update": _updates,
    "action complete": _completes,
    "action assign": _assigns,
    "rollover": _rollovers,
}


def _ref(data: Data, level: int, number: int) -> str:
    """Give one of the ids: of benchmarks where ``level`` is 1, of what is below them where it is 2, of any where it is 0."""
    known = [item["id"] for kind, item in items.every(data) if not level or (kind is Benchmark) == (level == 1)]
    return known[number % len(known)] if known else "99"


def _action(data: Data, number: int) -> str:
    known = [action["id"] for action in items.actions(data) if "id" in action]
    return str(known[number % len(known)]) if known else "A99"


def _roll_over(data: Data) -> None:
    period = When.parse(data["period"])
    later = f"Dec {period.last.year + 1}"
    made, _ = roll_over(data, period, later, When.parse(later).last)
    data.clear()
    data.update(made)
