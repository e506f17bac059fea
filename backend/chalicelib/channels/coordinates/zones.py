"""The grid's zones and bands: six and eight degrees, but for Norway, whose 32V is widened, and Svalbard.

::

      X   31 0─────9 33 ──────21 35 ──────33 37 ─────42      72° to 84° N
      W   31 0──6 32 ──12 33 ──18 34 ──24 35 ──30 36         64° to 72° N
      V   31 0─3 32 ────12 33 ──18 34 ──24 35 ──30           56° to 64° N
"""

BANDS = "CDEFGHJKLMNPQRSTUVWXX"  # X is twelve degrees high
SOUTHERNMOST, NORTHERNMOST = -80, 84


def band_of(latitude: float) -> str | None:
    """The band's letter; None where the grid ends."""
    return BANDS[int(latitude + 80) // 8] if SOUTHERNMOST <= latitude < NORTHERNMOST else None


def zone_of(latitude: float, longitude: float) -> int:
    """The zone that holds there.

    >>> zone_of(60.39, 5.32), zone_of(78.22, 15.65), zone_of(64.5, 5.32)
    (32, 33, 31)
    """
    if 56 <= latitude < 64 and 3 <= longitude < 12:
        return 32
    if latitude >= 72 and 0 <= longitude < 42:
        return 31 if longitude < 9 else 33 if longitude < 21 else 35 if longitude < 33 else 37
    return min(60, int((longitude + 180) // 6) + 1)


def central(zone: int) -> float:
    """The longitude in the middle of a zone as the projection sees it."""
    return zone * 6.0 - 183


def reach(zone: int) -> float:
    """So many degrees from its middle a zone may be used. Zone 33 is used for the whole of mainland Norway."""
    return 17.0 if zone == 33 else 7.0
