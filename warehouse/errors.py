"""What a warehouse file can be blamed for.

WarehouseError
├── NotAWarehouse      the file is no DuckDB database, or none that Travaux made
├── NewerWarehouse     written by a newer DuckDB, or with a newer schema: update before you open it
├── DamagedWarehouse   DuckDB cannot read the file
└── LockedWarehouse    another process holds it; the message says which
"""


class WarehouseError(Exception):
    """Root of all that is raised on purpose here; the message is a sentence for the person."""


class NotAWarehouse(WarehouseError):  # noqa: N818 - says what the file is
    """There is no DuckDB database, or none that Travaux made."""


class NewerWarehouse(WarehouseError):  # noqa: N818
    """The file was written by a newer DuckDB, or its tables have a newer schema."""


class DamagedWarehouse(WarehouseError):  # noqa: N818
    """DuckDB cannot read the file."""


class LockedWarehouse(WarehouseError):  # noqa: N818
    """Another process holds the warehouse."""
