from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import psutil
import pytest

from cmcompliance.service.pool import (
    Answer,
    Job,
    JobTimedOut,
    Pool,
    PoolFull,
    PoolNotStarted,
    PoolStopped,
    PreparationSpec,
    WorkerCrashed,
)
from cmcompliance.service.pool.clerk import Clerk

T = TypeVar("T")
Run = Callable[[Coroutine[Any, Any, T]], T]
SIZE, SECONDS, QUEUE = 2, 1.0, 300


@pytest.fixture(scope="module")
def run() -> Iterator[Run[Any]]:
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture(scope="module")
def shared(run: Run[Any], odd_zygote: Sequence[str]) -> Iterator[Pool]:
    pool = Pool(PreparationSpec(), size=SIZE, seconds=SECONDS, queue=QUEUE, wait=30, program=odd_zygote)
    run(pool.start())
    yield pool
    run(pool.stop())


@pytest.fixture
def pool(shared: Pool, run: Run[Any]) -> Pool:
    """The pool, with all workers at hand whatever a test did before."""
    run(settled(shared))
    return shared


async def settled(pool: Pool) -> None:
    async with asyncio.timeout(20):
        while pool.state().ready < SIZE or pool.state().busy or pool.state().queued:
            await asyncio.sleep(0.01)


async def asked(pool: Pool, body: str) -> Answer:
    return await pool.ask(Job("check", body.encode()))


async def outcomes(pool: Pool, *bodies: str) -> list[Answer | BaseException]:
    return await asyncio.gather(*(asked(pool, body) for body in bodies), return_exceptions=True)


def test_each_of_many_gets_its_own_answer(pool: Pool, run: Run[Any]) -> None:
    bodies = [f"echo {number} " + "é" * (number * 997 % 70_000) for number in range(200)]
    answers = run(outcomes(pool, *bodies))
    assert [answer.body.decode() for answer in answers] == bodies


def test_an_answer_keeps_its_record_apart(pool: Pool, run: Run[Any]) -> None:
    answer = run(asked(pool, "pid"))
    assert (answer.ok, answer.record) == (True, b"of pid")
    assert answer.body.isdigit()


def test_an_endless_job_is_stopped_and_fails_alone(pool: Pool, run: Run[Any]) -> None:
    before = pool.state()
    endless, *others = run(outcomes(pool, "spin", *(f"echo {number}" for number in range(20))))
    assert isinstance(endless, JobTimedOut)
    assert [answer.body for answer in others] == [f"echo {number}".encode() for number in range(20)]
    run(settled(pool))
    assert pool.state().timeouts == before.timeouts + 1
    assert pool.state().crashes == before.crashes


@pytest.mark.parametrize("fatal", ["die", "raise", "hoard 2000000000"])
def test_a_worker_that_ends_takes_only_its_own_job_with_it(pool: Pool, run: Run[Any], fatal: str) -> None:
    before = pool.state()
    crashed, *others = run(outcomes(pool, fatal, "echo 1", "echo 2", "echo 3"))
    assert isinstance(crashed, WorkerCrashed)
    assert [answer.body for answer in others] == [b"echo 1", b"echo 2", b"echo 3"]
    run(settled(pool))
    assert pool.state().crashes == before.crashes + 1


def test_a_job_that_lies_ready_behind_a_long_one_is_not_held_up(pool: Pool, run: Run[Any]) -> None:
    async def overtaken() -> list[str]:
        order: list[str] = []

        async def noted(body: str) -> None:
            await asked(pool, body)
            order.append(body)

        await asyncio.gather(*(noted(body) for body in ("sleep 0.4", "sleep 0.05", "echo 1", "echo 2")))
        return order

    assert run(overtaken())[-1] == "sleep 0.4"


def test_a_job_that_lies_ready_is_not_lost_with_the_worker(pool: Pool, run: Run[Any]) -> None:
    answers = run(outcomes(pool, *["die"] * SIZE, *["echo"] * SIZE))
    assert [answer.body for answer in answers[SIZE:]] == [b"echo"] * SIZE
    answers = run(outcomes(pool, *["sleep 1000"] * SIZE, *["echo"] * SIZE))
    assert [answer.body for answer in answers[SIZE:]] == [b"echo"] * SIZE


def test_what_a_worker_started_is_stopped_with_it(pool: Pool, run: Run[Any], tmp_path: Path) -> None:
    (outcome,) = run(outcomes(pool, f"spawn {tmp_path / 'pid'}"))
    assert isinstance(outcome, JobTimedOut)
    child = int((tmp_path / "pid").read_text())
    run(until(lambda: not lives(child)))


def test_a_worker_is_not_kept_for_a_job_that_nobody_waits_for(pool: Pool, run: Run[Any]) -> None:
    async def given_up() -> None:
        tasks = [asyncio.create_task(asked(pool, "sleep 1000")) for _ in range(SIZE)]
        queued = asyncio.create_task(asked(pool, "echo queued"))
        await asyncio.sleep(0)
        queued.cancel()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, queued, return_exceptions=True)
        assert pool.state().queued == 0
        assert (await asked(pool, "echo next")).body == b"echo next"

    before = pool.state()
    run(given_up())
    run(settled(pool))
    assert pool.state().timeouts == before.timeouts
    assert pool.state().crashes == before.crashes


