"""Signing in by code: sent by SMS, or read aloud by an operator when SMS is down."""

from chalicelib.engine.messages import Recipient, compose
from chalicelib.identity.codes import VALID_MS, Code, Trying, code_key, digits, issued, tried, wrong_code
from chalicelib.identity.derive import mark, same
from chalicelib.identity.keeping import door_of, just_opened
from chalicelib.identity.keyring import Held, held_by
from chalicelib.identity.limits import (
    CODES_PER_ADDRESS,
    CODES_PER_NUMBER,
    CODES_PER_NUMBER_A_DAY,
    IDENTITY,
    SIGN_INS_PER_ADDRESS,
    take,
)
from chalicelib.identity.people import field_roles, person_with_phone
from chalicelib.identity.sessions import Session, Way
from chalicelib.platform.access import SELF
from chalicelib.platform.config import Config
from chalicelib.platform.ids import id_from, new_id
from chalicelib.platform.problems import conflict
from chalicelib.records.change import Actor, Change, Event, Write
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register.states import Person


def send_code(engine: Engine, config: Config, phone: str, address: str, command_id: str, now_ms: int) -> None:
    """Send a code to ``phone`` if somebody has it. Answers the same, and does as much, if nobody has."""
    take(engine, config, CODES_PER_ADDRESS, address, now_ms)
    take(engine, config, CODES_PER_NUMBER, phone, now_ms)
    take(engine, config, CODES_PER_NUMBER_A_DAY, phone, now_ms)
    person = person_with_phone(engine, phone)
    code = _new_code(config, phone, person, "code", now_ms)
    told = (_text(config, code, person, now_ms),) if person else ()
    key = code.key
    engine.execute(
        lambda: engine.get(key, Code),
        lambda row: issued(row, code, *told),
        actor=IDENTITY,
        command_id=command_id,
        about=lambda row: row,
        at_ms=now_ms,
    )


def code_to_read_aloud(
    engine: Engine, config: Config, person: Person, actor: Actor, command_id: str, now_ms: int
) -> tuple[str, int]:
    """A code that an operator reads to the person on the telephone, and when it runs out. It is journalled by whom."""
    if not field_roles(person):
        raise conflict("identity.no_code_role")
    code = _new_code(config, person.phone, person, "read_aloud", now_ms)

    def load() -> tuple[Row[Code] | None, Held]:
        return engine.get(code.key, Code), held_by(engine, person.id, person.customer_id)

    engine.execute(
        load,
        lambda facts: issued(facts[0], code, facts[1].note(Event("sign_in_code_read_aloud"))),
        actor=actor,
        command_id=command_id,
        about=lambda facts: facts[0],
        at_ms=now_ms,
    )
    stands = engine.get(code.key, Code)
    assert stands is not None
    return digits(config, stands.state), stands.state.until_ms


def sign_in_by_code(
    engine: Engine,
    config: Config,
    *,
    phone: str,
    digits_given: str,
    device_name: str,
    device_key: dict[str, str],
    address: str,
    command_id: str,
    now_ms: int,
) -> Session:
    """The session that the code opens. Raises ``unauthenticated`` for a wrong, used or expired one alike."""
    take(engine, config, SIGN_INS_PER_ADDRESS, address, now_ms)
    of = mark(config, "phone", phone)
    # Whoever repeats the request must know the code too: the key alone opens nothing.
    command = id_from(command_id, phone, digits_given)

    def load() -> Trying:
        row = engine.get(code_key(of), Code)
        person = person_with_phone(engine, phone) if row and row.state.person_id else None
        return Trying(row, door_of(engine, person) if person else None)

    def decide(facts: Trying) -> Change:
        right = facts.code is not None and same(digits_given, digits(config, facts.code.state))
        return tried(facts, right, device_name, device_key, now_ms)

    done = engine.execute(
        load, decide, actor=IDENTITY, command_id=command, about=lambda facts: facts.code, at_ms=now_ms
    )
    session = just_opened(engine, done.result, now_ms) if done.result != "wrong" else None
    if session is None:
        raise wrong_code()
    return session


def _new_code(config: Config, phone: str, person: Person | None, way: Way, now_ms: int) -> Code:
    return Code(
        customer_id=person.customer_id if person else SELF,
        of=mark(config, "phone", phone),
        person_id=person.id if person else "",
        way=way,
        salt=new_id(),
        until_ms=now_ms + VALID_MS,
    )


def _text(config: Config, code: Code, person: Person, now_ms: int) -> Write:
    to = Recipient(id=person.id, name=person.name, phone=person.phone, language=person.language)
    return compose(
        f"sign-in/{person.id}",
        code.salt,
        to,
        "sign_in_code",
        {"code": digits(config, code)},
        now_ms,
        customer_id=person.customer_id,
        secret=True,
        urgent=True,
    )
