from __future__ import annotations

import json
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.errors import PreventError
from prevent_cli.store.reader import decode, marked, read
from prevent_cli.store.seen import MAX_BYTES
from prevent_cli.store.source import findings, open_source

if TYPE_CHECKING:
    from pathlib import Path

    from prevent_cli.model.finding import Finding
    from prevent_cli.store.marks import Mark


def data(text: str) -> Any:
    """Read YAML that nothing should be refused in."""
    found, refusals = read(dedent(text))
    assert refusals == []
    return found


def found(folder: Path, content: bytes | str) -> list[Finding]:
    """Read a file with this content and give what was found in it."""
    path = folder / "a.yaml"
    path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode())
    return findings(open_source(path))


def places(folder: Path, content: bytes | str) -> list[tuple[int, int, str]]:
    return [(one.line, one.column, one.code) for one in found(folder, content)]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("evidence: Yes", "Yes"),
        ("evidence: on", "on"),
        ("rating: no", "no"),
        ("essential: true", "true"),
        ("id: 7.10", "7.10"),
        ("id: 7", "7"),
        ("id: 1_000", "1_000"),
        ("at: 12:30", "12:30"),
        ("at: 1:2:3", "1:2:3"),
        ("code: 007", "007"),
        ("code: 0x1F", "0x1F"),
        ("code: 0o17", "0o17"),
        ("code: 1e3", "1e3"),
        ("code: .inf", ".inf"),
        ("code: .NaN", ".NaN"),
        ("due: 2021-11-30", "2021-11-30"),
        ("text: 2021-11-30T10:00:00Z", "2021-11-30T10:00:00Z"),
        ("text: =", "="),
        ("text: a#b", "a#b"),
        ("text: don't", "don't"),
        ("text: 'null'", "null"),
        ('text: "~"', "~"),
        ("text: nil", "nil"),
        ("text: none", "none"),
        ("text: - not a list", None),
    ],
)
def test_a_plain_value_is_the_text_that_was_written(line: str, value: str | None) -> None:
    key = line.partition(":")[0]
    if value is None:
        assert read(line)[1] != []
    else:
        assert data(line) == {key: value}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", '""', "''", "'  '", "|", "# a comment"])
def test_an_empty_value_is_an_absent_key(written: str) -> None:
    assert data(f"text: {written}\nid: 7\n") == {"id": "7"}


@pytest.mark.parametrize("written", ["[]", "{}"])
def test_an_empty_list_or_mapping_is_there(written: str) -> None:
    assert data(f"actions: {written}") == {"actions": yaml.safe_load(written)}  # noqa: TID251


def test_a_block_keeps_its_lines() -> None:
    text = """\
        text: |
          Yes: this # is text,
            - as it stands

          and more.
        """
    assert data(text) == {"text": "Yes: this # is text,\n  - as it stands\n\nand more.\n"}


@pytest.mark.parametrize("key", ["yes", "7.10", "null", "2021-11-30", "12:30"])
def test_a_key_is_the_text_that_was_written(key: str) -> None:
    assert data(f"{key}: x") == {key: "x"}


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfformat: toolkit/1\n")

    assert open_source(path).data == {"format": "toolkit/1"}


def test_a_byte_order_mark_does_not_shift_places(tmp_path: Path) -> None:
    assert places(tmp_path, b"\xef\xbb\xbfa: 1\na: 2\n") == [(2, 1, "duplicate-key")]


def test_windows_line_ends_do_not_shift_places(tmp_path: Path) -> None:
    assert places(tmp_path, b"b: x\r\na: 1\r\na: 2\r\n") == [(3, 1, "duplicate-key")]


def test_a_column_counts_characters_not_bytes(tmp_path: Path) -> None:
    assert places(tmp_path, "é: {ü: 1, ü: 2}\n") == [(1, 11, "duplicate-key")]


def test_a_duplicate_key_is_refused_where_it_stands_again(tmp_path: Path) -> None:
    text = """\
        id: 7.3.1
        evidence: one
        text: x
        evidence: two
        """
    assert places(tmp_path, text) == [(4, 1, "duplicate-key")]


def test_a_duplicate_key_says_where_the_first_one_is(tmp_path: Path) -> None:
    assert "first: line 1" in found(tmp_path, "evidence: one\ntext: x\nevidence: two\n")[0].message


def test_a_duplicate_of_an_empty_key_is_refused(tmp_path: Path) -> None:
    assert places(tmp_path, "evidence:\nevidence: two\n") == [(2, 1, "duplicate-key")]


