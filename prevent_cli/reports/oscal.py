"""What the OSCAL formats share: findings, observations and risks made of an assessment.

OSCAL has no colours and knows only whether an objective is satisfied. Whatever it has no word for stands in
properties of a namespace of our own, ``NS``. What an edition withholds is gone before this module sees it;
of a withheld item nothing is said but that it is withheld.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from prevent_cli.reports.action_rows import action_rows
from prevent_cli.reports.json import text
from prevent_cli.reports.rows import evidence_rows, expectation_rows, wording
from prevent_cli.reports.words import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from prevent_cli.model.assessment import ActionView, Assessment, ExpectationView, State
    from prevent_cli.model.fields import Status
    from prevent_cli.model.when import When
    from prevent_cli.reports.action_rows import ActionRow
    from prevent_cli.reports.rows import EvidenceRow, ExpectationRow

Shape = dict[str, Any]

VERSION = "1.2.1"
"""The version of OSCAL that is written, and that compliance-trestle 5.2 knows."""

NS = "urn:prevent-cli:oscal"
"""The namespace of properties that OSCAL does not define."""

_SPACE = uuid5(NAMESPACE_URL, NS)
_ASSESSOR = "self-assessor"
_SATISFIED: dict[State, tuple[str, str]] = {
    "met": ("satisfied", "pass"),
    "gap": ("not-satisfied", "fail"),
    "in hand": ("not-satisfied", "other"),
    "not assessed": ("not-satisfied", "other"),
}
_RISK: dict[Status, str] = {
    "open": "open",
    "in progress": "remediating",
    "deferred": "open",
    "complete": "closed",
    "withdrawn": "closed",
}


def document(root: str, made: Shape) -> bytes:
    """Give a document named by what it holds: another content, another name; the same, the same."""
    name = uuid5(_SPACE, json.dumps(made, sort_keys=True))
    return text({root: {"uuid": str(name), **made}}).encode()


def line(said: Any) -> str:
    """Give text on one line, as OSCAL wants titles and values."""
    return " ".join(str(said).split())


def props(*said: tuple[str, Any], group: str | None = None) -> list[Shape]:
    """Give a property of our namespace for each name whose value says something."""
    return [
        filled({"name": name, "ns": NS, "value": line(value), "group": group})
        for name, value in said
        if value is not None and line(value)
    ]


def filled(shape: Shape) -> Shape:
    """Leave out what is empty: OSCAL takes no empty lists."""
    return {key: value for key, value in shape.items() if value not in (None, "", [], {})}


def moment(day: date, *, end: bool = False) -> str:
    """Give the first or the last second of a day, in UTC."""
    return f"{day.isoformat()}T{'23:59:59' if end else '00:00:00'}Z"


def objective(row: ExpectationRow) -> str:
    """Name what is answered, so that it is a token of OSCAL: expectation-7.3.1, question-7.4."""
    return f"question-{row.question.id}" if row.is_question or row.view is None else f"expectation-{row.view.id}"


class Parts:
    """The parts of an assessment in OSCAL's words; whichever document they stand in, they have the same names."""

    def __init__(self, assessment: Assessment) -> None:
        self.one = assessment
        self.rows = tuple(expectation_rows(assessment))
        self.actions = tuple(action_rows(assessment))
        self.roles = _role_ids(assessment)
        self.evidence: dict[str, list[EvidenceRow]] = {}
        for row in evidence_rows(assessment):
            self.evidence.setdefault(row.ref, []).append(row)
        self.risk_names = self._risk_names()
        self.risk_by_words = {
            _words(row.view): self.risk_names[row.path] for row in reversed(self.actions) if not row.view.stub
        }

    def name(self, *about: str) -> str:
        """Name a thing of this body, framework and period for good."""
        one = self.one
        return self._name(one.framework or "", str(one.period), *about)

    def _name(self, *about: str) -> str:
        return str(uuid5(_SPACE, "\n".join((self.one.organisation.key, *about))))

    def _risk_names(self) -> dict[str, str]:
        """Name the actions by their paths; one that has an id keeps its name from period to period."""
        return {
            row.path: self._name("action", row.view.id) if row.view.id else self.name("action", row.path)
            for row in self.actions
        }

    def metadata(self) -> Shape:
        """Say what the document is, whose, and for whom."""
        one, body = self.one, self.one.organisation
        party = self._name("party")
        said = props(
            ("period", one.period),
            ("as-of", one.as_of.isoformat()),
            ("audience", one.audience),
            ("withholds", "yes" if one.withholds else "no"),
            ("framework", one.framework),
            ("framework-title", one.framework_title),
            ("policy", f"{one.policy.name} {one.policy.version or ''}"),
        )
        marking = [{"name": "marking", "value": line(one.marking)}] if one.marking else []
        roles = [{"id": _ASSESSOR, "title": "Body that assesses itself"}]
        roles += [filled({"id": key, "title": line(name) or key}) for name, key in self.roles.items()]
        return filled(
            {
                "title": line(one.title) or "Assessment",
                "last-modified": moment(one.as_of),
                "version": line(one.period),
                "oscal-version": VERSION,
                "props": marking + said,
                "roles": roles,
                "parties": [
                    filled(
                        {
                            "uuid": party,
                            "type": "organization",
                            "name": line(body.name),
                            "props": props(("ons-code", body.code)),
                        }
                    )
                ],
                "responsible-parties": [{"role-id": _ASSESSOR, "party-uuids": [party]}],
                "remarks": one.about,
            }
        )

    def observations(self) -> list[Shape]:
        """Give each piece of evidence, and a note in place of each withheld expectation and action."""
        found = [self._observation(row) for rows in self.evidence.values() for row in rows]
        found += [
            self._withheld(
                objective(row), wording("", row.question.withheld if row.view is None else row.view.withheld)
            )
            for row in self.rows
            if row.stub
        ]
        return found + [self._withheld(row.path, row.view.text) for row in self.actions if row.view.stub]

    def _observation(self, row: EvidenceRow) -> Shape:
        item = row.view.item
        said = item.text or item.link or ""
        return filled(
            {
                "uuid": self.name("evidence", row.path),
                "title": f"Evidence {row.number} for {row.ref}",
                "description": said or "Evidence without words.",
                "props": props(
                    ("ref", row.ref),
                    ("on", item.on),
                    ("expires", item.expires),
                    ("expired", "yes" if row.view.expired else None),
                    ("audience", row.view.audience),
                    ("withheld", None if row.view.stub else row.view.withheld),
                ),
                "methods": ["UNKNOWN"],
                "relevant-evidence": [{"href": _href(item.link), "description": said}] if item.link else [],
                "collected": moment(item.on.last if item.on else self.one.as_of),
                "expires": moment(item.expires.last, end=True) if item.expires else None,
                "remarks": None if item.on else "The record gives no date; collected is the day it speaks for.",
            }
        )

    def _withheld(self, about: str, said: str) -> Shape:
        return {
            "uuid": self.name("withheld", about),
            "title": "Withheld",
            "description": said or "[withheld]",
            "methods": ["UNKNOWN"],
            "collected": moment(self.one.as_of),
        }

    def findings(self) -> list[Shape]:
        """Give what was found of each expectation that is in scope and may be seen."""
        return [
            self._finding(row, row.view)
            for row in self.rows
            if row.view is not None and not row.stub and row.view.state not in {"not applicable", "not shown"}
        ]

    def _finding(self, row: ExpectationRow, view: ExpectationView) -> Shape:
        state, reason = _SATISFIED[view.state]
        evidence = self._evidence_of(row)
        return filled(
            {
                "uuid": self.name("finding", objective(row)),
                "title": f"{'Question' if row.is_question else 'Expectation'} {view.id}: {view.state}",
                "description": view.text or view.id,
                "props": props(
                    ("ref", view.id),
                    ("benchmark", row.benchmark.id),
                    ("state", view.state),
                    ("answer", view.answer),
                    ("essential", "yes" if view.essential else None),
                    ("audience", view.audience),
                    ("on-file", None if view.on_file else "no"),
                    ("withheld", view.withheld),
                ),
                "target": {
                    "type": "objective-id",
                    "target-id": objective(row),
                    "status": filled({"state": state, "reason": reason, "remarks": view.reason}),
                },
                "related-observations": [{"observation-uuid": self.name("evidence", one.path)} for one in evidence],
                "related-risks": [{"risk-uuid": one} for one in self._risks_of(view)],
            }
        )

    def _evidence_of(self, row: ExpectationRow) -> list[EvidenceRow]:
        """Give the evidence that serves an expectation: its own, else its question's."""
        own = self.evidence.get(row.view.id, []) if row.view is not None else []
        return own or self.evidence.get(row.question.id, [])

    def _risks_of(self, view: ExpectationView) -> list[str]:
        return list(dict.fromkeys(self.risk_by_words[_words(one)] for one in view.served_by))

    def risks(self) -> list[Shape]:
        """Give each action as a risk that it is to remedy."""
        return [self._risk(row) for row in self.actions if not row.view.stub]

    def _risk(self, row: ActionRow) -> Shape:
        view = row.view
        name = self.risk_names[row.path]
        return filled(
            {
                "uuid": name,
                "title": self.title(view),
                "description": view.text or self.title(view),
                "statement": f"To be done for {', '.join((view.ref, *view.also))}.",
                "props": _facts(view),
                "status": _RISK[view.status],
                "deadline": moment(view.due.last, end=True) if view.due else None,
                "remediations": [self._response(row)] if view.status != "withdrawn" else [],
                "risk-log": filled({"entries": list(self._log(row))}),
            }
        )

    def title(self, view: ActionView) -> str:
        """Name an action on one line."""
        return f"Action {view.id or 'without an id'} for {view.ref}"

    def _response(self, row: ActionRow) -> Shape:
        view = row.view
        task = {
            "uuid": self._again(row, "task"),
            "type": "action",
            "title": self.title(view),
            "timing": {"on-date": {"date": moment(view.due.last)}} if view.due else None,
            "responsible-roles": [{"role-id": self.roles[owner]} for owner in dict.fromkeys(view.owners)],
        }
        return filled(
            {
                "uuid": self._again(row, "response"),
                "lifecycle": "completed" if view.status == "complete" else "planned",
                "title": self.title(view),
                "description": view.text or self.title(view),
                "tasks": [filled(task)],
                "remarks": view.outcome,
            }
        )

    def _again(self, row: ActionRow, kind: str) -> str:
        return str(uuid5(_SPACE, f"{self.risk_names[row.path]}\n{kind}"))

    def _log(self, row: ActionRow) -> Iterator[Shape]:
        """Tell the progress and the moved dates; OSCAL wants a day for each, so one without has the record's."""
        said: list[tuple[str, When | None, str]] = [
            ("Due date moved", one.on, f"Now due {one.due}." + (f" {one.reason}" if one.reason else ""))
            for one in row.view.revised
        ]
        said += [("Progress", one.on, one.note) for one in row.view.progress]
        for number, (title, on, note) in enumerate(said, 1):
            yield filled(
                {
                    "uuid": self._again(row, f"log {number}"),
                    "title": title,
                    "description": note or title,
                    "start": moment(on.last if on else self.one.as_of),
                    "remarks": None if on else "The record gives no date; start is the day it speaks for.",
                }
            )


