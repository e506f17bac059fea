"""``make deploy`` without an account to deploy to."""

import boto3
import pytest

from infra.deploy import main
from infra.stack import Deployment, Refused
from tests.support.supplier import Answer, a_supplier


@pytest.fixture
def without_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, f"{tmp_path}/none")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.mark.usefixtures("without_credentials")
def test_without_credentials_it_says_how_to_get_some() -> None:
    with pytest.raises(Refused, match=r"No AWS credentials were found\. Sign in first"):
        main(["--stack", "trial"])


def test_parameters_are_written_with_an_equals_sign() -> None:
    with pytest.raises(Refused, match="Name=value"):
        main(["PublicDomain"])


def test_refused_credentials_are_told_apart_from_missing_ones() -> None:
    session = boto3.Session(aws_access_key_id="A", aws_secret_access_key="B", region_name="eu-north-1")
    with a_supplier() as aws:
        aws.answer = Answer(403, b"<ErrorResponse><Error><Code>InvalidClientTokenId</Code></Error></ErrorResponse>")
        with pytest.raises(Refused, match=r"does not accept the credentials: .*InvalidClientTokenId"):
            Deployment(session, "trial", aws.url).account()
