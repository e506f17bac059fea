"""Requests reach the Chalice app as they would through API Gateway, many at a time, and an SOS before all others."""

import contextlib
import http.client
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from host.lanes import MOST_WAITING, WORKERS
from host.web import LARGEST_BODY
from tests.integration.host.conftest import Tiny
from tests.support.wait import until


def test_a_request_reaches_the_app_with_path_query_body_and_address(tiny: Tiny) -> None:
    answer = tiny.client.put(
        "/api/v1/echo/blåbær?a=1&a=2", content=b"words", headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 200
    told = answer.json()
    assert told["method"] == "PUT"
    assert told["thing"] == "bl%C3%A5b%C3%A6r"
    assert told["body"] == "words"
    assert told["client"] == "127.0.0.1"
    assert 39_000 < told["remaining_ms"] <= 40_000
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers.get_list("x-twice") == ["one", "two"]


def test_a_client_cannot_say_that_it_is_somebody_else(tiny: Tiny) -> None:
    told = tiny.client.get("/api/v1/echo/x", headers={"X-Forwarded-For": "203.0.113.9"}).json()
    assert told["client"] == "127.0.0.1"


def test_requests_at_the_same_time_do_not_see_each_other(tiny: Tiny) -> None:
    together = WORKERS["rest"]

    def ask(number: int) -> bool:
        told = tiny.client.post(f"/api/v1/echo/{number}?meet={together}", json=number, timeout=30).json()
        return bool(told["same_request"] and told["thing"] == str(number) and told["body"] == str(number))

    with ThreadPoolExecutor(together) as threads:
        assert all(threads.map(ask, range(8 * together)))


def test_bytes_come_out_as_they_went_in(tiny: Tiny) -> None:
    answer = tiny.client.get("/api/v1/bytes", headers={"Accept": "application/octet-stream"})
    assert answer.content == bytes(range(256))


def test_an_unknown_address_is_a_problem_in_the_readers_language(tiny: Tiny) -> None:
    answer = tiny.client.get("/api/v1/nothing", headers={"Accept-Language": "en", "Authorization": "Bearer secret"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == "This API has no such address."
    assert "secret" not in answer.text


def test_a_defect_is_answered_and_does_not_end_the_host(tiny: Tiny) -> None:
    assert tiny.client.get("/api/v1/broken").status_code == 500
    assert tiny.client.get("/healthz").json()["ok"] is True


def test_a_body_that_is_too_large_is_refused_before_it_is_read(tiny: Tiny) -> None:
    connection = http.client.HTTPConnection("localhost", tiny.port, timeout=10)
    with contextlib.closing(connection):
        connection.putrequest("POST", "/api/v1/echo/x")
        connection.putheader("Content-Length", str(LARGEST_BODY + 1))
        connection.endheaders(b"only the beginning")
        answer = connection.getresponse()
        assert answer.status == 413
        assert b"urn:varde:problem:too_large" in answer.read()


def test_a_body_without_a_length_is_bounded_too(tiny: Tiny) -> None:
    parts = (b"x" * 65_536 for _ in range(LARGEST_BODY // 65_536 + 1))
    assert tiny.client.post("/api/v1/echo/x", content=parts).status_code == 413


def test_an_sos_is_served_while_every_other_worker_is_busy(fresh: Tiny) -> None:
    busy = WORKERS["rest"] + 40
    with httpx.Client(base_url=fresh.url, timeout=30, limits=httpx.Limits(max_connections=busy)) as others:
        started = threading.Barrier(busy + 1, timeout=10)

        def occupy(_: int) -> bool:
            started.wait()
            return bool(others.get("/api/v1/slow").json()["released"])

        with ThreadPoolExecutor(busy) as threads:
            waiting = [threads.submit(occupy, number) for number in range(busy)]
            started.wait()
            for _ in range(20):
                assert fresh.client.post("/api/v1/sos", timeout=2).status_code == 200
                assert fresh.client.post("/api/v1/duties/d1/check-ins", timeout=2).json() == {"duty_id": "d1"}
            assert not any(one.done() for one in waiting)
            fresh.client.post("/api/v1/sos/release")
            assert all(one.result(timeout=20) for one in waiting)


def test_when_too_many_wait_the_next_is_told_at_once(fresh: Tiny) -> None:
    assert MOST_WAITING["rest"] is not None
    room, more = WORKERS["rest"] + MOST_WAITING["rest"], 8
    with (
        httpx.Client(base_url=fresh.url, timeout=30, limits=httpx.Limits(max_connections=room + more)) as others,
        ThreadPoolExecutor(room + more) as threads,
    ):
        waiting = [threads.submit(others.get, "/api/v1/slow") for _ in range(room + more)]
        until(lambda: sum(one.done() for one in waiting) == more)
        refused = [one.result() for one in waiting if one.done()]
        assert {answer.status_code for answer in refused} == {503}
        assert {answer.headers["retry-after"] for answer in refused} == {"1"}
        assert fresh.client.post("/api/v1/sos/release").status_code == 200
        assert sum(one.result(timeout=30).status_code == 200 for one in waiting) == room


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "localhost; script-src *"])
def test_a_page_that_calls_us_by_its_own_name_is_turned_away(tiny: Tiny, host: str) -> None:
    assert tiny.client.get("/healthz", headers={"Host": host}).status_code in (400, 421)


def test_it_stops_in_order(fresh: Tiny) -> None:
    assert fresh.stop() == "stopped\n"
    assert fresh.process.returncode == 0


def test_it_is_up_again_at_the_same_address_after_kill_9(fresh: Tiny) -> None:
    fresh.kill()
    fresh.start()
    assert fresh.client.get("/healthz").status_code == 200
