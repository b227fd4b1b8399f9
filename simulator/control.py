"""The simulator's own addresses: /_simulator/<verb> on any host."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from simulator.answer import Answer
from simulator.sites import SITES

if TYPE_CHECKING:
    from simulator.world import World

PREFIX = "/_simulator/"
JSON = "application/json; charset=utf-8"


def _value(text: str) -> Any:
    """A number or truth value where the text is one."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _done(world: World, verb: str, query: Mapping[str, str]) -> Any:
    """What a POST does. Raises ValueError for what is unknown, KeyError for a portal that is missing."""
    n, url = int(query.get("n", "1")), query.get("url")
    match verb:
        case "publish":
            return world.publish(query["portal"], n)
        case "edit":
            return world.edit(query["portal"], n, query.get("kind"), url)  # type: ignore[arg-type]  # the world refuses unknown kinds by name
        case "remove":
            return world.remove(query["portal"], url, n)
        case "move":
            return world.move(query["portal"], url, n)
        case "hide":
            return world.hide(query["portal"], url, n)
        case "redesign":
            return world.redesign(query["portal"])
        case "clear":
            world.clear(query.get("portal"))
            return []
        case "fault":
            options = {
                name: _value(value) for name, value in query.items() if name not in ("portal", "name", "url", "times")
            }
            fault = world.fault(
                query["portal"], query["name"], url=url or "", times=int(query.get("times", "0")), **options
            )
            return {"id": fault.id, "name": fault.name}
        case _:
            raise ValueError(f"unknown verb {verb!r}")


def controlled(
    world: World, method: str, path: str, query: Mapping[str, str], requests: list[dict[str, Any]]
) -> Answer:
    """Answers in JSON; 400 with a word for a wrong call."""
    verb = path.removeprefix(PREFIX)
    try:
        if method == "POST":
            made = _done(world, verb, query)
        elif verb == "truth":
            made = world.truth(query.get("portal"))
        elif verb == "requests":
            made = requests
        elif verb == "status":
            made = {
                "seed": world.seed,
                "articles": {slug: len(world.stories(slug)) for slug in SITES},
                "faults": [fault.name for fault in world.faults.on()],
            }
        else:
            return Answer(404, json.dumps({"error": f"nothing at {path} for {method}"}).encode(), JSON)
    except KeyError as error:
        return Answer(400, json.dumps({"error": f"parameter {error.args[0]} is missing"}).encode(), JSON)
    except ValueError as error:
        return Answer(400, json.dumps({"error": str(error)}, ensure_ascii=False).encode(), JSON)
    return Answer(200, json.dumps(made, ensure_ascii=False).encode(), JSON)
