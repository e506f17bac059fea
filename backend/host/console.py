"""What the terminal shows of trouble: what failed and where, without what the exception quotes about somebody."""

import logging
import sys
import traceback
from types import TracebackType

from chalicelib.platform.observability import mask

_Told = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_MOST_LINES = 12


class WithoutNames(logging.Formatter):
    """Times, words, and for an exception its type and the lines that it passed."""

    def format(self, record: logging.LogRecord) -> str:
        """One record, with everything that looks like a number or a position taken out."""
        # Formatted anew: another handler may have kept the whole text of the exception on the record.
        record.exc_text = None
        return mask(super().format(record))

    def formatException(self, ei: _Told) -> str:  # noqa: N802  the library's name for it
        """The type of an exception and where it came from."""
        kind, _, trace = ei
        passed = traceback.extract_tb(trace)[-_MOST_LINES:]
        lines = [f"    {frame.filename}:{frame.lineno} {frame.name}" for frame in passed]
        return "\n".join([*lines, f"    {kind.__name__ if kind else 'no exception'}"])


def show_warnings() -> None:
    """Show warnings and worse on the terminal, those of the libraries too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WithoutNames("%(asctime)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
