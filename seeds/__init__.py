"""Seed documents and reference data, and the only functions that read them."""
