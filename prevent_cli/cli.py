"""The app: its commands, and the one place where exceptions become text and exit codes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup
from typer.main import get_command, get_group

from prevent_cli import console
from prevent_cli.errors import BUG, FINDINGS, INTERRUPTED, OK, USAGE, InvalidRecordError, PreventError

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # reading every installed package's metadata is slow

COMMANDS = (
    "validate",
    "explain",
    "show",
    "actions",
    "rag",
    "render",
    "pack",
    "collect",
    "diff",
    "trend",
    "portfolio",
    "new",
    "import",
    "rollover",
    "upgrade",
    "snapshot",
    "rate",
    "answer",
    "fmt",
    "frameworks",
    "schema",
    "cache",
    "evidence",
    "action",
    "git",
)

ORIENTATION = """\
prevent keeps governance self-assessments as YAML files: check them, list what is to be
done, recompute ratings, publish the paper.

  prevent validate     check the toolkits of this project
  prevent show         the summary; prevent show 7 for one benchmark
  prevent actions      what is open, by whom and by when
  prevent rag          judged ratings beside computed ones
  prevent render       the report, as HTML, PDF, Word, Excel or Markdown
  prevent diff         what changed since the last quarter, or a git revision
  prevent import       a toolkit from the document you have

prevent --help lists every command, prevent COMMAND --help its options with examples.
"""


_QUIET = ("-q", "--quiet")
_NO_CACHE = "--no-cache"


class _AsGiven:
    """Takes words from the command line as they are.

    Typer 0.29 turns every value into its type with pydantic, whose import takes longer
    than a warm ``validate``; a text needs no turning into text.
    """

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002 - typer's signature
        """Give a value as it is, and none of several as an empty tuple, as typer does."""
        return () if value is None and (param.multiple or param.nargs == -1) else value

    @classmethod
    def take(cls, params: list[Any]) -> None:
        """Take the words of every option and argument that holds text, and of flags, which hold their value already."""
        for param in params:
            kind = getattr(getattr(param, "type_descriptor", None), "annotation", None)
            if kind in (str, list[str]) or (kind is bool and param.is_flag):
                param.get_runtime_param = cls


class Command(TyperCommand):
    """A command whose help names its arguments without their Python types, and that takes -q after its name too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for param in self.params:
            if isinstance(param, TyperArgument):
                param.display_type = lambda ctx: ""  # type: ignore[method-assign]  # noqa: ARG005 - typer's signature

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take -q and --no-cache out wherever they stand before a '--'."""
        end = args.index("--") if "--" in args else len(args)
        kept = [arg for arg in args[:end] if arg not in (*_QUIET, _NO_CACHE)]
        console.settings.quiet |= any(arg in _QUIET for arg in args[:end])
        console.settings.cache &= _NO_CACHE not in args[:end]
        _AsGiven.take(self.get_params(ctx))
        return super().parse_args(ctx, [*kept, *args[end:]])


class _Commands(Mapping[str, Any]):
    """The commands by name, each built when it is asked for: typer reads the type of every option, which takes time."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in COMMANDS:
            raise KeyError(name)
        if name not in self._built:
            self._built[name] = _built(name)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class Boundary(TyperGroup):
    """Turns what commands raise into text on stderr and an exit code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands = _Commands()  # type: ignore[assignment]  # nothing is added to it later

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what stands before the command's name."""
        _AsGiven.take(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def list_commands(self, _ctx: Any) -> list[str]:
        """Give their names, without building any."""
        return list(self.commands)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List them by the first sentence of each, without building any."""
        named: dict[str, Any] = {name: TyperCommand(name, help=_function(name).__doc__) for name in self.commands}
        TyperGroup(commands=named, rich_markup_mode=None).format_commands(ctx, formatter)

    def invoke(self, ctx: Any) -> Any:
        """Run a command and leave with the right code; a bug goes on to ``run``."""
        try:
            return super().invoke(ctx)
        except InvalidRecordError as error:
            _show_findings(error)
            raise typer.Exit(FINDINGS) from error
        except PreventError as error:
            console.fail(error.message, error.help)
            raise typer.Exit(USAGE) from error
        except KeyboardInterrupt as error:
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            console.forget_stdout()
            raise typer.Exit(OK) from error


def _show_findings(error: InvalidRecordError) -> None:
    from prevent_cli.reports.findings import Result, hint, in_the_way

    files = tuple(dict.fromkeys(finding.file for finding in error.findings))
    found = Result(files, error.findings)
    sys.stderr.write(in_the_way(found, console.screen(sys.stderr)))
    if hint(found):
        console.note(hint(found))
    console.fail(error.message, error.help)


app = typer.Typer(
    cls=Boundary,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Governance self-assessments as YAML files: check, query, rate, publish.",
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        console.out(f"prevent {version('prevent-cli')}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    ctx: typer.Context,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print results and errors only.")] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Check everything anew, and keep nothing of it.")
    ] = False,
    _v: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Governance self-assessments as YAML files: check, query, rate, publish."""
    console.settings.quiet, console.settings.cache = quiet, not no_cache
    if ctx.invoked_subcommand is None:
        console.out(ORIENTATION)


def _epilog(examples: tuple[str, ...]) -> str:
    """End a command's help with examples, whose lines click is told to keep (a backspace does that).

    A command that only git runs has none.
    """
    if not examples:
        return ""
    return "\b\nExamples:\n" + "\n".join(f"  {example}" for example in examples)


def module(name: str) -> Any:
    """Give the module of a command."""
    return import_module(f"prevent_cli.commands.{_python_name(name)}")


def _function(name: str) -> Any:
    return getattr(module(name), _python_name(name))


def _python_name(name: str) -> str:
    """Give a command's name as Python has it: one that is a word of Python's own, such as import, ends in '_'."""
    return f"{name}_" if iskeyword(name) else name


def _built(name: str) -> Any:
    """Build a command, or one that has commands of its own, such as ``action add``; examples end the help of each."""
    code, function = module(name), _function(name)
    made = typer.Typer(
        name=name,
        help=function.__doc__,
        epilog=_epilog(code.EXAMPLES),
        rich_markup_mode=None,
        no_args_is_help=True,
        add_completion=False,
    )
    if not hasattr(code, "GROUP"):
        made.command(name, cls=Command, epilog=_epilog(code.EXAMPLES))(function)
        return get_command(made)
    for word, action in code.GROUP.items():
        examples = tuple(one for one in code.EXAMPLES if one.startswith(f"prevent {name} {word} "))
        made.command(word, cls=Command, epilog=_epilog(examples))(action)
    return get_group(made)


_FULL = (errno.ENOSPC, errno.EDQUOT)


def run() -> None:
    """Run the program; a bug of ours is a traceback and exit code 3."""
    console.require_streams()
    try:
        app()
        sys.stdout.flush()
    except BrokenPipeError:
        console.forget_stdout()
    except Exception as error:  # noqa: BLE001 - the last resort, so that a bug has an exit code of its own
        if isinstance(error, OSError) and error.errno in _FULL:  # what typer prints itself, such as help
            console.forget_stdout()
            console.fail("the disk is full, and this cannot be written", "make room, or send it elsewhere")
            sys.exit(USAGE)
        from traceback import print_exc

        print_exc()
        console.fail("this is a bug in prevent", "please report it with the lines above")
        sys.exit(BUG)
