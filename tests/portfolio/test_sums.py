from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from prevent_cli.portfolio.sums import packed, sums, unpacked
from prevent_cli.rating.assess import assess
from prevent_cli.rating.audience import restrict
from prevent_cli.workspace import Workspace
from tests.browser.records import HOSTILE
from tests.conftest import ROOT, make_toolkit

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment


def worked_out() -> list[Assessment]:
    found = Workspace([ROOT / "toolkits", ROOT / "examples"], ROOT, date(2026, 6, 1)).assessments()
    hostile = assess(make_toolkit(HOSTILE[HOSTILE.index("format:") :]), None, date(2022, 1, 1), file="\u202e.yaml")
    return [*found, restrict(found[0], "public"), hostile]


@pytest.mark.parametrize("one", worked_out(), ids=lambda one: f"{one.organisation.name[:9]}-{one.period}")
def test_what_is_kept_of_a_toolkit_comes_back_as_it_was(one: Assessment) -> None:
    made = sums(one)

    assert unpacked(packed(made)) == made


def test_what_is_kept_of_a_toolkit_is_small() -> None:
    (one,) = Workspace([ROOT / "toolkits"], ROOT, date(2026, 6, 1)).assessments()

    assert len(packed(sums(one))) < 4_000
