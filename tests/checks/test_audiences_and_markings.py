"""Audiences, markings and reasons for withholding that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import (
    audience_without_effect,
    marking_above_audience,
    no_exemption,
    release_contradicts,
    withheld_without_effect,
)

if TYPE_CHECKING:
    from tests.checks.conftest import Try

HEAD = "format: toolkit/1\norganisation: {name: Example}\nperiod: Dec 2021\n"


@pytest.mark.parametrize(
    ("marking", "audience"),
    [
        ("OFFICIAL-SENSITIVE", "public"),
        ("Official / sensitive: personal", "public"),
        ("SECRET", "partners"),
        ("TOP SECRET", "public"),
    ],
)
def test_a_marking_too_high_is_found(problems: Try, marking: str, audience: str) -> None:
    head = HEAD + f"audience: {audience}\nmarking: '{marking}'\n"
    (found,) = problems(marking_above_audience, "benchmarks: []", head=head)
    assert (found.code, found.loc) == ("marking-above-audience", ("marking",))
    assert audience in found.message


@pytest.mark.parametrize(
    ("marking", "audience"),
    [
        ("OFFICIAL", "public"),
        ("OFFICIAL-SENSITIVE", "partners"),
        ("SECRET", "officers"),
        ("Secretariat copy", "public"),
    ],
)
def test_a_marking_that_fits_is_left_alone(problems: Try, marking: str, audience: str) -> None:
    head = HEAD + f"audience: {audience}\nmarking: '{marking}'\n"
    assert problems(marking_above_audience, "benchmarks: []", head=head) == []


def question(own: str, evidence: str) -> str:
    """Give a question with a piece of evidence, each with its marks."""
    return f"benchmarks: [{{id: '1', questions: [{{id: '1.1', {own} evidence: {{text: Minutes, {evidence}}}}}]}}]"


EVIDENCE = ("benchmarks", 0, "questions", 0, "evidence", 0)


def test_an_audience_wider_than_the_one_above_is_found(problems: Try) -> None:
    (found,) = problems(audience_without_effect, question("audience: officers,", "audience: public"))
    assert (found.code, found.loc) == ("audience-without-effect", (*EVIDENCE, "audience"))
    assert "officers" in found.message


def test_a_narrower_audience_and_the_default_are_left_alone(problems: Try) -> None:
    assert problems(audience_without_effect, question("audience: partners,", "audience: officers")) == []
    assert problems(audience_without_effect, question("audience: partners,", "audience: partners")) == []
    assert problems(audience_without_effect, question("", "audience: public"), head=HEAD) == []


def test_withheld_on_a_public_item_is_found(problems: Try) -> None:
    (found,) = problems(withheld_without_effect, question("", "withheld: {reason: Names a victim}"))
    assert (found.code, found.loc) == ("withheld-without-effect", (*EVIDENCE, "withheld"))
    assert "Names a victim" in found.message


def test_withheld_on_a_narrower_item_is_left_alone(problems: Try) -> None:
    withheld = "withheld: {reason: Names a victim}"
    assert problems(withheld_without_effect, question("", f"audience: partners, {withheld}")) == []
    assert problems(withheld_without_effect, question("audience: officers,", withheld)) == []
    assert problems(withheld_without_effect, question("", withheld), head=HEAD) == []


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            "audience: public\nmarking: OFFICIAL-SENSITIVE\ncommittee: {meeting: M, release: for release}",
            "the marking is",
        ),
        ("audience: partners\ncommittee: {meeting: M, release: for release}", "what carries no mark is for partners"),
        ("committee: {meeting: M, release: for release}", "what carries no mark is for officers"),
        ("audience: public\ncommittee: {meeting: M, release: not for release, exempt: x}", "audience is public"),
    ],
)
def test_a_header_that_contradicts_the_record_is_found(problems: Try, head: str, said: str) -> None:
    (found,) = problems(release_contradicts, "benchmarks: []", head=f"{HEAD}{head}\n")
    assert (found.code, found.loc, found.level) == ("release-contradicts", ("committee", "release"), "warning")
    assert said in found.message


@pytest.mark.parametrize(
    "head",
    [
        "audience: public",
        "audience: public\ncommittee: {meeting: M}",
        "audience: public\nmarking: OFFICIAL\ncommittee: {meeting: M, release: for release}",
        "audience: officers\nmarking: OFFICIAL-SENSITIVE\ncommittee: {meeting: M, release: not for release, exempt: x}",
    ],
)
def test_a_header_that_fits_is_left_alone(problems: Try, head: str) -> None:
    assert problems(release_contradicts, "benchmarks: []", head=f"{HEAD}{head}\n") == []


def test_a_paper_kept_back_without_an_exemption_is_found(problems: Try) -> None:
    head = HEAD + "committee: {meeting: M, release: not for release}\n"
    (found,) = problems(no_exemption, "benchmarks: []", head=head)
    assert (found.code, found.loc, found.level) == ("no-exemption", ("committee", "release"), "warning")


@pytest.mark.parametrize(
    "committee",
    [
        "{meeting: M, release: not for release, exempt: Sch 12A para 7}",
        "{meeting: M, release: for release}",
        "{meeting: M}",
    ],
)
def test_an_exemption_is_asked_for_only_where_it_is_needed(problems: Try, committee: str) -> None:
    assert problems(no_exemption, "benchmarks: []", head=f"{HEAD}committee: {committee}\n") == []
