"""SIA DC-09, bytes in and bytes out. Knows nothing of accounts, tables or sockets.

framer = Framer()                                    one for each connection; ``split`` for a datagram
for piece in framer.feed(chunk):                     an Envelope, or Noise
    header = read_header(piece)                      whose it is, to find the account's rules
    frame = read_inside(piece, header, rules.key)    what it says
    verdict = judge(frame, now_ms, rules)            what to answer, and whether to believe it
    reply = answer(frame, verdict, now_ms, rules)    bytes, or None; sent only when the signal is stored
"""

from receiver.dc09.answer import answer, enframe
from receiver.dc09.crc import crc16
from receiver.dc09.events import Event, Modifier
from receiver.dc09.extended import Extended, Place, links_of, place_of, values_of
from receiver.dc09.frame import ANSWERS, LINK_TESTS, Frame, read_frame, read_inside
from receiver.dc09.framing import LIMIT, Framer, split
from receiver.dc09.header import Header, read_header
from receiver.dc09.judging import NakForm, Reply, Rules, Verdict, judge
from receiver.dc09.keys import BadKey, read_key
from receiver.dc09.moments import read_moment, write_moment
from receiver.dc09.oddities import WITHOUT_LEAVE, Fault, Oddity, Wrong
from receiver.dc09.pieces import Envelope, Noise, Piece
from receiver.dc09.strangers import SCANNERS
from receiver.dc09.writing import Outgoing, write_frame

__all__ = [
    "ANSWERS",
    "LIMIT",
    "LINK_TESTS",
    "SCANNERS",
    "WITHOUT_LEAVE",
    "BadKey",
    "Envelope",
    "Event",
    "Extended",
    "Fault",
    "Frame",
    "Framer",
    "Header",
    "Modifier",
    "NakForm",
    "Noise",
    "Oddity",
    "Outgoing",
    "Piece",
    "Place",
    "Reply",
    "Rules",
    "Verdict",
    "Wrong",
    "answer",
    "crc16",
    "enframe",
    "judge",
    "links_of",
    "place_of",
    "read_frame",
    "read_header",
    "read_inside",
    "read_key",
    "read_moment",
    "split",
    "values_of",
    "write_frame",
    "write_moment",
]