def test_every_duplicate_key_is_reported_in_one_pass(tmp_path: Path) -> None:
    text = """\
        a: 1
        a: 2
        a: 3
        list:
          - {b: 1, b: 2}
          - c: 1
            d: 2
            c: 3
        """
    assert places(tmp_path, text) == [
        (2, 1, "duplicate-key"),
        (3, 1, "duplicate-key"),
        (5, 12, "duplicate-key"),
        (8, 5, "duplicate-key"),
    ]


def test_keys_that_differ_in_quotes_only_are_duplicates(tmp_path: Path) -> None:
    assert places(tmp_path, "'a': 1\n\"a\": 2\n") == [(2, 1, "duplicate-key")]


def test_an_anchor_is_refused_where_it_stands(tmp_path: Path) -> None:
    assert places(tmp_path, "a: x\nb: &c and others\n") == [(2, 4, "anchor")]


def test_an_alias_is_refused_where_it_stands(tmp_path: Path) -> None:
    assert places(tmp_path, "a: x\nb: *urgent\n") == [(2, 4, "alias")]


def test_text_between_asterisks_is_not_yaml(tmp_path: Path) -> None:
    assert [(one.line, one.code) for one in found(tmp_path, "a: x\nb: *urgent* matter\n")] == [(2, "yaml-syntax")]


@pytest.mark.parametrize("value", ["!important review", "!!str 7", "!!python/object/apply:os.system [ls]"])
def test_a_tag_is_refused_where_it_stands(tmp_path: Path, value: str) -> None:
    assert places(tmp_path, f"a: x\nb: {value}\n") == [(2, 4, "tag")]


def test_a_tag_runs_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    found(tmp_path, f"a: !!python/object/apply:pathlib.Path.touch ['{mark}']\n")

    assert not mark.exists()


def test_a_second_document_is_refused_where_it_begins(tmp_path: Path) -> None:
    assert places(tmp_path, "a: 1\n---\nb: 2\n") == [(2, 1, "second-document")]


def test_a_first_document_may_begin_with_dashes() -> None:
    assert data("---\na: 1\n") == {"a": "1"}


@pytest.mark.parametrize("text", ["<<: {a: 1}\n", "'<<': x\n", "? [a, b]\n: x\n", "? {a: b}\n: x\n", "'': x\n"])
def test_a_key_that_is_not_plain_text_is_refused(tmp_path: Path, text: str) -> None:
    assert [(one.line, one.code) for one in found(tmp_path, text)] == [(1, "key-not-text")]


def test_a_merge_key_merges_nothing() -> None:
    text = """\
        base: &base {answer: met}
        item:
          <<: *base
        """
    read_data, refusals = read(dedent(text))

    assert read_data["item"] == {}
    assert [one.code for one in refusals] == ["anchor", "key-not-text", "alias"]


