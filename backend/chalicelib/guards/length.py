"""How long a shift and a duty may last: sixteen hours, by the wall or by the watch, whichever lets it last longer.

Shifts are planned by the wall, and every night alike: from four in the afternoon until eight. On the autumn night that
is 17 hours, which have to be worked and watched: refused, the guard would have to tell an end that is not the real one,
and the centre would act on it at the wrong time. On the spring night it is 15, and there sixteen real ones are too
many for nobody who may work them on every other.

::

    25 October   16:00 ─── 03:00 = 02:00 ─────── 08:00     16 on the wall, 17 hours
    29 March     16:00 ─── 02:00 = 03:00 ─────── 08:00     16 on the wall, 15 hours; until 09:00 it is 16 hours
"""

from datetime import timedelta

from chalicelib.platform.time import HOUR_MS, local

LONGEST_H = 16
EARLY_MS = HOUR_MS
"""So early may somebody come to a shift and still plan to stay until its end."""


def counted_from_ms(shift_start_ms: int | None, now_ms: int) -> int:
    """From when a duty that begins now is counted: from its shift's start, for who comes a little early."""
    return max(now_ms, min(shift_start_ms or now_ms, now_ms + EARLY_MS))


def latest_end_ms(start_ms: int) -> int:
    """When at the latest what began then must be planned to end."""
    # Adding to an aware time counts on its wall; of an hour that comes twice the later one is meant.
    by_wall = (local(start_ms) + timedelta(hours=LONGEST_H)).replace(fold=1)
    return max(start_ms + LONGEST_H * HOUR_MS, round(by_wall.timestamp() * 1000))
