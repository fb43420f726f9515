"""What reports say of an assessment, in sentences of one language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from prevent_cli.model.fields import COLOURS
from prevent_cli.rating.states import DUE_SOON_DAYS
from prevent_cli.reports import prose
from prevent_cli.reports.strings import Strings, join, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prevent_cli.model.assessment import ActionView, Assessment, BenchmarkView, Counts, EvidenceView
    from prevent_cli.model.fields import Computed
    from prevent_cli.model.policy import Policy
    from prevent_cli.model.toolkit import Previous, Rating
    from prevent_cli.reports.paper import Language
    from prevent_cli.reports.summary import Change, Standing, Summary

MOST_ITEMS = 24


@cache
def wording(language: Language) -> Wording:
    """Give the sentences of a language, as plain text."""
    return Wording(language)


class Wording(Strings):
    """A language's sentences about assessments, benchmarks, actions, evidence and policies."""

    def rating(self, value: str) -> str:
        """Say a rating: Green, Not rated."""
        return self.word("rating", value)

    def judged(self, view: BenchmarkView) -> str:
        """Say a benchmark's judged rating, or that there is none, or that an edition does not show it."""
        return self.rating(view.said)

    def headline_parts(self, assessment: Assessment) -> list[tuple[str, str]]:
        """Count the judged ratings, and those that are missing: a rating and what to say of it, such as green and 8 Green."""
        counts = assessment.judged_counts
        parts = [
            (colour, self("count.rated", count=counts[colour], rating=self.rating(colour)))
            for colour in reversed(COLOURS)
        ]
        said = [view.said for view in assessment.rated]
        left = {one: said.count(one) for one in ("not judged", "not shown")}
        return parts + [
            (one, self(f"count.{one.replace(' ', '_')}", count=number)) for one, number in left.items() if number
        ]

    def headline(self, assessment: Assessment) -> str:
        """Count the judged ratings: 8 Green, 2 Amber, 0 Red."""
        return ", ".join(text for _, text in self.headline_parts(assessment))

    def period(self, assessment: Assessment) -> str:
        """Say the period and the day it speaks for."""
        return self("report.period", period=self.said(assessment.period), day=self.day(assessment.as_of))

    def subject(self, assessment: Assessment) -> str:
        """Name what is shown: the organisation, the period and the day it speaks for."""
        name = self.own(assessment.organisation.name)
        said = self.said(assessment.period)
        return self("report.subject", organisation=name, period=said, day=self.day(assessment.as_of))

    def head_facts(self, assessment: Assessment) -> list[tuple[str, str]]:
        """Give what stands at the head of a paper: a label and a text each; the committee's header first."""
        facts = [*self.committee_facts(assessment)]
        return [*facts, (self("label.audience"), self.word("audience_said", assessment.audience))]

    def committee_facts(self, assessment: Assessment) -> Iterator[tuple[str, str]]:
        """Give the committee's header, as far as it is given."""
        one = assessment.committee
        if one is None:
            return
        yield self("committee.meeting"), self.own(" ".join(one.meeting.split()))
        facts = {"report_of": one.report_of, "contact": one.contact}
        if one.date:
            yield self("committee.date"), self.written(one.date)
        for key, text in facts.items():
            if text:
                yield self(f"committee.{key}"), self.own(" ".join(text.split()))
        if one.release:
            part = one.release == "for release" and assessment.audience != "public"
            yield self("committee.release"), self("committee.in_part") if part else self.word("committee", one.release)
        if one.exempt:
            yield self("committee.exempt"), self.own(" ".join(one.exempt.split()))

    def open_actions(self, assessment: Assessment) -> str:
        """Say how many actions are open, and how many of those are overdue."""
        found = [action for action in assessment.actions if action.is_open]
        late = sum(action.overdue for action in found)
        return self.count("summary.open_late" if late else "summary.open", len(found), late=late)

    def moderated(self, rating: Rating) -> str:
        """Say a rating by others in a phrase."""
        colour = self.rating(rating.value)
        if not rating.by:
            return self("summary.moderated", rating=colour)
        return self("summary.moderated_by", rating=colour, by=self.own(rating.by))

    def tally(self, counts: Counts) -> str:
        """Say counts in a sentence: Of 13 expectations in scope, 8 are met and 5 are in hand."""
        if not counts.in_scope:
            said = self("tally.nothing")
        elif counts.met == counts.in_scope > 1:
            said = self("tally.all", count=counts.met)
        else:
            numbers = {name: getattr(counts, name) for name in ("met", "in_hand", "gap", "not_assessed")}
            states = self.listed(self.count(f"tally.{name}", number) for name, number in numbers.items() if number)
            said = self.count("tally.whole", counts.in_scope, states=states)
        if not counts.not_applicable:
            return self("tally.sentence", said=said)
        left_out = self.count("tally.left_out", counts.not_applicable)
        return self("tally.sentence_left_out", said=said, left_out=left_out)

    def lacking(self, assessment: Assessment) -> str:
        """Say which texts no benchmark has, so that the table of benchmarks has no column for them."""
        given = prose.given(assessment)
        return join(" ", [self(f"summary.without_{key}") for key in prose.SUMMARY_TEXTS if key not in given])

    def compared(self, assessment: Assessment) -> str:
        """Say whose ratings are shown, as far as there are any, and how the computed ones compare."""
        judged = any(view.judged for view in assessment.benchmarks)
        said = self.agreement(assessment)
        return join(" ", [self("summary.judged_by_people"), said]) if judged else said

    def agreement(self, assessment: Assessment) -> str:
        """Say for how many benchmarks judged and computed rating agree, and where they differ.

        Of what an edition does not show, it says no more than that.
        """
        shown = "_shown" if assessment.withholds else ""
        agrees = [view.agrees for view in assessment.benchmarks]
        if not agrees:
            return self(f"agreement.empty{shown}")
        if not any(view.judged for view in assessment.benchmarks):
            return self(f"agreement.not_judged{shown}")
        if all(one is None for one in agrees):
            return self("agreement.incomparable")
        differ = [view.id for view in assessment.benchmarks if view.agrees is False]
        if True in agrees:
            benchmarks = self.count("count.benchmarks", len(agrees))
            said = self("agreement.agrees", count=agrees.count(True), benchmarks=benchmarks)
            said += self.count("agreement.differs", len(differ), refs=self.listed(differ)) if differ else ""
        else:
            said = self.count("agreement.only_differs", len(differ), refs=self.listed(differ))
        if None in agrees:
            said += self("agreement.unknown", count=agrees.count(None))
        return f"{said}."

    def difference(self, view: BenchmarkView, policy: Policy) -> str:
        """Say how judged and computed rating of a benchmark differ."""
        judged = self.rating(view.judged.value) if view.judged else self("differences.not_judged")
        computed = self.rating(view.computed.value)
        return self("differences.said", judged=judged, policy=self.own(policy.name), computed=computed)

    def agrees(self, view: BenchmarkView) -> str:
        """Say in a word or two whether judged and computed agree."""
        if view.agrees is None:
            return self.judged(view) if view.judged is None else self("summary.not_comparable")
        return self("summary.yes" if view.agrees else "summary.no")

    def change(self, view: BenchmarkView) -> str:
        """Say how a benchmark's judged rating moved since the one that the record carries."""
        return self._changed(view, view.previous)

    def stepped(self, one: Standing) -> str:
        """Say how a judged rating moved since the one before; in brief, for the one page, which says the day understood once."""
        if one.hidden and not one.benchmark.hollow:
            return self("change.not_shown_in", period=self.said(one.hidden))
        return self._changed(one.benchmark, one.last, brief=True)

    def _changed(self, view: BenchmarkView, previous: Previous | None, *, brief: bool = False) -> str:
        if previous is None:
            return self("change.not_shown" if view.hollow else "change.none")
        before = self.rating(previous.rating.value)
        was = self("change.was", rating=before)
        if previous.period:
            period = self.said(previous.period) if brief else self.written(previous.period)
            was = self("change.was_in", rating=before, period=period)
        if view.judged is None:
            return self("change.kept" if view.hollow else "change.anew", was=was)
        step = COLOURS.index(view.judged.value) - COLOURS.index(previous.rating.value)
        return self("change.better" if step > 0 else "change.worse" if step < 0 else "change.same", was=was)

    def moved(self, summary: Summary) -> list[str]:
        """Say which benchmarks are better and worse than before, or that none is, and than when: with the day understood."""
        if not summary.is_comparable:
            return [self("board.nothing_shown_before" if summary.compares else "board.nothing_before")]
        ways: tuple[Change, ...] = ("better", "worse")
        moved = {way: summary.moved(way) for way in ways}
        said = [
            self.count(f"board.{way}", len(views), names=join("; ", map(self.named, views)))
            for way, views in moved.items()
            if views
        ]
        nothing = "board.nothing_shown_moved" if summary.withholds else "board.nothing_moved"
        periods = self.listed(map(self.written, summary.compared))
        return [*(said or [self(nothing)]), *([self("board.compared", periods=periods)] if periods else [])]

    def decisions(self, summary: Summary) -> list[tuple[str, list[str]]]:
        """Give what a board has to decide: a heading each, and the items it is about."""
        found: dict[str, list[str]] = {
            "apart": [
                self(
                    "board.apart_item",
                    name=self.named(view),
                    judged=self.judged(view),
                    computed=self.rating(view.computed.value),
                )
                for view in summary.apart
            ],
            "not_judged": [self.named(view) for view in summary.not_judged],
            "no_action": [
                self("board.no_action_item", name=self.named(view), judged=self.judged(view))
                for view in summary.no_action
            ],
            "overdue": self.names(summary.overdue),
            "slipped": [self.extension(action) for action in summary.slipped],
            "no_owner": self.names(summary.no_owner),
            "no_date": self.names(summary.no_date),
            "awaiting": [
                self(
                    "board.awaiting_item",
                    name=self.name(action),
                    what=self.own(" ".join((action.awaiting or "").split())),
                )
                for action in summary.awaiting
            ],
        }
        return [
            (self("board.of", title=self(f"board.{key}"), count=len(items)), items)
            for key, items in found.items()
            if items
        ]

    def some(self, items: Sequence[str]) -> str:
        """List items up to as many as a page for a board has room for, and count the rest."""
        separator = "; " if any(re.search("[:, ]", item) for item in items) else ", "
        said = join(separator, items[:MOST_ITEMS])
        rest = len(items) - MOST_ITEMS
        return self("board.and_more", items=said, count=rest) if rest > 0 else said

    def named(self, view: BenchmarkView) -> str:
        """Name a benchmark by id and title: 8 Venue hire."""
        return join(" ", [view.id, self.own(view.title)])

    def name(self, action: ActionView) -> str:
        """Name an action by its id, or by where it stands."""
        return action.id or self("board.unnamed", ref=action.ref)

    def names(self, actions: Iterable[ActionView]) -> list[str]:
        """Name actions."""
        return [self.name(action) for action in actions]

    def extension(self, action: ActionView) -> str:
        """Name an action and how far its date was moved: A08 by 92 days, to Mar 2022 (31 Mar 2022)."""
        days = self.count("count.days", action.slipped_days or 0)
        return self("board.slipped_item", name=self.name(action), days=days, when=self.written(action.due))

    def source(self, rating: Rating) -> str:
        """Say who rated and when; nothing where neither is on file."""
        by = self("rated.by", by=self.own(" ".join(rating.by.split()))) if rating.by else ""
        return join(" ", filter(None, (by, self.at(rating.on))))

    def stage(self, view: ActionView) -> str:
        """Say an action's state with its note: overdue by 31 days."""
        note = self.stage_note(view)
        return join(" " if view.days_overdue else ", ", filter(None, (self.word("stage", view.state), note)))

    def stage_note(self, view: ActionView) -> str:
        """Say what an action's state does not: how late it is, and a status that differs from the state."""
        notes = []
        if view.days_overdue:
            notes.append(self("actions.late_by", days=self.count("count.days", view.days_overdue)))
        if view.status == "in progress" or (view.status == "deferred" and view.overdue):
            notes.append(self.word("status", view.status))
        return ", ".join(notes)

    def stage_said(self, state: str) -> str:
        """Say what an action's state means."""
        return self.word("stage_said", state).format(days=DUE_SOON_DAYS)

    def owners(self, view: ActionView) -> str:
        """List an action's owners."""
        return join(", ", map(self.own, view.owners))

    def action_facts(self, view: ActionView) -> Iterator[tuple[str, str]]:
        """Give what is on file about an action beside its text: a label and a short text each."""
        facts = (
            ("owners" if len(view.owners) > 1 else "owner", self.owners(view) or self("actions.no_owners")),
            ("raised", self.written(view.raised)),
            ("due", self.written(view.due)),
            ("moved", self.slip(view)),
            ("awaiting", self.own(" ".join(view.awaiting.split())) if view.awaiting else ""),
            ("repeats", self.word("repeats", view.repeats) if view.repeats else ""),
            ("completed", self.written(view.completed)),
        )
        return ((self(f"label.{key}"), text) for key, text in facts if text)

    def due(self, view: ActionView) -> str:
        """Say when an action is due, what it waits for, and how far it slipped."""
        parts = [self.written(view.due)]
        if view.slipped_days:
            parts.append(self("actions.moved", count=view.slipped_days))
        if view.awaiting:
            parts.append(self("actions.awaiting", what=self.own(view.awaiting.strip())))
        return join("; ", filter(None, parts))

    def slip(self, view: ActionView) -> str:
        """Say how a due date was moved, each step with its reason."""
        if not view.revised or not view.due:
            return ""
        parts = [self("actions.first_due", when=self.written(view.due_first))] if view.due_first else []
        for step in view.revised:
            said = join(" ", filter(None, (self("actions.moved_to", when=self.written(step.due)), self.at(step.on))))
            if step.reason:
                said = self("actions.because", step=said, reason=self.own(" ".join(step.reason.split())))
            parts.append(said)
        if view.slipped_days:
            days = self.count("count.days", abs(view.slipped_days))
            parts.append(self("actions.later" if view.slipped_days > 0 else "actions.earlier", days=days))
        return join("; ", parts)

    def timing(self, view: ActionView) -> str:
        """Say in a table's cell when an action is due, was done, or comes round."""
        parts = [self.due(view)]
        parts += [self("actions.completed", when=self.written(view.completed))] if view.completed else []
        parts += [self("actions.repeats", repeats=self.word("repeats", view.repeats))] if view.repeats else []
        return title(join("; ", filter(None, parts))) or self("actions.not_dated")

    def no_evidence(self, one: Assessment) -> str:
        """Say that no evidence stands beside an expectation.

        An edition that withholds something says only that it shows none, of every expectation alike: which of them
        have evidence that is kept back, it does not tell.
        """
        return self("item.no_evidence_shown" if one.withholds else "item.no_evidence")

    def evidence_notes(self, view: EvidenceView) -> list[str]:
        """Say from when evidence is and until when it counts."""
        item = view.item
        notes = [self("evidence.dated", when=self.written(item.on))] if item.on else []
        if item.expires and view.expired:
            notes.append(self("evidence.expired", when=self.written(item.expires)))
        elif item.expires:
            notes.append(self("evidence.counts_until", day=self.short_day(item.expires.last)))
        return notes

    def link_note(self, link: str | None) -> str | None:
        """Say what is wrong with a link that cannot be followed; None where there is none or it can."""
        if link is None or prose.web_address(link):
            return None
        given = " ".join(link.split())
        return self("evidence.no_link") if given in {"", "#"} else self("evidence.bad_link", link=given)

    def policy_rules(self, policy: Policy) -> list[tuple[Computed, str]]:
        """Say a policy's rules in plain words, in the order in which they are tested."""
        gap, short, unknown = policy.red.gap_over, policy.amber.short_over, policy.not_rated.not_assessed_over
        red = self("policy.gaps_over", share=percent(gap)) if gap else self("policy.any_gap")
        if policy.red.essential_gap and gap:
            red = self("policy.or_essential", rule=red)
        amber = self("policy.short_over", share=percent(short)) if short else self("policy.any_short")
        rules: tuple[tuple[Computed, str, str | None], ...] = (
            ("red", f"{red}.", policy.words.red),
            ("not rated", self("policy.not_rated", share=percent(unknown)), None),
            ("amber", f"{amber}.", policy.words.amber),
            ("green", self("policy.green"), policy.words.green),
        )
        return [(value, join(" ", [rule, self.own(said)]) if said else rule) for value, rule, said in rules]

    def policy_weights(self, policy: Policy) -> str:
        """Say which expectations count more than once; nothing where none does."""
        heavy = [self("policy.weight", ref=ref, count=n) for ref, n in policy.weights.items() if n != 1]
        return self("policy.weights", weights=self.listed(heavy)) if heavy else ""


def percent(share: float) -> str:
    """Say a percentage: 25%, 33.3%."""
    return f"{share:.1f}".removesuffix(".0") + "%"
