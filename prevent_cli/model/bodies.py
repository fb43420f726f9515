"""Which toolkits are of the same body: by its code, or by its name where one of them gives no code."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


class Organisation(Protocol):
    """What tells bodies apart, wherever it is written."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def code(self) -> str | None:
        """Its code, where it gives one."""


class Named(NamedTuple):
    """A name and a code, without the record that they are from."""

    name: str
    code: str | None


def fold(name: str) -> str:
    """Give what is the same for all ways to write a name: in any case, with any white space between its words."""
    return " ".join(name.split()).casefold()


def own_key(organisation: Organisation) -> str:
    """Give what a body is known by as far as one record says: its code, else its name."""
    return organisation.code or fold(organisation.name)


class Bodies:
    """Tells bodies apart among the organisations of some toolkits.

    One without a code is the body of its name that has one, unless two have that name.
    """

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        codes: dict[str, set[str]] = defaultdict(set)
        for one in organisations:
            if one.code:
                codes[fold(one.name)].add(one.code)
        self._codes = {name: code for name, (code, *others) in codes.items() if not others}

    def key(self, organisation: Organisation) -> str:
        """Give what is the same for toolkits of the same body, and no other's."""
        return organisation.code or self._codes.get(fold(organisation.name)) or own_key(organisation)


def packed(organisation: Organisation) -> bytes:
    """Write as bytes what tells a body apart."""
    return f"{organisation.name}\0{organisation.code or ''}".encode("utf-8", "surrogatepass")


def unpacked(content: bytes) -> Named:
    """Read it from its bytes."""
    name, _, code = content.decode("utf-8", "surrogatepass").partition("\0")
    return Named(name, code or None)
