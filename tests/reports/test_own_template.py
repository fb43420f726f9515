from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.errors import PreventError
from prevent_cli.reports.own_template import OwnTemplate, data, fill_in
from prevent_cli.reports.paper import Paper

if TYPE_CHECKING:
    from tests.conftest import Assess


def filled(text: str, name: str = "t.txt.j2", **values: object) -> str:
    return fill_in(OwnTemplate(name, text), values, "en").decode()


def refusal(text: str, name: str = "t.txt.j2", **values: object) -> str:
    with pytest.raises(PreventError) as caught:
        filled(text, name, **values)
    assert caught.value.help
    return caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ ''['__class__'] }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ joiner.__init__.__globals__ }}",
        "{{ namespace.__init__ }}",
        "{{ dict.__base__.__subclasses__() }}",
        "{{ range.__class__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ ''|attr('__class__') }}",
        "{{ t|attr('__globals__') }}",
        "{{ t.__globals__ }}",
        "{{ t.__closure__ }}",
        "{{ t.func_globals }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ '{x.__class__}'.format_map({'x': 1}) }}",
        "{{ '{0.__class__}'|attr('format')(1) }}",
        "{{ ('%s'|attr('format')).__globals__ }}",
        "{{ (x for x in ()).gi_frame }}",
        "{{ values.pop('a') }}",
        "{{ values.update({'b': 1}) }}",
        "{{ values.setdefault('b', 1) }}",
        "{{ listed.append(1) }}",
        "{{ listed.sort() }}",
        "{% include '/etc/passwd' %}",
        "{% include 'report.html.j2' %}",
        "{% import 'os' as os %}",
        "{% from 'parts.html.j2' import icon %}",
        "{% extends 'report.html.j2' %}",
        "{{ lipsum }}",
        "{{ lipsum.__globals__['os'].popen('id').read() }}",
        "{{ [1, 2]|random }}",
        "{{ config }}",
        "{{ request }}",
        "{{ open('/etc/passwd') }}",
        "{{ __import__('os') }}",
        "{% do values.clear() %}",
    ],
)
def test_there_is_no_way_out(text: str) -> None:
    values = {"a": 1}
    listed = [2, 1]

    assert refusal(text, values=values, listed=listed).startswith("t.txt.j2:1: ")
    assert (values, listed) == ({"a": 1}, [2, 1])


@pytest.mark.parametrize("name", ["__class__", "__init__", "__globals__", "_secret", "__dict__"])
def test_no_filter_gives_what_is_private(name: str) -> None:
    assert "class" not in filled(f"{{{{ [1]|map(attribute='{name}')|list }}}}").replace("__class__", "")
    assert refusal(f"{{{{ [t]|map('attr', '{name}')|join }}}}").startswith("t.txt.j2:1: ")


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 999999999 }}",
        "{{ 999999999 * 'a' }}",
        "{{ [1] * 999999999 }}",
        "{{ 9 ** 99999999 }}",
        "{% for n in range(999999999) %}{% endfor %}",
        "{% for n in range(99999) %}{{ 'x' * 1000 }}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    ],
)
def test_what_grows_without_bound_is_refused(text: str) -> None:
    assert refusal(text).startswith("t.txt.j2")


def test_an_unknown_name_is_named_with_its_line() -> None:
    assert refusal("one\ntwo {{ report.titel }}\n", report={"title": "x"}) == (
        "t.txt.j2:2: 'dict object' has no attribute 'titel'"
    )


def test_a_slip_of_form_is_named_with_its_line() -> None:
    assert refusal("one\ntwo\n{% if %}\n").startswith("t.txt.j2:3: Expected an expression")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n{{ 1 / 0 }}", "t.txt.j2:2: division by zero"),
        ("{{ t('nothing') }}", "t.txt.j2:1: there is no 'nothing'"),
        ("{{ x | nothing }}", "t.txt.j2:1: No filter named 'nothing'."),
        ("{{ day('soon') }}", "t.txt.j2:1: Invalid isoformat string: 'soon'"),
        ("{{ none.x }}", "t.txt.j2:1: 'None' has no attribute 'x'"),
    ],
)
def test_a_slip_is_said_with_its_line(text: str, said: str) -> None:
    assert refusal(text) == said


def test_a_line_inside_a_macro_is_the_one_that_is_wrong() -> None:
    assert refusal("{% macro m() %}\n{{ x }}\n{% endmacro %}\n\n{{ m() }}").startswith("t.txt.j2:2: ")


@pytest.mark.parametrize("name", ["p.html.j2", "p.HTML.j2", "p.xml.j2"])
def test_fields_are_escaped_in_a_page(name: str) -> None:
    assert filled("{{ x }}", name, x="<b>") == "&lt;b&gt;"


def test_light_markdown_becomes_what_is_made() -> None:
    text = "**One** <i>\n\n- [two](javascript:x)"
    template = "{{ x | prose }}"

    assert filled(template, "p.html.j2", x=text).startswith("<p><strong>One</strong> &lt;i&gt;</p>\n<ul>")
    assert filled(template, "p.md.j2", x=text) == "**One** &lt;i>\n\n- \\[two\\](javascript:x)"
    assert filled(template, "p.txt.j2", x=text) == text
    assert filled("{{ none | prose }}{{ none | phrase }}", "p.html.j2") == ""


def test_what_turns_text_about_does_not_get_through() -> None:
    assert filled("{{ x }}", "p.html.j2", x="a\u202eb") == "a\ufffdb"


@pytest.mark.parametrize(
    ("file", "ending", "name"), [("a/b.c/paper.html.j2", "html", "paper"), ("x.y.md.j2", "md", "x")]
)
def test_a_name_says_what_is_made(file: str, ending: str, name: str) -> None:
    template = OwnTemplate(file, "")

    assert (template.ending, template.name) == (ending, name)


def test_a_name_that_does_not_say_is_refused() -> None:
    with pytest.raises(PreventError, match=r"paper\.j2 does not say what it makes"):
        OwnTemplate("paper.j2", "").ending  # noqa: B018 - it raises


def test_a_template_gets_the_json_shapes(assessed: Assess) -> None:
    one = assessed("benchmarks: [{id: 1, title: Plans, rating: red, actions: [{id: A1, text: Act., due: Nov 2021}]}]\n")
    given = data(Paper(one, (one,)))

    assert given["report"]["benchmarks"][0]["rating"]["judged"] == "red"
    assert given["earlier"] == [given["report"]]
    assert [action["id"] for action in given["actions"]] == ["A1"]
    assert [action["id"] for action in given["summary"]["overdue"]] == ["A1"]


def test_words_come_in_the_language_that_is_asked_for() -> None:
    template = OwnTemplate(
        "p.txt.j2", "{{ day('2021-12-31') }}, {{ word('rating', 'green') }}, {{ count('count.days', 2) }}"
    )

    assert fill_in(template, {}, "cy").decode() == "31 Rhagfyr 2021, Gwyrdd, 2 o ddiwrnodau"
