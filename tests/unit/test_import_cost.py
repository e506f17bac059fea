"""What an SOS does not need is not loaded on its way."""

import subprocess
import sys
from pathlib import Path

BACKEND = Path(__file__).parents[2] / "backend"
HEAVY = ("aws_lambda_powertools", "cryptography", "joserfc", "mgrs", "phonenumbers", "utm", "webauthn")


def test_the_doors_load_nothing_heavy() -> None:
    look = f"""
import sys
import chalicelib.channels.inbound
import chalicelib.identity.routes, chalicelib.identity.authenticate, chalicelib.platform.openapi
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True, cwd=BACKEND)
    assert done.stdout.strip() == "[]"
