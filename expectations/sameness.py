"""Measures of a batch against itself: what should differ from article to article and does not.

Rows are the dicts that `expectations.batch` makes: a few columns, the opening and length of the body, picture addresses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from datetime import timedelta
from typing import Any

from expectations.near import alike
from expectations.row import HANOI_TIME

Rows = Sequence[dict[str, Any]]
Measure = tuple[float | None, str]

COMPARED = 1_000
"""Rows of a batch that are compared for likeness: all of them up to so many, then evenly spread ones."""
FEWEST = 5


def spread_out(rows: Rows, most: int) -> Rows:
    """At most so many rows, evenly spread."""
    return rows[:: max(1, -(-len(rows) // most))]


def largest_group(keys: Iterable[Hashable | None], total: int, fewest: int = FEWEST) -> Measure:
    """Share of the rows that the most frequent key has, and that key; None for fewer than `fewest` rows."""
    counts = Counter(key for key in keys if key)
    if total < fewest or not counts:
        return None, "too few rows"
    key, count = counts.most_common(1)[0]
    return (count / total if count > 1 else 0.0), f"{count} of {total}: {str(key)[:100]}"


def repeated(values: Sequence[Hashable]) -> Measure:
    """Share of values that stood before."""
    if not values:
        return None, "no rows"
    again = [value for value, count in Counter(values).items() if count > 1]
    share = 1 - len(set(values)) / len(values)
    return share, f"{len(again)} stand more than once" + (f", {again[0]} first" if again else "")


def one_id_for_many(rows: Rows) -> Measure:
    """Rows whose article_id another row has with another title and another text."""
    titles: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        titles.setdefault(row["article_id"], set()).add((row["folded"], row["opening"][:200]))
    apart = {
        i: {t for t, _ in found} for i, found in titles.items() if len(found) > 1 and len({b for _, b in found}) > 1
    }
    clashing = {i: names for i, names in apart.items() if len(names) > 1}
    hit = sum(row["article_id"] in clashing for row in rows)
    return (hit / len(rows) if len(rows) >= 2 else None), f"{len(clashing)} ids" + (
        f": {next(iter(clashing))}" if clashing else ""
    )


def same_title(rows: Rows) -> Measure:
    """Largest share of articles that have one title and different texts."""
    texts: dict[str, set[str]] = {}
    for row in rows:
        texts.setdefault(row["folded"], set()).add(row["opening"])
    if len(rows) < FEWEST:
        return None, "too few rows"
    title, found = max(texts.items(), key=lambda item: len(item[1]))
    return (len(found) / len(rows) if len(found) > 2 else 0.0), f"{len(found)} of {len(rows)}: {title[:100]}"


def one_hash_for_many(rows: Rows) -> Measure:
    """Share of articles whose content_hash another has with a body of another length; blanks and tone marks are folded in the hash."""
    lengths: dict[str, set[int]] = {}
    for row in rows:
        lengths.setdefault(row["content_hash"], set()).add(row["length"])
    clashing = [key for key, found in lengths.items() if max(found) - min(found) > 0.05 * max(found)]
    hit = sum(len(lengths[key]) for key in clashing)
    return (hit / len(rows) if len(rows) >= 2 else None), f"{hit} of {len(rows)}"


def same_body(rows: Rows) -> Measure:
    """Most articles that have one body of some length, to the letter as far as its opening tells, under different titles."""
    titles: dict[tuple[str, int], set[str]] = {}
    for row in rows:
        if row["length"] > 300:
            titles.setdefault((row["opening"], row["length"]), set()).add(row["folded"])
    if len(rows) < 2 or not titles:
        return None, "too few rows"
    found = max(titles.values(), key=len)
    return float(len(found)), f"{len(found)} of {len(rows)}: {min(found)[:100]}"


def ahead(rows: Rows) -> Measure:
    """Share of articles published more than an hour after their capture."""
    timed = [row for row in rows if row["published_at"] and row["captured_at"]]
    hits = sum(row["published_at"] - row["captured_at"] > timedelta(hours=1) for row in timed)
    return (hits / len(timed) if len(timed) >= FEWEST else None), f"{hits} of {len(timed)}"


def at_collection(rows: Rows) -> Measure:
    """Share of articles published within the two minutes before their capture: the clock was read, not the page."""
    timed = [row for row in rows if row["published_at"] and row["published_precision"] != "day" and row["captured_at"]]
    if len(timed) < FEWEST:
        return None, "too few rows"
    hits = sum(timedelta(0) <= row["captured_at"] - row["published_at"] < timedelta(minutes=2) for row in timed)
    return hits / len(timed), f"{hits} of {len(timed)}"


def same_picture(rows: Rows) -> Measure:
    """Largest share of articles that one picture stands in: a logo or a placeholder."""
    return largest_group([url for row in rows for url in dict.fromkeys(row["pictures"])], len(rows))


def same_lead(rows: Rows) -> Measure:
    """Largest share of articles that have one lead."""
    return largest_group([row["lead"] for row in rows], len(rows))


def same_length(rows: Rows) -> Measure:
    """Largest share of articles whose different bodies have one length in characters: a column that cuts."""
    bodies = dict.fromkeys((row["opening"], row["length"]) for row in rows if row["length"] > 150)
    return largest_group([length for _, length in bodies], len(rows), fewest=2 * FEWEST)


def same_moment(rows: Rows) -> Measure:
    """Largest share of articles published in one second, those of day precision aside: another date of the page."""
    timed = [row["published_at"] for row in rows if row["published_at"] and row["published_precision"] != "day"]
    return largest_group(timed, len(rows))


def at_midnight(rows: Rows) -> Measure:
    """Share of articles published at 00:00 to the minute: dates that were given a time."""
    timed = [
        row["published_at"] + HANOI_TIME for row in rows if row["published_at"] and row["published_precision"] != "day"
    ]
    if len(timed) < FEWEST:
        return None, "too few rows"
    return sum((at.hour, at.minute) == (0, 0) for at in timed) / len(timed), "published at 00:00"


def shared_paragraph(bodies: Sequence[str]) -> Measure:
    """Largest share of articles that one paragraph stands in, the lead aside: furniture that no rule knows."""
    counts = Counter(p for body in bodies for p in dict.fromkeys(body.split("\n\n")[1:]) if len(p) >= 12)
    if len(bodies) < FEWEST or not counts:
        return None, "too few rows"
    text, count = counts.most_common(1)[0]
    return (count / len(bodies) if count >= 3 else 0.0), f"{count} of {len(bodies)}: {text[:100]}"


def near_share(titles: Sequence[str], bodies: Sequence[str]) -> Measure:
    """Share of articles whose body is nearly that of another article."""
    if len(bodies) < FEWEST:
        return None, "too few rows"
    groups = alike(bodies)
    hit = sum(map(len, groups))
    return hit / len(bodies), f"{hit} of {len(bodies)}" + (f": {titles[groups[0][0]][:80]}" if groups else "")


def mirrored_dates(rows: Rows) -> Measure:
    """Share of articles of long ago that would be of the last days if day and month changed places."""
    dated = [row for row in rows if row["published_at"] and row["captured_at"]]
    hits = sum(_mirrored(row) for row in dated)
    return (hits / len(dated) if len(dated) >= 4 else None), f"{hits} of {len(dated)}"


def _mirrored(row: dict[str, Any]) -> bool:
    at, seen = row["published_at"] + HANOI_TIME, row["captured_at"] + HANOI_TIME
    if at.day > 12 or at.day == at.month or abs(seen - at) < timedelta(days=20):
        return False
    exchanged = at.replace(day=at.month, month=at.day)
    return bool(timedelta(days=-1) < seen - exchanged < timedelta(days=4))
