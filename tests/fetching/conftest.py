"""Sources that a played server answers for."""

import pytest

from tasks.fetching.catalogue import Catalogue, Limits, SymbolsSource, WebSource
from tests.played import SWIFT, on_stage


@pytest.fixture
def stage():
    with on_stage() as shown:
        yield shown


@pytest.fixture
def catalogue(tmp_path):
    return Catalogue(
        inbox=tmp_path / "inbox", contact="tests@example.org", limits=Limits(**SWIFT, recheck_days=0)
    )


@pytest.fixture
def symbols(stage):
    """Makes a source of symbols that the stage answers for."""

    def make(*patterns, **more):
        own = {"name": "session", "allow_private": True, "base_url": f"{stage.url}/access"}
        return SymbolsSource(kind="symbols", symbols=patterns, **(own | more))

    return make


@pytest.fixture
def web(stage):
    """Makes a web source of paths on the stage."""

    def make(*paths, **more):
        own = {"name": "site", "allow_private": True}
        return WebSource(kind="web", urls=tuple(f"{stage.url}{p}" for p in paths), **(own | more))

    return make
