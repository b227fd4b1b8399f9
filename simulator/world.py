"""The portals' state: what was written, edited, moved and removed, what fails, and the truth about all of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom
from typing import Any
from urllib.parse import urlsplit

from simulator.compose import story_of
from simulator.edits import KINDS, EditKind, edited, moved
from simulator.faults import Fault, Faults
from simulator.index import Index
from simulator.sites import SITES, era_named
from simulator.story import HANOI_TIME, Story, changed, truth_of

Event = dict[str, Any]
REDESIGN_PRINTS = frozenset({"published", "modified", "section"})


class World:
    """All five portals. Safe to use from any thread; every change is an event, so the same events give the same world.

    articles: stock of each portal. seed: of the markup's noise, drawn anew (and kept in `.seed`) when None.
    state: a file of events (JSON lines) that is replayed at the start and added to.
    """

    def __init__(self, articles: int = 52, seed: int | None = None, state: Path | None = None) -> None:
        self.articles = articles
        self.seed = SystemRandom().randrange(2**31) if seed is None else seed
        self.state = state
        self.lock = threading.RLock()
        self.faults = Faults()
        self.redesigned: set[str] = set()
        self.index = Index()
        self._stories: dict[str, list[Story]] = {slug: [] for slug in SITES}
        self._titles: dict[str, set[str]] = {slug: set() for slug in SITES}
        self._events = 0
        for slug in SITES:
            for _ in range(articles):
                self._write(slug, None)
        if state is not None and state.exists():
            for line in state.read_text(encoding="utf-8").splitlines():
                self._apply(json.loads(line))

    def stories(self, slug: str) -> tuple[Story, ...]:
        """Articles of a portal in order of writing, removed ones too. Raises ValueError for an unknown portal."""
        with self.lock:
            return tuple(self._stories[_known(slug)])

    def listed(self, slug: str) -> list[Story]:
        """Articles that the portal shows, newest first."""
        shown = [story for story in self.stories(slug) if story.state != "removed" and not story.hidden]
        return sorted(shown, key=lambda story: (story.published, story.number), reverse=True)

    def truth(self, slug: str | None = None) -> list[dict[str, Any]]:
        """What a careful reader finds on each article's page; see `story.truth_of`."""
        return [self._truth(story) for one in ([slug] if slug else list(SITES)) for story in self.stories(one)]

    def publish(self, slug: str, n: int = 1) -> list[dict[str, Any]]:
        """n new articles, a minute apart up to now."""
        return self._happen({"verb": "publish", "portal": slug, "n": n})

    def edit(self, slug: str, n: int = 1, kind: EditKind | None = None, url: str | None = None) -> list[dict[str, Any]]:
        """n articles changed (or the one at `url`); kind None: any."""
        if kind is not None and kind not in KINDS:
            raise ValueError(f"unknown kind of edit {kind!r}; known: {', '.join(KINDS)}")
        return self._happen({"verb": "edit", "portal": slug, "n": n, "kind": kind, "url": url})

    def remove(self, slug: str, url: str | None = None, n: int = 1) -> list[dict[str, Any]]:
        """n articles (or the one at `url`) taken down: their addresses answer 404 or 410 and no channel shows them."""
        return self._happen({"verb": "remove", "portal": slug, "n": n, "url": url})

    def move(self, slug: str, url: str | None = None, n: int = 1) -> list[dict[str, Any]]:
        """n articles (or the one at `url`) under a new slug; the old address answers 301."""
        return self._happen({"verb": "move", "portal": slug, "n": n, "url": url})

    def hide(self, slug: str, url: str | None = None, n: int = 1) -> list[dict[str, Any]]:
        """n articles (or the one at `url`) taken out of every channel; their pages stay."""
        return self._happen({"verb": "hide", "portal": slug, "n": n, "url": url})

    def redesign(self, slug: str) -> list[dict[str, Any]]:
        """Every article page of the portal in markup that nobody has seen, with class names of this start."""
        return self._happen({"verb": "redesign", "portal": slug})

    def fault(self, portal: str, name: str, **options: Any) -> Fault:
        """Switches a fault on; see `faults.Fault` for its options. Raises ValueError for an unknown one."""
        return self.faults.add(_known(portal), name, **options)

    def clear(self, portal: str | None = None) -> None:
        """Switches faults off: the portal's, or all."""
        self.faults.clear(portal)

    def _happen(self, event: Event) -> list[dict[str, Any]]:
        _known(event["portal"])
        event["at"] = datetime.now(HANOI_TIME).isoformat(timespec="seconds")
        with self.lock:
            touched = self._apply(event)
            if self.state is not None:
                self.state.parent.mkdir(parents=True, exist_ok=True)
                with self.state.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(event, ensure_ascii=False) + "\n")
            return [self._truth(story) for story in touched]

    def _apply(self, event: Event) -> list[Story]:
        self._events += 1
        slug, at = event["portal"], datetime.fromisoformat(event["at"])
        rng = Random(f"event {self._events}: {event['verb']} {slug}")
        match event["verb"]:
            case "publish":
                return [self._write(slug, at - timedelta(minutes=back)) for back in reversed(range(event["n"]))]
            case "edit":
                return self._change(
                    event, rng, lambda story: edited(story, event["kind"] or rng.choice(KINDS), at, rng)
                )
            case "remove":
                return self._change(event, rng, lambda story: changed(story, at, state="removed"))
            case "hide":
                return self._change(event, rng, lambda story: replace(story, hidden=True))
            case "move":
                return self._change(event, rng, lambda story: moved(story, at))
            case "redesign":
                self.redesigned.add(slug)
                return []
            case verb:
                raise ValueError(f"unknown event {verb!r}")

    def _change(self, event: Event, rng: Random, change: Callable[[Story], Story | None]) -> list[Story]:
        slug, wanted = event["portal"], event.get("url")
        live = [story for story in self._stories[slug] if story.state == "live" and wanted in (None, story.url)]
        if not live:
            raise ValueError(f"no such live article on {slug}: {wanted}")
        done: list[Story] = []
        for story in rng.sample(live, len(live)):
            if len(done) == event["n"]:
                break
            new = change(story)
            if new is not None:
                self._keep(new)
                done.append(new)
        return done

    def _write(self, slug: str, at: datetime | None) -> Story:
        number = len(self._stories[slug])
        story = story_of(SITES[slug], number, self.articles, frozenset(self._titles[slug]), at)
        self._stories[slug].append(story)
        self._keep(replace(story, version=1))
        return self._stories[slug][number]

    def _keep(self, story: Story) -> None:
        self._stories[story.portal][story.number] = story
        self._titles[story.portal].add(story.title)
        self.index.add(story)

    def _truth(self, story: Story) -> dict[str, Any]:
        site = SITES[story.portal]
        era = era_named(site, story.era)
        prints, furniture = era.prints, era.furniture
        if story.portal in self.redesigned:
            prints, furniture = REDESIGN_PRINTS, ("Có thể bạn quan tâm",)
        scheme = urlsplit(site.home).scheme
        return truth_of(story, prints, furniture) | {
            "canonical_url": urlsplit(story.url)._replace(scheme=scheme).geturl()
        }


def _known(slug: str) -> str:
    if slug not in SITES:
        raise ValueError(f"unknown portal {slug!r}; known: {', '.join(SITES)}")
    return slug
