"""The receiver that ours is measured beside: pysiaalarm, in an environment of its own, storing nothing.

``build/panels/bin/python bench/panels/theirs.py <port> <account>...`` says READY and serves until it is stopped.
"""

import asyncio
import logging
import sys

from pysiaalarm import SIAAccount  # type: ignore[import-not-found]
from pysiaalarm.aio import SIAClient  # type: ignore[import-not-found]


async def _drop(_event: object) -> None:
    """What it would do with an event."""


async def _serve(port: int, accounts: list[str]) -> None:
    known = [SIAAccount(account, allowed_timeband=None) for account in accounts]
    async with SIAClient("127.0.0.1", port, known, _drop):
        print("READY", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.run(_serve(int(sys.argv[1]), sys.argv[2:]))
