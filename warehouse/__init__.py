"""The DuckDB warehouse: one SQL file per table or view, and the module that builds and publishes it."""
