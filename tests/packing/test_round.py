"""Out and back: what nobody changed changes nothing, what somebody changed is taken in once."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import Phase, assume, example, given, settings
from hypothesis import strategies as st

from prevent_cli.authoring.items import actions
from prevent_cli.errors import PreventError
from prevent_cli.model.fields import AUDIENCES
from prevent_cli.model.parse import parse
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.packing.apply import CellError, Target, apply, in_order
from prevent_cli.packing.compare import Compared, compare
from prevent_cli.packing.plan import Scope, every_row, plan
from prevent_cli.packing.read import returned
from prevent_cli.packing.text import PROSE, holds, normal, shown
from prevent_cli.packing.write import workbook
from prevent_cli.rating.assess import assess
from prevent_cli.reports.sheets import LIMIT
from prevent_cli.store.emit import document
from prevent_cli.store.reader import read
from tests.authoring.toolkits import toolkits

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from prevent_cli.packing.read import Returned
    from prevent_cli.packing.sheets import Sheet

Data = dict[str, Any]
DAY = date(2021, 12, 31)
SAME = Compared((), (), (), (), ())
ODD = [
    *("007", "no", "Yes", "null", "~", "1e5", "TRUE", "7.10", "2021-11-30", "30/11/2021", "12:30"),
    *("=1+1", "+44 20", "-", "- one\n- two\n", "@name", "\t=1", "'=1", "'", "{=1}", "=HYPERLINK(1)"),
    *(" lead", "trail ", "  two\n  spaces", "\n\nblank", "a\tb", "One.\n\nTwo.\n\n\nThree.\n", "a\r\nb", "a\rb\r\n"),
    *(
        "\U0001f600 \U0001f468\u200d\U0001f469",
        "\u00e9\u00a0z",
        "\u202eevil\u2066",
        "\u2028x\u2029",
        "a\x01b",
        "\x0b\x0c\x7f\x85",
        "\ufeff",
    ),
    *("_x000D_", "a_x0041_b", "_x005F_x0041_", "_x005F_x005F_x0041_", "_x00", "__x0041__x0042_", "<b>&amp;</b>", "]]>"),
    *(
        "x" * LIMIT,
        "x" * (LIMIT + 1),
        "One. " * 9000,
        "x" * 20_000 + "\nx",
        ("x" * 99 + "\n") * 327,
        "\U0001f600" * 20_000,
        "#",
        ": ",
        "> quoted\n1. one\n2. two",
    ),
]
TEXTS = st.one_of(st.sampled_from(ODD), st.text(min_size=1, max_size=60).filter(str.strip))
KEYS = frozenset(("text", "reason", "outcome", "evidence", "note", "link", "comments"))


@st.composite
def odd_toolkits(draw: st.DrawFn) -> Data:
    """Generate a toolkit whose texts are odd, as its file says it."""
    made = _odd(draw, draw(toolkits()))
    for number, action in enumerate(one for one in actions(made) if "id" in one):
        action.update({"id": f"A{number}"} | ({"was": [f"B{number}"]} if "was" in action else {}))
    found, refusals = read(document(made))
    assume(not any(one.level == "error" for one in refusals))
    assert isinstance(found, dict)
    return found


def _odd(draw: st.DrawFn, value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: draw(TEXTS) if key in KEYS and isinstance(one, str) else _odd(draw, one) for key, one in value.items()
        }
    return [_odd(draw, one) for one in value] if isinstance(value, list) else value


def worked_out(data: Data) -> Assessment:
    return assess(Toolkit.model_validate(data), None, DAY, file="a.yaml")


def packed(data: Data, scope: Scope) -> Returned:
    """Pack a record, and read the workbook back as it is."""
    return returned(workbook(plan(worked_out(data), scope)), "a.xlsx")


SCOPES = st.builds(
    Scope,
    st.sampled_from([None, None, "CSP manager", "board"]),
    st.sampled_from([(), (), ("7",), ("8", "10")]),
    st.sampled_from([None, *AUDIENCES]),
)


@settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(odd_toolkits(), SCOPES)
def test_a_pack_that_nobody_touched_changes_nothing(data: Data, scope: Scope) -> None:
    try:
        back = packed(data, scope)
    except PreventError:
        assume(False)

    assert compare(back, every_row(worked_out(data))) == SAME


def with_text(*texts: str) -> Data:
    """Give a toolkit that says texts wherever a partner may write, a benchmark for each."""
    head = {"format": "toolkit/1", "organisation": {"name": "Testshire Council"}, "period": "Dec 2021"}
    return {**head, "benchmarks": [_saying(text, number) for number, text in enumerate(texts, 1)]}


def _saying(text: str, number: int) -> Data:
    action = {"id": f"A{number}", "text": text, "status": "deferred", "reason": text, "outcome": text}
    evidence = [{"text": text, "link": text}, text]
    item = {"id": f"{number}.1.1", "text": text, "answer": "met", "reason": text, "evidence": evidence}
    expectation = {**item, "actions": [action, {"text": text}]}
    question = {"id": f"{number}.1", "text": text, "evidence": text, "expectations": [expectation]}
    return {"id": str(number), "title": text, "rating": {"value": "red", "reason": text}, "questions": [question]}


def test_whatever_the_text_holds_nothing_changes_by_itself() -> None:
    data, _ = read(document(with_text(*ODD)))
    assert isinstance(data, dict)

    assert compare(packed(data, Scope()), every_row(worked_out(data))) == SAME


@given(TEXTS)
def test_a_cell_is_open_only_where_it_shows_the_text_as_it_is(text: str) -> None:
    data = with_text(text)

    (row,) = plan(worked_out(data), Scope()).rows["ratings"]

    assert ("reason" in row.open) == holds(text)
    assert not holds(text) or shown(text) == text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def written_over(back: Returned, texts: dict[str, str], *sheets: Sheet) -> Returned:
    """Write texts into every cell of some columns that may be written, on some sheets or on all."""
    rows = dict(back.rows)
    for sheet in sheets or tuple(rows):
        some = back.rows[sheet]
        open_keys = {was.id: was.open for was in back.state.rows[sheet]}
        rows[sheet] = tuple(
            replace(one, cells={**one.cells, **{key: text for key, text in texts.items() if key in open_keys[one.id]}})
            for one in some
        )
    return replace(back, rows=rows)


def taken_in(back: Returned, data: Data) -> tuple[Data, list[str]]:
    """Do what a pack asks for, and say what was done."""
    found = compare(back, every_row(worked_out(data)))
    after = deepcopy(data)
    target = Target(after, None, "2022-01-05", "Partner", lambda: "A99")
    said = []
    for one in in_order(list(found.edits)):
        try:
            said += [line] if (line := apply(one, target)) else []
        except CellError:
            assume(False)
    return after, said


@settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(odd_toolkits(), st.dictionaries(st.sampled_from(["text", "outcome", "note"]), TEXTS, min_size=1))
@example(with_text("x"), {"text": "- one\n- two", "note": "none", "outcome": "None"})
def test_what_was_written_is_taken_in_once(data: Data, texts: dict[str, str]) -> None:
    assume(all(text.strip() for text in texts.values()))
    try:
        back = written_over(packed(data, Scope()), texts)
    except PreventError:
        assume(False)

    after, _ = taken_in(back, data)
    again, said = taken_in(back, after)

    assert again == after
    assert said == []
    assert parse(Toolkit, after)[1] == []


@given(TEXTS)
def test_what_is_written_into_a_file_says_what_the_cell_says(text: str) -> None:
    assume(text.strip() and holds(text))
    back = written_over(packed(with_text("Before."), Scope()), {"reason": text}, "answers")

    after, _ = taken_in(back, with_text("Before."))

    now = after["benchmarks"][0]["questions"][0]["expectations"][0]["reason"]
    assert normal("reason", now) == normal("reason", text)
    assert "reason" in PROSE
