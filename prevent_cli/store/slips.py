"""What a YAML syntax error most likely means, said to someone who writes prose, not code."""

from __future__ import annotations

import re
from typing import Any

import yaml

Explained = tuple[int, str, str, str]

_COLON = "text that holds ': ' needs quotes around it, or a | block on the lines below"
_CAUSES = (
    (re.compile(r"mapping values are not allowed"), "an unquoted ': ' in the text?", _COLON),
    (
        re.compile(r"character '\\t'|found a tab"),
        "a tab where spaces belong?",
        "indent with spaces only; most editors can turn tabs into spaces",
    ),
    (
        re.compile(r"unexpected end of stream|found unexpected end"),
        "a quote that is never closed?",
        "close the quote, or use a | block for longer text",
    ),
    (
        re.compile(r"could not find expected ':'"),
        "a line that is neither 'key: value' nor part of the text above?",
        "indent the text under its key, or add the ':' after the key",
    ),
    (
        re.compile(r"did not find expected (key|'-' indicator|<block end>)"),
        "an indent that does not match, or a quote that ends early?",
        "line keys of one mapping up under each other; a ' inside '…' is written ''",
    ),
    (
        re.compile(r"did not find expected ',' or"),
        "a bracket that is not closed, or a comma missing?",
        "close every [ and {, and put quotes around text with commas or brackets in it",
    ),
    (
        re.compile(r"did not find expected alphabetic|while scanning an (alias|anchor)"),
        "text that begins with * or &?",
        "text that begins with * or & needs quotes around it",
    ),
    (
        re.compile(r"cannot start any token"),
        "text that begins with @, % or a back-tick?",
        "text that begins with @, %, ` or a tab needs quotes around it",
    ),
    (
        re.compile(r"while parsing a tag|while scanning a tag|undefined tag handle"),
        "text that begins with !?",
        "text that begins with ! needs quotes around it",
    ),
    (
        re.compile(r"escape"),
        "a backslash in double quotes?",
        "write \\\\ for a backslash, or use single quotes",
    ),
)


def explain(error: yaml.YAMLError, text: str) -> Explained:
    """Give place (an index into the text), code, message and help for a YAML error."""
    if isinstance(error, yaml.reader.ReaderError):
        return _explain_character(error, text)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = min(mark.index, len(text)) if mark else 0
    said = " ".join(filter(None, (getattr(error, "context", None), getattr(error, "problem", None))))
    if _at_tab(text, index):
        said = "found a tab"
    for pattern, guess, remedy in _CAUSES:
        if pattern.search(said):
            return index, "yaml-syntax", f"this is not YAML: {guess}", remedy
    return index, "yaml-syntax", f"this is not YAML: {said}", "compare the line with those around it"


def _at_tab(text: str, index: int) -> bool:
    start = text.rfind("\n", 0, index) + 1
    return (text[start:index].isspace() and "\t" in text[start : index + 1]) or text[index : index + 1] == "\t"


def _explain_character(error: Any, text: str) -> Explained:
    index = min(error.position, len(text)) if isinstance(error.position, int) else 0
    found = error.character if isinstance(error.character, int) else ord(error.character)
    return (
        index,
        "control-character",
        f"the control character U+{found:04X} is not allowed in YAML",
        "delete it; it often comes in by copying from a PDF or a terminal",
    )
