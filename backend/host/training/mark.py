"""What is put into every page as it is served: the mark of a training installation, which no script can fail to draw.

And at the centre itself the address of the way to one, for the desk's menu.
"""

import msgspec

from host.web import Answer

WORDS = "ØVELSE · ikke sentralen · når ingen"
WORDS_EN = "EXERCISE · not the centre · reaches nobody"
_TITLE = "ØVELSE · ".encode()
_STYLE = b'<link rel="stylesheet" href="/training.css" />'


def marked(answer: Answer) -> Answer:
    """The answer, with the mark above everything and in its title if it is a page."""
    if not _is_page(answer):
        return answer
    page = answer.body.replace(b"<html", f'<html data-training="{WORDS}" data-training-en="{WORDS_EN}"'.encode(), 1)
    page = page.replace(b"<title>", b"<title>" + _TITLE, 1).replace(b"</head>", _STYLE + b"</head>", 1)
    return msgspec.structs.replace(answer, body=page)


def pointed(answer: Answer, path: str) -> Answer:
    """The answer, with the way to the exercise if it is a page: where there is none, no menu offers it."""
    if not _is_page(answer):
        return answer
    page = answer.body.replace(b"<html", f'<html data-exercise="{path}"'.encode(), 1)
    return msgspec.structs.replace(answer, body=page)


def _is_page(answer: Answer) -> bool:
    return bool(answer.body) and str(answer.headers.get("content-type", "")).startswith("text/html")
