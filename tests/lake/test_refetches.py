"""A page fetched again in other clothes is no revision; a real edit is one, of its kind; and any past moment is told word for word.

The simulator writes the articles, dresses each visit anew and knows the truth. The soak form makes 1,000 noisy visits and
200 edits under a seed of its own, which it prints; the short form 60 and 27 under a fixed one.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from data_lake.history import History, as_of, history_of
from data_lake.lake import Lake, open_lake
from data_lake.publish import publish
from data_lake.tables import read
from portals.read import article_on
from portals.registry import portal_named
from schemas.article import READINGS
from schemas.columns import table_of
from schemas.page import Page
from simulator import World
from simulator.edits import EditKind, edited
from simulator.render import article_html
from simulator.sites import SITES, era_named
from simulator.story import Story, changed, truth_of
from tests.flows.truth import differences
from tests.lake_rows import all_good

TONES = re.findall(r"(\w+)/(\w+)", "òa/oà óa/oá ỏa/oả õa/oã ọa/oạ òe/oè óe/oé ùy/uỳ úy/uý ủy/uỷ ũy/uỹ ụy/uỵ")
OTHER_PLACE = {one: other for pair in TONES for one, other in (pair, pair[::-1])}
TONED = re.compile("|".join(OTHER_PLACE))
MORE_KINDS = ("date", "section", "lead")
KINDS: tuple[str, ...] = (*get_args(EditKind), *MORE_KINDS)
BEGIN = datetime(2026, 11, 20, 1, tzinfo=UTC)
"""Later than anything that the simulator has written at its start."""
TOLD_AS = {"number": "numbers", "name": "names", "body": "body", "lead": "lead"}
"""Kind of an edit -> what `history` calls it where it is in the words."""


@dataclass
class Told:
    """What was done to the lake's articles, and when; the truth that it is held against."""

    lake: Lake
    rng: random.Random
    world: World
    moment: datetime = BEGIN
    visits: dict[tuple[str, int], list[tuple[datetime, Story]]] = field(default_factory=dict)
    ids: dict[tuple[str, int], str] = field(default_factory=dict)

    def visit(self, stories: list[Story], *, retoned: bool) -> None:
        """Every story fetched in new clothes, read and landed."""
        self.moment += timedelta(hours=1)
        articles = []
        for story in stories:
            page = Page(
                url=story.url,
                final_url=story.url,
                status=200,
                headers=(("Content-Type", "text/html; charset=utf-8"),),
                payload=dressed(self.world, story, self.rng, retoned=retoned).encode(),
                captured_at=self.moment,
            )
            article = article_on(page, portal_named(story.portal))
            articles.append(article)
            self.ids[story.portal, story.number] = article.article_id
            self.visits.setdefault((story.portal, story.number), []).append((self.moment, story))
        publish(self.lake, table_of(articles, READINGS), all_good(len(articles)), f"{self.moment:%d%H}", self.moment)

    def history(self, key: tuple[str, int]) -> History:
        return history_of(self.lake, key[0], self.ids[key])

    def latest(self, key: tuple[str, int]) -> Story:
        return self.visits[key][-1][1]


def dressed(world: World, story: Story, rng: random.Random, *, retoned: bool) -> str:
    """The story's page as one visit sees it: classes, boxes, blanks, counters, sizes of pictures, and the place of tones."""
    markup = article_html(SITES[story.portal], story, world.listed(story.portal), rng.randrange(1 << 31))
    markup = markup.replace("__VIEWS__", str(rng.randrange(1, 99_999)))
    markup = re.sub(r"<img ", lambda _: f'<img width="{rng.randrange(90, 1_600)}" height="auto" ', markup)
    markup = re.sub(r">\s*<(/?)(div|ul|li|section)", lambda m: f">{' ' * rng.randrange(3)}\n<{m[1]}{m[2]}", markup)
    if not retoned:
        return markup
    return TONED.sub(lambda m: OTHER_PLACE[m[0]] if rng.random() < 0.5 else m[0], markup)


def truth(story: Story) -> dict[str, Any]:
    """What a reader finds on the page."""
    return truth_of(story, era_named(SITES[story.portal], story.era).prints, ())


def next_version(story: Story, kind: str, rng: random.Random) -> Story | None:
    """The story after an edit of a kind; None where it has nothing of that kind that its page would show."""
    at = story.modified + timedelta(hours=1)
    if kind not in MORE_KINDS:
        new = edited(story, kind, at, rng)  # type: ignore[arg-type]
    elif kind == "date":
        new = changed(story, at, published=story.published - timedelta(minutes=rng.randrange(61, 600)))
    elif kind == "lead":
        new = changed(story, at, lead=f"{story.lead} Hoạt động kéo dài đến hết tháng.") if story.lead else None
    else:
        others = [path for path in SITES[story.portal].sections.values() if path[-1] != story.sections[-1]]
        new = changed(story, at, sections=rng.choice(others))
    return new if new is not None and expected(kind, story, new) else None


