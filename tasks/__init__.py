"""Verbs of the pipeline (`tasks/*.py`) and the pure packages that they call."""
