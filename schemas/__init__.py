"""The vocabulary of City Portals: what a link, a page, an article, a revision and an outcome are. Imports nothing of ours."""
