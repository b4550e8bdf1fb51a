"""Order, concurrency, retries, schedule and the command line."""

from flows.environment import prepare

prepare()  # before any module of this package imports Prefect, which reads the environment once
