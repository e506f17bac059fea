"""The corpus, and the frames that others have collected, over a real socket: read, kept and answered as they should."""

import base64
import random
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import msgspec
import pytest

from chalicelib.alarms.signal import Signal
from chalicelib.platform.config import config
from receiver.dc09 import LINK_TESTS, SCANNERS, Framer, Header, Noise, Rules, read_header, split
from receiver.limits import Allowance
from tests.support.collected import FRAMES, MISSING, rules_of
from tests.support.dc09 import CORPUS, NOW_MS, Entry, same_answer, told
from tests.support.dc09_mutations import changed
from tests.support.panels import Panels
from tests.support.receiving import HERE, Listening, a_receiver, kept
from tests.support.world import World

ROOMY = Allowance(stranger_per_s=1e6, stranger_at_once=1_000_000, panel_per_s=1e6, panel_at_once=1_000_000)
"""The corpus comes from one address within a second; what is allowed there has its tests elsewhere."""


class Place:
    """A centre whose panels all have the same rules, and its receiver."""

    def __init__(self, world: World, listening: Listening) -> None:
        self.world = world
        self.port = listening.port

    def over_tcp(self, raw: bytes, *, cut: int = 0) -> list[bytes]:
        """All the answers to one caller who says this, in two pieces if it is cut, and then falls silent."""
        with socket.create_connection((HERE, self.port), timeout=20) as call:
            call.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            heard = b""
            with suppress(OSError):  # a scanner is hung up on before it has said all
                for part in (raw[:cut], raw[cut:]):
                    call.sendall(part)
                call.shutdown(socket.SHUT_WR)
            with suppress(ConnectionError):
                while chunk := call.recv(4096):
                    heard += chunk
        return answers_in(heard)

    def over_udp(self, raw: bytes, count: int) -> list[bytes]:
        """So many answers to one datagram, each a datagram of its own."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as call:
            call.settimeout(20)
            call.sendto(raw, (HERE, self.port))
            return [call.recv(4096) for _ in range(count)]

    def kept_of(self, raw: bytes) -> Signal | None:
        """What is kept of exactly these bytes, whatever account they name."""
        text = base64.b64encode(raw).decode()
        accounts = {HERE, ""}
        for piece in split(raw):
            header = None if isinstance(piece, Noise) else read_header(piece)
            if isinstance(header, Header):
                accounts.add(told(piece, Rules())[0].get("account") or header.account or "")
        return next((one for account in accounts for one in kept(self.world, account, NOW_MS) if one.raw == text), None)


def answers_in(heard: bytes) -> list[bytes]:
    """The bytes of each answer."""
    framer = Framer()
    return [piece.raw for piece in (*framer.feed(heard), *framer.close())]


@pytest.fixture(scope="module")
def place_for(dynamodb: str) -> Iterator[Callable[[Rules, str], Place]]:
    """Of each set of rules one centre, made when it is first asked for; its accounts are registered as they come."""
    places: dict[Rules, tuple[Place, Panels]] = {}
    with ExitStack() as open_ones, pytest.MonkeyPatch.context() as patch:
        patch.setattr("receiver.conversation.now_ms", lambda: NOW_MS)

        def place(rules: Rules, account: str) -> Place:
            if rules not in places:
                world = World(msgspec.structs.replace(config(), table_prefix=f"c{secrets.token_hex(4)}-"), NOW_MS)
                listening = open_ones.enter_context(a_receiver(world.engine, world.config.secret, ROOMY))
                places[rules] = Place(world, listening), Panels(world)
            found, panels = places[rules]
            if account and account not in panels.accounts:
                panels.add(
                    account,
                    key=rules.key.hex() if rules.key else None,
                    departures=[one.replace(" ", "_") for one in sorted(rules.allowed - Rules().allowed)],
                    nak_form=rules.nak,
                    clock_behind_s=rules.behind_s,
                    clock_ahead_s=rules.ahead_s,
                )
            return found

        yield place


def account_of(raw: bytes) -> str:
    """The account that a frame names, in its header or in its data; empty if it names none that can be registered."""
    for piece in split(raw):
        header = None if isinstance(piece, Noise) else read_header(piece)
        if isinstance(header, Header):
            return header.account or str(told(piece, Rules())[0].get("account") or "")
    return ""


class TestTheCorpus:
    @pytest.mark.parametrize("entry", CORPUS, ids=lambda entry: entry.name)
    def test_it_is_answered_as_it_should_be_and_kept_byte_for_byte(
        self, place_for: Callable[[Rules, str], Place], entry: Entry
    ) -> None:
        place = place_for(entry.rules, account_of(entry.raw))
        wanted = [one for one in entry.answer if one is not None]
        answers = place.over_tcp(entry.raw)
        assert len(answers) == len(wanted)
        assert all(same_answer(sent, one, entry.rules) for sent, one in zip(answers, wanted, strict=True)), answers

        for piece, read in zip(split(entry.raw), entry.read, strict=True):
            if "id" not in read or read["id"] in LINK_TESTS or not wanted:
                continue
            signal = place.kept_of(piece.raw)
            if signal is None:
                continue  # the same words came before, in other bytes: a repeat
            assert signal.protocol == read["id"]
            assert list(signal.oddities) == read.get("oddities", list(signal.oddities))
            if signal.genuine and read.get("events"):
                told_of = signal.events[: len(read["events"])]
                assert [(one.code, one.zone or None) for one in told_of] == [
                    (one["code"], one["zone"]) for one in read["events"]
                ]

    @pytest.mark.parametrize("entry", CORPUS, ids=lambda entry: entry.name)
    def test_it_is_the_same_cut_in_two_at_any_byte(
        self, place_for: Callable[[Rules, str], Place], entry: Entry
    ) -> None:
        place = place_for(entry.rules, account_of(entry.raw))
        wanted = [one for one in entry.answer if one is not None]
        for cut in range(1, len(entry.raw)):
            answers = place.over_tcp(entry.raw, cut=cut)
            assert len(answers) == len(wanted), cut
            assert all(same_answer(sent, one, entry.rules) for sent, one in zip(answers, wanted, strict=True)), cut

    @pytest.mark.parametrize(
        "entry", [one for one in CORPUS if one.answer and None not in one.answer], ids=lambda entry: entry.name
    )
    def test_a_datagram_is_answered_like_a_call(self, place_for: Callable[[Rules, str], Place], entry: Entry) -> None:
        place = place_for(entry.rules, account_of(entry.raw))
        answers = place.over_udp(entry.raw, len(entry.answer))
        for wanted in entry.answer:
            assert any(same_answer(sent, wanted, entry.rules) for sent in answers), wanted

    def test_what_comes_is_kept(self, place_for: Callable[[Rules, str], Place]) -> None:
        """However odd: of every entry that is no link test, answer or scanner, something stands in the store."""
        missing = []
        for entry in CORPUS:
            place = place_for(entry.rules, account_of(entry.raw))
            place.over_tcp(entry.raw)
            read = entry.read[-1]
            ours = "id" in read and read["id"] not in (*LINK_TESTS, "ACK", "NAK", "DUH", "RSP")
            if ours and not any(
                one.sequence == read.get("seq", one.sequence)
                for one in kept(place.world, account_of(entry.raw), NOW_MS)
            ):
                missing.append(entry.name)
        assert missing == []


def test_what_is_changed_at_random_is_answered_as_the_codec_says_and_the_next_caller_as_ever(
    place_for: Callable[[Rules, str], Place],
) -> None:
    """Whatever somebody sends on an open port: no caller is left hanging, and nothing damaged is acknowledged."""
    chance = random.Random(20261127)
    plain = [entry for entry in CORPUS if entry.rules == Rules()]
    acknowledged = 0
    for _ in range(1_000):
        raw = changed(chance.choice(plain).raw, chance)
        place = place_for(Rules(), "1234")
        answers = place.over_tcp(raw, cut=chance.randrange(len(raw) + 1))
        pieces = split(raw)
        told_of = [told(piece, Rules()) for piece in pieces]
        scanners = [at for at, (said, _) in enumerate(told_of) if said.get("kind") in SCANNERS]
        expected = [reply for _, reply in told_of[: (scanners or [len(pieces)])[0]] if reply is not None]
        assert [_settled(one, Rules()) for one in answers] == [_settled(one, Rules()) for one in expected], raw.hex()
        acknowledged += len(answers)
    assert acknowledged > 100
    assert len(place_for(Rules(), "1234").over_tcp(plain[0].raw)) == 1


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
@pytest.mark.parametrize("vector", FRAMES, ids=lambda vector: str(vector["id"]))
def test_a_collected_frame_is_answered_over_the_socket_as_it_is_judged(
    place_for: Callable[[Rules, str], Place], vector: dict[str, object]
) -> None:
    raw, rules = bytes.fromhex(str(vector["raw_hex"])), rules_of(vector)
    place = place_for(rules, account_of(raw))
    expected = [reply for piece in split(raw) for _, reply in [told(piece, rules)] if reply is not None]
    answers = place.over_tcp(raw)
    assert [_settled(one, rules) for one in answers] == [_settled(one, rules) for one in expected]


def _settled(answer: bytes, rules: Rules) -> object:
    """An answer without what chance puts into it: the pad of an encrypted one."""
    (piece,) = split(answer)
    assert not isinstance(piece, Noise)
    said, _ = told(piece, rules)
    return {name: said[name] for name in ("id", "seq", "receiver", "line", "account", "timestamp")}
