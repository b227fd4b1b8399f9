"""Where articles are kept: WARC files, and Delta tables that point into them. Imports schemas alone."""
