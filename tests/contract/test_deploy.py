"""``make deploy`` against the emulator: propose, do, keep what is not said, fail with a reason, publish the pages."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.stack import Deployment, Refused
from tests.support.emulator import Emulator, an_emulator

TEMPLATE: dict[str, Any] = {
    "Parameters": {"Kept": {"Type": "String", "Default": "3600"}},
    "Resources": {
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"MessageRetentionPeriod": {"Ref": "Kept"}}},
        "Pages": {"Type": "AWS::S3::Bucket", "Properties": {}},
    },
    "Outputs": {"PagesBucket": {"Value": {"Ref": "Pages"}}},
}


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with an_emulator() as found:
        yield found


@pytest.fixture
def deployment(emulator: Emulator, request: pytest.FixtureRequest) -> Deployment:
    name = request.node.name.replace("_", "-")
    return Deployment(emulator.session, name, emulator.endpoint)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "deployment.zip").write_bytes(b"a package")
    return tmp_path


def test_a_stack_is_proposed_and_made(deployment: Deployment, out: Path) -> None:
    address = deployment.upload(out, TEMPLATE, deployment.account())
    name = deployment.propose(address, TEMPLATE, {})
    assert name is not None
    assert any(line.startswith("Add") and "Queue AWS::SQS::Queue" in line for line in deployment.changes(name))
    assert set(deployment.execute(name)) == {"PagesBucket"}


def test_a_stack_is_changed_and_keeps_what_is_not_said(deployment: Deployment, emulator: Emulator, out: Path) -> None:
    address = deployment.upload(out, TEMPLATE, deployment.account())
    for given in ({"Kept": "7200"}, {}):
        more = json.loads(json.dumps(TEMPLATE))
        more["Resources"][f"Queue{len(given)}"] = {"Type": "AWS::SQS::Queue", "Properties": {}}
        more["Outputs"] |= {f"Kept{len(given)}": {"Value": {"Ref": "Kept"}}}
        address = deployment.upload(out, more, deployment.account())
        name = deployment.propose(address, more, given)
        assert name is not None
        told = deployment.execute(name)
    assert told["Kept0"] == "7200"


def test_a_stack_that_cannot_be_made_says_what_failed(deployment: Deployment, out: Path) -> None:
    broken = {"Resources": {"Thing": {"Type": "AWS::Nothing::Thing", "Properties": {}}}, "Parameters": {}}
    address = deployment.upload(out, broken, deployment.account())
    name = deployment.propose(address, broken, {})
    assert name is not None
    with pytest.raises(Refused, match=r"(?s)rolled back.*Thing.*AWS::Nothing::Thing"):
        deployment.execute(name)


def test_pages_are_published_with_their_type_and_for_how_long_they_are_kept(
    deployment: Deployment, emulator: Emulator, tmp_path: Path
) -> None:
    store, network = emulator.client("s3"), emulator.client("cloudfront")
    store.create_bucket(Bucket="pages", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
    behaviour = {"TargetOriginId": "pages", "ViewerProtocolPolicy": "https-only"}
    config = {
        "CallerReference": "1",
        "Comment": "",
        "Enabled": True,
        "Origins": {"Quantity": 1, "Items": [{"Id": "pages", "DomainName": "pages.s3.amazonaws.com"}]},
        "DefaultCacheBehavior": behaviour,
    }
    distribution = network.create_distribution(DistributionConfig=config)["Distribution"]["Id"]
    for name in ("index.html", "sw.js", "app.webmanifest", "assets/field-abc.js", ".stamp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert deployment.publish(tmp_path, "pages", distribution) == 4
    found = {one["Key"] for one in store.list_objects_v2(Bucket="pages")["Contents"]}
    assert found == {"index.html", "sw.js", "app.webmanifest", "assets/field-abc.js"}
    page, script = (store.head_object(Bucket="pages", Key=key) for key in ("index.html", "assets/field-abc.js"))
    assert (page["ContentType"], page["CacheControl"]) == ("text/html", "no-cache")
    assert script["CacheControl"] == "public, max-age=31536000, immutable"
    kind = store.head_object(Bucket="pages", Key="app.webmanifest")["ContentType"]
    assert kind == "application/manifest+json"
    assert network.list_invalidations(DistributionId=distribution)["InvalidationList"]["Quantity"] == 1
