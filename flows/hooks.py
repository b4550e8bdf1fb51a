"""Tells somebody when a flow fails: the user's own command, or a webhook.

`TRAVAUX_ON_FAILURE` is a web address, which gets a POST of JSON, or a command line, which gets the JSON on standard
input. The message names the flow, the run and the reason; it holds no parameters, paths aside, and no environment.
"""

import json
import logging
import os
import shlex
import subprocess

import httpx
from prefect import Flow
from prefect.client.schemas.objects import FlowRun, State

VARIABLE = "TRAVAUX_ON_FAILURE"
LOG = logging.getLogger("travaux")
_SECONDS = 30.0
_LONGEST_REASON = 2000  # characters


def tell_failure(flow: Flow[..., object], flow_run: FlowRun, state: State[object]) -> None:
    """Run the user's hook, if one is set. A hook that fails is a line in the log, not a second failure."""
    target = os.environ.get(VARIABLE, "").strip()
    if not target:
        return
    message = json.dumps(to_message(flow.name, flow_run, state))
    try:
        if target.startswith(("http://", "https://")):
            _post(target, message)
        else:
            subprocess.run(  # noqa: S603 - the user's own command
                shlex.split(target), input=message, text=True, timeout=_SECONDS, check=True
            )
    except (OSError, ValueError, subprocess.SubprocessError, httpx.HTTPError) as error:
        LOG.warning("failure: the hook in %s failed: %s", VARIABLE, type(error).__name__)


def _post(address: str, message: str) -> None:
    headers = {"Content-Type": "application/json"}
    httpx.post(address, content=message, headers=headers, timeout=_SECONDS).raise_for_status()


def to_message(flow_name: str, flow_run: FlowRun, state: State[object]) -> dict[str, str]:
    """Return what is told: one flat object of texts."""
    return {
        "flow": flow_name,
        "run": flow_run.name,
        "run_id": str(flow_run.id),
        "state": state.name or state.type.value,
        "reason": (state.message or "")[:_LONGEST_REASON],
        "at": state.timestamp.isoformat(timespec="seconds"),
    }
