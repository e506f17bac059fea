"""WebSockets call the app's handlers as API Gateway does, and the app reaches a page through the connection API."""

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import httpx
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.integration.host.conftest import Tiny
from tests.support.tiny_app import TICKET
from tests.support.tiny_centre import ACCESS_KEY_ID
from tests.support.wait import until


def opened(tiny: Tiny, **options: Any) -> ClientConnection:
    ticket = str(httpx.QueryParams({"ticket": TICKET}))
    page: ClientConnection = connect(f"ws://localhost:{tiny.port}/ws?{ticket}", proxy=None, **options)
    return page


def repeat(act: Callable[[], Any], times: int = 400) -> None:
    for _ in range(times):
        act()


def newest_id(tiny: Tiny) -> str:
    return str(tiny.log("connect")[-1][0])


@pytest.fixture
def gateway(tiny: Tiny) -> Iterator[Any]:
    made = boto3.client(
        "apigatewaymanagementapi",
        endpoint_url=tiny.url,
        region_name="eu-north-1",
        aws_access_key_id=ACCESS_KEY_ID,
        aws_secret_access_key="secret",
        config=Config(retries={"total_max_attempts": 1}),
    )
    yield made
    made.close()


def code_of(failure: pytest.ExceptionInfo[ClientError]) -> str:
    return str(failure.value.response["Error"]["Code"])


def test_a_page_with_a_ticket_is_let_in_and_its_life_is_told(tiny: Tiny) -> None:
    with opened(tiny) as page:
        connection_id, query = tiny.log("connect")[-1]
        assert query == {"ticket": TICKET}
        page.send("ping")
        assert page.recv(timeout=10) == "heard ping"
        assert [connection_id, "ping"] in tiny.log("message")
    until(lambda: [connection_id, 1000] in tiny.log("disconnect"))


def test_a_page_without_a_ticket_is_not(tiny: Tiny) -> None:
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://localhost:{tiny.port}/ws", proxy=None)
    assert refused.value.response.status_code == 401
    assert newest_id(tiny) not in {entry[0] for entry in tiny.log("disconnect")}


@pytest.mark.parametrize("path", ["/", "/ws/more", "/api/v1/echo/x"])
def test_there_is_a_socket_at_one_address_only(tiny: Tiny, path: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://localhost:{tiny.port}{path}", proxy=None)
    assert refused.value.response.status_code == 403


def test_what_the_code_posts_reaches_the_page_in_order(tiny: Tiny, gateway: Any) -> None:
    with opened(tiny) as page:
        for number in range(50):
            gateway.post_to_connection(ConnectionId=newest_id(tiny), Data=f'["case","æøå",{number}]'.encode())
        assert [page.recv(timeout=10) for _ in range(50)] == [f'["case","æøå",{number}]' for number in range(50)]


def test_a_connection_that_never_was_is_gone(tiny: Tiny, gateway: Any) -> None:
    with pytest.raises(ClientError) as failure:
        gateway.post_to_connection(ConnectionId="nobody", Data=b"x")
    assert code_of(failure) == "GoneException"
    assert isinstance(failure.value, gateway.exceptions.GoneException)


def test_a_connection_that_was_closed_is_gone(tiny: Tiny, gateway: Any) -> None:
    with opened(tiny):
        connection_id = newest_id(tiny)
    until(lambda: connection_id in {entry[0] for entry in tiny.log("disconnect")})
    with pytest.raises(ClientError) as failure:
        gateway.get_connection(ConnectionId=connection_id)
    assert code_of(failure) == "GoneException"


def test_the_code_can_ask_after_a_connection_and_end_it(tiny: Tiny, gateway: Any) -> None:
    with opened(tiny) as page:
        connection_id = newest_id(tiny)
        told = gateway.get_connection(ConnectionId=connection_id)
        assert told["Identity"]["SourceIp"] == "127.0.0.1"
        assert told["LastActiveAt"] >= told["ConnectedAt"]
        gateway.delete_connection(ConnectionId=connection_id)
        with pytest.raises(ConnectionClosed):
            page.recv(timeout=10)
        assert page.close_code == 1000


def test_a_message_larger_than_the_gateway_carries_is_refused(tiny: Tiny, gateway: Any) -> None:
    with opened(tiny), pytest.raises(ClientError) as failure:
        gateway.post_to_connection(ConnectionId=newest_id(tiny), Data=b"x" * (128 * 1024 + 1))
    assert code_of(failure) == "PayloadTooLargeException"


def test_only_this_installations_own_code_may_post(tiny: Tiny) -> None:
    with opened(tiny):
        path = f"/@connections/{newest_id(tiny)}"
        assert tiny.client.post(path, content=b"forged").status_code == 403
        signed = {
            "Authorization": "AWS4-HMAC-SHA256 Credential=SOMEBODYELSE/20260101/eu-north-1/execute-api/aws4_request"
        }
        assert tiny.client.post(path, content=b"forged", headers=signed).status_code == 403


def test_a_page_that_reads_nothing_is_cut_off_and_holds_up_nobody(tiny: Tiny, gateway: Any) -> None:
    with opened(tiny, max_queue=1, close_timeout=0.1) as slow:
        slow_id = newest_id(tiny)
        with opened(tiny) as quick:
            quick_id = newest_id(tiny)
            with pytest.raises(ClientError) as failure:
                repeat(lambda: gateway.post_to_connection(ConnectionId=slow_id, Data=b"x" * 128 * 1024))
            assert code_of(failure) == "GoneException"
            gateway.post_to_connection(ConnectionId=quick_id, Data=b"still here")
            assert quick.recv(timeout=10) == "still here"
        until(lambda: slow_id in {entry[0] for entry in tiny.log("disconnect")})
        with pytest.raises(ConnectionClosed):
            repeat(lambda: slow.recv(timeout=10))


def test_open_sockets_are_ended_when_the_host_stops(fresh: Tiny) -> None:
    with opened(fresh) as page:
        assert fresh.client.get("/healthz").json()["sockets"] == 1
        assert fresh.stop() == "stopped\n"
        with pytest.raises(ConnectionClosed):
            page.recv(timeout=10)
        assert page.close_code == 1012
