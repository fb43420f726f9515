"""Three tables as Parquet files: rows are put aside as toolkits come, and written when all have come.

Words are dictionaries, days are date32, what may be missing is null. The same rows give the same
bytes, with the same version of Arrow. The files' metadata say which program and which format made them.
"""

from __future__ import annotations

from contextlib import ExitStack
from importlib.metadata import version
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Self

from prevent_cli.extras import need
from prevent_cli.portfolio.tables import PLACE, TABLES, VERSION, columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import IO, BinaryIO

    from prevent_cli.portfolio.tables import Place, Row, Tables

_GROUP = 50_000
"""Rows that are kept until they are written as one row group: some 20 MB."""


def schema(table: str, fields: Sequence[str] = ()) -> Any:
    """Give the Arrow schema of a table: the columns of the place and the head, its own, and one for each field of the bodies."""
    arrow = need("pyarrow", "parquet")
    kinds = _kinds(arrow)
    made = [arrow.field(one.name, kinds[one.kind], nullable=not one.always) for one in columns(table)]
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

    What a toolkit counts for is known when all have come. Until then rows wait in files without a name in ``folder``,
    in the row groups that they are to be, each with its toolkit's number.
    It raises MissingExtraError without the extra ``parquet``.
    """

    FILES = tuple(f"{table}.parquet" for table in TABLES)

    def __init__(self, streams: Mapping[str, BinaryIO], fields: Sequence[str], folder: Path) -> None:
        need("pyarrow.parquet", "parquet")
        self._streams = streams
        self._fields = fields
        self._taken = 0
        self._waiting: dict[str, list[Row]] = {table: [] for table in TABLES}
        with ExitStack() as stack:
            self._spools = {
                table: _Spool(schema(table, fields), stack.enter_context(TemporaryFile(dir=folder))) for table in TABLES
            }
            self._stack = stack.pop_all()

    def add(self, rows: Tables, fields: Mapping[str, str]) -> None:
        """Take the rows of a toolkit in, with its body's fields."""
        further = tuple(fields.get(name) for name in self._fields)
        for table in TABLES:
            self._waiting[table] += [(self._taken, *rows.head, *row, *further) for row in getattr(rows, table)]
            if len(self._waiting[table]) >= _GROUP:
                self._keep(table)
        self._taken += 1

    def place(self, places: Sequence[Place | None]) -> None:
        """Write the tables, with what each toolkit counts for; of one that does not count, nothing."""
        parquet = need("pyarrow.parquet", "parquet")
        found = _columns(places)
        for table, spool in self._spools.items():
            self._keep(table)
            of = schema(table, self._fields)
            with parquet.ParquetWriter(self._streams[f"{table}.parquet"], of, compression="zstd") as writer:
                for group in spool.groups():
                    writer.write_table(_placed(group, found, of))

    def _keep(self, table: str) -> None:
        self._spools[table].keep(self._waiting[table])
        self._waiting[table] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()


class _Spool:
    """Row groups that wait on the disk: those of a schema, with the toolkit's number in place of what it counts for."""

    def __init__(self, of: Any, file: IO[bytes]) -> None:
        arrow = need("pyarrow", "parquet")
        self._schema = arrow.schema([arrow.field("number", arrow.int32()), *list(of)[len(PLACE) :]])
        self._file = file
        packed = need("pyarrow.ipc", "parquet").IpcWriteOptions(compression="lz4")
        self._writer = arrow.ipc.new_stream(self._file, self._schema, options=packed)

    def keep(self, rows: Sequence[Row]) -> None:
        """Take a row group in, which may be empty."""
        arrow = need("pyarrow", "parquet")
        values = zip(*rows, strict=True) if rows else ((),) * len(self._schema)
        arrays = [arrow.array(list(column), type=one.type) for column, one in zip(values, self._schema, strict=True)]
        self._writer.write_batch(arrow.record_batch(arrays, schema=self._schema))

    def groups(self) -> Iterator[Any]:
        """Give the row groups back, one after the other."""
        self._writer.close()
        self._file.seek(0)
        with need("pyarrow", "parquet").ipc.open_stream(self._file) as reader:
            yield from reader


def _columns(places: Sequence[Place | None]) -> list[Any]:
    """Give what toolkits count for as Arrow's columns, by their numbers."""
    arrow = need("pyarrow", "parquet")
    types = {"word": arrow.string(), "flag": arrow.bool_(), "day": arrow.date32()}
    return [arrow.array([one and column.of(one) for one in places], type=types[column.kind]) for column in PLACE]


def _placed(group: Any, found: Sequence[Any], of: Any) -> Any:
    """Put what its toolkit counts for before each row; leave those out of which nothing counts."""
    arrow = need("pyarrow", "parquet")
    counts = found[0].is_valid().take(group.column(0))
    kept = group.filter(counts)
    place = [column.take(kept.column(0)) for column in found]
    arrays = [array.dictionary_encode() if arrow.types.is_string(array.type) else array for array in place]
    return arrow.Table.from_arrays([*arrays, *kept.columns[1:]], schema=of)
