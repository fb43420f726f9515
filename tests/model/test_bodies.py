"""Whose a toolkit is: by the code, and by the name where that leaves no doubt."""

from __future__ import annotations

import pytest

from prevent_cli.model.bodies import Bodies, Named, packed, unpacked
from prevent_cli.model.toolkit import Organisation

NEWPORT, FIRST, SECOND = Named("Newport", None), Named("Newport", "E1"), Named("newport", "E2")


def test_one_without_a_code_is_the_body_of_its_name() -> None:
    bodies = Bodies([NEWPORT, FIRST])

    assert bodies.key(NEWPORT) == bodies.key(FIRST) == bodies.key(Named("New name", "E1"))


def test_one_without_a_code_is_neither_of_two_bodies_of_its_name() -> None:
    bodies = Bodies([NEWPORT, FIRST, SECOND])

    assert len({bodies.key(one) for one in (NEWPORT, FIRST, SECOND)}) == 3
    assert bodies.key(NEWPORT) == bodies.key(Named("NEWPORT", None))


@pytest.mark.parametrize("name", ["South  Newport", " south newport", "South\u00a0Newport ", "SOUTH\n  NEWPORT"])
def test_a_name_is_the_same_however_its_words_are_set_apart(name: str) -> None:
    plain, coded = Organisation(name="South Newport"), Organisation(name="South Newport", code="E1")
    bodies = Bodies([coded])

    assert bodies.key(Named(name, None)) == bodies.key(coded)
    assert Organisation(name=name).key == plain.key
    assert Organisation(name=name).is_same("South Newport", "E1")


def test_what_tells_a_body_apart_comes_back_from_bytes() -> None:
    for one in (NEWPORT, FIRST, Named("Tŷ \ud800", "W1")):
        assert unpacked(packed(one)) == one
