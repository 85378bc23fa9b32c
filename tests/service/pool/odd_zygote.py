"""A zygote whose workers do what a body says, so that a test can have them go wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from cmcompliance.service.pool import worker
from cmcompliance.service.pool.job import Answer, Job
from cmcompliance.service.pool.spec import PreparationSpec
from cmcompliance.service.pool.worker import Answering
from cmcompliance.service.pool.zygote import NotReadyError, main


def answer(job: Job) -> Answer:
    command, _, rest = job.body.decode().partition(" ")
    match command:
        case "spin":
            while True:
                pass
        case "sleep":
            time.sleep(float(rest))
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raise":
            raise RuntimeError("a fault of ours")
        case "hoard":
            hoard = bytearray(int(rest))
            return Answer(True, b"%d" % len(hoard))
        case "spawn":
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
            print(child.pid, file=open(rest, "w"), flush=True)  # noqa: PTH123, SIM115
            time.sleep(1000)
        case "pid":
            return Answer(True, str(os.getpid()).encode(), record=b"of " + job.body)
    return Answer(True, job.body)


def make(spec: PreparationSpec) -> Answering:
    if spec.no_config:
        raise NotReadyError(["the rules are no good", "nor are the settings"])
    if spec.keep_drafts:
        worker.limit_growth = lambda most: os.abort()
    return answer


main(make)
