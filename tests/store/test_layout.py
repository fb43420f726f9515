"""Laying a file out anew: it says the same, keeps every comment, and the second time changes nothing."""

from __future__ import annotations

from textwrap import dedent

from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.store.layout import lay_out
from prevent_cli.store.reader import read
from tests.store.odd_yaml import Odd, changed, odd_files


@given(odd_files())
def test_the_second_time_changes_nothing(odd: Odd) -> None:
    once = lay_out(odd.text, odd.data)

    assert read(once)[0] == odd.data
    assert lay_out(once, odd.data) == once
    assert [comment for comment in odd.comments if comment not in once] == []


@given(odd_files(), st.data())
def test_a_file_may_be_laid_out_to_say_something_else(odd: Odd, data: st.DataObject) -> None:
    wanted = data.draw(changed(odd.data))

    once = lay_out(odd.text, wanted)

    assert read(once)[0] == wanted
    assert lay_out(once, wanted) == once
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


def test_a_comment_beside_a_dash_goes_before_what_the_dash_begins() -> None:
    text = dedent("""\
        roles:
          - [[A, # inner
             B], # outer
             # last
            ]
          - # the first
            # its name
            name: CSP # said
        """)

    made = lay_out(text, read(text)[0])

    assert made == dedent("""\
        roles:
          # outer
          - - - A # inner
              - B
          # last
          # the first
          # its name
          - name: CSP # said
        """)
    assert lay_out(made, read(made)[0]) == made


def test_text_that_takes_the_place_of_a_list_keeps_its_comments() -> None:
    text = dedent("""\

        # head

        aka:
          # why
          - CSP

          - Board
        """)

    made = lay_out(text, {"aka": "Board"})

    assert made == dedent("""\
        # head

        # why
        aka: Board
        """)
    assert lay_out(made, {"aka": "Board"}) == made
