"""What ``validate`` found, for machines: GitHub annotations, SARIF 2.1.0, JUnit XML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from prevent_cli.reports import json
from prevent_cli.reports.screen import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prevent_cli.model.finding import Finding

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def github(findings: Iterable[Finding]) -> str:
    """Give a workflow command for each finding; GitHub shows it beside the line.

    The form is that of GitHub's documentation of workflow commands.
    """
    return "".join(
        f"::{one.level} file={_property(one.file)},line={one.line},col={one.column},"
        f"title={_property(one.code)}::{_data(_sentence(one))}\n"
        for one in findings
    )


def _sentence(one: Finding) -> str:
    where = f" (in {one.where})" if one.where else ""
    return f"{one.message}{where}. Help: {one.help}"


def _data(text: str) -> str:
    return safe(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(findings: Sequence[Finding], version: str, meanings: dict[str, tuple[str, str]]) -> str:
    """Give SARIF 2.1.0 (OASIS), with a rule for each code that was found. What a waiver accepts is suppressed (3.27.23).

    ``meanings`` gives a code its title and its documentation.
    """
    codes = sorted({one.code for one in findings})
    run = {
        "tool": {"driver": {"name": "prevent", "version": version, "rules": [_rule(code, meanings) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code)) for one in findings],
    }
    return json.text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, meanings: dict[str, tuple[str, str]]) -> dict[str, Any]:
    title, text = meanings.get(code, (code, code))
    return {"id": code, "shortDescription": {"text": title}, "fullDescription": {"text": text}, "help": {"text": text}}


def _result(one: Finding, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": one.level,
        "message": {"text": _sentence(one)},
        "locations": [_location(one.file, one.line, one.column)],
    }
    if one.waiver:
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": one.waiver}]
    if one.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": other.message}}
            | _location(other.file or one.file, other.line, other.column)
            for number, other in enumerate(one.related, 1)
        ]
    return result


def _location(file: str, line: int, column: int) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(file.replace("\\", "/"))},
            "region": {"startLine": line, "startColumn": column},
        }
    }


def junit(findings: Sequence[Finding], files: Sequence[str]) -> str:
    """Give JUnit XML: a suite a file, a failed case a finding; a file without findings passes, what is waived is skipped."""
    from xml.etree import ElementTree as ET

    errors = sum(_fails(one) for one in findings)
    root = ET.Element("testsuites", name="prevent validate", tests="0", failures=str(errors))
    cases = 0
    for file in dict.fromkeys([*files, *(one.file for one in findings)]):
        own = [one for one in findings if one.file == file]
        failures, skipped = sum(map(_fails, own)), sum(bool(one.waiver) for one in own)
        suite = ET.SubElement(root, "testsuite", name=_xml(file), tests=str(max(1, len(own))), failures=str(failures))
        if skipped:
            suite.set("skipped", str(skipped))
        cases += max(1, len(own))
        for one in own:
            _case(suite, one)
        if not own:
            ET.SubElement(suite, "testcase", classname=_xml(file), name="sound")
    root.set("tests", str(cases))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _fails(one: Finding) -> bool:
    return one.level == "error" and not one.waiver


def _case(suite: Any, one: Finding) -> None:
    from xml.etree import ElementTree as ET

    name = f"{one.code} at line {one.line}, column {one.column}"
    case = ET.SubElement(
        suite, "testcase", classname=_xml(one.file), name=name, file=_xml(one.file), line=str(one.line)
    )
    if one.waiver:
        ET.SubElement(case, "skipped", message=_xml(f"waived: {one.waiver}")).text = _xml(_sentence(one))
    elif one.level == "error":
        failure = ET.SubElement(case, "failure", type=one.code, message=_xml(one.message))
        failure.text = _xml(_sentence(one))
    else:
        ET.SubElement(case, "system-out").text = _xml(f"warning: {_sentence(one)}")


def _xml(text: str) -> str:
    """Drop what XML 1.0 cannot hold."""
    return "".join(
        c for c in text if c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
