from __future__ import annotations

import json
import re
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from prevent_cli.model.fields import AUDIENCES
from prevent_cli.rating.audience import restrict
from prevent_cli.rating.sight import may_see
from prevent_cli.reports.json import render
from prevent_cli.reports.paper import Paper

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.fields import Audience
    from tests.conftest import Assess

# Every text that a toolkit can hold at each level, all of it for officers only.
SECRETS = {
    "benchmark": """\
        audience: public
        benchmarks:
          - id: 1
            questions: [{id: 1.1, text: seen, answer: met}]
          - id: 2
            audience: officers
            title: SECRET-title
            statement: SECRET-statement
            outcome: SECRET-outcome
            rating: {value: red, reason: SECRET-reason, by: SECRET-by, on: Jan 2021}
            previous: {rating: {value: red, reason: SECRET-previous, by: SECRET-earlier}}
            moderated: [{value: red, reason: SECRET-moderated, by: SECRET-moderator}]
            next_steps: SECRET-next
            comments: SECRET-comments
            actions: [{id: SECRET-A1, text: SECRET-action, owners: [SECRET-owner]}]
            questions:
              - id: 2.1
                text: SECRET-question
                evidence: SECRET-evidence
                expectations: [{id: 2.1.1, text: SECRET-expectation, answer: partly, reason: SECRET-why}]
        """,
    "question": """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                audience: officers
                text: SECRET-text
                evidence: [{text: SECRET-evidence, link: "https://SECRET-link.example"}]
                actions: [{id: SECRET-A1, text: SECRET-action}]
                expectations:
                  - id: 1.1.1
                    text: SECRET-expectation
                    evidence: SECRET-below
              - {id: 1.2, text: seen, answer: met}
        """,
    "question without expectations": """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                audience: officers
                text: SECRET-text
                answer: not met
                reason: SECRET-reason
                evidence: [{text: SECRET-evidence, link: "https://SECRET-link.example"}]
              - {id: 1.2, text: seen, answer: met}
        """,
    "expectation": """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                text: seen
                expectations:
                  - id: 1.1.1
                    audience: officers
                    text: SECRET-text
                    answer: not met
                    reason: SECRET-reason
                    evidence: [{text: SECRET-evidence, link: "https://SECRET-link.example"}]
                    actions: [{id: SECRET-A1, text: SECRET-action, owners: [SECRET-owner]}]
                  - {id: 1.1.2, text: seen, answer: met}
        """,
    "evidence": """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                text: seen
                evidence:
                  - {text: SECRET-question, audience: officers}
                expectations:
                  - id: 1.1.1
                    text: seen
                    evidence:
                      - {text: SECRET-text, link: "https://SECRET-link.example", audience: officers}
                      - {text: seen}
        """,
    "action": """\
        audience: public
        roles: [{name: SECRET-role, aka: SECRET-other}, {name: SECRET-unused}]
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                text: seen
                expectations:
                  - id: 1.1.1
                    text: seen
                    answer: met
                    actions:
                      - id: SECRET-A1
                        audience: officers
                        text: SECRET-text
                        owners: [SECRET-role]
                        due: Jan 2021
                        revised: [{due: Mar 2021, reason: SECRET-revised}]
                        awaiting: SECRET-awaiting
                        status: deferred
                        reason: SECRET-reason
                        outcome: SECRET-outcome
                        progress: [{note: SECRET-note}]
                        was: [SECRET-A0]
        """,
    "action on a question": """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                text: seen
                actions: [{id: SECRET-A1, text: SECRET-text, audience: officers}]
                expectations: [{id: 1.1.1, text: seen, answer: met}]
        """,
    "action on a benchmark": """\
        audience: public
        benchmarks:
          - id: 1
            actions: [{id: SECRET-A1, text: SECRET-text, audience: officers}]
            questions: [{id: 1.1, text: seen, answer: met}]
        """,
    "progress note": """\
        audience: public
        benchmarks:
          - id: 1
            actions:
              - id: A1
                text: seen
                progress: [{note: SECRET-note, audience: officers}, {note: seen}]
        """,
    "toolkit": """\
        audience: officers
        about: SECRET-about
        glossary: {SECRET-short: SECRET-long}
        waivers: [{code: no-owner, at: 1, reason: SECRET-waiver, until: 2022}]
        unparsed: [{source: SECRET-source, text: SECRET-unparsed}]
        roles: [{name: SECRET-role}]
        benchmarks:
          - id: 1
            audience: public
            title: seen
            questions: [{id: 1.1, text: seen, answer: met}]
          - id: 2
            title: SECRET-title
            comments: SECRET-comments
            questions: [{id: 2.1, text: SECRET-text, answer: met, evidence: SECRET-evidence}]
        """,
    "below a withheld expectation": """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                text: seen
                expectations:
                  - id: 1.1.1
                    audience: officers
                    withheld: {reason: a case in court, exemption: Sch 12A para 7, by: SECRET-decider}
                    text: SECRET-text
                    answer: not met
                    reason: SECRET-reason
                    evidence: SECRET-evidence
                    actions: [{id: SECRET-A1, text: SECRET-action}]
        """,
    "withheld evidence": """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                text: seen
                expectations:
                  - id: 1.1.1
                    text: seen
                    evidence:
                      - text: SECRET-text
                        link: https://SECRET-link.example
                        audience: officers
                        withheld: {reason: a case in court}
        """,
    "withheld action": """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                text: seen
                expectations:
                  - id: 1.1.1
                    text: seen
                    answer: met
                    actions:
                      - id: SECRET-A1
                        text: SECRET-text
                        owners: [SECRET-owner]
                        awaiting: SECRET-awaiting
                        outcome: SECRET-outcome
                        audience: officers
                        withheld: {reason: a case in court}
        """,
}


