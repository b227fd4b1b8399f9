"""Five city portals on one loopback port, distinguished by Host header, with the truth of every article at hand.

Knows nothing of the readers that are tried against it. Articles are the same over restarts; markup noise is not (its seed is printed).
"""

from simulator.server import Simulator
from simulator.world import World

__all__ = ["Simulator", "World"]
