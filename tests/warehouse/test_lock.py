import os
import signal
import threading
import time

import pytest

from warehouse import lock
from warehouse.errors import LockedWarehouse

HOLD = "from warehouse import lock\nwith lock.hold({path!r}):\n    say('held')\n    wait()\n"
HOLD_AND_FORK = (
    "import os, time\nfrom warehouse import lock\nwith lock.hold({path!r}):\n    child = os.fork()\n"
    "    if child == 0:\n        time.sleep(20)\n        os._exit(0)\n    print('held', child, flush=True)\n    wait()\n"
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "travaux.duckdb"


def test_the_lock_can_be_held_again_after_it_was_left(path):
    for _ in range(2):
        with lock.hold(path):
            pass


def test_it_is_left_also_by_an_error(path):
    with pytest.raises(ZeroDivisionError), lock.hold(path):
        raise ZeroDivisionError
    with lock.hold(path):
        pass


def test_a_second_thread_is_told_that_this_process_holds_it(path):
    told = pytest.raises(LockedWarehouse, match=f"process {os.getpid()}, this one")
    with lock.hold(path), told, lock.hold(path):
        pass


def test_a_second_thread_can_wait(path):
    entered = threading.Event()

    def first():
        with lock.hold(path):
            entered.set()
            time.sleep(0.3)

    thread = threading.Thread(target=first)
    thread.start()
    entered.wait()
    with lock.hold(path, wait_seconds=10):
        pass
    thread.join()


@pytest.mark.slow
def test_a_second_process_is_told_who_holds_it_and_since_when(path, run_python):
    with run_python(HOLD.format(path=str(path)), "held") as process:
        told = pytest.raises(LockedWarehouse, match=rf"process {process.pid}, since 20\d\d-")
        with told, lock.hold(path):
            pass


@pytest.mark.slow
def test_a_second_process_can_wait(path, run_python):
    with run_python(HOLD.format(path=str(path)), "held") as process:
        threading.Timer(0.3, process.stdin.write, ["go on\n"]).start()
        threading.Timer(0.4, process.stdin.flush).start()
        with lock.hold(path, wait_seconds=20):
            pass


@pytest.mark.slow
def test_the_lock_of_a_killed_run_is_taken_over(path, run_python):
    with run_python(HOLD.format(path=str(path)), "held") as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with lock.hold(path):
            pass


@pytest.mark.slow
def test_workers_of_a_killed_run_do_not_keep_its_lock(path, run_python):
    code = HOLD_AND_FORK.format(path=str(path)).replace(
        "print('held', child, flush=True)", "say('held')\n    say(child)"
    )
    with run_python(code, "held") as process:
        worker = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        process.wait()
        try:
            with lock.hold(path):
                pass
        finally:
            os.kill(worker, signal.SIGKILL)
