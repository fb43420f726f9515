"""Many bodies side by side as one HTML file that needs nothing else; its tables can be sorted and filtered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from prevent_cli.model.fields import COLOURS
from prevent_cli.portfolio import councils
from prevent_cli.reports import charts, portfolio_words
from prevent_cli.reports.charts import Amount
from prevent_cli.reports.page import page, printed_page, source
from prevent_cli.reports.portfolio_sections import Keyed, counted, cut, sections
from prevent_cli.reports.words import count, short_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prevent_cli.model.fields import Computed
    from prevent_cli.portfolio.records import Body, Counts, Group, Portfolio

_TEMPLATE, _STYLES, _SCRIPT = "portfolio.html.j2", ("report.css", "charts.css", "portfolio.css"), "portfolio.js"
_PERIODS = 12
_CHOICES = 30
_ORDER = ("not on file", "not known", "not shown", *COLOURS, "not judged")
"""How a column of ratings is sorted."""
_NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Filter:
    """A field by which the rows of a matrix can be chosen, with its values."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A framework's part of the page: an id for its anchors, its pictures, its filters, the matrix's rows.

    ``counted`` says what the pictures count, ``cut`` how many of the periods are drawn, where some are not.
    """

    group: Group
    id: str
    benchmarks: Markup
    periods: Markup
    counted: str
    cut: str
    filters: tuple[Filter, ...]
    rows: Markup


def render(one: Portfolio) -> bytes:
    """Give the page as UTF-8. The same comparison gives the same bytes."""
    parts = [_part(one, group, f"g{number}") for number, group in enumerate(one.groups, 1)]
    return page(
        _TEMPLATE,
        "".join(map(source, _STYLES)) + _printed(one),
        source(_SCRIPT),
        one=one,
        parts=parts,
        p=portfolio_words,
        sections=sections,
        key=_key,
        title=portfolio_words.title(one),
    )


def _printed(one: Portfolio) -> str:
    last = max(group.days[1] for group in one.groups)
    rules = printed_page(
        subject=portfolio_words.title(one),
        audience=one.audience,
        day=f"Up to {short_day(last)}",
        marking=" / ".join(one.markings),
    )
    return rules + "@page { size: A4 landscape; }\n"


def _key(text: str) -> Markup:
    """Write by what a cell is sorted, where that is a number."""
    return Markup(' data-v="{}"').format(text.key) if isinstance(text, Keyed) else Markup()


def _part(one: Portfolio, group: Group, id: str) -> Part:
    shares, drawn = group.benchmarks, group.periods[-_PERIODS:]
    said = counted([*(each.judged for each in shares), *(each.judged for each in drawn)])
    benchmarks = [(f"{each.id}. {each.title}", _amounts(each.judged, said)) for each in shares]
    periods = [
        (f"{each.period}, {count(each.bodies, 'body', 'bodies')}", _amounts(each.judged, said)) for each in drawn
    ]
    known = [_fields(body) for body in group.matrix]
    filters = tuple(_filters(known))
    several = len(periods) > 1
    return Part(
        group=group,
        id=id,
        benchmarks=charts.stacked_rows(f"{id}-shares", "Judged ratings of each benchmark", benchmarks)
        if benchmarks and not (one.position and not one.position.enough)
        else Markup(),
        periods=charts.stacked_rows(f"{id}-periods", "Judged ratings period by period", periods)
        if several
        else Markup(),
        counted=" / ".join((*map(str.capitalize, said[:3]), *said[3:])),
        cut=cut(len(periods), len(group.periods), "drawn"),
        filters=filters,
        rows=Markup("\n").join(
            _row(group, body, fields, filters) for body, fields in zip(group.matrix, known, strict=True)
        ),
    )


def _amounts(judged: Counts, said: Sequence[str]) -> list[Amount]:
    return [
        Amount(name.capitalize(), number, name.replace(" ", "-")) for number, name in zip(judged, said, strict=False)
    ]


def _fields(body: Body) -> dict[str, str]:
    """Give by what a row can be chosen, beside its text."""
    own = {"Kind of council": councils.kind(body.sums.code), "Nation": councils.nation(body.sums.code)}
    further = {name.replace("_", " ").capitalize(): value for name, value in body.fields.items()}
    return {name: value for name, value in {**own, **further}.items() if value}


def _filters(known: Sequence[Mapping[str, str]]) -> list[Filter]:
    """Offer each field that tells bodies apart and has few values."""
    names = dict.fromkeys(name for fields in known for name in fields)
    found = [Filter(name, tuple(sorted({fields[name] for fields in known if name in fields}))) for name in names]
    return [one for one in found if 1 < len(one.values) <= _CHOICES]


def _row(group: Group, body: Body, fields: Mapping[str, str], filters: Sequence[Filter]) -> Markup:
    """Write a row of the matrix. What filters go by stands in its attributes as the number of the choice."""
    one = body.sums
    places = Markup().join(
        Markup(' data-f{}="{}"').format(at, each.values.index(fields[each.label]))
        for at, each in enumerate(filters)
        if each.label in fields
    )
    cells = Markup().join(
        _cell(each.said, each.computed) if each else _cell(portfolio_words.absent(body), "not rated")
        for each in portfolio_words.cells(group, body)
    )
    return _ROW.format(
        places=places,
        late=int(body.late),
        worse=_WAYS[body.got_worse],
        moved=_WORSE.format(len(body.worse or ()), portfolio_words.worse(body))
        if portfolio_words.tells_worse(group)
        else "",
        name=body.called,
        day=one.last.toordinal(),
        period=one.period,
        note=_LATE.format(_behind(body)) if body.late else "",
        under=f"{one.period}, {_behind(body).lower()}" if body.late else one.period,
        cells=cells,
        open=one.open,
        overdue=one.overdue,
    )


def _behind(body: Body) -> str:
    return f"Late by {count(body.behind, 'day').replace(' ', _NO_BREAK)}"


_ROW = Markup(
    '<tr data-late="{late}" data-worse="{worse}"{places}><th scope="row">{name}'
    '<span class="note under">{under}</span></th><td class="when" data-v="{day}">{period}{note}</td>'
    '{cells}<td class="number" data-v="{open}">{open}</td><td class="number" data-v="{overdue}">{overdue}</td>{moved}</tr>'
)
_WAYS = {False: 0, True: 1, None: 2}
_WORSE = Markup('<td class="number" data-v="{}">{}</td>')
_LATE = Markup(' <span class="note">{}</span>')


@cache
def _cell(said: str, computed: Computed) -> Markup:
    """Write a rating: a word where there is room, else a letter or a mark; the computed one too where it is another."""
    beside = "" if computed in {"not rated", said} else computed
    letter = portfolio_words.MARKS.get(said, said[0].upper()).replace("-", "\N{EN DASH}")
    note = Markup('<span class="beside">Computed {}</span>').format(computed.capitalize()) if beside else ""
    small = Markup("<small>{}</small>").format(beside[0]) if beside else ""
    return Markup(
        '<td class="rated {kind}" data-v="{order}"><span class="letter" aria-hidden="true">{letter}{small}</span>'
        '<span class="word">{word}{note}</span></td>'
    ).format(
        kind=said.replace(" ", "-"),
        order=_ORDER.index(said),
        letter=letter,
        small=small,
        word=said.capitalize(),
        note=note,
    )
