"""docs/data-dictionary.md, made from the schemas: `python -m data_lake.dictionary > docs/data-dictionary.md`."""

from __future__ import annotations

import pyarrow as pa

from data_lake.shapes import SHAPES, Shape
from schemas.article import SCHEMA_VERSION

HEAD = f"""# Data dictionary

Made from the schemas (version {SCHEMA_VERSION}) by `make dictionary`; a test holds the two equal. Every table is a Delta table under the
lake's address. Moments are UTC with microseconds. Text is NFC. `month` is a partition of the table where it is no column below.
"""


def dictionary() -> str:
    """The whole document as Markdown."""
    return "\n".join([HEAD, *(_table(name, shape) for name, shape in SHAPES.items())])


def _table(name: str, shape: Shape) -> str:
    lines = [
        f"## {name}",
        "",
        f"Key: {', '.join(f'`{column}`' for column in shape.key)}. Partitions: {', '.join(f'`{p}`' for p in shape.partitions)}.",
        "",
        "| column | type | null | meaning |",
        "|---|---|---|---|",
        *(
            f"| `{field.name}` | {type_of(field.type)} | {'yes' if field.nullable else 'no'} | {cell(meaning_of(field))} |"
            for field in shape.schema
        ),
        "",
    ]
    return "\n".join(lines)


def type_of(kind: pa.DataType) -> str:
    """An Arrow type in words."""
    if pa.types.is_list(kind):
        return f"list of {type_of(kind.value_type)}"
    if pa.types.is_struct(kind):
        return "{" + ", ".join(f"{field.name}: {type_of(field.type)}" for field in kind) + "}"
    return "moment" if pa.types.is_timestamp(kind) else "day" if pa.types.is_date(kind) else str(kind)


def meaning_of(field: pa.Field[pa.DataType]) -> str:
    """What a column means, in a sentence."""
    return (field.metadata or {}).get(b"doc", b"").decode()


def cell(text: str) -> str:
    """A text as a cell of a Markdown table."""
    return text.replace("|", "\\|")


if __name__ == "__main__":
    print(dictionary(), end="")
