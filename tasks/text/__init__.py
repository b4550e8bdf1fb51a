"""Blocks to clean text with a page map, a masthead, and paragraphs."""
