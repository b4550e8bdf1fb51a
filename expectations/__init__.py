"""Great Expectations suites, one per table, and the checkpoint that runs them."""
