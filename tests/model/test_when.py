from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prevent_cli.model.when import DateError, When, schema, understood
from prevent_cli.reports.words import written

DAYS = [
    ("2021-11-30", "2021-11-30"),
    ("30 Nov 2021", "2021-11-30"),
    ("30 November 2021", "2021-11-30"),
    ("30/11/2021", "2021-11-30"),
    ("30/11/21", "2021-11-30"),
    ("11/12/21", "2021-12-11"),
    ("1/2/2022", "2022-02-01"),
    ("3 Sept 2021", "2021-09-03"),
    ("29/2/2024", "2024-02-29"),
]
STRETCHES = [
    ("2021-11", "2021-11-01", "2021-11-30"),
    ("Nov 2021", "2021-11-01", "2021-11-30"),
    ("November 2021", "2021-11-01", "2021-11-30"),
    ("Nov 21", "2021-11-01", "2021-11-30"),
    ("Nov21", "2021-11-01", "2021-11-30"),
    ("Sept 21", "2021-09-01", "2021-09-30"),
    ("Sep 21", "2021-09-01", "2021-09-30"),
    ("April 22", "2022-04-01", "2022-04-30"),
    ("Feb 2024", "2024-02-01", "2024-02-29"),
    ("May 22", "2022-05-01", "2022-05-31"),
    ("2022", "2022-01-01", "2022-12-31"),
    ("2021/22", "2021-04-01", "2022-03-31"),
    ("1999/00", "1999-04-01", "2000-03-31"),
    ("Q1 2021/22", "2021-04-01", "2021-06-30"),
    ("Q2 2021/22", "2021-07-01", "2021-09-30"),
    ("Q3 2021/22", "2021-10-01", "2021-12-31"),
    ("Q4 2021/22", "2022-01-01", "2022-03-31"),
    ("Q4 21/22", "2022-01-01", "2022-03-31"),
    ("2021-Q1", "2021-01-01", "2021-03-31"),
    ("2021-Q4", "2021-10-01", "2021-12-31"),
    ("Autumn term 2021", "2021-09-01", "2021-12-31"),
    ("Autumn 21 term", "2021-09-01", "2021-12-31"),
    ("Spring term 2022", "2022-01-01", "2022-04-30"),
    ("Summer term 22", "2022-05-01", "2022-08-31"),
]
REFUSED = [
    ("21 Nov", ["21 Nov of a year not given", "Nov 2021"]),
    ("Nov 21 2021", ["the day 21 Nov 2021", "Nov 2021 with a stray 2021"]),
    ("12/21", ["the month Dec 2021", "the day 21 Dec"]),
    ("11/12", ["the month Nov 2012", "the day 11 Dec", "the financial year 2011/12"]),
    ("2021-22", ["the financial year 2021/22", "a month 22 of 2021"]),
    ("Q4 2021", ["2021-Q4", "Q4 2021/22", "Q4 2020/21"]),
    ("Q1", ["the calendar quarter", "the financial quarter"]),
    ("early 2022", ["a month", "a quarter of 2022"]),
]
NO_DATES = [
    "",
    " ",
    "soon",
    "tbc",
    "ongoing",
    "30 Nov",
    "2021-13-01",
    "2021-02-29",
    "31/11/2021",
    "30/11/1",
    "12/30/2021",
    "Nov",
    "Q5 2021/22",
    "Q4 2021/23",
    "2021/23",
    "21/22",
    "99/00",
    "2021-Q5",
    "Autumn 2021",
    "Winter term 2021",
    "1850",
    "0021",
    "2200",
    "13/13/2021",
    "2021-11-30T10:00",
    "2021-11-30 to 2021-12-31",
    "today",
]


@pytest.mark.parametrize(("written", "day"), DAYS)
def test_a_written_day_is_that_day(written: str, day: str) -> None:
    when = When.parse(written)

    assert (when.first, when.last) == (date.fromisoformat(day), date.fromisoformat(day))


