"""The toolkits that the tests look at in a browser."""

from __future__ import annotations

from tests.conftest import ROOT
from tests.portfolio.councils import OURS, compared, council

EVERY_KEY = ROOT / "tests" / "cases" / "valid" / "every-key.yaml"
_QUARTERS = tuple(f"Q{quarter} {year}/{year - 1999}" for year in (2019, 2020) for quarter in (1, 2, 3, 4))
_DAYS = tuple(
    f"{year + (month < 4)}-{month:02}-{day}"
    for year in (2019, 2020)
    for month, day in ((6, 30), (9, 30), (12, 31), (3, 31))
)
PERIODS = tuple(zip(_QUARTERS, _DAYS, ("red", "amber", "green", "green") * 2, ("Otherborough",) * 8, strict=True))

# What people with bad intent, or a bad import, put into a field. Each would do something if it came alive.
ATTACKS = (
    "<script>alert('script')</script>",
    "<img src=https://example.invalid/x.png onerror=alert('img')>",
    "<svg onload=alert('svg')><use href='https://example.invalid/x.svg#y'/></svg>",
    "</style><style>@import 'https://example.invalid/x.css';</style>",
    "</title></desc></text></svg></script><script>alert('out')</script>",
    "<iframe src='javascript:alert(1)'></iframe><base href='https://example.invalid/'>",
    "[press here](javascript:alert('link')) [or here](data:text/html,<script>alert(1)</script>)",
    "![a picture](https://example.invalid/y.png) <https://example.invalid/z>",
    "\" autofocus onfocus=alert('attribute') x='",
    "\u202eright to left\u2066 and \u200f back",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "<form action='https://example.invalid/'><button autofocus>Press</button></form>",
    "<meta http-equiv=refresh content='0;url=https://example.invalid/'>",
)
ATTACK = " ".join(ATTACKS)


def period(period: str, as_of: str, rating: str, name: str = "Testshire Council") -> str:
    """Give a small toolkit for a period."""
    return f"""\
format: toolkit/1
title: Prevent duty toolkit
organisation: {{name: {name}}}
period: {period}
as_of: {as_of}
marking: OFFICIAL
audience: public
benchmarks:
  - id: 7
    title: Training programme
    rating: {rating}
    actions: [{{id: A1, text: Fill the posts, owners: Board, due: {as_of}}}]
"""


def _quoted(text: str) -> str:
    """Quote text for YAML in double quotes, with odd characters as escapes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isascii() else f"\\u{ord(one):04x}" for one in escaped) + '"'


def _hostile(period: str, as_of: str) -> str:
    bad = _quoted(ATTACK)
    return f"""\
format: toolkit/1
title: {bad}
about: {bad}
organisation: {{name: {bad}, code: {bad}}}
period: {period}
as_of: {as_of}
marking: {bad}
audience: public
policy: {{name: {bad}, version: {bad}, words: {{green: {bad}, amber: {bad}, red: {bad}}}}}
roles: [{{name: {bad}, aka: [Other]}}]
glossary: {{{bad}: {bad}}}
benchmarks:
  - id: 1
    title: {bad}
    statement: {bad}
    outcome: {bad}
    rating: {{value: amber, reason: {bad}, by: {bad}}}
    moderated: [{{value: red, by: {bad}, reason: {bad}}}]
    next_steps: {bad}
    comments: {bad}
    questions:
      - id: 1.1
        text: {bad}
        evidence: [{{text: {bad}, link: {bad}}}, {{text: Minutes, link: "javascript:alert('evidence')"}}]
        expectations:
          - id: 1.1.1
            text: {bad}
            answer: not applicable
            reason: {bad}
            actions:
              - id: A1
                text: {bad}
                owners: [{bad}, Other]
                due: Nov 2021
                revised: [{{due: Mar 2022, reason: {bad}}}]
                awaiting: {bad}
                progress: [{{note: {bad}}}]
              - {{id: A2, text: {bad}, owners: {bad}, status: complete, outcome: {bad}}}
          - id: 1.1.2
            text: {bad}
            audience: officers
            withheld: {{reason: {bad}, exemption: {bad}, by: {bad}}}
waivers: [{{code: no-owner, at: A1, reason: {bad}, until: 2022}}]
"""


HOSTILE = _hostile("Dec 2021", "2021-12-31")
HOSTILE_BEFORE = _hostile("Sept 2021", "2021-09-30")


def mixed() -> dict[str, str]:
    """Give twelve councils of four periods, whose actions slipped to four dates under three items; L got worse in the last."""
    periods = dict.fromkeys("ABCDEFGHI", "Mar 2026") | {"J": "Dec 2025", "K": "Mar 2025", "L": "Jun 2025"}
    items, dates = {"A": "2.2", "B": "2.2", "C": "2.10"}, {"A": "Dec 2025", "B": "Jan 2026", "C": "Apr 2026"}
    made = {}
    for at, (letter, period) in enumerate(periods.items(), 1):
        answer = "not met" if letter in "ABCDEFGHIJ" else "met"
        text = council(f"{letter} Council", f"E06{at:06d}", period, answer=answer)
        text = text.replace("id: 2.1\n", f"id: {items.get(letter, '2.1')}\n")
        text = text.replace("{due: Nov 2025", f"{{due: {dates.get(letter, 'Nov 2025')}")
        made[f"toolkits/{letter}.yaml"] = text.replace("answer: met\n", "answer: not met\n") if letter in "AB" else text
    made["toolkits/before.yaml"] = council("L Council", "E06000012", "Mar 2025", "green green")
    more = "{id: 2.1, text: Is there a policy?}, {id: 2.2, text: Is it kept?}, {id: 2.10, text: Is it known?}"
    return compared(made) | {"frameworks/ours.yaml": OURS.replace("{id: 2.1, text: Is there a policy?}", more)}
