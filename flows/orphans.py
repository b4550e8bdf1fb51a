"""Ends the temporary server, which Prefect starts for a run without a server, with that run, however the run ends.

Prefect loads this module in its servers (entry point `prefect.collections`). It does something in those alone that
were started for a run of ours.
"""

import os
import signal
import threading
import time

PARENT = "TRAVAUX_PARENT"  # the variable by which a run tells a server that it starts who it is
_EPHEMERAL = "PREFECT__SERVER_EPHEMERAL"  # set by Prefect for servers of this kind
_LOOK_SECONDS = 1.0


def claim_server() -> None:
    """Let the server that Prefect may start for this process end with it."""
    os.environ[PARENT] = str(os.getpid())


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


if _EPHEMERAL in os.environ and PARENT in os.environ:
    threading.Thread(target=_follow, args=(int(os.environ[PARENT]),), name="follow run", daemon=True).start()
