"""What Chalice packages, with our template laid over it."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from infra.measure import handlers, measure, table
from infra.package import SETTINGS, lint, load, package
from infra.stack import Refused, parameters, with_code
from infra.vendor import AWS, HERE

FUNCTIONS = {
    "APIHandler": "app.app",
    "Audit": "app.audit",
    "SmsEvents": "app.sms_events",
    "Sweep": "app.sweep",
    "Waker": "app.waker",
    "WebsocketConnect": "app.ws_connect",
    "WebsocketDisconnect": "app.ws_disconnect",
    "WebsocketMessage": "app.ws_default",
}


@pytest.fixture(scope="module")
def out() -> Path:
    return package(AWS)


@pytest.fixture(scope="module")
def template(out: Path) -> dict[str, Any]:
    return load(out)


def function(template: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = template["Resources"][name]["Properties"]
    return found


def test_cfn_lint_has_nothing_to_say(out: Path) -> None:
    lint(out)


def test_the_functions_are_those_of_the_app(template: dict[str, Any]) -> None:
    # A function that is new here needs a role, a name and an alarm in infra/template.yaml.
    assert dict(handlers(template)) == FUNCTIONS


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_has_a_role_and_a_name_of_its_own_and_our_runtime(template: dict[str, Any], name: str) -> None:
    properties = function(template, name)
    role = properties["Role"]["Fn::GetAtt"][0]
    assert template["Resources"][role]["Type"] == "AWS::IAM::Role"
    assert properties["FunctionName"]["Fn::Sub"].startswith("${AWS::StackName}-")
    assert properties["Runtime"] == AWS.runtime


def test_every_function_keeps_its_log_for_a_time_only(template: dict[str, Any]) -> None:
    groups = [one["Properties"] for one in template["Resources"].values() if one["Type"] == "AWS::Logs::LogGroup"]
    ours = {f"/aws/lambda/${{{name}}}" for name in FUNCTIONS} | {"/varde/${AWS::StackName}-receiver"}
    assert {group["LogGroupName"]["Fn::Sub"] for group in groups} == ours
    assert {group["RetentionInDays"] for group in groups} == {90}


def test_nothing_refers_to_a_queue_or_topic_by_a_name_of_chalices(template: dict[str, Any]) -> None:
    assert function(template, "Waker")["Events"]["WakerSqsEventSource"]["Properties"]["Queue"] == {
        "Fn::Sub": "${WakeQueue.Arn}"
    }
    assert function(template, "SmsEvents")["Events"]["SmsEventsSnsSubscription"]["Properties"]["Topic"] == {
        "Fn::Sub": "${SmsTopic}"
    }


def test_the_sweep_starts_each_minute_and_outlives_three_ticks(template: dict[str, Any]) -> None:
    sweep = function(template, "Sweep")
    assert [event["Properties"]["Schedule"] for event in sweep["Events"].values()] == ["rate(1 minute)"]
    assert sweep["Timeout"] > 3 * 60
    assert function(template, "Audit")["Events"]


def test_a_wake_stays_hidden_for_six_times_the_wakers_time(template: dict[str, Any]) -> None:
    queue = template["Resources"]["WakeQueue"]["Properties"]
    assert queue["VisibilityTimeout"] >= 6 * function(template, "Waker")["Timeout"]


def test_the_call_that_keeps_the_api_warm_names_a_route_that_exists(template: dict[str, Any]) -> None:
    (target,) = template["Resources"]["WarmRule"]["Properties"]["Targets"]
    event = json.loads(target["Input"])
    paths = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    assert event["httpMethod"].lower() in paths[event["requestContext"]["resourcePath"]]


def test_boto_comes_from_the_runtime_and_not_in_the_package(out: Path) -> None:
    with zipfile.ZipFile(out / "deployment.zip") as archive:
        names = archive.namelist()
    top = {name.split("/")[0] for name in names}
    assert {"app.py", "chalicelib", "receiver", "chalice", "pynamodb", "msgspec", "aws_lambda_powertools"} <= top
    assert not top & {"boto3", "botocore", "s3transfer", "host", "tests", "mypy", "uvicorn"}
    assert [name for name in names if ".so" in name and "-313-" not in name and "abi3" not in name] == []


def test_each_function_can_be_imported_from_the_package(template: dict[str, Any], out: Path) -> None:
    lines = measure(template, out / "deployment.zip", package(HERE) / "deployment.zip", SETTINGS, rounds=1)
    assert {line.function for line in lines} == set(FUNCTIONS)
    assert all(line.zipped < line.unzipped < 50e6 and line.import_s > 0 for line in lines)
    assert table(lines).count("\n") == len(FUNCTIONS)


def test_the_code_is_named_by_its_address_when_it_is_deployed(template: dict[str, Any]) -> None:
    deployed = with_code(template, "packages", "varde/1.zip")
    assert function(deployed, "Sweep")["CodeUri"] == {"Bucket": "packages", "Key": "varde/1.zip"}
    assert function(template, "Sweep")["CodeUri"] == "./deployment.zip"


def test_the_receiver_is_told_the_same_address(template: dict[str, Any]) -> None:
    def told(of: dict[str, Any]) -> Any:
        (container,) = of["Resources"]["ReceiverTask"]["Properties"]["ContainerDefinitions"]
        return {one["Name"]: one["Value"] for one in container["Environment"]}

    assert told(with_code(template, "packages", "varde/1.zip"))["VARDE_PACKAGE"] == "s3://packages/varde/1.zip"
    assert "VARDE_PACKAGE" not in told(template)


def test_a_first_deployment_says_which_parameters_it_lacks(template: dict[str, Any]) -> None:
    with pytest.raises(Refused, match=r"(?s)PublicDomain=.*CertificateArn=.*AlarmEmail="):
        parameters(template, {}, exists=False)


def test_a_later_deployment_keeps_what_is_not_said(template: dict[str, Any]) -> None:
    told = parameters(template, {"RetentionDays": "14"}, exists=True)
    assert {"ParameterKey": "RetentionDays", "ParameterValue": "14"} in told
    assert {"ParameterKey": "AlarmEmail", "UsePreviousValue": True} in told


def test_an_unknown_parameter_is_named(template: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="Unknown parameters: Retention"):
        parameters(template, {"Retention": "14"}, exists=True)
