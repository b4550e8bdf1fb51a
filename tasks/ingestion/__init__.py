"""A run's pure parts: which files there are, what must be parsed, parsing in worker processes, kept parses."""
