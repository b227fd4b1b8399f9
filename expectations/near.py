"""Near-duplicates within a batch: MinHash over runs of three words, and a locality-sensitive index (datasketch)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import count
from typing import Final

import numpy as np
from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]  # has no stubs

SCHEME: Final = "affine32"
PERMUTATIONS = 48
ALIKE = 0.8
"""Jaccard similarity of the runs of three words from which two texts count as one."""
FEWEST_WORDS = 25
"""Shorter texts are not compared: short notices are alike by nature."""
MOST_WORDS = 300
"""Words from the beginning that are compared."""
MOST_RUNS = 160
"""Runs of a long text are thinned by their hash to about so many; the similarity of two texts stays what it is."""


def alike(texts: Sequence[str]) -> list[list[int]]:
    """Groups of indexes of texts that are nearly the same; texts that stand alone are in none."""
    index = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
    words = defaultdict[str, int](count().__next__)
    permutations = MinHash(num_perm=PERMUTATIONS, scheme=SCHEME).permutations
    group_of: dict[int, int] = {}
    sketches: dict[int, MinHash] = {}
    for i, text in enumerate(texts):
        runs = _runs(text, words)
        if runs is None:
            continue
        sketch = MinHash(num_perm=PERMUTATIONS, hashfunc=int, permutations=permutations, scheme=SCHEME)
        sketch.update_batch(runs)
        like = next((j for j in index.query(sketch) if sketches[j].jaccard(sketch) >= ALIKE), None)
        if like is None:
            index.insert(i, sketch, check_duplication=False)
            sketches[i] = sketch
        else:
            group_of[i] = like
    groups: dict[int, list[int]] = {}
    for i, first in group_of.items():
        groups.setdefault(first, [first]).append(i)
    return list(groups.values())


def _runs(text: str, words: defaultdict[str, int]) -> list[int] | None:
    """Hashes of the runs of three words, by the words' numbers; None for a text too short to compare."""
    tokens = text.split(maxsplit=MOST_WORDS)[:MOST_WORDS]
    if len(tokens) < FEWEST_WORDS:
        return None
    numbers = np.fromiter(map(words.__getitem__, tokens), dtype=np.uint64, count=len(tokens))
    mixed = (
        numbers[:-2] * np.uint64(0x9E3779B1)
        ^ numbers[1:-1] * np.uint64(0x85EBCA77)
        ^ numbers[2:] * np.uint64(0xC2B2AE3D)
    )
    hashes = np.unique((mixed * np.uint64(0x27D4EB2F165667C5)) >> np.uint64(32))
    step = 1
    while len(hashes) > step * MOST_RUNS:
        step *= 2
    kept = hashes[hashes % np.uint64(step) == 0]
    return [int(h) for h in (kept if len(kept) > 10 else hashes)]
