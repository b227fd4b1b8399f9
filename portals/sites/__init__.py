"""One file for each portal; each defines PORTAL. `portals.registry` finds them by their file names."""
