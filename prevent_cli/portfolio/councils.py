"""What the first letters of an ONS code say of a body: its kind and its nation.

Source: Office for National Statistics, Register of Geographic Codes, which gives each kind of
area an entity code of a letter and two digits; a body's code is that and six digits.
"""

from __future__ import annotations

KINDS = {
    "E06": "unitary authority",
    "E07": "district",
    "E08": "metropolitan borough",
    "E09": "London borough",
    "E10": "county",
    "N09": "district",
    "S12": "council area",
    "W06": "unitary authority",
}
NATIONS = {"E": "England", "N": "Northern Ireland", "S": "Scotland", "W": "Wales"}


def kind(code: str | None) -> str | None:
    """Give the kind of council that a code says; None without a code, and for one that is no council's."""
    return KINDS.get(code[:3].upper()) if code else None


def nation(code: str | None) -> str | None:
    """Give the nation that a code says; None without a code, and for one that is no council's."""
    return NATIONS[code[0].upper()] if code and kind(code) else None