@pytest.mark.parametrize("content", ["", "\n\n", "# only a comment\n", "\ufeff"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    assert places(tmp_path, content) == [(1, 1, "empty-file")]


def test_depth_50_is_read() -> None:
    assert data("[" * 50 + "]" * 50) is not None


def test_depth_51_is_refused_where_it_is_reached(tmp_path: Path) -> None:
    assert places(tmp_path, "a: x\nb: " + "[" * 50 + "]" * 50 + "\n") == [(2, 53, "too-deep")]


def test_depth_counts_in_keys_as_well(tmp_path: Path) -> None:
    assert "too-deep" in [one.code for one in found(tmp_path, "? " + "[" * 60 + "]" * 60 + "\n: x\n")]


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    head = b"a: "
    assert places(tmp_path, head + b"x" * (MAX_BYTES - len(head))) == []


def test_a_file_over_5_mb_is_refused(tmp_path: Path) -> None:
    assert places(tmp_path, b"a: " + b"x" * MAX_BYTES) == [(1, 1, "too-large")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_refused(tmp_path: Path, encoding: str) -> None:
    bom = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    assert places(tmp_path, (bom + "a: é\n").encode(encoding)) == [(1, 1, "not-utf8")]


def test_utf_16_without_a_mark_is_refused(tmp_path: Path) -> None:
    assert [one.code for one in found(tmp_path, "a: x\n".encode("utf-16-le"))] == ["control-character"]


def test_a_latin_1_byte_is_refused_where_it_stands(tmp_path: Path) -> None:
    assert places(tmp_path, b"a: x\nb: caf\xe9\n") == [(2, 7, "not-utf8")]


def test_a_latin_1_byte_is_placed_by_characters(tmp_path: Path) -> None:
    assert places(tmp_path, "a: é".encode() + b"\xe9\n") == [(1, 5, "not-utf8")]


def test_half_a_surrogate_pair_is_refused(tmp_path: Path) -> None:
    assert places(tmp_path, b"a: \xed\xa0\x80\n") == [(1, 4, "not-utf8")]


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x07", "\x1b", "\x7f", "\x9b", "\ufffe"])
def test_a_control_character_is_refused_where_it_stands(tmp_path: Path, character: str) -> None:
    assert places(tmp_path, f"a: x\nb: y{character}\n") == [(2, 5, "control-character")]


def test_a_control_character_is_named(tmp_path: Path) -> None:
    assert "U+001B" in found(tmp_path, "a: \x1b[31m\n")[0].message


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("text: Reviewed: done\n", 1, "an unquoted ': '"),
        ("a: x\nb:\n\tc: y\n", 3, "a tab"),
        ("a: x\nb: 'never closed\n", None, "never closed"),
        ("a: [x, y\nb: z\n", None, "bracket"),
        ("a: x\n b: y\n", 2, "': '"),
        ("a: @home\n", 1, "begins with @"),
        ("a: `x`\n", 1, "back-tick"),
        ("a: %x\n", 1, "begins with @, %"),
        ("a: x\nb: [x, |\n  y\n", 2, "a | or > inside [ ]"),
        ("a:\n  [b: >\n    z\n", 2, "a | or > inside [ ]"),
        ('a: "C:\\new\\q"\n', 1, "backslash"),
        ("a: x\njust text\nb: y\n", None, "neither 'key: value'"),
    ],
)
def test_what_is_not_yaml_is_refused_with_the_likely_slip(
    tmp_path: Path, text: str, line: int | None, said: str
) -> None:
    (one,) = found(tmp_path, text)

    assert (one.line, one.code) == (line or one.line, "yaml-syntax")
    assert said in one.message


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: x\nb: [\n", (2, 4)),
        ("a: x\nb: [", (2, 4)),
        ("a: x\nb: {c: [d, [e], {\n\n", (2, 17)),
        ("a: x\nb: [c, # [\n  'd [',\n", (2, 4)),
        ("a: [x, y\n", (1, 4)),
    ],
)
def test_a_bracket_that_is_never_closed_is_pointed_at(tmp_path: Path, text: str, place: tuple[int, int]) -> None:
    assert places(tmp_path, text) == [(*place, "yaml-syntax")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: x\n<<<<<<< ours\nb: 1\n=======\nb: 2\n>>>>>>> theirs\nc: y\n", 2),
        ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b: c\n", 1),
        ("a: x\r\n<<<<<<< HEAD\r\nb: 1\r\n=======\r\nb: 2\r\n>>>>>>> x\r\n", 2),
        ("a: |\n  x\n<<<<<<< HEAD\n  y\n||||||| 1a2b3c\n  z\n=======\n>>>>>>> x", 3),
        ("a: [x\n<<<<<<<<< ours\n]\n=========\n, y]\n>>>>>>>>> theirs\n", 2),
        ("a: x\n=======\nb: 2\n>>>>>>> theirs\n", 2),
        ("a: x\nb: 2\n>>>>>>> theirs\n", 3),
        ('a: "x\n<<<<<<< ours\n  y\n=======\n  z\n>>>>>>> theirs\n"\n', 2),
    ],
    ids=[
        "in the middle",
        "at the top",
        "windows",
        "three versions",
        "longer markers",
        "half settled",
        "one left over",
        "in quotes",
    ],
)
def test_a_merge_conflict_that_is_not_settled_is_called_one(tmp_path: Path, text: str, line: int) -> None:
    (one,) = found(tmp_path, text)

    assert (one.line, one.column, one.code) == (line, 1, "yaml-syntax")
    assert "merge conflict" in one.message
    assert "keep one of the two sides" in one.help


@pytest.mark.parametrize(
    "text",
    ["a: |\n  <<<<<<< x\n  =======\n  >>>>>>> y\nb: c: d\n", "a: x: y\n# =======\n", "a: x: y\nb: '\n=======\n'\n"],
)
def test_other_slips_are_no_merge_conflict(tmp_path: Path, text: str) -> None:
    assert "unquoted ': '" in found(tmp_path, text)[0].message


