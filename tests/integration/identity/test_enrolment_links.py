"""The link by which a passkey is made: who hands it out, how long it is good, and that it opens once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.platform.access import Role
from chalicelib.platform.config import Config
from chalicelib.platform.time import HOUR_MS
from chalicelib.records.commit import Engine
from chalicelib.register.states import Person
from tests.support.doors import Clock, Doors
from tests.support.passkey import SoftAuthenticator
from tests.support.people import change_person, new_person, told_of
from tests.support.signing_in import make_passkey, sign_in_at_desk


def test_a_link_is_used_once(send: Doors, link: str, laptop: SoftAuthenticator, settings: Config) -> None:
    assert make_passkey(send, link, laptop).status == 201
    again = make_passkey(send, link, SoftAuthenticator(settings.public_url))
    assert again.status == 401
    assert "Be om en ny" in again.json["detail"]


def test_two_who_use_a_link_in_the_same_instant_make_one_passkey(
    send: Doors, engine: Engine, link: str, settings: Config, olav: Person
) -> None:
    options = send("POST", "passkeys/registration/options", {"enrolment": link}).json
    bodies = [
        {"enrolment": link, "credential": SoftAuthenticator(settings.public_url).create(options)} for _ in range(6)
    ]
    with ThreadPoolExecutor(6) as both:
        answers = [both.submit(send, "POST", "passkeys/registration", body) for body in bodies]
        assert sorted(answer.result().status for answer in answers) == [201, *([401] * 5)]
    assert told_of(engine, olav).count("passkey_registered") == 1


def test_a_link_runs_out(send: Doors, link: str, laptop: SoftAuthenticator, clock: Clock) -> None:
    clock.wait(HOUR_MS)
    assert make_passkey(send, link, laptop).status == 401


def test_a_link_for_who_has_left_opens_nothing(
    send: Doors, engine: Engine, link: str, laptop: SoftAuthenticator, olav: Person
) -> None:
    change_person(engine, olav, active=False)
    assert make_passkey(send, link, laptop).status == 401


def test_only_the_last_opening_of_a_link_counts(send: Doors, link: str, laptop: SoftAuthenticator) -> None:
    options = send("POST", "passkeys/registration/options", {"enrolment": link}).json
    send("POST", "passkeys/registration/options", {"enrolment": link})
    answer = send("POST", "passkeys/registration", {"enrolment": link, "credential": laptop.create(options)})
    assert (answer.status, answer.fields) == (422, ["credential"])
    assert make_passkey(send, link, laptop).status == 201


def test_a_duty_manager_hands_out_links(
    send: Doors, engine: Engine, laptop: SoftAuthenticator, olav: Person, clock: Clock
) -> None:
    token = sign_in_at_desk(send, engine, new_person(engine, "duty_manager"), clock.now_ms)["access_token"]
    first, again = (
        send("POST", f"people/{olav.id}/enrolments", {}, token=token, key="a-link-key-000001") for _ in range(2)
    )
    assert first.status == 201
    assert first.json == again.json
    assert make_passkey(send, first.json["url"].partition("#enrol=")[2], laptop).status == 201
    assert told_of(engine, olav).count("enrolment_issued") == 1


def test_a_duty_manager_makes_nobody_a_system_administrator(send: Doors, engine: Engine, clock: Clock) -> None:
    administrator = new_person(engine, "system_administrator", "operator")
    token = sign_in_at_desk(send, engine, new_person(engine, "duty_manager"), clock.now_ms)["access_token"]
    assert send("POST", f"people/{administrator.id}/enrolments", {}, token=token).status == 403
    mightier = sign_in_at_desk(send, engine, administrator, clock.now_ms)["access_token"]
    assert send("POST", f"people/{administrator.id}/enrolments", {}, token=mightier).status == 201


@pytest.mark.parametrize(
    ("roles", "page"),
    [
        (("operator",), "desk"),
        (("duty_manager",), "desk"),
        (("operator", "system_administrator"), "desk"),
        (("system_administrator",), "admin"),
        (("customer_administrator",), "admin"),
    ],
)
def test_a_link_leads_to_the_page_where_its_person_works(
    send: Doors, engine: Engine, clock: Clock, roles: tuple[Role, ...], page: str
) -> None:
    token = sign_in_at_desk(send, engine, new_person(engine, "system_administrator"), clock.now_ms)["access_token"]
    person = new_person(engine, *roles)
    url = send("POST", f"people/{person.id}/enrolments", {}, token=token).json["url"]
    assert f"/{page}#enrol=" in url


def test_an_operator_hands_out_no_links(send: Doors, engine: Engine, olav: Person, clock: Clock) -> None:
    token = sign_in_at_desk(send, engine, olav, clock.now_ms)["access_token"]
    assert send("POST", f"people/{olav.id}/enrolments", {}, token=token).status == 403


@pytest.mark.parametrize("minutes", [29, 1441, "60", 60.5])
def test_a_link_is_valid_from_half_an_hour_to_a_day(
    send: Doors, engine: Engine, olav: Person, clock: Clock, minutes: object
) -> None:
    token = sign_in_at_desk(send, engine, new_person(engine, "duty_manager"), clock.now_ms)["access_token"]
    answer = send("POST", f"people/{olav.id}/enrolments", {"valid_minutes": minutes}, token=token)
    assert answer.fields == ["valid_minutes"]


def test_the_links_token_stands_in_no_row(engine: Engine, link: str, olav: Person) -> None:
    rows = [item for n in range(4) for page in engine.store.segment("live", n, 4) for item in page]
    assert any(item["kind"] == "enrolment" for item in rows)
    assert link not in str(rows)
    assert link not in told_of(engine, olav)
