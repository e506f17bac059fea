"""What is sent through the doors of missions, by the phone or by an operator."""

from typing import Any

from tests.integration.doors.conftest import Centre

HOUR_MS = 3_600_000
OSLO = {"latitude": 59.99, "longitude": 10.66, "name": "Tryvann", "text": "Fra parkeringen mot nord."}
BEHALF = {"identified_by": "known_voice", "note": "Ringte fra egen telefon."}


def body(centre: Centre, **more: Any) -> dict[str, Any]:
    now_ms = centre.world.now_ms
    wanted = {"place": OSLO, "what": "Måle snø", "kind_id": "system-sea", "start_ms": now_ms, "start_now": True}
    return {**wanted, "planned_end_ms": now_ms + 4 * HOUR_MS, **more}


def register(centre: Centre, token: str, made: list[str], **more: Any) -> dict[str, Any]:
    answer = centre.send("POST", "missions", body(centre, **more), token=token)
    assert answer.status == 201, answer.json
    made.append(answer.json["id"])
    shown: dict[str, Any] = answer.json
    return shown


def do(centre: Centre, token: str, mission: dict[str, Any], what: str, /, **more: Any) -> Any:
    sent = {"happened_at_ms": centre.world.now_ms} if what in ("start", "check-ins", "end") else {}
    return centre.send("POST", f"missions/{mission['id']}/{what}", {**sent, **more}, token=token)


def a_while_later(centre: Centre, ms: int) -> str:
    """Olav's token then; the one before has run out."""
    centre.world.advance(ms / 1000)
    return centre.token("olav", "operator")
