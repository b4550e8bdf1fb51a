"""The DuckDB warehouse: one SQL file per table or view, and the modules that build, fill and publish it."""
