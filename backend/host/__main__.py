"""The command line: ``python -m host`` runs the centre, ``enrol NAME`` and ``verify`` are the commands beside it."""

import argparse
import signal
import sys
from pathlib import Path

from chalicelib.platform.config import Misconfigured
from host.dynamodb import DATA, Unavailable


def main(arguments: list[str]) -> int:
    """Run a command; 0 when it did what it was asked."""
    # Both ways of asking it to stop take the same way down, from the first moment on.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    asked = _parser().parse_args(arguments)
    from host.tables import CannotStart

    try:
        return _COMMANDS[asked.command](asked)
    except KeyboardInterrupt:
        return 0
    except (CannotStart, Unavailable, Misconfigured) as error:
        print(error, file=sys.stderr)
        return 1


def _run(asked: argparse.Namespace) -> int:
    from host.run import Options, run

    training = asked.training
    data = asked.data or (TRAINING_DATA if training else DATA)
    port = asked.port if asked.port is not None else (TRAINING_PORT if training else PORT)
    receiver_port = asked.receiver_port
    if receiver_port is None:
        receiver_port = (TRAINING_RECEIVER_PORT if training else RECEIVER_PORT) if port else 0
    run(
        Options(
            host=asked.host,
            port=port,
            data=data,
            seed=not asked.no_seed,
            training=training,
            receiver_port=None if asked.no_receiver else receiver_port,
        )
    )
    return 0


def _enrol(asked: argparse.Namespace) -> int:
    from host.enrol import enrol

    print(enrol(asked.person, asked.data or DATA))
    return 0


def _verify(asked: argparse.Namespace) -> int:
    from host.verify import verify_installation

    verdict = verify_installation(asked.data or DATA)
    print(verdict)
    return 1 if verdict.broken else 0


PORT, TRAINING_PORT = 8000, 8010
RECEIVER_PORT, TRAINING_RECEIVER_PORT = 10500, 10510
TRAINING_DATA = DATA.with_name(f"{DATA.name}-training")
_DATA_HELP = "the folder that keeps everything"
_COMMANDS = {None: _run, "enrol": _enrol, "verify": _verify}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m host", description="Varde on one machine.")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1: this machine only)")
    parser.add_argument("--port", type=int, help=f"the port to listen on ({PORT}); 0: any that is free")
    parser.add_argument("--data", type=Path, help=_DATA_HELP)
    doors = parser.add_mutually_exclusive_group()
    doors.add_argument(
        "--receiver-port",
        type=int,
        help=f"the port that alarm panels call ({RECEIVER_PORT}, {TRAINING_RECEIVER_PORT} for exercises); 0: any",
    )
    doors.add_argument("--no-receiver", action="store_true", help="receive no alarms from panels")
    parser.add_argument(
        "--training", action="store_true", help="an installation for exercises, apart from the real one; reaches nobody"
    )
    parser.add_argument("--no-seed", action="store_true", help="leave an empty register empty")
    commands = parser.add_subparsers(dest="command")
    # The folder may be named after the command too.
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument("--data", type=Path, default=argparse.SUPPRESS, help=_DATA_HELP)
    enrol = commands.add_parser(
        "enrol", parents=[folder], help="make a one-time link by which an operator makes a passkey"
    )
    enrol.add_argument("person", help="name, beginning of a name, or id")
    commands.add_parser(
        "verify", parents=[folder], help="walk the whole journal and say whether it still tells the truth"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
