"""The ground: tables, time, identity, configuration, HTTP. Knows nothing of guards or alarms."""

import sys

# botocore looks into pyOpenSSL, which webauthn brings along, only to take the standard library's SSLContext from it.
# Not finding it, it takes the same class from where it is, and an SOS is spared a fifth of its import (40 ms).
sys.modules.setdefault("urllib3.contrib.pyopenssl", None)  # type: ignore[arg-type]
