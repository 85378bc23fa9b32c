import gc
import multiprocessing
import os
import threading
from concurrent.futures import CancelledError

import pytest

from cmcompliance.guard.worker import Worker


def test_calls_run_in_one_thread_in_order() -> None:
    worker = Worker(lambda number: (number, threading.get_ident()))
    outcomes = [future.result(60) for future in [worker.submit(number) for number in range(50)]]
    assert [number for number, _ in outcomes] == list(range(50))
    assert len({thread for _, thread in outcomes} - {threading.get_ident()}) == 1


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), SystemExit(3)])
def test_what_a_call_raises_is_raised_where_its_outcome_is_wanted(error: BaseException) -> None:
    def raise_it(wanted: bool) -> str:
        if wanted:
            raise error
        return "fine"

    worker = Worker(raise_it)
    with pytest.raises(type(error)) as raised:
        worker.submit(True).result(60)
    assert raised.value is error
    assert worker.submit(False).result(60) == "fine"


def test_a_new_thread_takes_over_from_one_that_hangs() -> None:
    hung, begun, released = threading.Event(), threading.Event(), threading.Event()

    def run(hang: bool) -> int:
        if hang:
            begun.set()
            released.wait(60)
            hung.set()
        return threading.get_ident()

    worker = Worker(run, patience=0)
    first = worker.submit(True)
    assert begun.wait(60)
    second = worker.submit(False).result(60)
    released.set()
    assert first.result(60) != second
    assert hung.is_set()


def test_a_cancelled_call_is_not_begun() -> None:
    begun, released, ran = threading.Event(), threading.Event(), list[int]()

    def run(number: int) -> None:
        ran.append(number)
        begun.set()
        released.wait(60)

    worker = Worker(run)
    first = worker.submit(1)
    assert begun.wait(60)
    second = worker.submit(2)
    assert second.cancel()
    released.set()
    first.result(60)
    worker.submit(3).result(60)
    assert ran == [1, 3]
    with pytest.raises(CancelledError):
        second.result(0)


def test_the_thread_ends_with_the_worker() -> None:
    worker = Worker(lambda _: threading.current_thread())
    thread = worker.submit(0).result(60)
    assert thread.is_alive()
    del worker
    gc.collect()
    thread.join(60)
    assert not thread.is_alive()


def test_a_forked_process_starts_a_thread_of_its_own() -> None:
    worker = Worker(lambda _: os.getpid())
    assert worker.submit(0).result(60) == os.getpid()
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    child = context.Process(target=lambda: sending.send(worker.submit(0).result(60)))
    child.start()
    assert receiving.poll(60)
    assert receiving.recv() == child.pid
    child.join(60)
