"""Diallers that others wrote: my-dc09-spt and siadc09. Runs in their own environment, ``infra/panels``, not in ours.

``build/panels/bin/python tests/support/diallers.py spt|siadc09 '<what, as JSON>'`` calls a receiver and prints
what the dialler made of the answers, as one JSON object.
"""

import json
import socket
import sys
from typing import Any


def spt(what: dict[str, Any]) -> dict[str, Any]:
    """Sends each message in turn; ``left`` is how many of them it was not told to be safe."""
    from my_dc09_spt import dc09_spt  # type: ignore[import-not-found]

    dialler = dc09_spt.dc09_spt(what["account"], line=0)
    dialler.set_path(
        "main",
        "primary",
        "127.0.0.1",
        what["port"],
        account=what["account"],
        key=bytes.fromhex(what["key"]) if what["key"] else None,
        line=0,
        type=what["transport"],
    )
    for kind, fields in what["messages"]:
        dialler.send_msg(kind, fields)
    return {"left": dialler.notSent(), "connected": dialler.isConnected()}


def siadc09(what: dict[str, Any]) -> dict[str, Any]:
    """Sends each body in turn over one connection, and reads each answer with its own parser."""
    from datetime import UTC, datetime, timedelta

    from siadc09.account import Account  # type: ignore[import-not-found]
    from siadc09.message import Message, parse_frame  # type: ignore[import-not-found]
    from siadc09.xdata import Data  # type: ignore[import-not-found]

    account = Account(acct=int(what["account"], 16), key=what["key"] or None)
    answers = []
    with socket.create_connection(("127.0.0.1", what["port"]), timeout=20) as call:
        for number, (kind, body, off_s) in enumerate(what["messages"], 1):
            config = {"idtoken": kind, "seqno": number, "data": Data(content=body.encode()) if body else None}
            at = datetime.now(UTC) + timedelta(seconds=off_s)
            call.sendall(Message(account, config).encode(timestamp=at))
            heard = b""
            while not heard.endswith(b"\r"):
                more = call.recv(4096)
                if not more:
                    break
                heard += more
            answer = parse_frame(heard, {None: account.key})
            answers.append({"id": answer.idtoken, "sequence": answer.seq, "encrypted": answer.encrypted})
    return {"answers": answers}


if __name__ == "__main__":
    print(json.dumps({"spt": spt, "siadc09": siadc09}[sys.argv[1]](json.loads(sys.argv[2]))))
