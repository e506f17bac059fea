"""What becomes of a piece that came: read, judged by its account's rules, kept if it says anything, then answered.

assessed = reception.assess(piece, peer, now_ms)     at once; None: the register is to be asked first
reception.look_up(piece, now_ms)                     takes the store's time; then assess again, as asked
reception.keep(assessed)                             when it returns, assessed.reply may be sent
"""

from typing import Literal, NamedTuple

import msgspec

from chalicelib.alarms.heard import Known, SignsOfLife
from chalicelib.alarms.intake import Received, take_in
from chalicelib.alarms.meaning import is_urgent
from chalicelib.platform import observability
from chalicelib.platform.time import MINUTE_MS, SECOND_MS
from chalicelib.records.commit import Engine
from chalicelib.register.panel import Panel
from chalicelib.register.panel_keys import unseal
from receiver.dc09 import (
    ANSWERS,
    LINK_TESTS,
    SCANNERS,
    WITHOUT_LEAVE,
    Envelope,
    Fault,
    Frame,
    Header,
    NakForm,
    Noise,
    Oddity,
    Piece,
    Rules,
    Verdict,
    Wrong,
    answer,
    judge,
    read_header,
    read_inside,
)
from receiver.told import events_of

FRESH_MS = MINUTE_MS
"""So long is believed what the register said of an account that tells of an event."""
FRESH_FOR_LINK_TESTS_MS = 10 * MINUTE_MS
ASKED_AGAIN_MS = 10 * SECOND_MS
"""A frame that does not fit its account has the register asked anew, but not more often than this."""
KEPT_AGAIN_MS = 5 * MINUTE_MS
"""A link test that is nobody's sign of life is kept once in so long."""
_CORRECTED_BY_THE_PANEL = {Wrong.CLOCK, Wrong.NO_TIMESTAMP}
_KEYLESS = Rules()


class Peer(NamedTuple):
    """Where something came from."""

    transport: Literal["tcp", "udp"]
    address: str
    """Without the port: a panel that calls again has another."""


class Assessed(msgspec.Struct, kw_only=True):
    """What is to be done with a piece."""

    reply: bytes | None = None
    """What to answer once it is kept; None: nothing."""
    received: Received | None = None
    """What is to be kept first."""
    panel_id: str = ""
    """Whose it is, if the register knows."""
    alive: Known | None = None
    """Whose sign of life is to be written down; the answer need not wait for it."""
    received_of: Known | None = None
    """Who is no longer to be thought of as kept, if keeping fails."""
    counted: str = ""
    """The name under which it is counted, if it is neither kept nor a panel's."""
    closes: bool = False
    """Whether nobody is there who sends alarms: the connection is closed without an answer."""


class Reception:
    """One for each receiver. Safe for threads."""

    def __init__(self, engine: Engine, secret: str) -> None:
        self._engine = engine
        self._secret = secret
        self._signs = SignsOfLife(engine)
        self._rules: dict[str, tuple[Panel, Rules]] = {}

    def assess(self, piece: Piece, peer: Peer, now_ms: int, *, asked: bool = False) -> Assessed | None:
        """What to do with a piece, by what is known; None if the register is to be asked first, unless it has been."""
        if isinstance(piece, Noise):
            return _of_noise(piece, peer, now_ms)
        header = read_header(piece)
        if isinstance(header, Fault):
            return Assessed(received=_unreadable(piece.raw, header.what, peer, now_ms))
        whose = _whose(piece, header)
        known = self._signs.remembered(*whose) if whose[0] else Known(None, now_ms)
        if known is None and not asked:
            return None
        known = known or Known(None, now_ms)
        rules = self._rules_of(known.panel) if known.panel else _KEYLESS
        frame = read_inside(piece, header, rules.key)
        verdict = judge(frame, now_ms, rules)
        if not asked and now_ms - known.read_ms >= _fresh_ms(frame, verdict, known):
            return None
        if frame.id in ANSWERS:
            return Assessed(counted="answer")
        reply = answer(frame, verdict, now_ms, rules)
        if frame.link_test:
            return self._of_link_test(frame, verdict, known, reply, peer, now_ms)
        return _assessed(frame, verdict, known, reply, peer, now_ms)

    def is_pressing(self, piece: Piece) -> bool:
        """Whether it may have to go before the others, as far as that is known without its account.

        A link test has not; of what is encrypted nobody knows.
        """
        header = read_header(piece) if isinstance(piece, Envelope) else None
        if not isinstance(piece, Envelope) or not isinstance(header, Header) or header.id in LINK_TESTS:
            return False
        return header.encrypted or is_urgent(header.id, events_of(read_inside(piece, header, None)))

    def look_up(self, piece: Piece, now_ms: int) -> None:
        """Ask the register whose account it is. Raises what the store raises."""
        header = read_header(piece) if isinstance(piece, Envelope) else None
        if isinstance(piece, Envelope) and isinstance(header, Header):
            self._signs.ask(*_whose(piece, header), now_ms)

    def keep(self, assessed: Assessed) -> None:
        """Keep what is to be kept. When this returns it is durable; when it raises, nothing may be answered."""
        if assessed.received is not None:
            try:
                take_in(self._engine, assessed.received)
            except BaseException:
                if assessed.received_of is not None:
                    assessed.received_of.kept_ms = 0
                raise

    def write_alive(self, known: Known, now_ms: int) -> None:
        """Write a sign of life down; one that fails is logged, and the panel's next is written."""
        try:
            self._signs.write(known, now_ms)
        except Exception as error:
            observability.failed(error, "a sign of life was not written")

    def _of_link_test(
        self, frame: Frame, verdict: Verdict, known: Known, reply: bytes | None, peer: Peer, now_ms: int
    ) -> Assessed:
        if known.panel is not None and _is_genuine(verdict, known.panel):
            alive = known if self._signs.is_due(known, now_ms) else None
            return Assessed(reply=reply, panel_id=known.panel.id, alive=alive)
        faults = {one.what for one in verdict.faults}
        if faults and faults <= _CORRECTED_BY_THE_PANEL:
            return Assessed(reply=reply, counted="clock")
        if now_ms - known.kept_ms < KEPT_AGAIN_MS:
            return Assessed(reply=reply, counted="link test")
        known.kept_ms = now_ms
        assessed = _assessed(frame, verdict, known, reply, peer, now_ms)
        assessed.received_of = known
        return assessed

    def _rules_of(self, panel: Panel) -> Rules:
        """The account's key and tolerances; one whose key cannot be had is answered as one that has none."""
        found = self._rules.get(panel.id)
        if found is not None and found[0] is panel:
            return found[1]
        key: bytes | None = None
        if panel.key_sealed is not None:
            try:
                key = unseal(panel.key_sealed, panel.id, self._secret)
            except ValueError as error:
                observability.failed(error, "a panel's key cannot be unsealed", ids=[panel.id])
        rules = Rules(
            key=key,
            allowed=WITHOUT_LEAVE | {Oddity(one.replace("_", " ")) for one in panel.departures},
            ahead_s=panel.clock_ahead_s,
            behind_s=panel.clock_behind_s,
            nak=NakForm(panel.nak_form),
        )
        self._rules[panel.id] = panel, rules
        return rules