def test_many_markers_cost_no_more_than_other_text(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "a: x: y\n" + "<<<<<<< x\n" * (MAX_BYTES // 10 - 1))

    assert (one.line, one.column) == (1, 5)


def test_a_finding_carries_the_line_it_is_about(tmp_path: Path) -> None:
    assert found(tmp_path, "a: 1\n'a':  two\n")[0].excerpt == "'a':  two"


def test_a_finding_names_the_item_it_is_in(tmp_path: Path) -> None:
    text = """\
        benchmarks:
          - id: 7
            questions:
              - id: 7.3
                text: a
                text: b
        """
    assert found(tmp_path, text)[0].at == "7.3"


def test_refusals_end_somewhere(tmp_path: Path) -> None:
    assert len(found(tmp_path, "a: 1\n" * 5000)) <= 200


def test_a_missing_file_is_a_refused_request(tmp_path: Path) -> None:
    with pytest.raises(PreventError, match="no such file"):
        open_source(tmp_path / "none.yaml")


def test_a_folder_is_a_refused_request(tmp_path: Path) -> None:
    with pytest.raises(PreventError, match="is a directory"):
        open_source(tmp_path)


HOSTILE = {
    "alias bomb": b"a0: &a0 [x, x]\n"
    + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 60)),
    "300,000 opening brackets": b"[" * 300_000,
    "300,000 opening braces": b"{" * 300_000,
    "300,000 nested keys": b"a: {" * 300_000,
    "300,000 dashes": b"- " * 300_000,
    "300,000 question marks": b"? " * 300_000,
    "6 MB of text": b"a: " + b"x" * 6_000_000,
    "6 MB of list": b"- x\n" * 1_500_000,
    "a million small lists": b"[" + b"[]," * 1_000_000 + b"]",
    "4 MB of duplicate keys": b"a: 1\n" * 800_000,
    "4 MB of one line": b"'" + b"x " * 2_000_000,
    "4 MB of tabs": b"\t" * 4_000_000,
    "4 MB of anchors": b"- &a x\n" * 570_000,
    "4 MB of NUL": b"\x00" * 4_000_000,
    "4 MB of exclamation marks": b"!" * 4_000_000,
}
DRIVER = """
import json, resource, sys, time
from pathlib import Path
from prevent_cli.store.source import findings, open_source
start = time.monotonic()
codes = [one.code for one in findings(open_source(Path(sys.argv[1])))]
taken = time.monotonic() - start
status = Path("/proc/self/status")  # what getrusage says of a child may be its parent's
lines = status.read_text().splitlines() if status.exists() else []
memory = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), resource.getrusage(0).ru_maxrss)
print(json.dumps({"codes": codes[:3], "seconds": taken, "megabytes": memory / (1e6 if sys.platform == "darwin" else 1e3)}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the module resource is of Unix")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_little_time_and_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(HOSTILE[name])
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(path)], capture_output=True, text=True, timeout=60, check=True
    )
    used = json.loads(done.stdout)

    assert used["codes"]
    assert used["seconds"] < 5
    assert used["megabytes"] < 200


PRINTABLE = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
TEXT = st.text(st.one_of(PRINTABLE, st.sampled_from("\n\t :#-'\"&*!%@`|>{}[],?~=<")), min_size=1, max_size=30).filter(
    lambda text: not text.isspace()
)
KEY = TEXT.filter(lambda text: text != "<<")
NESTED: st.SearchStrategy[Any] = st.recursive(
    TEXT, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEY, inner, max_size=4)), max_leaves=12
)


@given(NESTED)
def test_text_written_in_quotes_is_read_back_the_same(nested: Any) -> None:
    written = yaml.safe_dump(nested, default_style='"', allow_unicode=True)

    assert data(written) == nested


def test_where_a_key_stands_twice_places_are_those_of_the_first_whose_value_counts() -> None:
    value, _, mark = marked("a: {b: c}\na: {b: d, e: f}\n")

    assert value == {"a": {"b": "c"}}
    assert mark == (0, 0, {"a": (0, 3, {"b": (4, 7, None)})})


@given(NESTED)
def test_there_is_a_place_for_every_value_where_its_text_begins(nested: Any) -> None:
    written = yaml.safe_dump({"all": nested}, default_style='"')

    _, _, mark = marked(written)

    assert placed(written, mark) == quoted({"all": nested})


def placed(written: str, mark: Mark) -> Any:
    """Give what stands at each mark: the quote that a text begins with, or what stands in a mapping or a list."""
    _, at, marks = mark
    return written[at] if marks is None else {step: placed(written, one) for step, one in marks.items()}


def quoted(nested: Any) -> Any:
    """Give a quote for every text, and its steps for what holds others."""
    if isinstance(nested, str):
        return '"'
    return {step: quoted(one) for step, one in (nested.items() if isinstance(nested, dict) else enumerate(nested))}


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything(content: bytes) -> None:
    text, refusal = decode(content)

    assert refusal is not None or read(text) is not None


@given(st.text(st.sampled_from("ab:-?[]{}&*!|>'\"%@` \n\t#,<~0é\x00\x85\u2028"), max_size=60))
def test_no_text_raises_anything(text: str) -> None:
    read_data, refusals = read(text)

    assert read_data is not None or refusals or text.strip()
