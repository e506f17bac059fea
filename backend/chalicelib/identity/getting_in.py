"""What the doors do by which one gets in: by a code, by a passkey, and on with a session."""

from typing import Any

from chalicelib.identity import shapes
from chalicelib.identity.authentication import authentication_options, sign_in_by_passkey
from chalicelib.identity.code_sign_in import send_code, sign_in_by_code
from chalicelib.identity.keeping import refresh
from chalicelib.identity.limits import ENROLMENTS_PER_ADDRESS, SIGN_INS_PER_ADDRESS, take
from chalicelib.identity.proofs import usable
from chalicelib.identity.registration import register, registration_options
from chalicelib.identity.sessions import Session
from chalicelib.identity.tokens import access_token, is_ours, refresh_token, session_and_number
from chalicelib.platform.config import Config
from chalicelib.platform.http import Request
from chalicelib.platform.ids import is_id
from chalicelib.platform.problems import invalid, unauthenticated
from chalicelib.platform.texts import Text, add_texts
from chalicelib.register.phones import e164


def on_ask_for_code(request: Request[shapes.AskForCode]) -> None:
    """``POST sign-in/codes``"""
    phone = _phone(request.body.phone)
    send_code(request.engine, request.config, phone, request.client_address, request.command_id, request.now_ms)


def on_sign_in_by_code(request: Request[shapes.SignInByCode]) -> shapes.SignedIn:
    """``POST sign-in/sessions``"""
    body = request.body
    if not usable(body.device_key.point):
        raise invalid("device_key", "identity.device_key")
    session = sign_in_by_code(
        request.engine,
        request.config,
        phone=_phone(body.phone),
        digits_given=body.code,
        device_name=body.device_name,
        device_key=body.device_key.point,
        address=request.client_address,
        command_id=request.command_id,
        now_ms=request.now_ms,
    )
    return _signed_in(request.config, session, request.now_ms)


def _phone(text: str) -> str:
    phone = e164(text)
    if phone is None:
        raise invalid("phone", "identity.phone")
    return phone


def on_registration_options(request: Request[shapes.AskForRegistration]) -> dict[str, Any]:
    """``POST passkeys/registration/options``"""
    take(request.engine, request.config, ENROLMENTS_PER_ADDRESS, request.client_address, request.now_ms)
    return registration_options(request.engine, request.config, request.body.enrolment, request.now_ms)


def on_register(request: Request[shapes.Register]) -> shapes.SignedIn:
    """``POST passkeys/registration``"""
    take(request.engine, request.config, ENROLMENTS_PER_ADDRESS, request.client_address, request.now_ms)
    session = register(
        request.engine,
        request.config,
        link=request.body.enrolment,
        credential=request.body.credential,
        device_name=request.body.device_name,
        command_id=request.command_id,
        now_ms=request.now_ms,
    )
    return _signed_in(request.config, session, request.now_ms)


def on_authentication_options(request: Request) -> shapes.AuthenticationOptions:
    """``POST passkeys/authentication/options``"""
    take(request.engine, request.config, SIGN_INS_PER_ADDRESS, request.client_address, request.now_ms)
    return shapes.AuthenticationOptions(*authentication_options(request.engine, request.config, request.now_ms))


def on_sign_in_by_passkey(request: Request[shapes.SignInByPasskey]) -> shapes.SignedIn:
    """``POST passkeys/authentication``"""
    session = sign_in_by_passkey(
        request.engine,
        request.config,
        challenge_id=request.body.challenge_id,
        credential=request.body.credential,
        device_name=request.body.device_name,
        command_id=request.command_id,
        now_ms=request.now_ms,
    )
    return _signed_in(request.config, session, request.now_ms)


def on_refresh(request: Request[shapes.Refresh]) -> shapes.SignedIn:
    """``POST sessions/refresh``"""
    text, config = request.body.refresh_token, request.config
    session_id, number = session_and_number(text) or ("", 0)
    if not is_id(session_id):
        raise unauthenticated()

    def ours(session: Session) -> bool:
        return is_ours(config, text, session.id, session.salt, number)

    return _signed_in(config, refresh(request.engine, session_id, number, ours, request.now_ms), request.now_ms)


def _signed_in(config: Config, session: Session, now_ms: int) -> shapes.SignedIn:
    access, expires_at_ms = access_token(config, session.id, now_ms)
    return shapes.SignedIn(
        session_id=session.id,
        access_token=access,
        access_expires_at_ms=expires_at_ms,
        refresh_token=refresh_token(config, session.id, session.salt, session.number),
        person=_person(session),
        server_now_ms=now_ms,
    )


def _person(session: Session) -> shapes.Me:
    return shapes.Me(
        id=session.person_id,
        name=session.name,
        roles=list(session.roles),
        language=session.language,
        customer_id=session.customer_id,
    )


add_texts(
    {
        "identity.phone": Text(
            "Er ikke et telefonnummer. Skriv åtte sifre, eller landkode og nummer: +46 70 123 45 67.",
            "Is not a telephone number. Write eight digits, or country code and number: +46 70 123 45 67.",
        ),
        "identity.device_key": Text(
            "Er ikke en offentlig nøkkel på P-256. Lag en ny på telefonen.",
            "Is not a public key on P-256. Make a new one on the phone.",
        ),
    }
)
