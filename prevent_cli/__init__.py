"""Governance self-assessments kept as YAML files in git: the library behind ``prevent``.

>>> from prevent_cli import validate
>>> [finding.code for finding in validate("toolkits/thurrock/2021-12.yaml") if finding.level == "error"]
[]

Nothing is imported before it is used, so that the command line starts fast.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing's own takes longer to import than all that comes before Ctrl-C is heard
if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from prevent_cli.history.kinds import Comparison
    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.fields import Audience
    from prevent_cli.model.finding import Finding
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.reports.paper import Language
    from prevent_cli.workspace import Workspace

__all__ = ["diff", "load", "rate", "render", "validate"]


def load(path: str | Path) -> Toolkit:
    """Read a toolkit.

    Raises InvalidRecordError (with ``findings``) where it is not a sound record, and
    PreventError where the file cannot be read.
    """
    from pathlib import Path

    from prevent_cli.errors import InvalidRecordError
    from prevent_cli.store.load import load_toolkit
    from prevent_cli.store.source import findings

    loaded = load_toolkit(Path(path))
    if loaded.record is None or not loaded.sound:
        raise InvalidRecordError(findings(loaded.source, loaded.problems))
    return loaded.record


def validate(*paths: str | Path, today: date | None = None) -> list[Finding]:
    """Check toolkits, files or folders, and give every finding in the order of the files.

    Raises PreventError where a path does not exist, TypeError where ``today`` is no date.
    """
    from pathlib import Path

    from prevent_cli.arguments import today as clock
    from prevent_cli.places import Places
    from prevent_cli.validation import validate as checked

    _require_date("today", today)
    places = Places([Path(path) for path in paths], Path.cwd())
    return [finding for one in checked(places, today or clock()) for finding in one.findings]


def rate(path: str | Path, *, as_of: date | None = None, policy: str | None = None) -> Assessment:
    """Work a toolkit out: states, ratings and reasons, for its own day or another.

    ``policy`` is the name of one on board. Raises InvalidRecordError where the toolkit has
    errors, PreventError for an unknown policy and for a folder that holds several toolkits,
    TypeError where ``as_of`` is no date.
    """
    from prevent_cli.arguments import pick
    from prevent_cli.model.policy import POLICIES

    _require_date("as_of", as_of)
    rule = pick(policy, POLICIES, "policy") if policy else None
    return _workspace(path).assessments(as_of, rule)[0]


def render(
    path: str | Path,
    format: str = "html",
    *,
    audience: Audience | None = None,
    language: Language = "en",
    summary: bool = False,
) -> bytes:
    """Make a report: ``format`` is a key of ``prevent_cli.reports.FORMATS``.

    ``language`` is that of the labels, ``summary`` asks for the one page for the board.
    Raises InvalidRecordError where the toolkit has errors, PreventError for an unknown format,
    audience or language, for a folder that holds several toolkits, and for a public edition of
    what is kept from the public.
    """
    from prevent_cli.arguments import audience as known_audience
    from prevent_cli.arguments import pick
    from prevent_cli.drafts import Drafts
    from prevent_cli.reports import FORMATS
    from prevent_cli.reports.paper import LANGUAGES

    made = pick(format, FORMATS, "format")
    readers = known_audience(audience, "audience")
    labels = pick(language, {name: name for name in LANGUAGES}, "language")
    workspace = _workspace(path)
    known = workspace.checked(workspace.meant())[0]
    draft = Drafts(workspace).draft(known, audience=readers, language=labels, summary=summary)
    return made.render(draft.paper())


def diff(
    old: str | Path, new: str | Path, *, as_of: date | None = None, audience: Audience | None = None
) -> Comparison:
    """Compare two toolkits of one organisation: files, or ``REVISION:path`` in git.

    Each is worked out for its own day, or both for ``as_of``. Raises InvalidRecordError where
    one has errors, PreventError where one is not there, the two are of different organisations,
    or the audience is unknown, TypeError where ``as_of`` is no date.
    """
    from pathlib import Path

    from prevent_cli import comparing
    from prevent_cli.arguments import audience as known_audience
    from prevent_cli.arguments import today
    from prevent_cli.errors import PreventError
    from prevent_cli.versions import Versions

    _require_date("as_of", as_of)
    readers = known_audience(audience, "audience")
    pairs = comparing.between(Versions(Path.cwd(), today()), str(old), str(new))
    if len(pairs.both) != 1:
        raise PreventError(f"{old} and {new} are not one toolkit each", "name two files, or REVISION:path")
    return comparing.diff(pairs, as_of, readers).comparisons[0]


def _workspace(path: str | Path) -> Workspace:
    """Give the workspace of one toolkit. Raises PreventError for a folder that holds several: none of them is meant."""
    from pathlib import Path

    from prevent_cli.arguments import today
    from prevent_cli.errors import PreventError
    from prevent_cli.workspace import Workspace

    workspace = Workspace([Path(path)], Path.cwd(), today())
    if len(workspace.files) > 1:
        raise PreventError(
            f"{Path(path)} holds {len(workspace.files)} toolkits, and this is about one",
            f"name a file, such as {workspace.files[0]}",
        )
    return workspace


def _require_date(name: str, given: object) -> None:
    """Raise TypeError for what is no day, a moment of one too: deep inside it would only be said not to compare."""
    from datetime import date, datetime

    if given is not None and (not isinstance(given, date) or isinstance(given, datetime)):
        raise TypeError(f"{name} should be a datetime.date, such as date(2022, 3, 31), and is {given!r}")
