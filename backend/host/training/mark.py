"""The mark of a training installation, put into every page as it is served: no script can fail to draw it."""

import msgspec

from host.web import Answer

WORDS = "ØVELSE · ikke sentralen · ingenting herfra når noen"
_STYLE = b'<link rel="stylesheet" href="/training.css" />'


def marked(answer: Answer) -> Answer:
    """The answer, with the mark above everything if it is a page."""
    if not str(answer.headers.get("content-type", "")).startswith("text/html") or not answer.body:
        return answer
    page = answer.body.replace(b"<html", f'<html data-training="{WORDS}"'.encode(), 1)
    page = page.replace(b"</head>", _STYLE + b"</head>", 1)
    return msgspec.structs.replace(answer, body=page)
