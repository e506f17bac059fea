"""``--training``: a whole installation beside the centre, marked on every page, from which nothing gets out."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from host.dynamodb import ROOT
from host.training.night import NIGHT
from tests.support.centre import Centre
from tests.support.wait import until


class Exercise(Centre):
    """A centre started as an exercise, whoever's real settings stand around it."""

    def _command(self) -> list[str]:
        return [*super()._command(), "--training"]


REAL = {
    "VARDE_SMS_PROVIDER": "aws",
    "VARDE_SMS_OPTIONS": '{"origination_identity": "Varde"}',
    "VARDE_PUSH_SERVICES": "https://fcm.googleapis.com",
    "VARDE_TABLE_PREFIX": "varde-",
}


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exercise]:
    with Exercise.start(Path(tmp_path_factory.mktemp("exercise")), environment=REAL) as started:
        yield started


def test_whatever_is_set_around_it_it_reaches_only_its_own_telephones(exercise: Exercise) -> None:
    settings = exercise.environment
    assert settings["VARDE_TRAINING"] == "true"
    assert settings["VARDE_SMS_PROVIDER"] == "local"
    assert "127.0.0.1" in settings["VARDE_SMS_OPTIONS"]
    assert settings["VARDE_PUSH_SERVICES"] == ""
    assert settings["VARDE_TABLE_PREFIX"] == "training-"
    session = exercise.sign_in_by_code("+4749000011")
    exercise.posted("sos", {"happened_at_ms": 1}, session)
    assert exercise.wait_for_sms("+4749000031", "ALARM|SOS", within_s=60)


@pytest.mark.parametrize("path", ["/", "/desk", "/desk/", "/admin", "/sms"])
def test_every_page_carries_the_mark(exercise: Exercise, path: str) -> None:
    page = exercise.client.get(path, follow_redirects=True).text
    assert 'data-training="ØVELSE' in page
    assert 'href="/training.css"' in page
    assert exercise.client.get("/training.css").status_code == 200


def test_the_folder_of_an_exercise_never_becomes_the_centres(exercise: Exercise) -> None:
    command = [sys.executable, "-m", "host", "--data", str(exercise.data), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "backend")}
    answer = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert answer.returncode == 1
    assert "--data" in answer.stderr


@pytest.mark.timeout(300)
def test_a_night_is_played_through_the_public_doors_and_judged(exercise: Exercise) -> None:
    assert exercise.client.post("/training/start", json={"pace": 99}).status_code == 400
    assert exercise.client.post("/training/start", content=b"pace=1").status_code == 415
    assert exercise.client.post("/training/start", json={"pace": 30}).json()["running"] is True

    def state() -> dict[str, Any]:
        found: dict[str, Any] = exercise.client.get("/training/state").json()
        return found

    until(lambda: len(state()["done"]) == len(NIGHT), 240, 0.5)
    found = state()
    assert [one["fault"] for one in found["done"]] == [""] * len(NIGHT)
    (forced,) = [one for one in found["telephones"] if one["name"] == "Per Haugen"]
    assert forced["code_word"] == "isbryter"
    assert {case["kind"] for case in found["cases"]} >= {"sos", "duress"}
    assert all("not_taken" in case["missed"] for case in found["cases"])
    assert exercise.client.post("/training/stop", json={}).json()["running"] is False
    assert "data-training" in exercise.client.get("/training").text


def test_the_centre_itself_has_no_such_page(tmp_path: Path) -> None:
    with Centre.start(tmp_path) as centre:
        assert (
            centre.client.get("/training/state").status_code != 200
            or "html" in centre.client.get("/training/state").headers["content-type"]
        )
        assert "data-training" not in centre.client.get("/").text
