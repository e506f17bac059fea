"""Taking a signal in: one conditional put, and it is durable. No rules, no register, nothing that delays the answer.

panel            receiver                 store
  |-- frame ------->|-- put, if not there -->|
  |                 |<-- done --------------|
  |<-- ACK ---------|       the judge is woken, or finds it by itself
  |-- frame again ->|-- put, if not there -->|
  |                 |<-- it is there --------|
  |<-- ACK ---------|       applied once
"""

import random
import time
from base64 import b64encode

import msgspec

from chalicelib.alarms.signal import Signal, Told, digest_of
from chalicelib.platform.access import SELF
from chalicelib.platform.operations import AnswerLost, ConditionFailed, Key, TryAgain
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, to_item

_TRIES = 4


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """What came, as far as the receiver understands it."""

    protocol: str
    account: str
    receiver: str | None = None
    line: str | None = None
    sequence: str = ""
    body: bytes
    """What a repeat has in common with the first: the data, in the clear and without the timestamp."""
    raw: bytes
    events: tuple[Told, ...] = ()
    transport: str = ""
    peer: str = ""
    received_at_ms: int
    encrypted: bool = False
    genuine: bool = True
    fault: str = ""
    oddities: tuple[str, ...] = ()
    panel_id: str = ""
    """Where it is known by other means than the account: who has signed it, or whose an operator says it is."""
    urgent: bool = False
    """See ``meaning.is_urgent``."""


class Taken(msgspec.Struct, frozen=True):
    """Where the signal stands, and whether it is new. Either way it may be acknowledged."""

    key: Key
    new: bool


def take_in(engine: Engine, received: Received) -> Taken:
    """Keep a signal. When this returns it is durable; when it raises it may not be, and must not be acknowledged."""
    signal = signal_of(received)
    item = to_item(Row(signal, 1), engine.shards)
    for attempt in range(_TRIES):
        try:
            engine.store.put_new("live", item)
        except ConditionFailed:
            # Also what an earlier try of ours finds whose answer was lost: it is woken once more, which harms nothing.
            if attempt == 0:
                return Taken(signal.key, new=False)
            break
        except (TryAgain, AnswerLost):
            if attempt == _TRIES - 1:
                raise
            time.sleep(random.uniform(0, 0.02 * 2**attempt))
        else:
            break
    if engine.on_commit:
        engine.on_commit([(Signal.KIND, signal.key, 1)])
    return Taken(signal.key, new=True)


def signal_of(received: Received) -> Signal:
    """The row that is written."""
    one = received
    return Signal(
        customer_id=SELF,
        digest=digest_of(one.account, one.receiver, one.line, one.sequence, one.body),
        protocol=one.protocol,
        account=one.account,
        receiver=one.receiver,
        line=one.line,
        sequence=one.sequence,
        events=one.events,
        raw=b64encode(one.raw).decode(),
        transport=one.transport,
        peer=one.peer,
        received_at_ms=one.received_at_ms,
        encrypted=one.encrypted,
        genuine=one.genuine,
        fault=one.fault,
        oddities=one.oddities,
        urgent=one.urgent,
        panel_id=one.panel_id,
    )