def test_a_pool_that_is_full_says_so_at_once_and_recovers(pool: Pool, run: Run[Any]) -> None:
    answers = run(outcomes(pool, *["sleep 0.1"] * SIZE, *["echo"] * (QUEUE + 50)))
    assert sum(isinstance(answer, PoolFull) for answer in answers) == 50
    assert all(isinstance(answer, PoolFull) for answer in answers[-50:])
    assert all(answer.body for answer in answers[:-50])
    assert run(asked(pool, "echo again")).body == b"echo again"


def test_a_hundred_killed_workers_leave_neither_zombies_nor_open_files(pool: Pool, run: Run[Any]) -> None:
    async def killed(times: int) -> None:
        for _ in range(times // SIZE):
            await outcomes(pool, *["die"] * SIZE)
            await settled(pool)

    run(killed(4))
    zygote = psutil.Process(int(run(asked(pool, "pid")).body)).parent()
    assert zygote is not None
    before = (fds(os.getpid()), fds(zygote.pid))
    run(killed(100))
    run(until(lambda: len(zygote.children()) == SIZE))
    assert (fds(os.getpid()), fds(zygote.pid)) == before


def test_a_dead_zygote_is_replaced_while_its_workers_go_on(pool: Pool, run: Run[Any]) -> None:
    async def without_zygote() -> None:
        workers = {int((await asked(pool, "pid")).body)}
        zygote = psutil.Process(workers.pop()).parent()
        assert zygote is not None
        at_work = asyncio.create_task(asked(pool, "sleep 0.3"))
        await asyncio.sleep(0.05)
        zygote.kill()
        assert (await at_work).body == b"sleep 0.3"
        await outcomes(pool, *["die"] * SIZE)
        await settled(pool)
        second = psutil.Process(int((await asked(pool, "pid")).body)).parent()
        assert second is not None
        assert second.pid not in {zygote.pid, os.getpid()}

    run(without_zygote())


def test_a_pool_without_rules_does_not_start(run: Run[Any], odd_zygote: Sequence[str]) -> None:
    async def started() -> None:
        pool = Pool(PreparationSpec(no_config=True), size=1, seconds=1, queue=1, program=odd_zygote)
        await pool.start()

    with pytest.raises(PoolNotStarted) as caught:
        run(started())
    assert caught.value.problems == ["the rules are no good", "nor are the settings"]


def test_a_pool_whose_workers_cannot_start_says_so(run: Run[Any], odd_zygote: Sequence[str]) -> None:
    async def started() -> None:
        pool = Pool(PreparationSpec(keep_drafts=True), size=1, seconds=1, queue=1, program=odd_zygote)
        await pool.start()

    with pytest.raises(PoolNotStarted, match="no worker could be started"):
        run(started())


def test_a_worker_that_did_enough_makes_room_for_another(run: Run[Any], odd_zygote: Sequence[str]) -> None:
    async def answers() -> tuple[list[Answer | BaseException], int]:
        pool = Pool(PreparationSpec(), size=1, seconds=5, queue=20, jobs=3, program=odd_zygote)
        await pool.start()
        try:
            return await outcomes(pool, *["pid"] * 12), pool.state().crashes
        finally:
            await pool.stop()

    pids, crashes = run(answers())
    assert crashes == 0
    assert [[pid.body for pid in pids].count(pid.body) for pid in pids] == [3] * 12


def test_workers_answer_by_the_shipped_rules(run: Run[Any]) -> None:
    job = Job("check", b'{"text": "Concours : tague un ami pour gagner un lot !", "platform": "x"}')

    async def answer() -> Answer:
        pool = Pool(PreparationSpec(no_config=True), size=1, seconds=30, queue=1)
        await pool.start()
        try:
            return await pool.ask(job)
        finally:
            await pool.stop()

    assert run(answer()) == Clerk(PreparationSpec(no_config=True).preparation()).answer(job)


def test_stopping_lets_running_jobs_finish_and_begins_no_other(
    run: Run[Any], odd_zygote: Sequence[str]
) -> None:
    async def stopped() -> list[Answer | BaseException]:
        pool = Pool(PreparationSpec(), size=1, seconds=5, queue=5, program=odd_zygote)
        await pool.start()
        worker = int((await asked(pool, "pid")).body)
        jobs = [asyncio.create_task(asked(pool, body)) for body in ("sleep 0.2", "echo queued")]
        await asyncio.sleep(0.05)
        await pool.stop()
        with pytest.raises(PoolStopped):
            await asked(pool, "echo late")
        await until(lambda: not lives(worker))
        assert (pool.state().ready, pool.state().busy, pool.state().queued) == (0, 0, 0)
        return await asyncio.gather(*jobs, return_exceptions=True)

    running, queued = run(stopped())
    assert running.body == b"sleep 0.2"
    assert isinstance(queued, PoolStopped)


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere a job ends before its worker does"
)
@pytest.mark.parametrize("zygote_first", [False, True])
def test_no_process_outlives_a_front_that_dies(
    run: Run[Any], odd_zygote: Sequence[str], zygote_first: bool
) -> None:
    command = [sys.executable, str(Path(__file__).with_name("lonely_front.py")), *odd_zygote]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as front:
        assert front.stdout is not None
        zygote, *workers = (int(pid) for pid in front.stdout.readline().split())
        assert len(workers) == 2
        if zygote_first:
            os.kill(zygote, signal.SIGKILL)
        front.kill()
    run(until(lambda: not any(lives(pid) for pid in (zygote, *workers))))


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.01)


def lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def fds(pid: int) -> int:
    return psutil.Process(pid).num_fds()
