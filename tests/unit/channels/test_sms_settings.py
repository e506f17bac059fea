"""A setting that is wrong is named when the provider is made, not when somebody needs help."""

import subprocess
import sys
from pathlib import Path

import pytest

import chalicelib
from chalicelib.channels.sms import provider
from chalicelib.channels.sms_aws import AwsSms
from chalicelib.channels.sms_local import LocalSms
from chalicelib.channels.sms_webhook import WebhookSms
from chalicelib.platform.config import Config, Misconfigured

BACKEND = str(Path(chalicelib.__file__).parents[1])


def config(name: str, options: dict[str, str], *, one_machine: bool = True) -> Config:
    return Config(secret="s" * 32, sms_provider=name, sms_options=options, one_machine=one_machine)


def test_each_name_gives_its_provider() -> None:
    secret = "w" * 32
    assert isinstance(provider(config("local", {})), LocalSms)
    assert isinstance(provider(config("webhook", {"url": "https://sms.example/v1", "secret": secret})), WebhookSms)
    assert isinstance(provider(config("webhook", {"url": "http://localhost:1", "secret": secret})), WebhookSms)
    assert isinstance(provider(config("aws", {"origination": "VARDE"})), AwsSms)


@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        ("carrier-pigeon", {}, "must be local, aws or webhook"),
        ("webhook", {}, '"url"'),
        ("webhook", {"url": "https://sms.example"}, '"secret"'),
        ("webhook", {"url": "https://sms.example", "secret": "short"}, "at least 32"),
        ("webhook", {"url": "http://sms.example", "secret": "w" * 32}, "https://"),
        ("webhook", {"url": "ftp://localhost", "secret": "w" * 32}, "https://"),
        ("webhook", {"url": "http://127.0.0.1.sms.example", "secret": "w" * 32}, "https://"),
        ("webhook", {"url": "https://sms.example", "secret": "w" * 32, "timeout_s": "soon"}, "timeout_s"),
        ("webhook", {"url": "https://sms.example", "secret": "w" * 32, "timeout_s": "0"}, "timeout_s"),
        ("webhook", {"url": "https://sms.example", "secret": "w" * 32, "timeout_s": "nan"}, "timeout_s"),
        ("webhook", {"url": "https://sms.example", "secret": "w" * 32, "timeout_s": "inf"}, "timeout_s"),
        ("webhook", {"uri": "https://sms.example"}, "has uri"),
        ("aws", {}, '"origination"'),
        ("aws", {"origination": "VARDE", "sender": "x"}, "has sender"),
        ("local", {"url": "https://sms.example"}, "on this machine"),
    ],
)
def test_a_wrong_setting_is_named(name: str, options: dict[str, str], says: str) -> None:
    with pytest.raises(Misconfigured, match=says):
        provider(config(name, options))


def test_the_page_of_all_sms_does_not_stand_in_for_a_supplier_in_the_cloud() -> None:
    with pytest.raises(Misconfigured, match="must be aws or webhook"):
        provider(config("local", {}, one_machine=False))


def test_a_secret_in_the_settings_is_not_in_the_error() -> None:
    with pytest.raises(Misconfigured) as caught:
        provider(config("webhook", {"url": "https://sms.example", "secret": "hunter2", "x": "y"}))
    assert "hunter2" not in str(caught.value)


def test_nothing_heavy_is_imported_until_the_first_message() -> None:
    program = """
import sys
from chalicelib.channels.sms import provider
from chalicelib.platform.config import Config
provider(Config(secret="s" * 32, sms_provider="aws", sms_options={"origination": "VARDE"}))
print([name for name in ("boto3", "chalicelib.channels.sms_http") if name in sys.modules])
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, env={"PYTHONPATH": BACKEND}
    )
    assert ran.stdout.strip() == "[]"
