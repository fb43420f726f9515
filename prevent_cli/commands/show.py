"""``prevent show``: the summary, or one benchmark, question, expectation or action."""

from __future__ import annotations

from prevent_cli import arguments, console

EXAMPLES = (
    "prevent show",
    "prevent show 8",
    "prevent show 7.3.1",
    "prevent show A08",
)


def show(
    args: arguments.Args = None,
    as_of: arguments.AsOf = None,
    audience: arguments.AudienceOption = None,
) -> None:
    """Show the summary, or one item in full."""
    from prevent_cli.reports import details

    refs, paths = arguments.split(args)
    found = arguments.assessments(paths, as_of, audience_name=audience)
    arguments.require(refs, found)
    screen = console.screen()
    shown = [details.items(one, refs, screen) if refs else details.summary(one, screen) for one in found]
    console.out("\n".join(filter(None, shown)))
