"""Where news comes from: what a portal is, how its links are found, its pages fetched and read. Knows nothing of Prefect."""
