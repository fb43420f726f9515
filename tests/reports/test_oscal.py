from __future__ import annotations

import json
from collections import Counter
from datetime import date
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from trestle.oscal.assessment_results import AssessmentResults
from trestle.oscal.poam import PlanOfActionAndMilestones

from prevent_cli.rating.assess import assess
from prevent_cli.rating.audience import restrict
from prevent_cli.reports import FORMATS
from prevent_cli.reports.oscal import NS
from prevent_cli.reports.paper import Paper
from tests.conftest import ROOT, make_toolkit
from tests.conftest import TOOLKIT_HEAD as HEAD
from tests.rating.test_audience import SECRETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.fields import Audience
    from tests.conftest import Assess, Run

RECORD = """\
format: toolkit/1
organisation: {name: Testshire Council, code: E06000999}
period: Dec 2021
marking: OFFICIAL
audience: public
roles: [{name: CSP manager}]
benchmarks:
  - id: 7
    title: Training
    statement: Staff are trained.
    rating: {value: amber, reason: Two gaps., by: Prevent Board, on: Dec 2021}
    moderated: [{value: red, by: Peers}]
    next_steps: Find a trainer.
    questions:
      - id: 7.1
        text: Is there a plan?
        evidence:
          - {text: The plan., link: "https://example.org/a plan", on: 4 May 2021, expires: 2022}
        expectations:
          - {id: 7.1.1, text: It is written., answer: met}
          - id: 7.1.2
            text: It is read.
            answer: partly
            evidence: [{text: A list of readers., audience: officers}]
            actions:
              - id: A14
                text: Ask who reads it.
                owners: [CSP manager, Prevent Board]
                due: Nov 21
                revised: [{due: Mar 2022, on: 1 Dec 2021, reason: The author left}]
                progress: [{note: Asked twice.}]
                also: [7.2]
          - {id: 7.1.3, text: It is secret., answer: not met, audience: officers, withheld: {reason: names a case}}
          - {id: 7.1.4, text: It is short., answer: not applicable, reason: Nobody minds.}
          - {id: 7.1.5, text: It is bound.}
      - id: 7.2
        text: Is it liked?
        answer: not met
        actions:
          - {id: A15, text: Stop asking., status: withdrawn, reason: Rude, audience: officers, withheld: {reason: a person}}
          - {id: A16, text: Ask kindly., status: complete, completed: Dec 2021, outcome: They were asked.}
"""

KINDS: dict[str, type[AssessmentResults | PlanOfActionAndMilestones]] = {
    "oscal-ar": AssessmentResults,
    "oscal-poam": PlanOfActionAndMilestones,
}


@pytest.fixture
def record(assessed: Assess) -> Assessment:
    return assessed(RECORD)


def made(assessment: Assessment, name: str) -> dict[str, Any]:
    """Render, let compliance-trestle validate it, and give what stands below the root."""
    content = json.loads(FORMATS[name].render(Paper(assessment)))
    (body,) = content.values()
    KINDS[name].model_validate(body)
    found: dict[str, Any] = body
    return found


def result(assessment: Assessment) -> dict[str, Any]:
    (found,) = made(assessment, "oscal-ar")["results"]
    return dict(found)


def own(shape: dict[str, Any], group: str | None = None) -> dict[str, str]:
    return {one["name"]: one["value"] for one in shape["props"] if one.get("ns") == NS and one.get("group") == group}


def of(shapes: list[dict[str, Any]], ref: str) -> dict[str, Any]:
    (found,) = (one for one in shapes if own(one).get("ref") == ref)
    return found


def uuids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from [value["uuid"]] if "uuid" in value else []
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from uuids(one)


@pytest.mark.parametrize("name", ["oscal-ar", "oscal-poam"])
def test_thurrock_is_valid_oscal(run: Run, name: str) -> None:
    content = run("render", str(ROOT / "toolkits/thurrock/2021-12.yaml"), "--format", name, "-o", "-").stdout
    (body,) = json.loads(content).values()

    assert KINDS[name].model_validate(body).metadata.title == "Prevent duty toolkit"


def test_thurrock_has_a_finding_for_each_expectation_in_scope(run: Run) -> None:
    content = run("render", str(ROOT / "toolkits/thurrock/2021-12.yaml"), "--format", "oscal-ar", "-o", "-").stdout
    (found,) = json.loads(content)["assessment-results"]["results"]
    (scope,) = found["reviewed-controls"]["control-objective-selections"]

    assert (len(found["findings"]), len(scope["include-objectives"]), len(scope["exclude-objectives"])) == (100, 100, 6)
    assert len(found["risks"]) == 31


