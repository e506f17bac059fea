"""The production template in an emulator of AWS (ministack), as far as the emulator goes.

It runs in an environment of its own (infra/emulator), listens on this machine only, and keeps everything in memory.
What it does not know is taken out of a copy of the template, and is listed here; nothing else is changed.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import boto3

from infra.package import package
from infra.stack import Deployment
from infra.template import Template
from infra.vendor import HERE, ROOT
from tests.support.wait import until

REGION = "eu-north-1"
STACK = "varde"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "000000000000", "AWS_SECRET_ACCESS_KEY": "emulator", "AWS_DEFAULT_REGION": REGION}

UNKNOWN = {
    # Stages deploy by themselves instead (AutoDeploy).
    "AWS::ApiGatewayV2::Deployment",
    "AWS::CloudFront::Distribution",
    "AWS::CloudFront::Function",
    "AWS::CloudFront::OriginAccessControl",
    "AWS::CloudFront::ResponseHeadersPolicy",
    "AWS::EC2::EIP",
    # Would run the container; the contract's tests start what is in it themselves.
    "AWS::ECS::Service",
    # Names the distribution.
    "AWS::S3::BucketPolicy",
    "AWS::SMSVOICE::ConfigurationSet",
    "AWS::WAFv2::WebACLAssociation",
}
"""Resources that the emulator cannot make, or that lead to nothing in it."""
SWEEP_S = 6
"""A sweep lives for minutes in AWS; a test only waits for its first rounds."""


class Emulator:
    """One emulator with the stack in it."""

    def __init__(self, port: int) -> None:
        self.endpoint = f"http://127.0.0.1:{port}"
        self.outputs: dict[str, str] = {}
        self.session = boto3.Session(
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            region_name=REGION,
        )

    def client(self, service: Any) -> Any:
        """A client of one of its services."""
        return self.session.client(service, endpoint_url=self.endpoint)

    def deploy(self, settings: dict[str, str]) -> None:
        """Package for this machine and deploy, by the same steps as ``make deploy``."""
        out = package(HERE)
        template = emulated(json.loads((out / "sam.json").read_text()), self.endpoint, settings)
        deployment = Deployment(self.session, STACK, self.endpoint)
        address = deployment.upload(out, template, deployment.account())
        given = {
            "PublicDomain": "varde.example.no",
            "CertificateArn": "arn:aws:acm:us-east-1:000000000000:certificate/0",
            "AlarmEmail": "vakt@example.no",
        }
        name = deployment.propose(address, template, given)
        assert name is not None
        self.outputs = deployment.execute(name)

    def keep_secret(self, secret: str) -> None:
        """Have the stack's own secret say what the functions were told: nothing resolves it for them here."""
        where = self.outputs["InstallationSecretArn"]
        self.client("secretsmanager").put_secret_value(SecretId=where, SecretString=secret)

    @contextmanager
    def receiver(self, environment: dict[str, str]) -> Iterator[int]:
        """What the receiver's container runs, from the package that was deployed; and the port where panels call."""
        task = self.client("ecs").describe_task_definition(taskDefinition=f"{STACK}-receiver")["taskDefinition"]
        (container,) = task["containerDefinitions"]
        told = {one["name"]: one["value"] for one in container["environment"]}
        with socket.socket() as probe, tempfile.TemporaryDirectory() as home:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
            probe.close()
            here = {
                "VARDE_PANEL_PORT": str(port),
                "VARDE_PANEL_HOST": "127.0.0.1",
                "VARDE_PACKAGE_HOME": home,
                "AWS_ENDPOINT_URL": self.endpoint,
            }
            command: list[str] = [*container["entryPoint"], *container["command"]]
            assert command.pop(0) == "python3"
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=home,
                env={"PATH": os.environ["PATH"], **told, **CREDENTIALS, **environment, **here},
            )
            try:
                until(lambda: process.poll() is not None or _listens(port), within_s=60)
                assert process.poll() is None
                yield port
            finally:
                process.terminate()
                assert process.wait(30) == 0

    @property
    def api(self) -> str:
        """The address that CloudFront would send requests to."""
        return f"{self.endpoint}/_aws/execute-api/{self.outputs['RestAPIId']}/live"

    @property
    def socket(self) -> str:
        """The address that CloudFront would send sockets to."""
        return f"{self.endpoint.replace('http', 'ws', 1)}/_aws/execute-api/{self.outputs['WebsocketAPIId']}/ws"


def emulated(template: Template, endpoint: str, settings: dict[str, str]) -> Template:
    """The template without what the emulator does not know."""
    copy: Template = json.loads(json.dumps(template))
    resources = copy["Resources"]
    gone = {name for name, resource in resources.items() if resource["Type"] in UNKNOWN}
    copy["Resources"] = {name: resource for name, resource in resources.items() if name not in gone}
    copy["Outputs"] = {name: output for name, output in copy["Outputs"].items() if not _names(output, gone)}
    stage = copy["Resources"]["WebsocketAPIStage"]["Properties"]
    del stage["DeploymentId"]
    stage["AutoDeploy"] = True
    copy["Resources"]["Sweep"]["Properties"]["Timeout"] = SWEEP_S
    for mapping in copy["Resources"]["PanelDoor"]["Properties"]["SubnetMappings"]:
        del mapping["AllocationId"]
    # It resolves no {{resolve:...}}, and its connection API has another address.
    address = {"Fn::Sub": f"{endpoint}/_aws/execute-api/${{WebsocketAPI}}/ws"}
    copy["Globals"]["Function"]["Environment"]["Variables"] |= {"VARDE_WEBSOCKET_ENDPOINT": address, **settings}
    return copy


def _names(value: Any, names: set[str]) -> bool:
    if isinstance(value, dict):
        return any(_names(part, names) for part in value.values())
    if isinstance(value, list):
        return any(_names(part, names) for part in value)
    return value in names


@contextmanager
def an_emulator() -> Iterator[Emulator]:
    """A running emulator with nothing in it."""
    python = subprocess.run([ROOT / "infra" / "emulator"], capture_output=True, text=True, check=True).stdout.strip()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    emulator = Emulator(port)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "emulator.log"
        settings = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "TMPDIR": folder,
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(port),
            "IOT_MTLS_ENABLED": "0",
            "MINISTACK_REGION": REGION,
            "STATE_DIR": str(Path(folder) / "state"),
            **CREDENTIALS,
        }
        with log.open("wb") as output:
            process = subprocess.Popen(
                [ROOT / python, "-m", "ministack"], cwd=folder, env=settings, stdout=output, stderr=subprocess.STDOUT
            )
        try:
            until(lambda: process.poll() is not None or _healthy(emulator.endpoint), within_s=60)
            assert process.poll() is None, log.read_text()[-4000:]
            yield emulator
        except BaseException as error:
            error.add_note(f"The emulator said:\n{log.read_text(errors='replace')[-6000:]}")
            raise
        finally:
            process.terminate()
            process.wait(20)


def _listens(port: int) -> bool:
    with socket.socket() as call:
        return call.connect_ex(("127.0.0.1", port)) == 0


def _healthy(endpoint: str) -> bool:
    try:
        with urlopen(f"{endpoint}/_ministack/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
