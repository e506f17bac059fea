"""One stack in an AWS account: proposed as a change set, shown, done; and the pages that belong to it."""

import hashlib
import json
import mimetypes
import time
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, WaiterError

from infra.template import Template


class Refused(Exception):
    """It cannot be deployed; the message says why and what to do."""


class Deployment:
    """One stack in one account."""

    def __init__(self, session: boto3.Session, stack: str, endpoint: str | None = None) -> None:
        self._stack = stack
        self._cloudformation = session.client("cloudformation", endpoint_url=endpoint)
        self._s3 = session.client("s3", endpoint_url=endpoint)
        self._sts = session.client("sts", endpoint_url=endpoint)
        self._cloudfront = session.client("cloudfront", endpoint_url=endpoint)
        self._region = session.region_name

    def account(self) -> str:
        """Where we are about to deploy to. Raises Refused without credentials."""
        try:
            return self._sts.get_caller_identity()["Account"]
        except NoCredentialsError:
            raise Refused(
                "No AWS credentials were found. Sign in first (`aws sso login`), or set AWS_PROFILE, or "
                "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; then run the same command again."
            ) from None
        except (BotoCoreError, ClientError) as error:
            raise Refused(f"AWS does not accept the credentials: {error}") from error

    def upload(self, out: Path, template: Template, account: str) -> str:
        """Put the code beside the stack, and the template that names it. Returns the template's address."""
        bucket = self._packages(account)
        archive = out / "deployment.zip"
        key = f"{self._stack}/{hashlib.sha256(archive.read_bytes()).hexdigest()}.zip"
        self._s3.upload_file(str(archive), bucket, key)
        body = json.dumps(with_code(template, bucket, key)).encode()
        name = f"{self._stack}/{hashlib.sha256(body).hexdigest()}.json"
        self._s3.put_object(Bucket=bucket, Key=name, Body=body)
        return f"{self._s3.meta.endpoint_url}/{bucket}/{name}"

    def propose(self, address: str, template: Template, given: dict[str, str]) -> str | None:
        """Make a change set. Returns its name, or None when there is nothing to change."""
        exists = self._exists()
        name = f"varde-{time.time_ns()}"
        self._cloudformation.create_change_set(
            StackName=self._stack,
            ChangeSetName=name,
            ChangeSetType="UPDATE" if exists else "CREATE",
            TemplateURL=address,
            Parameters=parameters(template, given, exists),  # type: ignore[arg-type]
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        )
        try:
            waiter = self._cloudformation.get_waiter("change_set_create_complete")
            waiter.wait(StackName=self._stack, ChangeSetName=name, WaiterConfig={"Delay": 3})
        except WaiterError as error:
            reason = str(error.last_response.get("StatusReason", error))
            self._cloudformation.delete_change_set(StackName=self._stack, ChangeSetName=name)
            if "didn't contain changes" in reason or "No updates are to be performed" in reason:
                return None
            raise Refused(f"CloudFormation refuses the template: {reason}") from error
        return name

    def changes(self, name: str) -> list[str]:
        """What a change set would do, one line each."""
        found = self._cloudformation.get_paginator("describe_change_set")
        lines = []
        for page in found.paginate(StackName=self._stack, ChangeSetName=name):
            for change in page["Changes"]:
                one: Any = change["ResourceChange"]
                replaced = " (REPLACED)" if one.get("Replacement") == "True" else ""
                lines.append(f"{one['Action']:8} {one['LogicalResourceId']} {one['ResourceType']}{replaced}")
        return lines

    def execute(self, name: str) -> dict[str, str]:
        """Do it, and wait. Returns the stack's outputs. Raises Refused with what failed."""
        kind: Any = "stack_update_complete" if self._exists() else "stack_create_complete"
        started = time.time()
        self._cloudformation.execute_change_set(StackName=self._stack, ChangeSetName=name)
        try:
            self._cloudformation.get_waiter(kind).wait(StackName=self._stack, WaiterConfig={"Delay": 5})
        except WaiterError as error:
            raise Refused("\n".join(["The stack was rolled back.", *self._failures(started)])) from error
        return self.outputs()

    def outputs(self) -> dict[str, str]:
        """What the stack tells of itself."""
        stack = self._cloudformation.describe_stacks(StackName=self._stack)["Stacks"][0]
        return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}

    def publish(self, pages: Path, bucket: str, distribution: str) -> int:
        """Put the pages where CloudFront finds them, the ones that name others last. Returns how many."""
        files = sorted(
            (file for file in pages.rglob("*") if file.is_file() and not file.name.startswith(".")), key=_last
        )
        for file in files:
            self._s3.upload_file(str(file), bucket, file.relative_to(pages).as_posix(), ExtraArgs=_kept(file, pages))
        self._cloudfront.create_invalidation(
            DistributionId=distribution,
            InvalidationBatch={"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": str(time.time_ns())},
        )
        return len(files)

    def _exists(self) -> bool:
        """A stack that was only proposed, never made, does not count."""
        try:
            stack = self._cloudformation.describe_stacks(StackName=self._stack)["Stacks"][0]
        except ClientError:
            return False
        return stack["StackStatus"] != "REVIEW_IN_PROGRESS"

    def _failures(self, since: float) -> list[str]:
        events = self._cloudformation.describe_stack_events(StackName=self._stack)["StackEvents"]
        return [
            f"  {event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}"
            for event in reversed(events)
            if event["ResourceStatus"].endswith("FAILED") and event["Timestamp"].timestamp() >= since
        ]

    def _packages(self, account: str) -> str:
        """The bucket of packages. One of that name in somebody else's account is not used."""
        bucket = f"varde-packages-{account}-{self._region}"
        try:
            self._s3.head_bucket(Bucket=bucket, ExpectedBucketOwner=account)
        except ClientError as error:
            if error.response["Error"].get("Code") != "404":
                raise Refused(f"The bucket {bucket} cannot be used: {error}") from error
            place: Any = {"LocationConstraint": self._region}
            self._s3.create_bucket(Bucket=bucket, CreateBucketConfiguration=place)
        return bucket