@pytest.mark.parametrize(
    ("ref", "state", "status"),
    [
        ("7.1.1", "met", ("satisfied", "pass")),
        ("7.1.2", "in hand", ("not-satisfied", "other")),
        ("7.1.3", "gap", ("not-satisfied", "fail")),
        ("7.1.5", "met", ("satisfied", "pass")),
        ("7.2", "gap", ("not-satisfied", "fail")),
    ],
)
def test_a_finding_says_our_state_beside_oscals(
    record: Assessment, ref: str, state: str, status: tuple[str, str]
) -> None:
    finding = of(result(record)["findings"], ref)

    assert own(finding)["state"] == state
    assert (finding["target"]["status"]["state"], finding["target"]["status"]["reason"]) == status


def test_what_nobody_assessed_is_not_satisfied(assessed: Assess) -> None:
    one = assessed("benchmarks:\n  - {id: 1, title: One, questions: [{id: 1.1, text: Is it?}]}\n")
    (finding,) = result(one)["findings"]

    assert own(finding)["state"] == "not assessed"
    assert finding["target"]["status"] == {"state": "not-satisfied", "reason": "other"}


def test_what_is_not_applicable_is_out_of_scope_with_its_reason(record: Assessment) -> None:
    found = result(record)
    (scope,) = found["reviewed-controls"]["control-objective-selections"]

    assert scope["exclude-objectives"] == [
        {"objective-id": "expectation-7.1.4", "remarks": "Not applicable.\n\nNobody minds.\n\nIt is short."}
    ]
    assert "7.1.4" not in {own(one)["ref"] for one in found["findings"]}


def test_evidence_is_an_observation_with_its_link_and_its_days(record: Assessment) -> None:
    seen = of(result(record)["observations"], "7.1")

    assert seen["relevant-evidence"] == [{"href": "https://example.org/a%20plan", "description": "The plan."}]
    assert (seen["collected"], seen["expires"]) == ("2021-05-04T00:00:00Z", "2022-12-31T23:59:59Z")


def test_an_expectation_leans_on_its_own_evidence_or_on_its_questions(record: Assessment) -> None:
    found = result(record)
    refs = {one["uuid"]: own(one)["ref"] for one in found["observations"]}

    def leans(ref: str) -> list[str]:
        return [refs[one["observation-uuid"]] for one in of(found["findings"], ref)["related-observations"]]

    assert (leans("7.1.1"), leans("7.1.2")) == (["7.1"], ["7.1.2"])


def test_an_action_is_a_risk_with_a_deadline_and_its_owners(record: Assessment) -> None:
    risk = of(result(record)["risks"], "7.1.2")
    (response,) = risk["remediations"]
    (task,) = response["tasks"]

    assert (risk["status"], risk["deadline"]) == ("open", "2022-03-31T23:59:59Z")
    assert [one["role-id"] for one in task["responsible-roles"]] == ["role-csp-manager", "role-prevent-board"]
    assert [one["description"] for one in risk["risk-log"]["entries"]] == [
        "Now due Mar 2022. The author left",
        "Asked twice.",
    ]


def test_an_action_serves_also_what_it_does_not_stand_under(record: Assessment) -> None:
    found = result(record)
    a14 = of(found["risks"], "7.1.2")["uuid"]

    assert {"risk-uuid": a14} in of(found["findings"], "7.2")["related-risks"]


def test_ratings_stand_side_by_side(record: Assessment) -> None:
    (benchmark,) = result(record)["reviewed-controls"]["control-selections"]

    assert own(benchmark, "judged") == {
        "rating": "amber",
        "reason": "Two gaps.",
        "by": "Prevent Board",
        "on": "Dec 2021",
    }
    assert own(benchmark, "moderated-1") == {"rating": "red", "by": "Peers"}
    assert own(benchmark, "computed")["rating"] == record.benchmarks[0].computed.value


def test_a_plan_has_an_item_for_every_action(record: Assessment) -> None:
    found = made(record, "oscal-poam")
    titles = [one["title"] for one in found["poam-items"]]

    assert titles == ["Action A14 for 7.1.2", "Action A15 for 7.2", "Action A16 for 7.2"]
    assert {one["uuid"] for one in found["findings"]} == {
        one["finding-uuid"] for item in found["poam-items"] for one in item.get("related-findings", ())
    }


