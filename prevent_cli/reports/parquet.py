"""Three tables as Parquet files, written as toolkits come.

Words are dictionaries, days are date32, what may be missing is null. The same rows give the same
bytes, with the same version of Arrow. The files' metadata say which program and which format made them.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Self

from prevent_cli.extras import need
from prevent_cli.portfolio.tables import HEAD, TABLES, VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType
    from typing import BinaryIO

    from prevent_cli.portfolio.tables import Column, Row, Tables

_GROUP = 50_000
"""Rows that are kept until they are written as one row group: some 20 MB."""


def schema(table: str, fields: Sequence[str] = ()) -> Any:
    """Give the Arrow schema of a table: the head's columns, its own, and one for each field of the bodies."""
    arrow = need("pyarrow", "parquet")
    columns: list[Column[Any]] = [*HEAD, *TABLES[table]]
    kinds = _kinds(arrow)
    made = [arrow.field(one.name, kinds[one.kind], nullable=not one.always) for one in columns]
    made += [arrow.field(name, kinds["word"]) for name in fields]
    about = {"program": f"prevent {version('prevent-cli')}", "format": VERSION, "table": table}
    return arrow.schema(made, metadata={f"prevent.{key}": value for key, value in about.items()})


def _kinds(arrow: Any) -> dict[str, Any]:
    return {
        "word": arrow.dictionary(arrow.int32(), arrow.string()),
        "text": arrow.string(),
        "words": arrow.list_(arrow.field("element", arrow.string(), nullable=False)),
        "day": arrow.date32(),
        "flag": arrow.bool_(),
        "number": arrow.int32(),
    }


class Writer:
    """Writes the tables into a stream for each of ``FILES``; ``fields`` are those that bodies have beside their toolkits.

    It raises MissingExtraError without the extra ``parquet``.
    """

    FILES = tuple(f"{table}.parquet" for table in TABLES)

    def __init__(self, streams: Mapping[str, BinaryIO], fields: Sequence[str]) -> None:
        parquet = need("pyarrow.parquet", "parquet")
        self._fields = fields
        self._schemas = {table: schema(table, fields) for table in TABLES}
        self._waiting: dict[str, list[Row]] = {table: [] for table in TABLES}
        self._writers = {
            table: parquet.ParquetWriter(streams[f"{table}.parquet"], of, compression="zstd")
            for table, of in self._schemas.items()
        }

    def add(self, rows: Tables, fields: Mapping[str, str]) -> None:
        """Take the rows of a toolkit in, with its body's fields."""
        further = tuple(fields.get(name) for name in self._fields)
        for table in TABLES:
            self._waiting[table] += [(*rows.head, *row, *further) for row in getattr(rows, table)]
            if len(self._waiting[table]) >= _GROUP:
                self._write(table)

    def _write(self, table: str) -> None:
        arrow, of, rows = need("pyarrow", "parquet"), self._schemas[table], self._waiting[table]
        columns = zip(*rows, strict=True) if rows else ((),) * len(of)
        arrays = [arrow.array(list(column), type=one.type) for column, one in zip(columns, of, strict=True)]
        self._writers[table].write_table(arrow.Table.from_arrays(arrays, schema=of))
        self._waiting[table] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for table, writer in self._writers.items():
            if kind is None:
                self._write(table)
            writer.close()
