"""Making a passkey by an enrolment: the link is used up, the key is kept and its person is signed in, all or nothing.

The challenge stands in the enrolment itself, for five minutes. The link may be opened again; the last challenge counts.
"""

import secrets
from typing import Any

import msgspec

from chalicelib.identity.derive import b64url, from_b64url
from chalicelib.identity.enrolments import Enrolment, find_enrolment, used_up
from chalicelib.identity.keeping import door_of, just_opened
from chalicelib.identity.keyring import MOST_PASSKEYS
from chalicelib.identity.limits import IDENTITY
from chalicelib.identity.passkeys import (
    CHALLENGE_MS,
    UNREADABLE,
    Passkey,
    held_passkeys,
    origin,
    passkey_id,
    passkey_key,
    plain,
)
from chalicelib.identity.people import active_person
from chalicelib.identity.sessions import Door, Session, new_session, signed_in
from chalicelib.platform.config import Config
from chalicelib.platform.ids import id_from
from chalicelib.platform.problems import conflict, invalid
from chalicelib.platform.texts import Text, add_texts
from chalicelib.records.change import Change, Event, create, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row
from chalicelib.register.states import Person

RP_NAME = "Varde"


class Registering(msgspec.Struct, frozen=True):
    """What is read before a passkey is kept."""

    enrolment: Row[Enrolment]
    door: Door
    known: Row[Passkey] | None


def registration_options(engine: Engine, config: Config, link: str, now_ms: int) -> dict[str, Any]:
    """What the browser is to make a passkey from."""
    challenge = secrets.token_bytes(32)

    def load() -> Row[Enrolment]:
        return find_enrolment(engine, config, link)

    def decide(row: Row[Enrolment]) -> Change:
        return challenged(row, b64url(challenge), now_ms)

    done = engine.execute(load, decide, actor=IDENTITY, at_ms=now_ms)
    person = _person(engine, done.rows[0].state)
    return _options(config, person, challenge, held_passkeys(engine, door_of(engine, person).held))


def challenged(row: Row[Enrolment], challenge: str, now_ms: int) -> Change:
    """A fresh challenge in place of the last."""
    if not row.state.stands(now_ms):
        raise used_up()
    until_ms = min(now_ms + CHALLENGE_MS, row.state.until_ms)
    fresh = msgspec.structs.replace(row.state, challenge=challenge, challenge_until_ms=until_ms)
    return Change((update(row, fresh),))


def register(
    engine: Engine,
    config: Config,
    *,
    link: str,
    credential: dict[str, Any],
    device_name: str,
    command_id: str,
    now_ms: int,
) -> Session:
    """Keep what the authenticator made, and sign its person in."""
    credential_id = str(credential.get("id"))

    def load() -> Registering:
        row = find_enrolment(engine, config, link)
        door = door_of(engine, _person(engine, row.state))
        return Registering(row, door, engine.get(passkey_key(passkey_id(credential_id)), Passkey))

    def decide(facts: Registering) -> Change:
        if not facts.enrolment.state.stands(now_ms):
            raise used_up()
        passkey = _attested(config, facts.enrolment.state, credential, device_name, facts.door.person, now_ms)
        return registered(facts, passkey, now_ms)

    done = engine.execute(
        load,
        decide,
        actor=IDENTITY,
        command_id=id_from(command_id, link, credential_id),
        about=lambda facts: facts.enrolment,
        at_ms=now_ms,
    )
    session = just_opened(engine, done.result, now_ms)
    if session is None:
        raise used_up()
    return session


def registered(facts: Registering, passkey: Passkey, now_ms: int) -> Change:
    """The key on the keyring, the link used up, the person signed in."""
    keyring = facts.door.held.keyring
    if facts.known is not None:
        raise conflict("identity.passkey_known")
    if len(keyring.passkeys) >= MOST_PASSKEYS:
        raise conflict("identity.too_many_passkeys", most=MOST_PASSKEYS)
    session = new_session(facts.door.person, "passkey", now_ms, device_name=passkey.name)
    made = Event("passkey_registered", {"passkey": passkey.id}, {"device": passkey.name})
    with_key = msgspec.structs.replace(keyring, passkeys=(*keyring.passkeys, passkey.id))
    used = update(facts.enrolment, msgspec.structs.replace(facts.enrolment.state, used=True))
    return Change((used, create(passkey), *signed_in(facts.door, session, now_ms, made, keyring=with_key)), session.id)


def _person(engine: Engine, enrolment: Enrolment) -> Person:
    person = active_person(engine, enrolment.person_id)
    if person is None:
        raise used_up()
    return person


def _options(config: Config, person: Person, challenge: bytes, has: list[Row[Passkey]]) -> dict[str, Any]:
    import webauthn
    from webauthn.helpers import structs

    options = webauthn.generate_registration_options(
        rp_id=config.rp_id,
        rp_name=RP_NAME,
        user_id=person.id.encode(),
        user_name=person.name,
        user_display_name=person.name,
        challenge=challenge,
        timeout=CHALLENGE_MS,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=from_b64url(row.state.credential)) for row in has
        ],
    )
    return plain(webauthn.options_to_json(options))


def _attested(
    config: Config, enrolment: Enrolment, credential: dict[str, Any], name: str, person: Person, now_ms: int
) -> Passkey:
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    if not enrolment.challenge or now_ms >= enrolment.challenge_until_ms:
        raise invalid("credential", "identity.challenge_used")
    try:
        found = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=from_b64url(enrolment.challenge),
            expected_rp_id=config.rp_id,
            expected_origin=origin(config),
            require_user_verification=True,
        )
    except (WebAuthnException, *UNREADABLE) as error:
        raise invalid("credential", "identity.credential_wrong") from error
    return Passkey(
        customer_id=person.customer_id,
        credential=b64url(found.credential_id),
        person_id=person.id,
        public_key=b64url(found.credential_public_key),
        sign_count=found.sign_count,
        name=name,
        created_at_ms=now_ms,
        used_at_ms=now_ms,
    )


add_texts(
    {
        "identity.credential_wrong": Text(
            "Passnøkkelen ble ikke godkjent av sentralen. Last siden på nytt og prøv igjen.",
            "The passkey was not accepted by the centre. Reload the page and try again.",
        ),
        "identity.too_many_passkeys": Text(
            "Personen har {most} passnøkler. Fjern en som ikke er i bruk.",
            "The person has {most} passkeys. Remove one that is not in use.",
        ),
        "identity.passkey_known": Text(
            "Denne passnøkkelen er registrert fra før. Logg inn med den.",
            "This passkey is registered already. Sign in with it.",
        ),
    }
)
