"""A front whose only worker never ends its job; it says who its processes are, and waits."""

from __future__ import annotations

import asyncio
import os
import sys

import psutil

from cmcompliance.service.pool import Job, Pool, PreparationSpec


async def main() -> None:
    pool = Pool(PreparationSpec(), size=2, seconds=1000, queue=1, program=sys.argv[1:])
    await pool.start()
    endless = asyncio.create_task(pool.ask(Job("check", b"spin")))
    await asyncio.sleep(0.1)
    print(*(child.pid for child in psutil.Process(os.getpid()).children(recursive=True)), flush=True)
    await endless


asyncio.run(main())
