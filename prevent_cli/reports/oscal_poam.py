"""OSCAL plan of action and milestones: a toolkit's actions, for programs that read OSCAL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports.oscal import NS, Parts, Shape, document, filled

if TYPE_CHECKING:
    from prevent_cli.reports.action_rows import ActionRow
    from prevent_cli.reports.paper import Paper


def render(paper: Paper) -> bytes:
    """Give the actions as OSCAL's JSON, with the findings that they are to remedy."""
    parts = Parts(paper.assessment)
    findings = [one for one in parts.findings() if "related-risks" in one]
    used = {one["observation-uuid"] for finding in findings for one in finding.get("related-observations", ())}
    items = [_item(parts, row, findings) for row in parts.actions]
    return document(
        "plan-of-action-and-milestones",
        filled(
            {
                "metadata": parts.metadata(),
                "system-id": {"identifier-type": NS, "id": " ".join(parts.one.organisation.key.split())},
                "observations": [one for one in parts.observations() if one["uuid"] in used],
                "risks": parts.risks(),
                "findings": findings,
                "poam-items": items or [_none(parts)],
            }
        ),
    )


def _item(parts: Parts, row: ActionRow, findings: list[Shape]) -> Shape:
    name = parts.risk_names[row.path]
    if row.view.stub:
        return {"uuid": parts.name("item", row.path), "title": "Withheld", "description": row.view.text}
    served = [one for one in findings if {"risk-uuid": name} in one["related-risks"]]
    return filled(
        {
            "uuid": parts.name("item", row.path),
            "title": parts.title(row.view),
            "description": row.view.text or parts.title(row.view),
            "related-findings": [{"finding-uuid": one["uuid"]} for one in served],
            "related-risks": [{"risk-uuid": name}],
        }
    )


def _none(parts: Parts) -> Shape:
    """Say that there is none: OSCAL takes no plan without an item."""
    return {"uuid": parts.name("no item"), "title": "No action", "description": "This edition shows no action."}
