"""A real Prefect server for the whole test session, and the `travaux` command as a person runs it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import servers

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds" / "documents"


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory):
    """The environment of a process that is to use the session's own Prefect server."""
    with servers.prefect_server(tmp_path_factory.mktemp("prefect")) as (_, environment):
        yield environment


@pytest.fixture(scope="session")
def travaux(prefect_server):
    """Runs `travaux ARGUMENTS` in a process of its own and returns what it said."""

    def run(*arguments, cwd=ROOT, **environment):
        return subprocess.run(
            [*servers.COMMAND, *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=cwd,
            env=os.environ | prefect_server | environment,
            timeout=240,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def published_seeds(travaux, tmp_path_factory):
    """A warehouse that `travaux ingest` made of the five seed documents; nobody writes to it."""
    warehouse = tmp_path_factory.mktemp("seeds") / "travaux.duckdb"
    done = travaux("ingest", SEEDS, "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    return warehouse


@pytest.fixture
def own_seeds(published_seeds, tmp_path):
    """A copy of the published seeds with their kept parses, to be written to."""
    shutil.copytree(published_seeds.parent, tmp_path / "own")
    return tmp_path / "own" / published_seeds.name
