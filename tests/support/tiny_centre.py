"""Runs the tiny app behind the real host: ``python -m tests.support.tiny_centre FOLDER PORT`` (0: a free one)."""

import contextlib
import os
import signal
import sys
from pathlib import Path

import msgspec

from host import console
from host.centre import Centre, Settings, listen

ACCESS_KEY_ID = "TINYTINYTINYTINY"
SMS_SECRET = "the secret between the tiny centre and its telephones"


def main(folder: Path, port: int) -> None:
    """Serve until told to stop."""
    console.show_warnings()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with listen("127.0.0.1", port) as listener:
        port = listener.getsockname()[1]
        os.environ |= {
            "VARDE_WEBSOCKET_ENDPOINT": f"http://127.0.0.1:{port}",
            "AWS_ACCESS_KEY_ID": ACCESS_KEY_ID,
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "eu-north-1",
        }
        from tests.support import tiny_app

        configuration = folder / "config.json"
        configuration.write_bytes(msgspec.json.encode({"version": "2.0", "app_name": "tiny", "lambda_timeout": 40}))
        settings = Settings(
            url=f"http://localhost:{port}",
            configuration=configuration,
            pages=folder / "dist",
            outside=folder / "outside.sqlite",
            sms_secret=SMS_SECRET,
            access_key_id=ACCESS_KEY_ID,
        )
        centre = Centre(tiny_app, settings, names_of=lambda numbers: dict.fromkeys(numbers, "Nina Nordmann"))
        with contextlib.suppress(KeyboardInterrupt):
            centre.serve(listener, ready=lambda: print(f"ready {port}", flush=True))
    print("stopped", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
