"""What is large is packed on its way: a phone behind a mountain waits for each kilobyte.

Only what says itself that it varies with the encoding is packed: the pages' files. The API's answers hold secrets
beside what a stranger may have written, and their packed length would tell about them.
"""

import gzip
import re
from functools import lru_cache

import msgspec

from host.web import Answer, Request

_WORTH = re.compile(r"text/|image/svg|application/(?:json|manifest)")
_TAKES_IT = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
_FROM = 1400
"""Less fits into one packet anyway."""


def packed(answer: Answer, request: Request) -> Answer:
    """The answer as small as its reader can unpack it."""
    if answer.headers.get("vary") != "accept-encoding" or len(answer.body) < _FROM:
        return answer
    accepted = request.headers.get("accept-encoding", "")
    if not _TAKES_IT.search(accepted) or not _WORTH.match(str(answer.headers.get("content-type", ""))):
        return answer
    headers = {**answer.headers, "content-encoding": "gzip", "etag": f"W/{answer.headers['etag']}"}
    return msgspec.structs.replace(answer, body=_gzipped(answer.body), headers=headers)


@lru_cache(maxsize=256)
def _gzipped(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)
