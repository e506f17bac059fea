"""The template's own part: what it says of tables, rights and alarms, and that it agrees with the code."""

import inspect
import json
import re
from typing import Any

import pytest

from chalicelib.platform import store
from chalicelib.platform.config import Config
from chalicelib.platform.observability import SERVICE
from chalicelib.platform.tables import MODELS, TableName, table_definition
from host.pages import MAP_TILES
from infra.template import FETCH, merge_template, table_resource
from infra.vendor import AWS, ROOT

RESOURCES: dict[str, Any] = merge_template()["Resources"]
TABLES = {name: RESOURCES[table_resource(name)] for name in MODELS}


def of_type(kind: str) -> dict[str, Any]:
    return {name: resource for name, resource in RESOURCES.items() if resource.get("Type") == kind}


def statements(role: str) -> list[dict[str, Any]]:
    return [
        statement
        for policy in RESOURCES[role]["Properties"]["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
    ]


def allowed(role: str) -> set[str]:
    found: set[str] = set()
    for statement in statements(role):
        action = statement["Action"]
        found |= {action} if isinstance(action, str) else set(action)
    return found


def on(role: str, table: str) -> set[str]:
    """What a role may do to a table itself."""
    arn = {"Fn::GetAtt": [table_resource(table), "Arn"]}
    found: set[str] = set()
    for statement in statements(role):
        resources = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
        action = statement["Action"]
        if arn in resources:
            found |= {action} if isinstance(action, str) else set(action)
    return {action.removeprefix("dynamodb:") for action in found}


def names_in(value: Any) -> set[str]:
    """Every resource or parameter that a piece of the template names."""
    text = json.dumps(value)
    plain = set(re.findall(r'"Ref": "([A-Za-z0-9]+)"', text)) | set(
        re.findall(r'"Fn::GetAtt": \["([A-Za-z0-9]+)"', text)
    )
    return plain | set(re.findall(r"\$\{([A-Za-z0-9]+)[.}]", text))


@pytest.mark.parametrize("name", MODELS)
def test_a_table_has_the_keys_and_indexes_of_its_model(name: Any) -> None:
    definition = table_definition("any", MODELS[name])
    del definition["TableName"]
    properties = TABLES[name]["Properties"]
    assert {key: properties[key] for key in definition} == definition


def test_the_indexes_are_those_that_the_access_patterns_need() -> None:
    keys = {
        index["IndexName"]: ([key["AttributeName"] for key in index["KeySchema"]], index["Projection"])
        for table in TABLES.values()
        for index in table["Properties"]["GlobalSecondaryIndexes"]
    }
    everything = {"ProjectionType": "ALL"}
    assert keys == {
        "open": (["lane", "due_at_ms"], everything),
        "lookup": (["lookup", "sort"], everything),
        "by_site": (["site_id", "at_ms"], everything),
    }


@pytest.mark.parametrize("name", MODELS)
def test_a_table_is_paid_per_request_backed_up_and_hard_to_lose(name: TableName) -> None:
    table = TABLES[name]
    properties = table["Properties"]
    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert properties["DeletionProtectionEnabled"] is True
    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert properties["TableName"] == {"Fn::Sub": f"${{AWS::StackName}}-{name}"}


def test_only_the_live_table_forgets_by_itself() -> None:
    timed = {name for name, table in TABLES.items() if "TimeToLiveSpecification" in table["Properties"]}
    assert timed == {"live"}
    attribute = TABLES["live"]["Properties"]["TimeToLiveSpecification"]["AttributeName"]
    assert attribute in MODELS["live"].get_attributes()


ROLES = of_type("AWS::IAM::Role")


@pytest.mark.parametrize("role", ROLES)
def test_no_right_is_given_on_everything(role: str) -> None:
    assert all("*" not in action for action in allowed(role))
    assert all(statement["Resource"] != "*" for statement in statements(role))


@pytest.mark.parametrize("role", ROLES)
def test_nobody_deletes_from_the_journal(role: str) -> None:
    assert not on(role, "journal") & {"DeleteItem", "BatchWriteItem"}


def test_only_the_auditor_scans_and_only_the_live_table() -> None:
    assert {(role, table) for role in ROLES for table in MODELS if "Scan" in on(role, table)} == {("AuditRole", "live")}
    assert {role for role in ROLES if "dynamodb:Scan" in allowed(role)} == {"AuditRole"}


def test_only_the_clock_takes_private_parts_out_of_the_journal() -> None:
    assert {role for role in ROLES if "UpdateItem" in on(role, "journal")} == {"SweepRole"}


def test_the_rights_on_tables_are_those_that_the_store_uses() -> None:
    asked = set(re.findall(r'_(?:read|call)\(\s*"([A-Za-z]+)"', inspect.getsource(store)))
    # Tables are made by the template; a transaction is allowed by what is in it.
    used = asked - {"ListTables", "CreateTable", "TransactWriteItems"} | {"ConditionCheckItem", "DeleteItem", "PutItem"}
    given = {action for role in ROLES for action in allowed(role) if action.startswith("dynamodb:")}
    assert given == {f"dynamodb:{name}" for name in used}


def test_only_the_clock_and_the_waker_send_sms_and_speak_to_pages() -> None:
    assert {role for role in ROLES if "sms-voice:SendTextMessage" in allowed(role)} == {"SweepRole", "WakerRole"}
    assert {role for role in ROLES if "sms-voice:SendVoiceMessage" in allowed(role)} == {"SweepRole", "WakerRole"}
    assert {role for role in ROLES if "execute-api:ManageConnections" in allowed(role)} == {"SweepRole", "WakerRole"}


def test_every_setting_that_the_functions_get_is_one_that_the_code_reads() -> None:
    variables = merge_template()["Globals"]["Function"]["Environment"]["Variables"]
    ours = {name.removeprefix("VARDE_").lower() for name in variables if name.startswith("VARDE_")}
    assert ours <= set(Config.__struct_fields__)
    # These are for one machine only, or have the right default.
    assert set(Config.__struct_fields__) - ours == {"dynamodb_endpoint", "one_machine", "push_services", "training"}


def test_secrets_are_made_by_aws_and_stand_nowhere() -> None:
    variables = merge_template()["Globals"]["Function"]["Environment"]["Variables"]
    assert "resolve:secretsmanager:${InstallationSecret}" in variables["VARDE_SECRET"]["Fn::Sub"]
    assert "GenerateSecretString" in RESOURCES["InstallationSecret"]["Properties"]
    assert merge_template()["Parameters"]["SmsOptions"]["NoEcho"] is True
    assert merge_template()["Parameters"]["VoiceOptions"]["NoEcho"] is True


def test_the_queue_gives_up_into_the_dead_letters_and_they_raise_an_alarm() -> None:
    assert RESOURCES["WakeQueue"]["Properties"]["RedrivePolicy"]["maxReceiveCount"] == 5
    assert names_in(RESOURCES["WakeQueue"]["Properties"]["RedrivePolicy"]) == {"DeadLetters"}
    assert names_in(RESOURCES["DeadLettersAlarm"]["Properties"]["Dimensions"]) == {"DeadLetters"}


def test_every_alarm_reaches_somebody() -> None:
    alarms = of_type("AWS::CloudWatch::Alarm")
    assert alarms
    for alarm in alarms.values():
        assert alarm["Properties"]["AlarmActions"] == [{"Ref": "AlarmTopic"}]
        assert alarm["Properties"]["AlarmDescription"]
    assert names_in(RESOURCES["AlarmSubscription"]) == {"AlarmTopic", "AlarmEmail"}


def test_the_numbers_that_alarms_watch_are_counted_by_the_code() -> None:
    source = "".join(path.read_text() for path in (ROOT / "backend").rglob("*.py"))
    counted = set(re.findall(r'observability\.count\("([A-Za-z]+)"', source))
    properties = [alarm["Properties"] for alarm in of_type("AWS::CloudWatch::Alarm").values()]
    ours = [one for one in properties if one["Namespace"] == SERVICE]
    assert {"Heartbeat", "Wrong"} == {one["MetricName"] for one in ours} <= counted
    assert all(one["Dimensions"] == [{"Name": "service", "Value": SERVICE}] for one in ours)


def test_a_heartbeat_that_does_not_come_is_an_alarm() -> None:
    properties = RESOURCES["HeartbeatAlarm"]["Properties"]
    assert properties["TreatMissingData"] == "breaching"
    assert properties["ComparisonOperator"] == "LessThanThreshold"


CONTAINER: dict[str, Any] = RESOURCES["ReceiverTask"]["Properties"]["ContainerDefinitions"][0]


def test_every_setting_that_the_receiver_gets_is_one_that_is_read() -> None:
    told = {one["Name"] for one in (*CONTAINER["Environment"], *CONTAINER["Secrets"])}
    ours = {name.removeprefix("VARDE_").lower() for name in told if name.startswith("VARDE_")}
    assert ours - set(Config.__struct_fields__) == {"panel_port"}
    assert "VARDE_PANEL_PORT" in FETCH.read_text()
    assert {"VARDE_SECRET"} == {one["Name"] for one in CONTAINER["Secrets"]}


def test_the_receiver_has_the_same_tables_lanes_and_queue_as_the_functions() -> None:
    functions = merge_template()["Globals"]["Function"]["Environment"]["Variables"]
    told = {one["Name"]: one["Value"] for one in CONTAINER["Environment"]}
    same = ("VARDE_REGION", "VARDE_TABLE_PREFIX", "VARDE_SHARDS", "VARDE_WAKE_QUEUE_URL")
    assert [told[name] for name in same] == [functions[name] for name in same]


def test_the_receiver_runs_on_the_runtime_that_the_package_was_built_for() -> None:
    task = RESOURCES["ReceiverTask"]["Properties"]
    assert CONTAINER["Image"].endswith("/lambda/python:" + AWS.runtime.removeprefix("python"))
    assert f"{task['RuntimePlatform']['CpuArchitecture'].lower()}-manylinux" in " ".join(AWS.options)


def test_panels_reach_one_port_and_the_receiver_only_through_the_balancer() -> None:
    (outside, inside) = (RESOURCES[name]["Properties"]["SecurityGroupIngress"] for name in _GUARDS)
    for rules in (outside, inside):
        assert {rule["IpProtocol"] for rule in rules} == {"tcp", "udp"}
        assert all(rule["FromPort"] == rule["ToPort"] == {"Ref": "PanelPort"} for rule in rules)
    assert all(rule["SourceSecurityGroupId"] == {"Ref": "PanelDoorGuard"} for rule in inside)
    assert not any("CidrIp" in rule for rule in inside)


_GUARDS = ("PanelDoorGuard", "ReceiverGuard")


def test_the_addresses_that_panels_are_told_outlive_the_stack() -> None:
    addresses = of_type("AWS::EC2::EIP")
    assert {name for name in addresses} == {"PanelAddressA", "PanelAddressB"}
    assert {one["DeletionPolicy"] for one in addresses.values()} == {"Retain"}
    assert names_in(RESOURCES["PanelDoor"]["Properties"]["SubnetMappings"]) >= set(addresses)
    assert names_in(merge_template()["Outputs"]["PanelAddresses"]) == set(addresses)


def test_no_receiver_is_an_alarm_unless_none_is_wanted() -> None:
    alarm = RESOURCES["ReceiverAbsent"]
    assert alarm["Condition"] == "Receives"
    assert names_in(merge_template()["Conditions"]["Receives"]) == {"Receivers"}
    assert alarm["Properties"]["TreatMissingData"] == "breaching"
    assert alarm["Properties"]["ComparisonOperator"] == "LessThanThreshold"


def test_pages_are_private_to_the_content_network_and_carry_the_hosts_headers() -> None:
    blocked = RESOURCES["Pages"]["Properties"]["PublicAccessBlockConfiguration"]
    assert set(blocked.values()) == {True}
    config = RESOURCES["PagesHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    policy = config["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    assert "default-src 'none'" in policy
    assert "wss://${WebsocketAPI}" in policy
    assert f"img-src 'self' data: {MAP_TILES};" in policy
    assert "permissions-policy" in {item["Header"] for item in config["CustomHeadersConfig"]["Items"]}


def test_the_blocks_for_anchors_are_not_deployed() -> None:
    assert "Metadata" not in merge_template()
