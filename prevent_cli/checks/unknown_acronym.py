"""An acronym is used that nothing explains.

The report is read by people from other bodies and by the public. An acronym counts as
explained where the glossary has it, where a role is named with it, or where a text gives
the long form in brackets: "Independent Advisory Group (IAG)". Common ones, such as NHS,
need no explanation. A toolkit without a glossary gives one finding that lists them all.

Example: `The USP attends.` in a toolkit whose glossary has no USP.

Mend it by adding the acronym to `glossary`, or by writing it out where it first stands.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from prevent_cli.checks.prose import prose
from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Toolkit

CODE = "unknown-acronym"
LEVEL: Level = "warning"
_COMMON = (
    "UK GB USA US EU UN NHS IT ICT COVID RAG GP HR PDF BBC ITV FAQ FAQS CEO GDPR ID TV AM PM OK MP MPS CV NB PS URL CCTV QR SMS"
    " VAT AGM A&E Q&A R&D N/A TBC TBA TBD GMT BST AD BC"
)
# Words that people put in capitals for weight, and what comes in capitals by custom.
_WORDS = (
    "A ACTION ALL ALSO ALWAYS AMBER AN AND ANY ARE AS AT BE BEEN BLUE BOTH BUT BY CAN CANNOT CLOSED DAILY DO DOES DONE DRAFT"
    " EACH END EVERY FIRST FOR FROM FULL GAP GAPS GOOD GREEN HAS HAVE HIGH HOW IF IN IS IT KEY LAST LOW MADE MAY MEDIUM MET MUST"
    " NEED NEEDS NEVER NEW NEXT NO NOBODY NONE NOT NOTE NOW OF OFF ON ONCE ONE ONLY OPEN OR OTHER OUR OUT OVER OWN PART PARTLY"
    " PLAN PLEASE POOR PUBLIC RED RISK SAME SECRET SEE SHALL SHARED SHOULD SO SOME STAFF STILL STOP TEAM TEST THAT THE THEIR THEN"
    " DATE DUE EVEN HAD HE HELP HER HIS ITS JUST LATE LONG MANY MORE MOST MUCH NAME OLD SHE SUCH THAN TOO WHERE WHICH WHY YEAR"
    " THERE THEY THIS TO TOP UP UPDATE URGENT USE VERY WAS WE WELL WERE WHAT WHEN WHO WILL WITH YES YET YOU YOUR"
    " JAN FEB MAR APR JUN JUL AUG SEP SEPT OCT NOV DEC MON TUE WED THU FRI SAT SUN"
)
_NOT_LISTED = 5


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every acronym without an explanation, at its first place."""
    found = _used(context)
    if found:
        found = _unexplained(found, toolkit, context)
    if len(found) > _NOT_LISTED and not toolkit.glossary:
        listed = ", ".join(sorted(found)[:20]) + (f" and {len(found) - 20} more" if len(found) > 20 else "")
        yield Problem(
            CODE,
            f"there is no glossary, and nothing explains {listed}",
            "add a 'glossary' with a line for each",
            (),
            LEVEL,
        )
        return
    for acronym, loc in found.items():
        yield Problem(
            CODE,
            f"nothing explains '{acronym}'",
            "add it to 'glossary', or write it out where it first stands",
            loc,
            LEVEL,
        )


def _used(context: Context) -> dict[str, Loc]:
    """Give every acronym of the prose that is not a common one, each with its first place."""
    passed = _passed()
    found: dict[str, Loc] = {}
    for piece in context.with_capitals:
        for one in _acronym().finditer(piece.text):
            acronym = one[1]
            if acronym not in found and acronym not in passed and _stands_as_one(one):
                found[acronym] = piece.loc
    return found


def _stands_as_one(found: re.Match[str]) -> bool:
    """Whether it stands in ordinary prose: not in an address, a code or a sentence in capitals."""
    text, start, end, acronym = found.string, found.start(), found.end(), found[1]
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if re.search(r"\d.*\d", acronym) or re.fullmatch(r"[IVX]+", acronym) or re.search(r"[\w@.&/]$", before):
        return False
    if re.match(r"[-/@.]?\d|@|\.\w|\w", after) or re.search(r"(?:://|www\.|\]\()\S*$", before):
        return False
    shouted = r"(?:[A-Z]{2,}[,:]? ){2,}$|[A-Z]{7,}[,:]? $"
    followed = r"[,:]?(?: [A-Z]{2,}\b){2,}|[,:]? [A-Z]{8,}\b"
    return not re.search(shouted, before) and not re.match(followed, after)


def _unexplained(found: dict[str, Loc], toolkit: Toolkit, context: Context) -> dict[str, Loc]:
    names = [toolkit.organisation.name, toolkit.organisation.code or "", *toolkit.glossary]
    names += [name for role in toolkit.roles for name in (role.name, *role.aka)]
    known = {word.casefold() for name in names for word in (name, *re.findall(r"[\w&/]+", name))}
    known |= {word.removesuffix("s") for word in known}
    left = {acronym: loc for acronym, loc in found.items() if acronym.casefold() not in known}
    if left:
        texts = [*(piece.text for piece in prose(context)), toolkit.about or "", *_framework_words(context)]
        bracketed = [text for text in texts if "(" in text]
        left = {acronym: loc for acronym, loc in left.items() if not _is_expanded(acronym, bracketed)}
    return left


def _framework_words(context: Context) -> Iterator[str]:
    if context.framework is None:
        return
    yield from context.framework.texts.values()
    for benchmark in context.framework.benchmarks:
        yield from (benchmark.title, benchmark.statement or "", benchmark.outcome or "")


def _is_expanded(acronym: str, texts: Iterable[str]) -> bool:
    """Whether a text has "Long Form (LF)" or "LF (Long Form)"."""
    return any(acronym in text and _expands(acronym, text) for text in texts)


def _expands(acronym: str, text: str) -> bool:
    short_form = re.escape(acronym)
    initial = re.escape(acronym[0])
    brackets = rf"\((?:(?:called|known as|or|the|an?) )*['\"\u2018\u201c]?{short_form}s?['\"\u2019\u201d]?\)"
    long_first = rf"(?i:\b{initial})[\w\u2019'-]*(?:[\s,-]+[\w\u2019'&-]+){{0,9}}\s+{brackets}"
    short_first = rf"\b{short_form}s? \((?:[Tt]he )?(?i:{initial})[\w\u2019'-]+ "
    return re.search(f"{long_first}|{short_first}", text) is not None


@cache
def _acronym() -> re.Pattern[str]:
    """Give two to six capitals, digits and signs, of which the first is a capital and another is, in group 1."""
    return re.compile(r"([A-Z](?=[0-9&/]*[A-Z])(?:[A-Z0-9]|[&/](?=[A-Z])){1,5})(?:s|['\u2019]s)?(?![\w&])")


@cache
def _passed() -> frozenset[str]:
    return frozenset(_COMMON.split()) | frozenset(_WORDS.split())