def secrets(text: str) -> list[str]:
    return sorted(set(re.findall(r"SECRET-\w+", text)))


@pytest.mark.parametrize("level", SECRETS)
def test_the_public_edition_holds_nothing_for_officers(assessed: Assess, level: str) -> None:
    edition = restrict(assessed(SECRETS[level]), "public")

    assert secrets(repr(edition)) == []


@pytest.mark.parametrize("level", SECRETS)
def test_the_public_json_report_holds_nothing_for_officers(assessed: Assess, level: str) -> None:
    edition = restrict(assessed(SECRETS[level]), "public")

    assert secrets(render(Paper(edition)).decode()) == []


@pytest.mark.parametrize("level", SECRETS)
def test_the_partners_edition_holds_nothing_for_officers(assessed: Assess, level: str) -> None:
    edition = restrict(assessed(SECRETS[level]), "partners")

    assert secrets(repr(edition)) == []


@pytest.mark.parametrize("level", SECRETS)
def test_the_officers_edition_holds_what_the_whole_holds(assessed: Assess, level: str) -> None:
    whole = assessed(SECRETS[level])
    lost = set(secrets(repr(whole.benchmarks))) - set(secrets(repr(restrict(whole, "officers").benchmarks)))

    assert lost <= {"SECRET-decider"}


@pytest.mark.parametrize("level", SECRETS)
def test_the_public_edition_says_that_something_is_withheld(assessed: Assess, level: str) -> None:
    assert restrict(assessed(SECRETS[level]), "public").withholds


def test_without_an_audience_everything_is_shown(assessed: Assess) -> None:
    whole = assessed(SECRETS["action"])

    assert restrict(whole, None) is whole


def levels(found: Assessment) -> dict[str, str]:
    items: dict[str, str] = {}
    for benchmark in found.benchmarks:
        items[benchmark.id] = benchmark.audience
        for question in benchmark.questions:
            items[question.id] = question.audience
            items |= {one.id: one.audience for one in question.expectations}
    return items | {one.id or "": one.audience for one in found.actions}


def one(toolkit: str, benchmark: str, question: str, expectation: str, action: str) -> str:
    """Write a toolkit of one item a level; each is what stands at its audience, or nothing."""
    return dedent(f"""\
        audience: {toolkit or "~"}
        benchmarks:
          - id: 7
            audience: {benchmark or "~"}
            questions:
              - id: 7.1
                audience: {question or "~"}
                expectations:
                  - id: 7.1.1
                    audience: {expectation or "~"}
                    actions: [{{id: A1, text: x, audience: {action or "~"}}}]
        """)


