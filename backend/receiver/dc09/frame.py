"""A frame, read: every field as text, everything odd named, and the bytes beside it. Nothing that came is lost."""

import msgspec

from receiver.dc09.cipher import Clear, decipher
from receiver.dc09.contact_id import read_contact_id
from receiver.dc09.content import Content, read_content
from receiver.dc09.events import Data, Event
from receiver.dc09.extended import Extended
from receiver.dc09.header import Header, read_header
from receiver.dc09.oddities import Fault, Oddity, Wrong
from receiver.dc09.pieces import Envelope
from receiver.dc09.sia import read_sia

LINK_TESTS = frozenset({"NULL", "XNM"})
"""A sign of life and nothing else."""
ANSWERS = frozenset({"ACK", "NAK", "DUH", "RSP"})
"""What a receiver says; coming in, it is never answered."""
KNOWN_UNREAD = frozenset(
    {
        *("SIA-PUL", "SIA-S2K", "ACR-SF", "ADM-41E", "ADM-42E", "ADM-HS", "DSC-43", "FBI-SF", "ITI-I"),
        *("SCN-S8", "SCN-S16", "SCN-S24", "SCT", "SES-SS", "SK-FSK1", "SK-FSK2"),
    }
)
"""Kinds of data that the standard names and that are kept as they came."""
_EMPTY = Data(account=None)


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What one frame says."""

    envelope: Envelope
    id: str
    encrypted: bool
    seq: str
    receiver: str | None
    line: str | None
    header_account: str | None
    """As the header has it, to be echoed; None if it has none."""
    account: str | None
    """Whose it is: the header's account, else the data's."""
    data: str
    """The data in the clear, whole; empty if it could not be deciphered."""
    events: tuple[Event, ...] = ()
    unread: tuple[str, ...] = ()
    """Parts of the data that were not understood, for an operator to see."""
    extended: tuple[Extended, ...] = ()
    timestamp: str | None = None
    timestamp_ms: int | None = None
    oddities: tuple[Oddity, ...] = ()
    faults: tuple[Fault, ...] = ()
    """Why it was not read to the end: no key, or one that does not fit."""

    @property
    def link_test(self) -> bool:
        """Whether it only says that the panel is there."""
        return self.id in LINK_TESTS

    @property
    def understood(self) -> bool:
        """Whether nothing of it is left for a person to make sense of, its codes apart."""
        return not self.faults and not self.unread and (bool(self.events) or self.link_test or self.id in ANSWERS)


def read_frame(envelope: Envelope, key: bytes | None = None) -> Frame | Fault:
    """Read a frame, with the account's key if it has one; a fault if not even its header can be read."""
    header = read_header(envelope)
    if isinstance(header, Fault):
        return header
    return read_inside(envelope, header, key)


def read_inside(envelope: Envelope, header: Header, key: bytes | None) -> Frame:
    """The same, for somebody who has read the header to find the key."""
    oddities = [*envelope.oddities, *header.oddities]
    at = header.content_at
    raw = b"" if at is None else envelope.raw[at : envelope.body_at + envelope.length_computed]
    if header.encrypted:
        clear = _in_the_clear(raw, key)
        if isinstance(clear, Wrong):
            return _frame(envelope, header, None, _EMPTY, oddities, (Fault(clear, at or 0),))
        oddities += clear.oddities
        raw = clear.content
    elif at is None:
        return _frame(envelope, header, None, _EMPTY, oddities, ())
    content = read_content(raw)
    if header.encrypted and not _makes_sense(content):
        return _frame(envelope, header, None, _EMPTY, oddities, (Fault(Wrong.KEY, at or 0),))
    data, found = _read_data(header.id, content.data)
    return _frame(envelope, header, content, data, [*oddities, *content.oddities, *found], ())


def _in_the_clear(raw: bytes, key: bytes | None) -> Clear | Wrong:
    if key is None:
        return Wrong.NO_KEY
    return decipher(raw, key) or Wrong.CIPHER


def _makes_sense(content: Content) -> bool:
    """Whether a key fitted: what it gave is closed, ends where it should, and has the time or only letters in it."""
    if Oddity.DATA_NOT_CLOSED in content.oddities or content.after:
        return False
    return content.timestamp_ms is not None or (content.timestamp is None and content.data.isprintable())


def _read_data(identifier: str, data: str) -> tuple[Data, list[Oddity]]:
    if identifier in LINK_TESTS or identifier in ANSWERS:
        return _EMPTY, [Oddity.DATA_IN_LINK_TEST] if data else []
    if not data:
        return _EMPTY, [Oddity.DATA_EMPTY]
    if identifier == "ADM-CID":
        read = read_contact_id(data)
    elif identifier == "SIA-DCS":
        read = read_sia(data)
    else:
        account = data[1:].partition("|")[0] if data.startswith("#") else None
        read = Data(account=account, unread=(data,))
        return read, [] if identifier in KNOWN_UNREAD else [Oddity.ID_UNKNOWN]
    return read, [*read.oddities, *([Oddity.DATA_NOT_READ] if read.unread else [])]


def _frame(
    envelope: Envelope,
    header: Header,
    content: Content | None,
    data: Data,
    oddities: list[Oddity],
    faults: tuple[Fault, ...],
) -> Frame:
    if not header.account and data.account:
        oddities.append(Oddity.ACCOUNT_ONLY_IN_DATA)
    elif data.account and data.account != header.account:
        oddities.append(Oddity.ACCOUNTS_DIFFER)
    return Frame(
        envelope=envelope,
        id=header.id,
        encrypted=header.encrypted,
        seq=header.seq,
        receiver=header.receiver,
        line=header.line,
        header_account=header.account,
        account=header.account or data.account,
        data=content.data if content else "",
        events=data.events,
        unread=(*data.unread, content.after) if content and content.after else data.unread,
        extended=content.extended if content else (),
        timestamp=content.timestamp if content else None,
        timestamp_ms=content.timestamp_ms if content else None,
        oddities=tuple(dict.fromkeys(oddities)),
        faults=faults,
    )
