"""Which requests go before others."""

import pytest

from host.lanes import lane_of


@pytest.mark.parametrize(
    ("method", "path", "lane"),
    [
        ("POST", "/api/v1/sos", "life"),
        ("POST", "/api/v1/sos/abc/regret", "life"),
        ("POST", "/api/v1/sms/inbound", "life"),
        ("POST", "/api/v1/sms/inbound/", "life"),
        ("POST", "/api/v1/duties/abc/check-ins", "check_in"),
        ("POST", "/api/v1/duties/abc/off-duty", "rest"),
        ("GET", "/api/v1/duties/abc/check-ins", "rest"),
        ("GET", "/api/v1/sos", "rest"),
        ("POST", "/api/v1/sms/receipts", "rest"),
        ("GET", "/api/v1/board", "rest"),
    ],
)
def test_life_goes_before_reports(method: str, path: str, lane: str) -> None:
    assert lane_of(method, path) == lane
