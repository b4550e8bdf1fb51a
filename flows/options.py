"""What commands share: exit codes, defaults, options."""

from pathlib import Path
from typing import Annotated

import typer

PUBLISHED, CHECK_FAILED, USAGE = 0, 1, 2  # exit codes
DEFAULT_PATHS = [Path("seeds/documents")]
DEFAULT_SOURCES = Path("sources.toml")
DEFAULT_WAREHOUSE = Path("warehouse/travaux.duckdb")

WarehouseOption = Annotated[
    Path,
    typer.Option("--warehouse", "-w", metavar="FILE", help="The DuckDB file.", envvar="TRAVAUX_WAREHOUSE"),
]
SourcesOption = Annotated[
    Path, typer.Option("--sources", "-s", metavar="FILE", help="The sources.", envvar="TRAVAUX_SOURCES")
]
PathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATH]...", help="Files, folders and ZIP archives. Default: seeds/documents."),
]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Show Prefect's own log too.")]
