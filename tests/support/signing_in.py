"""Getting into the system the way people do: a code from an SMS, a passkey from a link."""

import re
from typing import Any

from chalicelib.engine.messages import Message
from chalicelib.identity.codes import Code, code_key
from chalicelib.identity.derive import mark
from chalicelib.identity.enrolments import issue_enrolment
from chalicelib.platform.config import Config, config
from chalicelib.platform.time import HOUR_MS
from chalicelib.records.change import Actor
from chalicelib.records.commit import Engine
from chalicelib.records.rows import from_item
from chalicelib.register.states import Person
from tests.support.device import Device
from tests.support.doors import Answered, Doors
from tests.support.passkey import SoftAuthenticator

CODE = re.compile(r"\b\d{6}\b")


def texts_to(engine: Engine, person: Person) -> list[Message]:
    """The sign-in texts in the outbox for a person."""
    rows = [from_item(item).state for item in engine.store.partition("live", f"sign-in/{person.id}")]
    return [row for row in rows if isinstance(row, Message)]


def code_in_last_text(engine: Engine, person: Person) -> str:
    """The code as the phone shows it."""
    row = engine.get(code_key(mark(config(), "phone", person.phone)), Code)
    assert row is not None
    latest = next(text for text in texts_to(engine, person) if text.slot.startswith(row.state.salt))
    found = CODE.search(latest.text)
    assert found is not None
    return found[0]


def ask_for_code(send: Doors, phone: str, **more: Any) -> Answered:
    return send("POST", "sign-in/codes", {"phone": phone}, **more)


def give_code(send: Doors, phone: str, code: str, device: Device | None = None, **more: Any) -> Answered:
    body = {"phone": phone, "code": code, "device_key": (device or Device()).public_key, "device_name": "Pixel"}
    return send("POST", "sign-in/sessions", body, **more)


def sign_in(send: Doors, engine: Engine, person: Person, device: Device | None = None) -> dict[str, Any]:
    """A field session, as ``sign-in/sessions`` answers it."""
    assert ask_for_code(send, person.phone).status == 202
    answer = give_code(send, person.phone, code_in_last_text(engine, person), device)
    assert answer.status == 201
    found: dict[str, Any] = answer.json
    return found


def link_for(engine: Engine, settings: Config, person: Person, now_ms: int, key: str = "first") -> str:
    """The token in a fresh enrolment link."""
    url, _ = issue_enrolment(engine, settings, person, Actor("system", "tests"), key, HOUR_MS, now_ms)
    return url.partition("#enrol=")[2]


def make_passkey(send: Doors, enrolment: str, authenticator: SoftAuthenticator, **more: Any) -> Answered:
    options = send("POST", "passkeys/registration/options", {"enrolment": enrolment})
    if options.status != 200:
        return options
    body = {"enrolment": enrolment, "credential": authenticator.create(options.json), "device_name": "Desk 1"}
    return send("POST", "passkeys/registration", body, **more)


def use_passkey(send: Doors, authenticator: SoftAuthenticator, **more: Any) -> Answered:
    asked = send("POST", "passkeys/authentication/options")
    credential = authenticator.get(asked.json["options"])
    body = {"challenge_id": asked.json["challenge_id"], "credential": credential}
    return send("POST", "passkeys/authentication", body, **more)


def sign_in_at_desk(send: Doors, engine: Engine, person: Person, now_ms: int) -> dict[str, Any]:
    """A desk session, by a passkey made for the occasion."""
    authenticator = SoftAuthenticator(send.config.public_url)
    answer = make_passkey(send, link_for(engine, send.config, person, now_ms, send.new_key()), authenticator)
    assert answer.status == 201
    found: dict[str, Any] = answer.json
    return found
