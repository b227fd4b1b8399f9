"""Redesigns of every layout before the sentinel of rot: `python -m benchmarks.redesigns [--layout NAME …] [--redesigns 200] [--seed N] [--rarer]`.

Prints for each layout how many broke its reading, which of them were missed within 20 pages, what landed wrong or lacking without a
flag, by name, and the alarms on its pages as they were; the seed is drawn anew and printed, unless one is given.
"""

from __future__ import annotations

from random import SystemRandom
from typing import Annotated

import typer


def main(
    layout: Annotated[
        list[str] | None, typer.Option(help="a layout's name; may stand more than once; all without it")
    ] = None,
    redesigns: Annotated[int, typer.Option(min=1, help="of each layout")] = 200,
    seed: Annotated[int | None, typer.Option(help="drawn anew without it")] = None,
    rarer: Annotated[
        bool, typer.Option(help="the rarer kinds instead of renamed, dropped, moved and swapped nodes")
    ] = False,
) -> None:
    """Exit 2 for a layout that no portal has."""
    from tests.gate.drill import LAYOUTS, drilled
    from tests.gate.redesigns import KINDS, RARER

    chosen = tuple(layout or LAYOUTS)
    for name in chosen:
        if name not in LAYOUTS:
            typer.echo(f"--layout: no layout is called {name}; there are {', '.join(LAYOUTS)}", err=True)
            raise typer.Exit(2)
    drawn = SystemRandom().randrange(2**31) if seed is None else seed
    typer.echo(f"seed {drawn}, {redesigns} redesigns of each layout")
    pages = alarms = 0
    for told in drilled(drawn, redesigns, chosen, RARER if rarer else KINDS):
        seen = 1 - len(told.missed) / max(1, len(told.breaking))
        typer.echo(
            f"{told.layout:30} breaking {len(told.breaking):4}  missed {len(told.missed):3} ({seen:.1%} seen)  "
            f"wrong landed {len(told.landed):3}  lacking landed {len(told.lost):3}  alarms {len(told.alarms)} of {told.pages}"
        )
        for kind, some in (("missed", told.missed), ("wrong", told.landed), ("lacking", told.lost)):
            for name in sorted({one.name for one in some}):
                typer.echo(f"    {kind}: {name}")
        for words in told.alarms:
            typer.echo(f"    alarm: {words}")
        pages, alarms = pages + told.pages, alarms + len(told.alarms)
    typer.echo(f"{alarms} alarms on {pages} pages as they were")


if __name__ == "__main__":
    typer.run(main)