@pytest.mark.parametrize(("written", "first", "last"), STRETCHES)
def test_a_written_stretch_has_a_first_and_a_last_day(written: str, first: str, last: str) -> None:
    when = When.parse(written)

    assert (when.first, when.last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(("written", "readings"), REFUSED)
def test_what_could_be_read_in_two_ways_is_refused_with_its_readings(written: str, readings: list[str]) -> None:
    with pytest.raises(DateError) as refused:
        When.parse(written)

    assert written in str(refused.value)
    assert [one for one in readings if one not in str(refused.value)] == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31 Feb", "'31 Feb' could be read as Feb 2031: write that, if it is meant"),
        ("0 Nov", "'0 Nov' could be read as Nov 2000: write that, if it is meant"),
        ("2021-13-01", "'2021-13-01' is not in the calendar: there is no month 13"),
        ("1/13/21", "'1/13/21' is not in the calendar: there is no month 13"),
    ],
)
def test_a_refusal_names_no_day_and_no_month_that_there_is_not(written: str, said: str) -> None:
    with pytest.raises(DateError) as refused:
        When.parse(written)

    assert str(refused.value) == said


@pytest.mark.parametrize("written", NO_DATES)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(DateError):
        When.parse(written)


@pytest.mark.parametrize("written", [one[0] for one in (*DAYS, *STRETCHES)])
def test_letters_may_be_small_or_capital(written: str) -> None:
    plain = When.parse(written)
    for other in (written.lower(), written.upper()):
        found = When.parse(other)
        assert (found.first, found.last) == (plain.first, plain.last)


@pytest.mark.parametrize(
    ("two", "four"),
    [
        ("30/11/00", "30/11/2000"),
        ("30/11/99", "30/11/2099"),
        ("Nov 00", "Nov 2000"),
        ("Nov 99", "Nov 2099"),
        ("Q4 98/99", "Q4 2098/99"),
        ("Autumn term 68", "Autumn term 2068"),
    ],
)
def test_two_digits_are_a_year_after_2000(two: str, four: str) -> None:
    assert When.parse(two).last == When.parse(four).last


def test_spaces_around_and_between_do_not_matter() -> None:
    assert When.parse("  30   Nov\n2021 ").last == date(2021, 11, 30)


def test_it_is_kept_as_it_was_written() -> None:
    assert str(When.parse("Sept 21")) == "Sept 21"


@pytest.mark.parametrize(("written", "iso"), [("2021-11-30", True), ("30/11/21", False), ("2021-11", False)])
def test_only_an_iso_day_explains_itself(written: str, iso: bool) -> None:
    assert When.parse(written).is_iso is iso


def test_a_refusal_says_what_may_be_written() -> None:
    with pytest.raises(DateError) as refused:
        When.parse("whenever")

    assert "Q4 2021/22" in refused.value.help


def test_a_refusal_does_not_repeat_an_endless_text() -> None:
    with pytest.raises(DateError) as refused:
        When.parse("x" * 100_000)

    assert len(str(refused.value)) < 200