@pytest.mark.parametrize(
    ("written", "audiences"),
    [
        # the toolkit's is the default
        (("", "", "", "", ""), ("officers", "officers", "officers", "officers")),
        (("public", "", "", "", ""), ("public", "public", "public", "public")),
        (("partners", "", "", "", ""), ("partners", "partners", "partners", "partners")),
        # and no ceiling
        (("officers", "public", "", "", ""), ("public", "public", "public", "public")),
        (("officers", "", "", "public", ""), ("officers", "officers", "public", "public")),
        (("officers", "", "", "", "public"), ("officers", "officers", "officers", "public")),
        # an item's own is a ceiling for all below it
        (("public", "partners", "", "", ""), ("partners", "partners", "partners", "partners")),
        (("public", "officers", "public", "", ""), ("officers", "officers", "officers", "officers")),
        (("public", "officers", "", "", "public"), ("officers", "officers", "officers", "officers")),
        (("public", "", "partners", "", "public"), ("public", "partners", "partners", "partners")),
        (("public", "", "", "partners", "officers"), ("public", "public", "partners", "officers")),
        (("public", "partners", "officers", "partners", ""), ("partners", "officers", "officers", "officers")),
    ],
)
def test_who_may_see_is_inherited_and_only_narrows(
    assessed: Assess, written: tuple[str, str, str, str, str], audiences: tuple[str, str, str, str]
) -> None:
    found = levels(assessed(one(*written)))

    assert (found["7"], found["7.1"], found["7.1.1"], found["A1"]) == audiences


@pytest.mark.parametrize(
    ("needed", "audience", "seen"),
    [
        ("public", "public", True),
        ("partners", "public", False),
        ("officers", "public", False),
        ("public", "partners", True),
        ("partners", "partners", True),
        ("officers", "partners", False),
        ("officers", "officers", True),
    ],
)
def test_officers_see_most_and_the_public_least(needed: Audience, audience: Audience, seen: bool) -> None:
    assert may_see(needed, audience) is seen


ONE_GAP = """\
    audience: public
    benchmarks:
      - id: 7
        title: seen
        rating: {value: amber, reason: seen}
        questions:
          - id: 7.1
            expectations:
              - {id: 7.1.1, answer: not met, audience: officers}
              - {id: 7.1.2, answer: met}
      - id: 8
        questions: [{id: 8.1, answer: not met}]
    """


def test_ratings_use_the_whole_record(assessed: Assess) -> None:
    assert restrict(assessed(ONE_GAP), "public").benchmarks[0].computed.value == "red"


def test_a_benchmark_that_loses_something_loses_its_counts_and_reasons(assessed: Assess) -> None:
    computed = restrict(assessed(ONE_GAP), "public").benchmarks[0].computed

    assert (computed.counts, computed.reasons) == (None, ())


def test_a_benchmark_that_loses_nothing_keeps_its_counts_and_reasons(assessed: Assess) -> None:
    computed = restrict(assessed(ONE_GAP), "public").benchmarks[1].computed

    assert computed.counts is not None
    assert computed.reasons != ()


def test_what_may_be_seen_stays(assessed: Assess) -> None:
    view = restrict(assessed(ONE_GAP), "public").benchmarks[0]

    assert view.judged is not None
    assert (view.title, view.judged.reason, [one.id for one in view.expectations]) == ("seen", "seen", ["7.1.2"])


def test_a_public_item_in_a_toolkit_for_officers_is_shown(assessed: Assess) -> None:
    edition = restrict(assessed(one("officers", "", "", "", "public")), "public")

    assert [action.id for action in edition.actions] == ["A1"]


def test_an_item_with_a_reason_for_withholding_leaves_the_reason(assessed: Assess) -> None:
    edition = restrict(assessed(SECRETS["withheld evidence"]), "public")

    assert [one.item.text for one in edition.benchmarks[0].expectations[0].evidence] == ["[withheld: a case in court]"]


def test_the_edition_names_the_highest_audience_in_it(assessed: Assess) -> None:
    whole = assessed(SECRETS["action"])

    assert (whole.audience, restrict(whole, "public").audience) == ("officers", "public")


def test_also_does_not_name_what_may_not_be_seen(assessed: Assess) -> None:
    edition = restrict(
        assessed("""\
            audience: public
            benchmarks:
              - id: 7
                questions:
                  - id: 7.1
                    expectations:
                      - {id: 7.1.1, answer: met, actions: [{id: A1, text: x, also: [7.1.2, 7.1.3]}]}
                      - {id: 7.1.2, answer: met, audience: officers}
                      - {id: 7.1.3, answer: met}
            """),
        "public",
    )

    assert [action.also for action in edition.actions] == [("7.1.3",)]


def test_the_json_report_says_whom_it_is_for(assessed: Assess) -> None:
    report = json.loads(render(Paper(restrict(assessed(ONE_GAP), "public"))))

    assert (report["audience"], report["withholds"]) == ("public", True)


