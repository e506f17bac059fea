from collections.abc import Iterator

import pytest

from chalicelib.missions.service import find_mission
from tests.integration.doors.conftest import Centre
from tests.integration.doors.missions.doing import BEHALF
from tests.support.missions import Field


@pytest.fixture(scope="module")
def field(centre: Centre) -> Field:
    return Field(centre.world)


@pytest.fixture
def frida(centre: Centre, field: Field) -> str:
    return centre.token("frida", "field_worker", customer_id=centre.world.id("customer"))


@pytest.fixture
def filip(centre: Centre, field: Field) -> str:
    return centre.token("filip", "field_worker", customer_id=centre.world.id("customer"))


@pytest.fixture
def olav(centre: Centre) -> str:
    return centre.token("olav", "operator")


@pytest.fixture
def made(centre: Centre) -> Iterator[list[str]]:
    """Every mission that a test makes, over when it is."""
    ids: list[str] = []
    yield ids
    for case in centre.world.open_cases():
        centre.world.take(case)
        centre.world.resolve(case, note="Prøvd.")
    for mission_id in ids:
        mission = find_mission(centre.world.engine, mission_id).state
        answer = centre.send(
            "POST",
            f"missions/{mission_id}/{'end' if mission.on else 'cancel'}",
            {"on_behalf": BEHALF, **({"happened_at_ms": centre.world.now_ms} if mission.on else {})},
            token=centre.token("olav", "operator"),
        )
        assert answer.status in (200, 409), answer.json
