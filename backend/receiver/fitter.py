"""The fitter's and the operator's tool: frames in hexadecimal in, one JSON object a line out.

make -s dc09 < frames
"""

import argparse
import io
import sys
import time
from collections.abc import Iterator
from typing import Any, TextIO

import msgspec

from receiver.dc09 import NakForm, Oddity, Rules, read_moment, split
from receiver.reading_lines import BadLine, read_line
from receiver.report import report, unread


def main(arguments: list[str], lines: TextIO, out: TextIO) -> int:
    """Read ``lines`` to their end; 0 if every one of them held a frame that would be acknowledged."""
    asked = _parser().parse_args(arguments)
    all_right = True
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("//"):
            continue
        for told in reports(line, asked):
            all_right = all_right and not told["wrong"]
            out.write(msgspec.json.encode({"input": number, **told}).decode() + "\n")
            out.flush()
    return 0 if all_right or not asked.strict else 1


def reports(line: str, asked: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """What is said of one line: several objects if it holds several frames."""
    try:
        read = read_line(line)
    except BadLine as bad:
        yield unread(bad.what, bad.where, bad.detail, asked.language)
        return
    now_ms = time.time_ns() // 1_000_000 if asked.now is None else asked.now
    rules = Rules(key=read.key, nak=asked.nak, allowed=Rules().allowed | set(asked.allow))
    for piece in split(read.frame):
        yield report(piece, now_ms, rules, asked.language)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make dc09", description="Reads SIA DC-09 frames; one JSON object for each.")
    parser.add_argument(
        "--now", type=_moment, help="the receiver's clock, as 14:12:04,09-25-2026 in UTC; else the real one"
    )
    parser.add_argument(
        "--allow", type=Oddity, action="append", default=[], help="a departure that the account has leave for"
    )
    parser.add_argument(
        "--nak", type=NakForm, choices=list(NakForm), default=NakForm.OF_2013, help="how a NAK is written"
    )
    parser.add_argument("--language", choices=["nb", "en"], default="nb", help="of the sentences")
    parser.add_argument("--strict", action="store_true", help="end with 1 if anything was wrong")
    return parser


def _moment(text: str) -> int:
    moment = read_moment(text)
    if moment is None:
        raise argparse.ArgumentTypeError(f"no time of the form HH:MM:SS,MM-DD-YYYY: {text}")
    return moment


if __name__ == "__main__":
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:], sys.stdin, sys.stdout))