def test_an_action_that_serves_from_elsewhere_is_not_named_in_reasons_when_it_is_withheld(assessed: Assess) -> None:
    text = """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                expectations:
                  - id: 1.1.1
                    answer: met
                    actions: [{id: SECRET-A1, text: x, audience: officers, also: [2.1.1]}]
          - id: 2
            questions: [{id: 2.1, expectations: [{id: 2.1.1, answer: met}]}]
        """

    edition = restrict(assessed(dedent(text)), "public")

    assert edition.benchmarks[1].computed.reasons == ()
    assert secrets(repr(edition)) == []


def test_a_question_answered_directly_does_not_keep_the_actions_that_serve_it(assessed: Assess) -> None:
    text = """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                answer: met
                actions: [{id: SECRET-A1, text: SECRET-text, audience: officers}]
        """

    assert secrets(repr(restrict(assessed(dedent(text)), "public"))) == []


def test_an_action_that_serves_several_does_not_keep_notes_above_the_audience(assessed: Assess) -> None:
    text = """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                actions: [{id: A1, text: x, progress: [{note: SECRET-note, audience: officers}]}]
                expectations: [{id: 1.1.1, answer: met}]
        """

    assert secrets(repr(restrict(assessed(dedent(text)), "public"))) == []


def test_a_note_above_the_audience_of_its_action_decides_the_edition(assessed: Assess) -> None:
    text = """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - {id: 1.1, actions: [{id: A1, text: x, progress: [{note: y, audience: officers}]}]}
        """

    assert assessed(dedent(text)).audience == "officers"


def test_what_stands_above_the_benchmarks_has_the_audience_of_the_toolkit(assessed: Assess) -> None:
    text = "about: for officers\nbenchmarks: [{id: 1, audience: public, questions: [{id: 1.1, answer: met}]}]\n"

    assert assessed(text).audience == "officers"


def test_a_withheld_action_leaves_its_reason_and_is_no_open_action(assessed: Assess) -> None:
    text = """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                actions: [{id: A1, text: x, status: complete, audience: officers, withheld: {reason: a case}}]
        """

    edition = restrict(assessed(dedent(text)), "public")

    assert [action.text for action in edition.benchmarks[0].questions[0].actions] == ["[withheld: a case]"]
    assert edition.actions == ()
    assert edition.audience == "public"


def test_a_withheld_note_leaves_its_reason(assessed: Assess) -> None:
    text = """\
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                actions:
                  - id: A1
                    text: x
                    progress: [{note: SECRET, audience: officers, withheld: {reason: a case, exemption: para 7}}]
        """

    action = restrict(assessed(dedent(text)), "public").actions[0]

    assert [note.note for note in action.progress] == ["[withheld: a case (para 7)]"]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_edition_has_no_digest_of_the_record(assessed: Assess, audience: Audience) -> None:
    whole = assessed("audience: public\nbenchmarks: [{id: 1}]")

    assert whole.digest
    assert restrict(whole, audience).digest is None


def test_a_stub_does_not_tell_an_action_s_former_ids(assessed: Assess) -> None:
    action = "{id: A1, text: x, was: [OLD-1], audience: officers, withheld: {reason: a case}}"
    edition = restrict(assessed(f"audience: public\nbenchmarks: [{{id: 1, actions: [{action}]}}]"), "public")

    assert edition.benchmarks[0].actions[0].was == ()


# Each expectation is answered or shown for all; what makes its state is for officers.
HIDDEN_CAUSES = """\
    audience: public
    benchmarks:
      - id: 7
        questions:
          - id: 7.1
            evidence: [{text: x, audience: officers}]
            expectations:
              - {id: 7.1.1, answer: met, actions: [{id: A1, text: x, audience: officers}]}
              - {id: 7.1.2, answer: met, actions: [{id: A2, text: x, due: Jan 2021, audience: officers}]}
              - {id: 7.1.3, evidence: [{text: x, audience: officers}]}
              - {id: 7.1.4}
              - {id: 7.1.5, answer: met, evidence: [{text: x, audience: officers, withheld: {reason: y}}]}
              - {id: 7.1.6, answer: not met, actions: [{id: A3, text: x, audience: officers}]}
              - {id: 7.1.7, evidence: [{text: x}]}
              - {id: 7.1.8, answer: partly, audience: officers, withheld: {reason: y}}
          - {id: 7.2, answer: met, actions: [{id: A4, text: x, audience: officers, also: [7.1.7]}]}
    """


