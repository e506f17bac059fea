"""Olav, an operator, makes a passkey by a link and signs in with it. Mallory has seen everything but his key."""

from typing import Any

import pytest

from chalicelib.identity.keyring import MOST_PASSKEYS
from chalicelib.platform.config import Config
from chalicelib.platform.time import MINUTE_MS
from chalicelib.records.commit import Engine
from chalicelib.register.states import Person
from tests.support.doors import Clock, Doors
from tests.support.passkey import SoftAuthenticator
from tests.support.people import change_person, new_person, told_of
from tests.support.signing_in import link_for, make_passkey, sign_in_at_desk, use_passkey


def test_a_link_makes_a_passkey_and_signs_in(send: Doors, link: str, laptop: SoftAuthenticator, olav: Person) -> None:
    made = make_passkey(send, link, laptop)
    assert made.status == 201
    assert made.json["person"]["id"] == olav.id
    assert set(made.json["person"]["roles"]) == {"operator", "guard"}
    assert send("GET", "me", token=made.json["access_token"]).status == 200


def test_the_passkey_signs_in_again_and_again(send: Doors, link: str, laptop: SoftAuthenticator, olav: Person) -> None:
    make_passkey(send, link, laptop)
    sessions = {use_passkey(send, laptop).json["session_id"] for _ in range(3)}
    assert len(sessions) == 3


def test_a_passkey_that_never_counts_is_as_good(send: Doors, link: str, settings: Config) -> None:
    phone = SoftAuthenticator(settings.public_url, counts=False)
    make_passkey(send, link, phone)
    assert [use_passkey(send, phone).status for _ in range(2)] == [201, 201]


def test_a_repeated_registration_is_answered_with_the_same_session(
    send: Doors, link: str, laptop: SoftAuthenticator
) -> None:
    options = send("POST", "passkeys/registration/options", {"enrolment": link}).json
    body = {"enrolment": link, "credential": laptop.create(options)}
    first, again = (send("POST", "passkeys/registration", body, key="register-key-0001") for _ in range(2))
    assert (first.status, again.status) == (201, 201)
    assert first.json["session_id"] == again.json["session_id"]


def test_a_registration_that_takes_five_minutes_is_too_late(
    send: Doors, link: str, laptop: SoftAuthenticator, clock: Clock
) -> None:
    options = send("POST", "passkeys/registration/options", {"enrolment": link}).json
    clock.wait(5 * MINUTE_MS)
    answer = send("POST", "passkeys/registration", {"enrolment": link, "credential": laptop.create(options)})
    assert answer.fields == ["credential"]


def test_a_passkey_made_on_another_site_or_without_its_user_is_refused(
    send: Doors, link: str, settings: Config
) -> None:
    for wrong in (
        SoftAuthenticator("https://varde.example"),
        SoftAuthenticator(settings.public_url, verifies_user=False),
    ):
        assert make_passkey(send, link, wrong).fields == ["credential"]


def by_hand(**response: object) -> dict[str, Any]:
    return {"id": "YQ", "rawId": "YQ", "type": "public-key", "response": response}


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"id": 7},
        {"id": "a", "rawId": "a", "type": "public-key", "response": []},
        by_hand(clientDataJSON="!", attestationObject="!"),
        by_hand(clientDataJSON="e30", attestationObject="oA"),
        by_hand(clientDataJSON=1, attestationObject=None),
        by_hand(clientDataJSON="e30", authenticatorData="YQ", signature="YQ", userHandle=7),
    ],
)
def test_a_credential_put_together_by_hand_is_refused(send: Doors, link: str, credential: dict[str, Any]) -> None:
    send("POST", "passkeys/registration/options", {"enrolment": link})
    answer = send("POST", "passkeys/registration", {"enrolment": link, "credential": credential})
    assert (answer.status, answer.fields) == (422, ["credential"])
    asked = send("POST", "passkeys/authentication/options").json
    body = {"challenge_id": asked["challenge_id"], "credential": credential}
    assert send("POST", "passkeys/authentication", body).status == 401


def test_a_challenge_is_answered_once(send: Doors, link: str, laptop: SoftAuthenticator) -> None:
    make_passkey(send, link, laptop)
    asked = send("POST", "passkeys/authentication/options").json
    body = {"challenge_id": asked["challenge_id"], "credential": laptop.get(asked["options"])}
    assert send("POST", "passkeys/authentication", body, key="answer-key-000001").status == 201
    assert send("POST", "passkeys/authentication", body, key="answer-key-000001").status == 201
    assert send("POST", "passkeys/authentication", body, key="answer-key-000002").status == 401


