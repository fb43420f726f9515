"""Laying a file out anew: it says the same, keeps every comment, and the second time changes nothing."""

from __future__ import annotations

from textwrap import dedent

from hypothesis import given

from prevent_cli.store.layout import lay_out
from prevent_cli.store.reader import read
from tests.store.odd_yaml import Odd, odd_files


@given(odd_files())
def test_the_second_time_changes_nothing(odd: Odd) -> None:
    once = lay_out(odd.text, odd.data)

    assert read(once)[0] == odd.data
    assert lay_out(once, odd.data) == once
    assert [comment for comment in odd.comments if comment not in once] == []


def test_comments_stay_beside_what_they_were_written_for() -> None:
    text = dedent("""\
        # head

        format:   toolkit/1   # f
        roles:   # who
          # the first
          - {name: CSP,   # r1
             aka: [A]}


          - name: 'Board'   # r2
        # foot
        """)

    made = lay_out(text, read(text)[0])

    assert made == dedent("""\
        # head

        format: toolkit/1 # f
        roles: # who
          # the first
          - name: CSP # r1
            aka: [A]

          - name: Board # r2
        # foot
        """)