def expected(kind: str, old: Story, new: Story) -> set[str]:
    """The kinds of change that a reader of both pages would name."""
    before, after = truth(old), truth(new)
    plain = {"title": "headline", "section": "section", "published_at": "date", "captions": "captions"}
    told = {name for column, name in {**plain, "attachments": "attachments"}.items() if before[column] != after[column]}
    return told | ({TOLD_AS[kind]} if before["body"] != after["body"] and kind in TOLD_AS else set())


def begun(folder: Path, seed: int, per_portal: int) -> Told:
    """A lake in which every article was seen once."""
    told = Told(open_lake(str(folder / "lake")), random.Random(seed), World(articles=per_portal, seed=seed))
    told.visit([story for slug in SITES for story in told.world.listed(slug)], retoned=False)
    return told


def false_revisions(told: Told, rounds: int) -> int:
    """Revisions that came of visits in which nothing had changed."""
    for _ in range(rounds):
        told.visit([told.latest(key) for key in told.visits], retoned=True)
    return read(told.lake, "revisions", ("article_id",)).num_rows - len(told.visits)


def edits_made(told: Told, count: int) -> tuple[Counter[str], list[str]]:
    """So many edits, one article at a time and every kind in turn. -> those found, by kind; what was told wrong."""
    found, wrong, done = Counter[str](), [], 0
    while done < count:
        batch = _next_edits(told, count - done, done)
        told.visit([new for _, _, new in batch], retoned=False)
        for kind, old, new in batch:
            periods = told.history((new.portal, new.number)).periods
            kinds = {change.kind for change in periods[-1].changes}
            if kinds == expected(kind, old, new) and periods[-1].valid_from == told.moment:
                found[kind] += 1
            else:
                wrong.append(f"{new.url}: {kind} told as {sorted(kinds)}, {sorted(expected(kind, old, new))} expected")
        done += len(batch)
        told.visit([told.latest(key) for key in told.rng.sample(sorted(told.visits), 3)], retoned=True)
    return found, wrong


def _next_edits(told: Told, most: int, done: int) -> list[tuple[str, Story, Story]]:
    batch: list[tuple[str, Story, Story]] = []
    for key in told.rng.sample(sorted(told.visits), len(told.visits)):
        kind = KINDS[(done + len(batch)) % len(KINDS)]
        new = next_version(told.latest(key), kind, told.rng)
        if new is not None and len(batch) < most:
            batch.append((kind, told.latest(key), new))
    return batch


def wrong_moments(told: Told, count: int) -> list[str]:
    """What `as-of` says otherwise than the pages did, at so many moments chosen at random."""
    wrong = []
    span = told.moment - BEGIN + timedelta(hours=1)
    for _ in range(count):
        at = BEGIN + span * told.rng.random()
        rows = {row["article_id"]: row for row in as_of(told.lake, at).to_pylist()}
        for key, visits in told.visits.items():
            said = [story for when, story in visits if when <= at]
            if bool(said) != (told.ids[key] in rows):
                wrong.append(f"{key} at {at}: {len(said)} visits, {told.ids[key] in rows}")
            elif said and (differing := differences(truth(said[-1]), rows[told.ids[key]])):
                wrong.append(f"{said[-1].url} at {at}: {differing[0]}")
    return wrong


def back_again(told: Told) -> list[str]:
    """Articles that say what they said at first once more, and whose history does not tell so."""
    keys = told.rng.sample(sorted(told.visits), 5)
    before = {key: len(told.history(key).periods) for key in keys}
    other = [
        changed(told.latest(key), told.latest(key).modified, title=f"{told.latest(key).title} - bản khác")
        for key in keys
    ]
    first = [told.latest(key) for key in keys]
    told.visit(other, retoned=False)
    told.visit([replace(story, version=story.version + 2) for story in first], retoned=False)
    return [str(key) for key in keys if len(told.history(key).periods) != before[key] + 2]


def test_noise_is_no_revision_and_an_edit_is_one_of_its_kind(tmp_path: Path) -> None:
    told = begun(tmp_path, 7, 4)
    assert false_revisions(told, 3) == 0
    found, wrong = edits_made(told, 27)
    assert (wrong, set(found)) == ([], set(KINDS))
    assert back_again(told) == []
    assert wrong_moments(told, 6) == []


@pytest.mark.soak
def test_a_thousand_noisy_visits_and_two_hundred_edits(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(1 << 31)
    told = begun(tmp_path, seed, 20)
    false = false_revisions(told, 10)
    noisy = 10 * len(told.visits)
    found, wrong = edits_made(told, 200)
    amiss = [*back_again(told), *wrong_moments(told, 60)]
    print(
        f"seed {seed}: {false} false revisions in {noisy} noisy visits; {sum(found.values())} of 200 edits told right {dict(found)}"
    )
    print("\n".join([*wrong, *amiss]))
    assert noisy >= 1_000
    assert false <= 1
    assert (wrong, amiss) == ([], [])
