"""The commands that keep a lake: seal, maintain, release, export, let a row in, take a text down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from data_lake.calls import HERE, At, Form, lake_at, say
from schemas.errors import CallError

keeping = typer.Typer()


@keeping.command()
def seal(lake: At = HERE) -> None:
    """Mend what a killed run left, and write down the sha256 of every file that has none yet."""
    from data_lake import sealing

    held = lake_at(lake)
    for mended in sealing.repair(held):
        say([f"mended {mended.warc_file}: {mended.records} records kept, {mended.torn} bytes set aside"])
    say([f"{sealing.seal(held)} files sealed"])


@keeping.command()
def maintain(
    lake: At = HERE,
    keep_days: Annotated[
        int, typer.Option(help="Superseded versions stay readable so long; releases for good.", min=1)
    ] = 90,
) -> None:
    """Compact small files, remove what no kept version needs, seal."""
    from data_lake.maintain import maintain as maintained

    mended, tables = maintained(lake_at(lake), retention=timedelta(days=keep_days))
    for one in tables:
        say([f"{one.table}: {one.files_before} files made {one.files_after}, {one.removed} removed"])
    say([f"{len(mended)} WARC files mended"])


@keeping.command()
def release(name: str, lake: At = HERE) -> None:
    """Give the present versions of all tables a NAME."""
    from data_lake.releases import release as released

    made = released(lake_at(lake), name, datetime.now(UTC))
    versions = " ".join(f"{table}@{version}" for table, version in made.versions.items())
    say([f"released {made.name}: {versions}; canonical hash {made.canonical_hash}"])


@keeping.command()
def export(
    folder: Path,
    lake: At = HERE,
    name: Annotated[str | None, typer.Option("--release", help="A release; the present versions by default.")] = None,
    form: Annotated[Form, typer.Option("--format", help="parquet or jsonl.")] = Form.parquet,
) -> None:
    """Write articles, revisions and sightings into a new FOLDER, with a manifest of checksums."""
    if form not in (Form.parquet, Form.jsonl):
        raise CallError(f"an export is parquet or jsonl, not {form.value}")
    # Rights are facts of the portals' files; a command line joins what libraries may not.
    from data_lake import export as exports
    from portals.registry import portals  # noqa: TID251 - decision 16

    rights = {slug: one.rights for slug, one in portals().items() if one.rights}
    manifest = exports.export(
        lake_at(lake), folder, form="parquet" if form is Form.parquet else "jsonl", release=name, rights=rights
    )
    counts = ", ".join(f"{table['rows']} {table_name}" for table_name, table in manifest["tables"].items())
    say([f"{counts} in {len(manifest['files'])} files at {folder}"])


@keeping.command("release-row")
def release_row(
    capture: Annotated[str, typer.Argument(help="capture_id of a row in quarantine; `explain URL` tells it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is right all the same; kept with it.")],
    lake: At = HERE,
) -> None:
    """Let a quarantined row into articles by hand, flagged, with your reason on record."""
    from data_lake.quarantine import let_in

    row = let_in(lake_at(lake), capture, reason, datetime.now(UTC))
    say([f"released {row['url']}: {row['fate']} in run {row['run_id']}"])


@keeping.command("takedown")
def take_down(
    url: str, reason: Annotated[str, typer.Option(help="Why; stands in the tombstone.")], lake: At = HERE
) -> None:
    """Remove the text at URL from every file that is kept; name what had to go with it."""
    from data_lake.takedown import takedown

    for stone in takedown(lake_at(lake), url, reason, datetime.now(UTC)):
        told = ", ".join((*stone.versions, *(f"release {name}" for name in stone.releases))) or "none"
        why = f" as a twin of {stone.twin_of}" if stone.twin_of else ""
        say([f"{stone.url} ({stone.article_id}) taken down{why}"])
        if not stone.twin_of:
            say([f"   {len(stone.removed)} files removed or written anew; kept no more: {told}"])
        say(f"   sentences of it taken out of {other}, which stays" for other in stone.quoted_by or ())
