"""What the doors do for who is in: oneself and one's sessions; and for administrators, other people's."""

from chalicelib.engine.shift_notes import calls_held, open_cases, owned_by
from chalicelib.identity import shapes
from chalicelib.identity.code_sign_in import code_to_read_aloud
from chalicelib.identity.enrolments import issue_enrolment, may_manage
from chalicelib.identity.keeping import end_all, end_session, sessions_of
from chalicelib.identity.passkeys import passkeys_of, remove_passkey
from chalicelib.identity.people import active_person, any_person
from chalicelib.identity.sessions import Session, session_key
from chalicelib.identity.tickets import issue_ticket, socket_url
from chalicelib.platform.access import DESK, REGISTRARS, Caller
from chalicelib.platform.http import Request
from chalicelib.platform.ids import is_id
from chalicelib.platform.problems import conflict, not_found
from chalicelib.platform.texts import Text, add_texts
from chalicelib.platform.time import MINUTE_MS
from chalicelib.records.change import Actor
from chalicelib.records.commit import Engine
from chalicelib.register.states import Person


def on_me(request: Request) -> shapes.MeNow:
    """``GET me``"""
    who = request.who
    person = shapes.Me(
        id=who.person_id, name=who.name, roles=sorted(who.roles), language=who.language, customer_id=who.customer_id
    )
    return shapes.MeNow(person=person, server_now_ms=request.now_ms)


def on_ticket(request: Request) -> shapes.SocketTicket:
    """``POST sockets/tickets``"""
    ticket = issue_ticket(request.engine, request.config, request.who, request.command_id, request.now_ms)
    return shapes.SocketTicket(ticket, socket_url(request.config))


def on_my_sessions(request: Request) -> shapes.SessionList:
    """``GET sessions``"""
    return _listed(request.engine, request.who.person_id, request)


def on_their_sessions(request: Request) -> shapes.SessionList:
    """``GET people/{person_id}/sessions``"""
    return _listed(request.engine, _known(request, request.params["person_id"]).id, request)


def _listed(engine: Engine, person_id: str, request: Request) -> shapes.SessionList:
    return shapes.SessionList(
        [
            shapes.SessionRow(
                id=one.id,
                device_name=one.device_name,
                way=one.way,
                created_at_ms=one.created_at_ms,
                refreshed_at_ms=one.refreshed_at_ms,
                expires_at_ms=one.until_ms,
                current=one.id == request.who.session_id,
            )
            for one in sessions_of(engine, person_id, request.now_ms)
        ]
    )


def on_end_session(request: Request) -> None:
    """``DELETE sessions/{session_id}``"""
    session_id, caller = request.params["session_id"], request.who
    row = request.engine.get(session_key(session_id), Session) if is_id(session_id) else None
    if row is None:
        raise not_found()
    mine = row.state.person_id == caller.person_id
    if not mine:
        _may_end(request, row.state)
    elif caller.has(*DESK.roles):
        # Whoever left would take the cases and calls with them; an administrator can end any session.
        if owned := owned_by(open_cases(request.engine), caller.person_id):
            raise conflict("shift.owns", count=len(owned))
        if calls := calls_held(request.engine, caller.person_id):
            raise conflict("shift.dialled", count=len(calls))
    why = "signed_out" if mine else "ended_by_another"
    end_session(request.engine, session_id, why, _actor(caller), request.now_ms)


def _may_end(request: Request, session: Session) -> None:
    """Somebody else's session is an administrator's to end; for anybody else it is not there."""
    if not request.who.has(*REGISTRARS.roles):
        raise not_found()
    may_manage(request.who, _known(request, session.person_id))


def on_end_all(request: Request) -> None:
    """``DELETE people/{person_id}/sessions``"""
    person = _known(request, request.params["person_id"])
    may_manage(request.who, person)
    end_all(request.engine, person.id, "ended_by_another", _actor(request.who), request.now_ms)


def on_code_to_read(request: Request) -> shapes.CodeToRead:
    """``POST people/{person_id}/codes``"""
    person = _active(request, request.params["person_id"])
    request.who.require(person.customer_id)
    code, until_ms = code_to_read_aloud(
        request.engine, request.config, person, _actor(request.who), request.command_id, request.now_ms
    )
    return shapes.CodeToRead(code, until_ms)


def on_enrol(request: Request[shapes.Enrol]) -> shapes.EnrolmentLink:
    """``POST people/{person_id}/enrolments``"""
    person = _active(request, request.params["person_id"])
    may_manage(request.who, person)
    url, until_ms = issue_enrolment(
        request.engine,
        request.config,
        person,
        _actor(request.who),
        request.command_id,
        request.body.valid_minutes * MINUTE_MS,
        request.now_ms,
    )
    return shapes.EnrolmentLink(url, until_ms)


def on_passkeys(request: Request) -> shapes.PasskeyList:
    """``GET people/{person_id}/passkeys``"""
    person = _known(request, request.params["person_id"])
    return shapes.PasskeyList(
        [
            shapes.PasskeyRow(id=one.id, name=one.name, created_at_ms=one.created_at_ms, used_at_ms=one.used_at_ms)
            for one in passkeys_of(request.engine, person)
        ]
    )


def on_remove_passkey(request: Request) -> None:
    """``DELETE people/{person_id}/passkeys/{passkey_id}``"""
    person = _known(request, request.params["person_id"])
    may_manage(request.who, person)
    actor, now_ms = _actor(request.who), request.now_ms
    remove_passkey(request.engine, person, request.params["passkey_id"], actor, request.command_id, now_ms)
    end_all(request.engine, person.id, "passkey_removed", actor, now_ms, way="passkey")


def _active(request: Request, person_id: str) -> Person:
    person = active_person(request.engine, person_id)
    if person is None:
        raise not_found()
    request.who.require(person.customer_id)
    return person


def _known(request: Request, person_id: str) -> Person:
    """The person, active or not, if the caller may know of them."""
    person = any_person(request.engine, person_id)
    if person is None:
        raise not_found()
    request.who.require(person.customer_id)
    return person


def _actor(caller: Caller) -> Actor:
    return Actor("person", caller.person_id)


add_texts(
    {
        "shift.owns": Text(
            "Du eier åpne saker ({count}). Overlat eller avslutt dem først.",
            "You own open cases ({count}). Hand them over or resolve them first.",
        ),
        "shift.dialled": Text(
            "Du har ringt avtalte samtaler ({count}) uten å si hvordan det gikk. Si det først.",
            "You have dialled agreed calls ({count}) and not told how they went. Tell it first.",
        ),
    }
)
