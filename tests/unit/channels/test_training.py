"""A training installation has no way out: it refuses to be put together with one."""

import msgspec
import pytest

from chalicelib.channels.push import Address, Gone, WebPush
from chalicelib.channels.training import check_training, push_service
from chalicelib.platform.config import Config, Misconfigured

EXERCISE = Config(secret="x" * 32, training=True, one_machine=True, table_prefix="training-")


def test_it_is_put_together_behind_the_thin_host_with_tables_of_its_own() -> None:
    check_training(EXERCISE)
    check_training(Config(secret="x" * 32, sms_provider="aws"))


@pytest.mark.parametrize(
    "changed",
    [
        {"sms_provider": "aws"},
        {"sms_provider": "webhook"},
        {"voice_provider": "aws"},
        {"one_machine": False},
        {"table_prefix": "varde-"},
    ],
)
def test_no_supplier_no_cloud_and_no_tables_of_the_centres(changed: dict[str, object]) -> None:
    with pytest.raises(Misconfigured, match="VARDE_TRAINING"):
        check_training(msgspec.structs.replace(EXERCISE, **changed))


def test_nothing_is_pushed() -> None:
    service = push_service(EXERCISE)
    assert not isinstance(service, WebPush)
    address = Address(endpoint="https://push.example/1", p256dh="", auth="")
    assert isinstance(service.send(address, b"word", ttl_s=60, topic="t"), Gone)
    assert isinstance(push_service(msgspec.structs.replace(EXERCISE, training=False)), WebPush)
