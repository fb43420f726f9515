"""Every code a finding may carry, with its level and what it means.

Checks document themselves in their modules' docstrings; what the reader and the records
refuse is documented here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prevent_cli.checks import CHECKS, across

if TYPE_CHECKING:
    from prevent_cli.model.finding import Level


class Explanation(NamedTuple):
    """A code, its usual level, and its documentation; the first sentence is its title."""

    code: str
    level: Level
    text: str

    @property
    def title(self) -> str:
        """The first line."""
        return self.text.partition("\n")[0]


_FORM = {
    "too-large": """\
The file is larger than a toolkit can sensibly be.

The limits are 5 MB, and 50,000 values. A toolkit of 105 expectations with evidence is about
80 KB and holds some 5,000 values.

Example: the minutes of every meeting of the board, pasted into `evidence`.

Mend it by keeping documents elsewhere and linking to them.""",
    "too-many-findings": """\
There are more findings in the file than anyone can read.

The first thousand are shown, errors before warnings; the rest comes to light when they are
mended.

Example: a misspelt key that was copied into two thousand actions.

Mend it by looking at the first: one slip often makes many findings.""",
    "not-utf8": """\
The file's bytes are not UTF-8 text.

It was saved in another encoding (UTF-16, Windows-1252), or it is no text file.

Example: a file saved as 'Unicode' in an old editor, which is UTF-16; or an é that is the
one byte E9, as Windows-1252 has it.

Mend it by saving it again with the encoding UTF-8; every editor offers that under
'Save as' or in its status bar.""",
    "empty-file": """\
The file holds nothing.

Example: a new file `2022-03.yaml` that was saved before anything was written into it.

Mend it by beginning with `format: toolkit/1`, or by copying an older toolkit.""",
    "not-a-mapping": """\
The file is a list or plain text, where 'key: value' lines are expected.

Example: a file that begins with `- id: 7`.

Mend it by beginning with `format: toolkit/1` and putting the list under `benchmarks:`.""",
    "yaml-syntax": """\
The file is not YAML.

The finding names the place where reading stopped and what the cause most likely is; the
slip itself may be a line or two above. A merge conflict that is not settled is named as one.

Example: `text: Reviewed: done`, where the second ': ' makes it look like another key.