def with_code(template: Template, bucket: str, key: str) -> Template:
    """The template with the code of its functions, and of the receiver, at an address instead of beside it."""
    copy: Template = json.loads(json.dumps(template))
    for resource in copy["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = {"Bucket": bucket, "Key": key}
        if resource["Type"] == "AWS::ECS::TaskDefinition":
            for container in resource["Properties"]["ContainerDefinitions"]:
                container["Environment"].append({"Name": "VARDE_PACKAGE", "Value": f"s3://{bucket}/{key}"})
    return copy


def parameters(template: Template, given: dict[str, str], exists: bool) -> list[dict[str, Any]]:
    """What to tell CloudFormation. Raises Refused for an unknown or a missing parameter."""
    known = template["Parameters"]
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise Refused(f"Unknown parameters: {', '.join(unknown)}. There are: {', '.join(sorted(known))}.")
    missing = [name for name, about in known.items() if name not in given and "Default" not in about and not exists]
    if missing:
        lines = [f"  {name}=...   {known[name].get('Description', '')}" for name in missing]
        raise Refused("\n".join(["A first deployment needs these parameters too:", *lines]))
    told = [{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()]
    kept = [{"ParameterKey": name, "UsePreviousValue": True} for name in known if exists and name not in given]
    return [*told, *kept]


def _kept(file: Path, pages: Path) -> dict[str, str]:
    hashed = file.relative_to(pages).parts[0] == "assets"
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if file.suffix == ".webmanifest":
        kind = "application/manifest+json"
    return {"ContentType": kind, "CacheControl": "public, max-age=31536000, immutable" if hashed else "no-cache"}


def _last(file: Path) -> tuple[bool, str]:
    return (file.suffix == ".html" or file.name in ("sw.js", "desk-sw.js"), file.as_posix())
