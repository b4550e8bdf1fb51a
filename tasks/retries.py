"""Says which failures of a task are worth another try."""

from prefect import State, Task
from prefect.client.schemas.objects import TaskRun

PASSING = (OSError, TimeoutError, ConnectionError)


def is_passing_trouble(_task: Task[..., object], _run: TaskRun, state: State[object]) -> bool:
    """Tell whether a task failed on disk or network, which may be well again in a moment."""
    failure = state.result(raise_on_failure=False)
    return isinstance(failure, PASSING)