MONTHS = [
    *["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"],
    *[
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
]
YEARS = st.integers(2000, 2099)
YEAR = st.one_of(YEARS.map(str), YEARS.map(lambda year: f"{year % 100:02d}"))
FINANCIAL = YEARS.map(lambda year: f"{year}/{(year + 1) % 100:02d}")
SHORT_FINANCIAL = YEARS.map(lambda year: f"{year % 100:02d}/{(year + 1) % 100:02d}")
QUARTER = st.integers(1, 4).map(str)
DAY = st.dates(date(2000, 1, 1), date(2099, 12, 31))
FORMS = st.one_of(
    DAY.map(date.isoformat),
    DAY.map(lambda day: f"{day.day}/{day.month}/{day.year}"),
    DAY.map(lambda day: f"{day:%d/%m/%y}"),
    DAY.map(lambda day: f"{day.day} {day:%b} {day.year}"),
    DAY.map(lambda day: f"{day:%Y-%m}"),
    st.tuples(st.sampled_from(MONTHS), st.sampled_from([" ", ""]), YEAR).map("".join),
    YEARS.map(str),
    FINANCIAL,
    st.tuples(st.just("Q"), QUARTER, st.just(" "), st.one_of(FINANCIAL, SHORT_FINANCIAL)).map("".join),
    st.tuples(YEARS.map(str), st.just("-Q"), QUARTER).map("".join),
    st.tuples(st.sampled_from(["Autumn", "Spring", "Summer"]), st.just("term"), YEAR).map(" ".join),
    st.tuples(st.sampled_from(["Autumn", "Spring", "Summer"]), YEAR, st.just("term")).map(" ".join),
)
PIECES = st.lists(
    st.sampled_from(
        [
            *"0123456789/-, ",
            *MONTHS,
            *("q", "Q1", "Q4", "term", "autumn", "early", "late", "2021", "21", "22", "12"),
            *map(chr, (0x0663, 0xFF12, 0x00B2, 0x0130, 0x017F, 0, 10)),
        ]
    ),
    max_size=8,
).map("".join)


@given(FORMS)
def test_what_is_printed_is_understood_the_same(written: str) -> None:
    when = When.parse(written)

    assert When.parse(str(when)) == when


@given(FORMS)
def test_the_first_day_is_not_after_the_last(written: str) -> None:
    when = When.parse(written)

    assert when.first <= when.last


@given(DAY)
def test_an_iso_day_is_itself(day: date) -> None:
    assert When.parse(day.isoformat()) == When(day.isoformat(), day, day)


@given(DAY)
def test_a_day_written_with_slashes_is_day_first(day: date) -> None:
    assert When.parse(f"{day:%d/%m/%Y}").last == day


@given(st.one_of(st.text(max_size=40), PIECES))
@example("\u0130 2021")
@example("\u0663\u0660/\u0661\u0661/\u0662\u0660\u0662\u0661")
@example("00/00/0000")
@example("0000-00-00")
@example("q0 0000/00")
@example("9999/00")
@example("mid-")
def test_no_text_raises_anything_but_a_date_error(written: str) -> None:
    try:
        when = When.parse(written)
    except DateError:
        return
    assert str(when) == written


@pytest.mark.parametrize(("text", "month"), [("2021-13", "13"), ("2021-00", "00"), ("2021-99", "99")])
def test_a_month_that_is_none_is_no_financial_year(text: str, month: str) -> None:
    with pytest.raises(DateError, match=f"^'{text}' is not in the calendar: there is no month {month}$"):
        When.parse(text)


@pytest.mark.parametrize("text", [one[0] for one in (*DAYS, *STRETCHES)])
def test_the_day_understood_is_said_as_in_reports(text: str) -> None:
    assert understood(text) == written(When.parse(text))


def test_what_is_no_date_is_said_as_it_is() -> None:
    assert understood("early 2022") == "early 2022"


DATE_PATTERN, DAY_PATTERN = (schema("", "", day=day)["pattern"] for day in (False, True))


@given(st.one_of(FORMS, st.sampled_from([written for written, *_ in (*DAYS, *STRETCHES)])), st.data())
def test_the_schema_takes_every_date_in_any_case_and_spacing(written: str, data: st.DataObject) -> None:
    spaced = written.replace(" ", data.draw(st.sampled_from([" ", "  ", "\n"])))
    shown = data.draw(st.sampled_from([spaced, spaced.upper(), spaced.lower(), f" {spaced}\n"]))

    assert re.search(DATE_PATTERN, shown)
    assert bool(re.search(DAY_PATTERN, shown)) == When.parse(shown).is_day


@given(PIECES)
def test_the_schema_takes_whatever_is_understood(written: str) -> None:
    try:
        When.parse(written)
    except DateError:
        return
    assert re.search(DATE_PATTERN, written)


@pytest.mark.parametrize("written", [one[0] for one in REFUSED])
def test_the_schema_refuses_what_could_be_read_in_two_ways(written: str) -> None:
    assert not re.search(DATE_PATTERN, written)
