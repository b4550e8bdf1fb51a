"""Bytes to pages and blocks: one module per format."""
