"""Somebody at the doors of a world, whose clock the test moves: signed in anew for each request."""

from chalicelib.identity.keeping import door_of
from chalicelib.identity.sessions import new_session, signed_in
from chalicelib.identity.tokens import access_token
from chalicelib.platform.access import Role
from chalicelib.records.change import Actor, Change
from tests.support.doors import Doors
from tests.support.people import new_person
from tests.support.world import World


def token_in(world: World, send: Doors, role: Role = "operator") -> str:
    """The token of a new person of that role, signed in at the world's own time."""
    person = new_person(world.engine, role)
    session = new_session(person, "passkey", world.now_ms)
    signed = Change(signed_in(door_of(world.engine, person), session, world.now_ms))
    world.engine.commit(signed, actor=Actor("system", "walk"), at_ms=world.now_ms)
    return access_token(send.config, session.id, world.now_ms)[0]
