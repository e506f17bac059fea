"""``make openapi``: the API's description, from the routes themselves, to ``build/openapi.json``."""

import os
from pathlib import Path

import msgspec

OUT = Path(__file__).parents[1] / "build" / "openapi.json"

# The description is the same for every installation; what an installation must be told is made up.
os.environ.setdefault("VARDE_SECRET", "only-to-describe-the-routes-of-any-installation")
os.environ.setdefault("VARDE_ONE_MACHINE", "true")
os.environ.setdefault("VARDE_SMS_OPTIONS", '{"url": "http://127.0.0.1:9/sms/outgoing"}')


def main() -> None:
    """Write it, in an order that does not change by itself."""
    import app
    from chalicelib.platform.openapi import describe

    OUT.parent.mkdir(exist_ok=True)
    raw = msgspec.json.encode(describe(app.all_routes()), order="sorted")
    OUT.write_bytes(msgspec.json.format(raw, indent=2) + b"\n")


if __name__ == "__main__":
    main()
