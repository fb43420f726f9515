"""What may identify a person in a text that others see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import case_reference, email_address, person_name, phone_number, small_number
from tests.checks.items import EXPECTATION, item

if TYPE_CHECKING:
    from prevent_cli.checks import Check
    from prevent_cli.model.finding import Loc
    from tests.checks.conftest import Try


@pytest.mark.parametrize(
    ("check", "lines", "place", "word"),
    [
        (
            small_number,
            'evidence: "There is 1 example of consent in which the family was involved."',
            ("evidence", 0, "text"),
            "1 example",
        ),
        (small_number, 'evidence: "Two children were referred to Channel."', ("evidence", 0, "text"), "Two children"),
        (small_number, 'evidence: "3 cases"', ("evidence", 0, "text"), "3 cases"),
        (small_number, 'evidence: "We saw 2 open Channel cases."', ("evidence", 0, "text"), "2 open Channel cases"),
        (small_number, 'evidence: "One person was referred to MASH."', ("evidence", 0, "text"), "One person"),
        (person_name, 'evidence: "Mr Smith chairs it."', ("evidence", 0, "text"), "Mr Smith"),
        (person_name, 'evidence: "It was led by Cllr O\'Brien."', ("evidence", 0, "text"), "Cllr O'Brien"),
        (person_name, 'evidence: "Inspector Jones sums up."', ("evidence", 0, "text"), "Inspector Jones"),
        (person_name, 'evidence: "Dr. Anne Jones spoke."', ("evidence", 0, "text"), "Dr. Anne Jones"),
        (person_name, 'evidence: "A visit by PC Khan."', ("evidence", 0, "text"), "PC Khan"),
        (person_name, 'evidence: "Mrs. Hall and Mr J Smith spoke."', ("evidence", 0, "text"), "Mrs. Hall"),
        (person_name, 'evidence: "Thanks to Prof A. Lee."', ("evidence", 0, "text"), "Prof A."),
        (
            email_address,
            'evidence: "Contact jo.bloggs@example.gov.uk."',
            ("evidence", 0, "text"),
            "jo.bloggs@example.gov.uk",
        ),
        (phone_number, 'evidence: "Ring 01375 123456."', ("evidence", 0, "text"), "01375 123456"),
        (phone_number, 'evidence: "Mobile: 07700 900123"', ("evidence", 0, "text"), "07700 900123"),
        (phone_number, 'evidence: "+44 (0)20 7946 0018"', ("evidence", 0, "text"), "20 7946 0018"),
        (phone_number, 'evidence: "Ring (020) 7946 0018"', ("evidence", 0, "text"), "7946 0018"),
        (case_reference, 'evidence: "As in case 12345, this went to MASH."', ("evidence", 0, "text"), "12345"),
        (
            case_reference,
            'evidence: "As in case \u0661\u0662\u0663\u0664\u0665, this went to MASH."',
            ("evidence", 0, "text"),
            "\u0661\u0662\u0663",
        ),
        (case_reference, 'evidence: "Closed (ref: CH-0042)."', ("evidence", 0, "text"), "CH-0042"),
        (case_reference, 'evidence: "NHS number 943 476 5919"', ("evidence", 0, "text"), "943 476 5919"),
        (case_reference, 'evidence: "Ref CH-0042 was closed."', ("evidence", 0, "text"), "CH-0042"),
        (case_reference, 'evidence: "See case ref AB123."', ("evidence", 0, "text"), "AB123"),
    ],
)
def test_finds(problems: Try, check: Check, lines: str, place: Loc, word: str) -> None:
    (found,) = problems(check, item(lines))
    assert (found.code, found.level, found.loc) == (check.CODE, "warning", (*EXPECTATION, *place))
    assert word in found.message


@pytest.mark.parametrize(
    ("check", "lines"),
    [
        (small_number, 'evidence: "One of the children\'s centres hosts it."'),
        (small_number, 'evidence: "The action was for 2 partners to input the information."'),
        (small_number, 'evidence: "The 3 colleges take part; a session takes 2 hours."'),
        (small_number, 'evidence: "2 case studies were shown."'),
        (small_number, 'evidence: "Year 4 pupils saw it."'),
        (small_number, 'evidence: "Section 2 cases are reviewed on 3 May 2021."'),
        (small_number, 'evidence: "Two people run the team."'),
        (small_number, 'evidence: "At least one person in each school is trained."'),
        (small_number, 'evidence: "Two partners refer cases."'),
        (small_number, 'evidence: "5.7.1 cases"'),
        (small_number, 'evidence: "Four adult social care teams came."'),
        (small_number, 'evidence: "51 people came."'),
        (small_number, 'evidence: "Two people from each school came to the safeguarding training."'),
        (small_number, 'evidence: "One individual is responsible for safeguarding."'),
        (small_number, 'evidence: "Every child has one adult to turn to."'),
        (small_number, 'evidence: "Two cases a month are audited."'),
        (small_number, 'evidence: "3 examples of good practice were shared."'),
        (small_number, 'audience: officers\nevidence: "Two children were referred."'),
        (person_name, 'evidence: "The Counter Terrorism Inspector sums it up."'),
        (person_name, 'evidence: "The DS report is out."'),
        (person_name, 'evidence: "An Inspector General came."'),
        (person_name, 'evidence: "Councillor Induction is held yearly."'),
        (person_name, 'evidence: "Ask a Dr about it."'),
        (person_name, 'evidence: "Sir Frederick Gibberd College took part."'),
        (person_name, 'evidence: "The Sir William Shawcross review is read."'),
        (person_name, 'evidence: "Basildon DC Leisure takes part."'),
        (person_name, 'evidence: "Miss Prevent training and it is repeated."'),
        (person_name, 'evidence: "It is on PC World, by Ms Teams, and in Near Miss Reporting."'),
        (person_name, 'evidence: "Mr X was referred to Dr Challoner\'s Grammar School."'),
        (person_name, 'audience: officers\nevidence: "Mr Smith chairs it."'),
        (email_address, 'evidence: "Write to prevent@example.gov.uk."'),
        (email_address, 'evidence: "csp@example.gov.uk, yos.duty@example.gov.uk"'),
        (email_address, 'evidence: "Follow @prevent on Twitter."'),
        (email_address, 'audience: officers\nevidence: "jo.bloggs@example.gov.uk"'),
        (phone_number, 'evidence: "01/02/2021 to 03/04/2021"'),
        (phone_number, 'evidence: "E06000034"'),
        (phone_number, 'evidence: "It cost £0.1 million, or 01234567."'),
        (phone_number, 'evidence: "id 2021-10-11 0900 1000"'),
        (phone_number, 'evidence: "The hotline is 0800 789 321."'),
        (phone_number, 'evidence: "https://example.org/01375123456"'),
        (phone_number, 'audience: officers\nevidence: "01375 123456"'),
        (case_reference, 'evidence: "The policy (document ref: POL-0042) covers it."'),
        (case_reference, 'evidence: "https://example.org/case/12345"'),
        (case_reference, 'evidence: "Since case 2021 reviews began, NHS numbers have risen."'),
        (case_reference, 'evidence: "Sharing is case by case, in 12 months."'),
        (case_reference, 'evidence: "Case study 3 was read."'),
        (case_reference, 'evidence: "It refers to section 47."'),
        (case_reference, 'evidence: "Referrals: 120; cases: 245; referral number: 120"'),
        (case_reference, 'evidence: "In this case 1500 people came (ref: 2021/22)."'),
        (case_reference, 'audience: officers\nevidence: "case 12345"'),
    ],
)
def test_leaves_alone(problems: Try, check: Check, lines: str) -> None:
    assert problems(check, item(lines)) == []


@pytest.mark.parametrize("check", [case_reference, email_address, person_name, phone_number, small_number])
def test_an_audience_of_officers_is_inherited(problems: Try, check: Check) -> None:
    text = "'Mr Smith, 01375 123456, jo.bloggs@example.gov.uk: two children were referred, case 12345.'"
    seen = f"benchmarks: [{{id: '1', comments: {text}}}]"
    kept = f"benchmarks: [{{id: '1', audience: officers, comments: {text}}}]"
    assert len(problems(check, seen)) == 1
    assert problems(check, kept) == []


def test_a_name_where_a_post_should_stand(problems: Try) -> None:
    (role,) = problems(person_name, "roles: [{name: Cllr Smith}, {name: Chair}]\nbenchmarks: []\n")
    assert role.loc == ("roles", 0, "name")
    (by,) = problems(person_name, "benchmarks: [{id: '1', rating: {value: green, by: Ms Jones}}]")
    assert by.loc == ("benchmarks", 0, "rating", "by")
    assert problems(person_name, "roles: [{name: Counter Terrorism Inspector}]\nbenchmarks: []\n") == []
