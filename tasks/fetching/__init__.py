"""Gets documents from other machines: sources, symbol patterns, politeness, retries, guards. No Prefect in it."""