def test_a_plan_without_an_action_says_so(assessed: Assess) -> None:
    found = made(assessed("benchmarks: []\n"), "oscal-poam")

    assert [one["description"] for one in found["poam-items"]] == ["This edition shows no action."]


@pytest.mark.parametrize("name", ["oscal-ar", "oscal-poam"])
def test_the_marking_and_the_audience_stand_at_the_head(record: Assessment, name: str) -> None:
    head = made(record, name)["metadata"]

    assert {"name": "marking", "value": "OFFICIAL"} in head["props"]
    assert (own(head)["audience"], own(head)["withholds"]) == ("officers", "no")


@pytest.mark.parametrize("name", ["oscal-ar", "oscal-poam"])
def test_a_public_edition_holds_nothing_of_what_it_withholds(record: Assessment, name: str) -> None:
    public = json.dumps(made(restrict(record, "public"), name))

    assert not [word for word in ("readers.", "secret", "Stop asking", "Rude", "A15") if word in public]
    assert "[withheld: a person]" in public


@pytest.mark.parametrize("where", list(SECRETS))
@pytest.mark.parametrize("name", ["oscal-ar", "oscal-poam"])
def test_no_secret_of_any_kind_comes_through(assessed: Assess, name: str, where: str) -> None:
    whole = assessed(dedent(SECRETS[where]))

    assert "SECRET" not in json.dumps(made(restrict(whole, "partners"), name))


def test_a_withheld_expectation_has_no_state(record: Assessment) -> None:
    found = result(restrict(record, "public"))

    assert "7.1.3" not in json.dumps(found["findings"])
    assert "[withheld: names a case]" in [one["description"] for one in found["observations"]]
    assert "counts" not in json.dumps(found["reviewed-controls"])


@pytest.mark.parametrize("audience", [None, "public", "partners"])
@pytest.mark.parametrize("name", ["oscal-ar", "oscal-poam"])
def test_every_name_is_used_once_and_every_reference_leads_somewhere(
    record: Assessment, name: str, audience: Audience | None
) -> None:
    found = made(restrict(record, audience), name)
    names = Counter(uuids(found))
    shapes = found["results"][0] if name == "oscal-ar" else found
    leads = {
        one[f"{kind}-uuid"]
        for kind in ("observation", "risk", "finding")
        for shape in (*shapes.get("findings", ()), *shapes.get("poam-items", ()))
        for one in shape.get(f"related-{kind}s", ())
    }

    assert set(names.values()) == {1}
    assert leads <= names.keys()


def test_an_action_keeps_its_name_from_period_to_period(assessed: Assess) -> None:
    then = result(assessed(RECORD))
    now = result(assessed(RECORD.replace("period: Dec 2021", "period: Mar 2022")))

    assert [one["uuid"] for one in then["risks"]] == [one["uuid"] for one in now["risks"]]
    assert not {one["uuid"] for one in then["findings"]} & {one["uuid"] for one in now["findings"]}


def test_another_content_makes_another_document(assessed: Assess) -> None:
    one, other = (made(assessed(RECORD.replace("It is bound.", text)), "oscal-ar") for text in ("It is.", "It was."))

    assert one["uuid"] != other["uuid"]


@example(" ", "\u2003")
@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_words_make_valid_oscal(first: str, second: str) -> None:
    whole = make_toolkit(HEAD + "benchmarks: [{id: 1, title: T, questions: [{id: 1.1, actions: [{text: x}]}]}]\n")
    data = whole.model_dump(mode="json", exclude_defaults=True)
    data["organisation"]["name"] = first if first.split() else "x"  # blank is absent, and refused as a file is read
    data["benchmarks"][0]["title"] = second
    action = {"text": second, "owners": [first, second, first + " "], "awaiting": first, "progress": [{"note": second}]}
    data["benchmarks"][0]["questions"][0] |= {
        "text": first,
        "evidence": [{"text": second, "link": first}],
        "actions": [action],
    }
    one = assess(type(whole).model_validate(data), None, date(2021, 12, 31), file="test.yaml")

    assert made(one, "oscal-ar")["metadata"]["version"] == "Dec 2021"
    assert made(one, "oscal-poam")["metadata"]["version"] == "Dec 2021"