def _whose(envelope: Envelope, header: Header) -> tuple[str, str | None, str | None]:
    """The account, receiver and line by which a panel is found; the account may stand in the data alone."""
    account = header.account
    if not account and not header.encrypted:
        account = read_inside(envelope, header, None).account
    return account or "", header.receiver, header.line


def _fresh_ms(frame: Frame, verdict: Verdict, known: Known) -> int:
    """How old what we know may be."""
    if known.panel is None or verdict.faults:
        return ASKED_AGAIN_MS
    return FRESH_FOR_LINK_TESTS_MS if frame.link_test else FRESH_MS


def _is_genuine(verdict: Verdict, panel: Panel | None) -> bool:
    """Whether it is the panel's own word: in the clear, for an account with a key, only by the account's leave."""
    if panel is not None and panel.plain_accepted:
        return all(one.what is Wrong.PLAIN for one in verdict.faults)
    return verdict.genuine


def _of_noise(noise: Noise, peer: Peer, now_ms: int) -> Assessed:
    if noise.kind == "padding":
        return Assessed()
    if noise.kind in SCANNERS:
        return Assessed(counted=noise.kind, closes=True)
    return Assessed(received=_unreadable(noise.raw, noise.wrong, peer, now_ms))


def _unreadable(raw: bytes, wrong: Wrong, peer: Peer, now_ms: int) -> Received:
    return Received(
        protocol="",
        account="",
        body=raw,
        raw=raw,
        transport=peer.transport,
        peer=peer.address,
        received_at_ms=now_ms,
        genuine=False,
        fault=wrong,
    )


def _assessed(frame: Frame, verdict: Verdict, known: Known, reply: bytes | None, peer: Peer, now_ms: int) -> Assessed:
    events = events_of(frame)
    genuine = _is_genuine(verdict, known.panel)
    fault = next((one.what for one in verdict.faults if one.what is not Wrong.PLAIN), "")
    return Assessed(
        reply=reply,
        panel_id=known.panel.id if known.panel else "",
        received=Received(
            protocol=frame.id,
            account=frame.account or "",
            receiver=frame.receiver,
            line=frame.line,
            sequence=frame.seq,
            body=_body_of(frame, genuine, fault),
            raw=frame.envelope.raw,
            events=events,
            transport=peer.transport,
            peer=peer.address,
            received_at_ms=now_ms,
            encrypted=frame.encrypted,
            genuine=genuine,
            fault=fault,
            oddities=tuple(verdict.oddities),
            urgent=is_urgent(frame.id, events, known.panel),
        ),
    )


def _body_of(frame: Frame, genuine: bool, fault: str) -> bytes:
    """What a repeat has in common with the first: everything but the time.

    How it was judged is part of it. Otherwise a forged frame, or one that was refused, would make the panel's own that
    comes after it a repeat, which is applied to nothing.
    """
    extended = tuple((one.id, one.value) for one in frame.extended)
    return msgspec.json.encode((frame.id, frame.data, extended, frame.encrypted, genuine, fault))