def test_a_state_is_shown_only_where_it_follows_from_what_is_shown(assessed: Assess) -> None:
    edition = restrict(assessed(HIDDEN_CAUSES), "public")

    assert {one.id: one.state for one in edition.benchmarks[0].expectations} == {
        "7.1.1": "not shown",
        "7.1.2": "not shown",
        "7.1.3": "not shown",
        "7.1.4": "not shown",
        "7.1.5": "met",
        "7.1.6": "gap",
        "7.1.7": "not shown",
        "7.1.8": "not shown",
        "7.2": "not shown",
    }


def test_the_officers_edition_shows_every_state(assessed: Assess) -> None:
    whole = assessed(HIDDEN_CAUSES)
    edition = restrict(whole, "officers")

    assert [one.state for one in edition.benchmarks[0].expectations] == [
        one.state for one in whole.benchmarks[0].expectations
    ]


def test_a_reason_below_what_is_left_out_in_silence_leaves_nothing_behind(assessed: Assess) -> None:
    edition = restrict(
        assessed("""\
            audience: public
            benchmarks:
              - id: 1
                questions:
                  - id: 1.1
                    audience: officers
                    expectations:
                      - id: 1.1.1
                        audience: officers
                        withheld: {reason: SECRET-reason}
                        evidence: [{text: x, audience: officers, withheld: {reason: SECRET-why}}]
            """),
        "public",
    )

    assert edition.benchmarks[0].questions == ()


def test_a_reason_is_told_where_only_the_toolkit_is_for_officers(assessed: Assess) -> None:
    edition = restrict(
        assessed("""\
            benchmarks:
              - id: 1
                questions:
                  - id: 1.1
                    expectations:
                      - {id: 1.1.1, text: x, audience: officers, withheld: {reason: a case}}
            """),
        "public",
    )

    assert edition.benchmarks[0].questions[0].expectations[0].withheld == "a case"


OWN_HEAD = """\
    title: SECRET-title
    policy: {name: SECRET-policy, version: SECRET-version, weights: {1.1: 3, 1.2: 2}, words: {green: SECRET-green}}
    roles: [{name: SECRET-role, aka: [seen]}]
    benchmarks:
      - id: 1
        audience: public
        questions:
          - {id: 1.1, text: seen, answer: met, actions: [{id: A1, text: seen, owners: seen}]}
          - {id: 1.2, text: x, answer: met, audience: officers}
      - id: 2
        audience: public
        questions: [{id: 2.1, text: seen, answer: met}]
    """


def test_the_head_of_a_toolkit_for_officers_is_not_in_the_public_edition(assessed: Assess) -> None:
    edition = restrict(assessed(OWN_HEAD), "public")

    assert secrets(repr(edition)) == []
    assert (edition.title, edition.policy.name, edition.policy.weights) == ("Self-assessment", "not shown", {"1.1": 3})


def test_reasons_that_name_a_policy_of_officers_are_not_in_the_public_edition(assessed: Assess) -> None:
    """Nothing is left out of benchmark 2, so its counts stay; its reasons stay where its policy is known to all."""
    own = restrict(assessed(OWN_HEAD), "public").benchmarks[1].computed
    known = restrict(assessed(OWN_HEAD.replace("SECRET-policy", "worst")), "public").benchmarks[1].computed

    assert (own.reasons, own.counts and own.counts.met) == ((), 1)
    assert "worst allows" in known.reasons[0]


def test_the_head_stays_for_officers_and_in_a_public_toolkit(assessed: Assess) -> None:
    for whole, audience in ((OWN_HEAD, "officers"), (f"    audience: public\n{OWN_HEAD}", "public")):
        edition = restrict(assessed(whole), audience)  # type: ignore[arg-type]

        assert {"SECRET-title", "SECRET-policy", "SECRET-green", "SECRET-role"} <= set(secrets(repr(edition)))


def test_a_term_that_only_stands_in_what_is_left_out_is_left_out(assessed: Assess) -> None:
    edition = restrict(
        assessed("""\
            audience: public
            glossary: {CTLP: a profile, OPX: an operation, DSL: a lead}
            benchmarks:
              - id: 1
                comments: The CTLP is new, and the DSLs know.
                questions: [{id: 1.1, text: x, evidence: [{text: OPX, audience: officers}]}]
            """),
        "public",
    )

    assert list(edition.glossary) == ["CTLP", "DSL"]


def test_an_edition_does_not_name_the_file(assessed: Assess) -> None:
    for audience in AUDIENCES:
        assert "test.yaml" not in repr(restrict(assessed(ONE_GAP), audience))
