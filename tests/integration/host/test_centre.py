"""The whole centre as one process: first start, restart, kill -9, a database that dies, and the commands beside it."""

import json
import os
import re
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from chalicelib.platform.time import HOUR_MS, now_ms
from tests.support.centre import Centre
from tests.support.wait import until

OLA, KARI, PER, ANNE, JONAS, INGRID = (f"+474900001{number}" for number in range(1, 7))
SILJE = "Silje Strand"


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    with Centre.start(tmp_path_factory.mktemp("centre")) as started:
        yield started


@pytest.fixture
def doomed(centre: Centre) -> Iterator[Centre]:
    """The same centre, for a test that stops or kills it. Afterwards it is up again."""
    yield centre
    if not centre.up:
        centre.restart()


def me(centre: Centre, session: dict[str, Any]) -> str:
    return str(centre.got("me", session)["person"]["name"])


def gone(pid: int) -> bool:
    """Whether a process has ended, a zombie that nobody has asked after included."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_the_first_start_tells_where_and_how_in_both_languages(centre: Centre) -> None:
    output = centre.output
    pages = {"/": "vekterens telefon", "/desk": "operatørens side", "/admin": "register", "/sms": "alle SMS"}
    for path, who in pages.items():
        assert re.search(rf"{centre.url}{path} +{who}", output)
    assert "Bruk navnet localhost" in output
    assert "Use the name localhost" in output
    assert re.search(r"\+47 490 00 011 +Ola Berg", output)
    assert re.search(rf"Silje Strand\n +{centre.url}/desk#enrol=\S+", output)
    assert "Traceback" not in output


def test_the_code_on_the_sms_page_signs_a_guard_in(centre: Centre) -> None:
    assert me(centre, centre.sign_in_by_code(OLA)) == "Ola Berg"
    (newest, *_) = centre.client.get("/sms/messages", params={"to": OLA}).json()["messages"]
    assert newest["name"] == "Ola Berg"


def test_an_sms_from_a_telephone_is_taken_by_the_centre(centre: Centre) -> None:
    centre.answer_sms(KARI, "Er det noen der?")

    def state() -> str:
        listed = centre.client.get("/sms/messages", params={"to": KARI}).json()["messages"]
        (sent,) = [one for one in listed if one["text"] == "Er det noen der?"]
        return str(sent["state"])

    assert until(lambda: state() if state() != "sent" else "") == "taken"


def test_what_only_its_owner_may_read_only_its_owner_can(centre: Centre) -> None:
    assert stat.S_IMODE(centre.data.stat().st_mode) == 0o700
    for name in ("secret", "credentials.json", "running.json", "outside.sqlite"):
        assert stat.S_IMODE((centre.data / name).stat().st_mode) == 0o600


def test_an_operator_gets_a_link_by_name_or_id(centre: Centre) -> None:
    link = centre.enrolment_link("silje")
    assert re.fullmatch(rf"{centre.url}/desk#enrol=\S{{20,}}", link)
    assert link != centre.enrolment_link(SILJE)
    listed = centre.command("enrol", "nobody at all")
    assert listed.returncode == 1
    person_id = re.findall(rf"(\w+)  {SILJE}", listed.stderr)[0]
    assert "Fant ingen" in listed.stderr
    assert centre.enrolment_link(person_id).startswith(centre.url)
    assert "Ola Berg" not in listed.stderr


def test_a_guard_who_goes_on_duty_is_told_to_the_desk_at_once(centre: Centre) -> None:
    operator = centre.sign_in_by_passkey(SILJE)
    assert me(centre, operator) == SILJE
    guard = centre.sign_in_by_code(JONAS)
    told = centre.posted("sockets/tickets", {}, operator)
    with connect(f"{told['url']}?ticket={told['ticket']}", proxy=None) as desk:
        with pytest.raises(InvalidStatus):
            connect(f"{told['url']}?ticket={told['ticket']}", proxy=None)
        assignment = centre.got("me/duty", guard)["assignments"][0]
        wanted = {
            "assignment_id": assignment["id"],
            "instruction_version": assignment["instruction_version"],
            "planned_end_ms": now_ms() + 4 * HOUR_MS,
        }
        began = time.monotonic()
        duty = centre.posted("duties", wanted, guard)
        words = iter(lambda: json.loads(desk.recv(timeout=10)), None)
        assert next(word for word in words if word[1] == duty["id"])[0] == "duty"
        assert time.monotonic() - began < 5
    board = centre.got("board", operator)
    assert "Jonas Dahl" in {watch["guard"]["name"] for watch in board["watches"]}
    assert until(lambda: centre.got("board", operator)["clock"]["heartbeat_at_ms"])


def test_a_text_that_cries_for_help_is_a_case_on_the_board(centre: Centre) -> None:
    operator = centre.sign_in_by_passkey("Henrik Vik")
    centre.answer_sms(INGRID, "hjelp meg")
    cases = until(
        lambda: [one for one in centre.got("board", operator)["cases"] if one["person_name"] == "Ingrid Moen"]
    )
    assert cases[0]["kind"] == "sos"


def test_the_journal_verifies_while_it_is_written(centre: Centre) -> None:
    answer = centre.command("verify")
    assert answer.returncode == 0, answer.stdout
    assert "Journalen er hel" in answer.stdout
    assert "The journal is whole" in answer.stdout


def test_a_second_host_on_the_same_data_is_refused(centre: Centre) -> None:
    answer = centre.command("--port", "0")
    assert answer.returncode == 1
    assert "Varde already runs" in answer.stderr
    assert centre.client.get("/healthz").status_code == 200
    assert centre.enrolment_link(SILJE)


def test_an_occupied_port_is_told_in_words(centre: Centre, tmp_path: Path) -> None:
    answer = centre.command("--port", str(centre.port), "--data", str(tmp_path))
    assert answer.returncode == 1
    assert f"Port {centre.port} er opptatt" in answer.stderr
    assert f"Port {centre.port} is taken" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_restart_goes_on_from_the_same_data(doomed: Centre) -> None:
    session = doomed.sign_in_by_code(OLA)
    database = doomed.database_pid
    assert doomed.stop() == 0
    assert gone(database)
    assert doomed.output.endswith(
        "Stoppet. Neste start fortsetter der dette slapp. / Stopped. The next start goes on from here.\n"
    )
    doomed.restart()
    assert me(doomed, session) == "Ola Berg"
    assert doomed.output.count("Legger inn et lite register") == 1


def test_after_kill_9_of_everything_all_is_there(doomed: Centre) -> None:
    session = doomed.sign_in_by_code(PER)
    texts = doomed.sms_to(PER)
    doomed.kill()
    doomed.restart()
    assert me(doomed, session) == "Per Haugen"
    assert doomed.sms_to(PER) == texts
    assert doomed.command("verify").returncode == 0
    until(lambda: doomed.client.get("/healthz").json()["schedules"]["audit"]["succeeded_ms"])


def test_a_database_that_dies_is_started_again(doomed: Centre) -> None:
    session = doomed.sign_in_by_code(ANNE)
    died = doomed.database_pid
    os.kill(died, signal.SIGKILL)
    until(lambda: "Databasen er oppe igjen" in doomed.output, 30)
    assert "The database ended by itself and is started again" in doomed.output
    assert doomed.database_pid != died
    assert me(doomed, session) == "Anne Solberg"
    assert doomed.client.get("/healthz").json()["ok"] is True
    assert doomed.command("verify").returncode == 0


def test_ctrl_c_stops_it_in_order(doomed: Centre) -> None:
    host, database = doomed.pid, doomed.database_pid
    os.kill(host, signal.SIGINT)
    until(lambda: gone(host) and gone(database), 30)
    assert doomed.stop() == 0
    assert not (doomed.data / "running.json").exists()
    assert "Traceback" not in doomed.output


def test_without_a_seed_the_register_stays_empty_until_it_is_wanted(tmp_path: Path) -> None:
    with Centre.start(tmp_path, seed=False) as centre:
        answer = centre.command("enrol", "somebody")
        assert answer.returncode == 1
        assert "Registeret er tomt" in answer.stderr


def test_a_link_can_be_made_while_the_host_is_down(doomed: Centre) -> None:
    doomed.stop()
    answer = doomed.command("enrol", SILJE)
    assert f"{doomed.url}/desk#enrol=" in answer.stdout
    assert "Start Varde før lenken åpnes" in answer.stdout


def test_help_tells_what_can_be_set(centre: Centre) -> None:
    answer: subprocess.CompletedProcess[str] = centre.command("--help")
    assert answer.returncode == 0
    for name in ("--host", "--port", "--data", "--no-seed", "--receiver-port", "--no-receiver", "enrol", "verify"):
        assert name in answer.stdout