Mend it as the finding says. Text that holds ': ' or ' #', or begins with one of
@ ` % & * ! | > [ ] { } ' ", needs quotes around it or a | block on the lines below.""",
    "control-character": """\
A character that is not text stands in the file.

It often comes in by copying from a PDF or a terminal, and cannot be seen.

Example: a form feed (U+000C) between two pages of a text copied from a PDF.

Mend it by deleting it.""",
    "duplicate-key": """\
A key stands twice in the same mapping.

Most YAML readers keep one of the two in silence. Here neither is preferred: one has to go.

Example: an expectation with two lines `evidence:`.

Mend it by keeping one, or by making a list of both.""",
    "alias": """\
A value begins with *, which YAML takes for a reference to an anchor.

References are not allowed: every value says what it says.

Example: `text: *minutes`.

Mend it by putting quotes around the text.""",
    "anchor": """\
A value begins with &, which YAML takes for an anchor, so that text is lost.

Example: `text: &minutes Board minutes`.

Mend it by putting quotes around the text.""",
    "tag": """\
A value begins with !, which YAML takes for a tag, so that text is lost.

Example: `text: !important review`.

Mend it by putting quotes around the text.""",
    "second-document": """\
A line `---` begins a second document in the file.

One file holds one toolkit.

Example: a line `---` between two benchmarks, meant as a rule across the page.

Mend it by moving the rest to a file of its own, or by removing the line.""",
    "key-not-text": """\
A key is not plain text.

Example: `? [a, b]` or `<<: ...`.

Mend it by writing `key: value`; a key that begins with [, {, ? or * needs quotes.""",
    "too-deep": """\
The file is nested more than 50 levels deep.

A toolkit needs eight. Most often a bracket was opened and never closed.

Example: `also: [[[[...`, from a key that was held down.

Mend it by looking for a bracket or an indent too many.""",
    "key-without-value": """\
A word in braces has no ':', so YAML takes it for a key without a value and the text is lost.

Example: `{note: Yes, agreed}`, which is read as `note: Yes` and a key `agreed`.

Mend it by putting quotes around the text, or by writing one key a line without braces.""",
    "comment-in-text": """\
A text is cut off at ' #', which YAML takes for the beginning of a comment.

The rest of the line is lost without a word. A link that is only '#' is lost as a whole.

Example: `text: Follow up item #5`, which is read as "Follow up item".

Mend it by putting quotes around the text. A real comment goes on a line of its own.""",
    "unknown-key": """\
A key is not one that the format knows.

What is not known is not read, so a misspelt key would lose what stands under it.

Example: `evidense: ...`.

Mend it by writing the key that the finding suggests, or by removing it.""",
    "missing-key": """\
A key that has to be there is not.

Example: an action without `text`.

Mend it by adding the key; an empty value counts as absent.""",
    "unknown-value": """\
A value is not one of those allowed.

Example: `status: done`, where the word is `complete`.

Mend it by writing one of the allowed words, in small letters.""",
    "bad-id": """\
An id is not written as ids are.

Benchmarks, questions and expectations: digits and dots, such as 7.3.1. Actions: a letter,
then letters, digits or -, such as A14.

Example: an expectation `7.3.a`, or an action `14`.

Mend it by writing it so.""",
    "bad-date": """\
A date cannot be understood, or could be read in two ways.

Days, months, years, quarters and school terms are understood as people write them. What
could mean two things is refused with its readings, because a due date has to mean one.

Example: `due: Q4 2021`, the calendar quarter or the financial one.

Mend it by writing the one that is meant: `2021-Q4`, or `Q4 2021/22`.""",
    "bad-value": """\
A value cannot be understood.

Example: `essential: maybe`, where yes or no is meant.

Mend it as the finding says.""",
    "wrong-shape": """\
Text, a list or a mapping stands where another of them is expected.

Example: `actions: none`, where a list is expected; `actions: []` says that none is needed.

Mend it as the finding says. Text that holds ': ' is taken for a mapping unless it has
quotes around it.""",
}

_WAIVERS: dict[str, tuple[Level, str]] = {
    "waiver-expired": (
        "error",
        """\
A waiver's end has passed.

A waiver accepts a finding for a time. When the time is over, somebody has to look again.

Example: `waivers: [{code: no-owner, at: A05, reason: ..., until: Mar 2022}]` in July 2022.

Mend it by mending what it accepted, or by deciding anew and giving a later `until`.""",
    ),
    "waiver-unused": (
        "warning",
        """\
A waiver accepts nothing.

What it accepted has been mended, or its code or its place is not the right one.

Example: `waivers: [{code: no-owner, at: A05, reason: ..., until: Mar 2023}]`, where A05 has an
owner by now.

Mend it by removing the waiver.""",
    ),
    "unknown-code": (
        "error",
        """\
A waiver names a finding that does not exist.

Example: `code: no-owners`, where it is `no-owner`.

Mend it by writing one of the codes that `prevent explain` lists as a warning. What is an error
there, such as an id that stands twice, cannot be waived.""",
    ),
}

_WARNINGS = ("key-without-value", "comment-in-text")

CODES: dict[str, Explanation] = {
    code: Explanation(code, "warning" if code in _WARNINGS else "error", text) for code, text in _FORM.items()
}
CODES |= {code: Explanation(code, level, text) for code, (level, text) in _WAIVERS.items()}
CODES |= {
    across.SAME_PERIOD: Explanation(across.SAME_PERIOD, "error", across.SAME_PERIOD_DOC),
    across.REUSED_ID: Explanation(across.REUSED_ID, "warning", across.REUSED_ID_DOC),
    across.FORMER_ID: Explanation(across.FORMER_ID, "warning", across.FORMER_ID_DOC),
}
CODES |= {check.CODE: Explanation(check.CODE, check.LEVEL, (check.__doc__ or "").strip()) for check in CHECKS}