def _words(view: ActionView) -> tuple[str | None, str, str]:
    """Know an action again where it serves an expectation that it does not stand under."""
    return view.id, view.ref, view.text


def _facts(view: ActionView) -> list[Shape]:
    return props(
        ("id", view.id),
        ("ref", view.ref),
        *(("also", ref) for ref in view.also),
        *(("owner", owner) for owner in view.owners),
        ("status", view.status),
        ("state", view.state),
        ("raised", view.raised),
        ("due", view.due),
        ("due-first", view.due_first),
        ("slipped-days", view.slipped_days),
        ("days-overdue", view.days_overdue),
        ("awaiting", view.awaiting),
        ("repeats", view.repeats),
        ("completed", view.completed),
        ("reason", view.reason),
        *(("was", one) for one in view.was),
        ("audience", view.audience),
        ("withheld", view.withheld),
    )


def _role_ids(assessment: Assessment) -> dict[str, str]:
    """Give a token of OSCAL for every role: those of the register, then owners that stand in none."""
    owners = (owner for row in action_rows(assessment) for owner in row.view.owners)
    found: dict[str, str] = {}
    for name in dict.fromkeys([*(role.name for role in assessment.roles), *owners]):
        found[name] = _free(f"role-{slug(name)}", found.values())
    return found


def _free(token: str, taken: Iterable[str]) -> str:
    known, number = set(taken), 2
    free = token
    while free in known:
        free, number = f"{token}-{number}", number + 1
    return free


def _href(link: str) -> str:
    """Give a link as a reference that OSCAL takes: what may not stand in one is escaped."""
    from urllib.parse import quote

    return quote(link.strip(), safe=":/?#[]@!$&'()*+,;=%~")