def test_a_challenge_is_good_for_five_minutes(send: Doors, link: str, laptop: SoftAuthenticator, clock: Clock) -> None:
    make_passkey(send, link, laptop)
    asked = send("POST", "passkeys/authentication/options").json
    clock.wait(5 * MINUTE_MS)
    body = {"challenge_id": asked["challenge_id"], "credential": laptop.get(asked["options"])}
    assert send("POST", "passkeys/authentication", body).status == 401


def test_another_challenge_or_site_or_person_is_refused(
    send: Doors, link: str, laptop: SoftAuthenticator, settings: Config
) -> None:
    make_passkey(send, link, laptop)
    asked, other = (send("POST", "passkeys/authentication/options").json for _ in range(2))
    mixed = {"challenge_id": asked["challenge_id"], "credential": laptop.get(other["options"])}
    assert send("POST", "passkeys/authentication", mixed).status == 401
    fished = SoftAuthenticator("https://varde.example")
    fished.keys = laptop.keys
    assert use_passkey(send, fished).status == 401
    unseen = SoftAuthenticator(settings.public_url, verifies_user=False)
    unseen.keys = laptop.keys
    assert use_passkey(send, unseen).status == 401
    handle = laptop.get(asked["options"])
    handle["response"]["userHandle"] = "c29tZWJvZHkgZWxzZQ"
    body = {"challenge_id": asked["challenge_id"], "credential": handle}
    assert send("POST", "passkeys/authentication", body).status == 401
    assert use_passkey(send, laptop).status == 201


def test_an_unknown_passkey_and_an_unknown_challenge_are_refused(send: Doors, settings: Config) -> None:
    stranger = SoftAuthenticator(settings.public_url)
    stranger.create({"rp": {"id": settings.rp_id}, "user": {"id": "YQ"}, "challenge": "YQ"})
    assert use_passkey(send, stranger).status == 401
    credential = stranger.get({"rpId": settings.rp_id, "challenge": "YQ"})
    for challenge_id in ("000000000000", "../../x"):
        body = {"challenge_id": challenge_id, "credential": credential}
        assert send("POST", "passkeys/authentication", body).status == 401


def test_an_authenticator_with_a_double_is_told_of_and_not_let_in(
    send: Doors, engine: Engine, link: str, laptop: SoftAuthenticator, olav: Person
) -> None:
    make_passkey(send, link, laptop)
    use_passkey(send, laptop)
    laptop.keys[0].count = 0
    assert use_passkey(send, laptop).status == 401
    assert "passkey_doubled" in told_of(engine, olav)


def test_who_has_left_is_not_let_in(
    send: Doors, engine: Engine, link: str, laptop: SoftAuthenticator, olav: Person
) -> None:
    make_passkey(send, link, laptop)
    change_person(engine, olav, active=False)
    assert use_passkey(send, laptop).status == 401


def test_the_same_authenticator_is_not_registered_twice(
    send: Doors, engine: Engine, settings: Config, link: str, laptop: SoftAuthenticator, olav: Person, clock: Clock
) -> None:
    make_passkey(send, link, laptop)
    second = link_for(engine, settings, olav, clock.now_ms, "second")
    options = send("POST", "passkeys/registration/options", {"enrolment": second}).json
    assert [entry["id"] for entry in options["excludeCredentials"]]
    with pytest.raises(ValueError, match="already"):
        laptop.create(options)


def test_nobody_has_more_than_ten_passkeys(
    send: Doors, engine: Engine, settings: Config, olav: Person, clock: Clock
) -> None:
    made = []
    for n in range(MOST_PASSKEYS + 1):
        fresh = link_for(engine, settings, olav, clock.now_ms, f"link {n}")
        made.append(make_passkey(send, fresh, SoftAuthenticator(settings.public_url)).status)
    assert made == [*([201] * MOST_PASSKEYS), 409]


def test_a_lost_laptops_passkey_and_sessions_are_taken_away(
    send: Doors, engine: Engine, link: str, laptop: SoftAuthenticator, olav: Person, clock: Clock
) -> None:
    session = make_passkey(send, link, laptop).json
    token = sign_in_at_desk(send, engine, new_person(engine, "duty_manager"), clock.now_ms)["access_token"]
    listed = send("GET", f"people/{olav.id}/passkeys", token=token).json["passkeys"]
    assert [one["name"] for one in listed] == ["Desk 1"]
    path = f"people/{olav.id}/passkeys/{listed[0]['id']}"
    assert send("DELETE", path, token=token, key="remove-key-0000001").status == 204
    assert send("DELETE", path, token=token, key="remove-key-0000001").status == 204
    assert send("DELETE", path, token=token).status == 404
    assert send("GET", "me", token=session["access_token"]).status == 401
    assert use_passkey(send, laptop).status == 401
    assert "passkey_removed" in told_of(engine, olav)
