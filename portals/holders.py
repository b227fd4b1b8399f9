"""Which nodes of a page hold which of its pieces: worked out once for each page, then only looked up.

The pieces that a node holds stand in a row, as pieces are in document order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from selectolax.lexbor import LexborNode

from portals.tree import Piece


@dataclass(frozen=True, slots=True)
class Holders:
    """The nodes that hold pieces, each known by its `mem_id`, from `body` inwards.

    parents: 0 for the outermost. first, last: places of the first and the last piece that a node holds.
    """

    nodes: dict[int, LexborNode]
    parents: dict[int, int]
    first: dict[int, int]
    last: dict[int, int]
    own: tuple[int, ...]
    """The node of each piece."""

    def above(self, place: int) -> Iterator[int]:
        """The nodes around a piece, its own first."""
        at = self.own[place]
        while at:
            yield at
            at = self.parents[at]

    def parent(self, place: int, steps: int = 1) -> int:
        """The node so many steps above a piece's own; 0 beyond the outermost."""
        at = self.own[place]
        for _ in range(steps):
            at = self.parents.get(at, 0)
        return at

    def within(self, node: int) -> range:
        """Places of the pieces that a node holds."""
        return range(self.first[node], self.last[node] + 1)

    def shared(self, one: int, other: int) -> int:
        """The innermost node that holds both pieces."""
        low, high = min(one, other), max(one, other)
        return next(node for node in self.above(high) if self.first[node] <= low)

    def heaviest(self, weights: list[float]) -> int:
        """The node whose pieces' weights have the greatest sum, of equals the one met first; 0 where no sum is above nothing."""
        sums = [0.0, *accumulate(weights)]
        first, last = self.first, self.last
        best = max(first, key=lambda node: sums[last[node] + 1] - sums[first[node]], default=0)
        return best if best and sums[last[best] + 1] > sums[first[best]] else 0


def holders_of(pieces: list[Piece]) -> Holders:
    """Climbs from each piece to the first node that is known: each node is met once, however deep it lies."""
    nodes: dict[int, LexborNode] = {}
    parents: dict[int, int] = {}
    first: dict[int, int] = {}
    for piece in pieces:
        node: LexborNode | None = piece.node
        below = 0
        while node is not None and node.tag != "html":
            identity = node.mem_id
            if below:
                parents[below] = identity
            if identity in nodes:
                break
            nodes[identity], parents[identity], first[identity] = node, 0, piece.place
            below, node = identity, node.parent
    own = tuple(piece.node.mem_id for piece in pieces)
    last: dict[int, int] = {}
    for place in range(len(pieces) - 1, -1, -1):
        at = own[place]
        while at and at not in last:
            last[at] = place
            at = parents[at]
    return Holders(nodes, parents, first, last, own)
