"""Signing in with a passkey: a challenge, good for five minutes and once, and what an authenticator makes of it."""

import secrets
from typing import Any, ClassVar

import msgspec

from chalicelib.identity.derive import b64url, from_b64url
from chalicelib.identity.keeping import door_of, just_opened
from chalicelib.identity.limits import IDENTITY
from chalicelib.identity.passkeys import (
    CHALLENGE_MS,
    UNREADABLE,
    Passkey,
    not_accepted,
    origin,
    passkey_id,
    passkey_key,
    plain,
)
from chalicelib.identity.people import active_person
from chalicelib.identity.sessions import Door, Session, new_session, signed_in
from chalicelib.platform.access import SELF
from chalicelib.platform.config import Config
from chalicelib.platform.ids import id_from, is_id, new_id
from chalicelib.platform.operations import Key
from chalicelib.platform.problems import unauthenticated
from chalicelib.platform.time import DAY_MS
from chalicelib.records.change import Change, Event, create, update
from chalicelib.records.commit import Engine
from chalicelib.records.rows import Row, State


class Challenge(State, frozen=True, kw_only=True):
    """What an authenticator has to sign. Once."""

    KIND: ClassVar[str] = "challenge"

    id: str
    challenge: str
    until_ms: int
    used: bool = False

    @property
    def key(self) -> Key:
        """By its id."""
        return challenge_key(self.id)

    @property
    def expires_at_ms(self) -> int:
        """A day later: until then a repeated request finds its answer."""
        return self.until_ms + DAY_MS


def challenge_key(challenge_id: str) -> Key:
    """Where a challenge is kept."""
    return Key(f"challenge/{challenge_id}")


class Authenticating(msgspec.Struct, frozen=True):
    """What is read before somebody is signed in by a passkey."""

    challenge: Row[Challenge]
    passkey: Row[Passkey] | None
    door: Door | None


def authentication_options(engine: Engine, config: Config, now_ms: int) -> tuple[str, dict[str, Any]]:
    """A challenge's id, and what the browser is to answer it with: any passkey it has for us."""
    import webauthn
    from webauthn.helpers.structs import UserVerificationRequirement

    raw = secrets.token_bytes(32)
    challenge = Challenge(customer_id=SELF, id=new_id(), challenge=b64url(raw), until_ms=now_ms + CHALLENGE_MS)
    engine.commit(Change((create(challenge),)), actor=IDENTITY, at_ms=now_ms)
    options = webauthn.generate_authentication_options(
        rp_id=config.rp_id,
        challenge=raw,
        timeout=CHALLENGE_MS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return challenge.id, plain(webauthn.options_to_json(options))


def sign_in_by_passkey(
    engine: Engine,
    config: Config,
    *,
    challenge_id: str,
    credential: dict[str, Any],
    device_name: str,
    command_id: str,
    now_ms: int,
) -> Session:
    """The session of the person whose passkey answered the challenge."""
    credential_id = str(credential.get("id"))

    def load() -> Authenticating:
        row = engine.get(challenge_key(challenge_id), Challenge) if is_id(challenge_id) else None
        if row is None:
            raise unauthenticated("identity.challenge_used")
        passkey = engine.get(passkey_key(passkey_id(credential_id)), Passkey)
        person = active_person(engine, passkey.state.person_id) if passkey else None
        return Authenticating(row, passkey, door_of(engine, person) if person else None)

    def decide(facts: Authenticating) -> Change:
        if facts.challenge.state.used or now_ms >= facts.challenge.state.until_ms:
            raise unauthenticated("identity.challenge_used")
        if facts.passkey is None or facts.door is None:
            raise not_accepted()
        count = _asserted(config, facts.challenge.state, credential, facts.passkey.state)
        return answered(facts.challenge, facts.passkey, facts.door, count, device_name, now_ms)

    done = engine.execute(
        load,
        decide,
        actor=IDENTITY,
        command_id=id_from(command_id, challenge_id, credential_id),
        about=lambda facts: facts.challenge,
        at_ms=now_ms,
    )
    session = just_opened(engine, done.result, now_ms) if is_id(done.result) else None
    if session is None:
        raise not_accepted()
    return session


def answered(
    challenge: Row[Challenge], passkey: Row[Passkey], door: Door, count: int, device_name: str, now_ms: int
) -> Change:
    """A session; but an authenticator whose count went backwards has a double: journalled, and not let in."""
    used = update(challenge, msgspec.structs.replace(challenge.state, used=True))
    known = passkey.state.sign_count
    if (count or known) and count <= known:
        doubled = Event("passkey_doubled", {"passkey": passkey.state.id, "count": count, "known": known})
        return Change((used, door.held.note(doubled)), "doubled")
    seen = msgspec.structs.replace(passkey.state, sign_count=count, used_at_ms=now_ms)
    session = new_session(door.person, "passkey", now_ms, device_name=device_name or passkey.state.name)
    return Change((used, update(passkey, seen), *signed_in(door, session, now_ms)), session.id)


def _asserted(config: Config, challenge: Challenge, credential: dict[str, Any], passkey: Passkey) -> int:
    """The authenticator's count, if it signed our challenge for our origin and saw its user."""
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        found = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=from_b64url(challenge.challenge),
            expected_rp_id=config.rp_id,
            expected_origin=origin(config),
            credential_public_key=from_b64url(passkey.public_key),
            credential_current_sign_count=0,  # judged in ``answered``, where it can be journalled
            require_user_verification=True,
        )
        handle = credential["response"].get("userHandle")
    except (WebAuthnException, *UNREADABLE) as error:
        raise not_accepted() from error
    if handle and handle != b64url(passkey.person_id.encode()):
        raise not_accepted()
    return int(found.new_sign_count)
