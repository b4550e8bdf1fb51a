"""Order, concurrency, retries, schedule and the command line."""
