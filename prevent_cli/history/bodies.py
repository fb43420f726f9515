"""Which toolkits are of the same body: by its code, or by its name where one of them gives no code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prevent_cli.model.toolkit import Organisation


class Bodies:
    """Tells bodies apart among the organisations of some toolkits."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._codes = {one.name.casefold(): one.code for one in organisations if one.code}

    def key(self, organisation: Organisation) -> str:
        """Give what is the same for toolkits of the same body, and no other's."""
        name = organisation.name.casefold()
        return organisation.code or self._codes.get(name) or name
