"""The first administrator of a stack in AWS, who signs in by the link that this prints.

    make establish ARGS="--company 'Vakt AS' --administrator 'Silje Strand' --phone +4790000000"

Done again it changes nothing in the register and prints a new link.
"""

import argparse
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.identity.enrolments import issue_enrolment
from chalicelib.platform.config import Config
from chalicelib.platform.ids import new_id
from chalicelib.platform.problems import Problem
from chalicelib.platform.store import Store
from chalicelib.platform.time import DAY_MS, now_ms
from chalicelib.records.change import Actor
from chalicelib.records.commit import Engine
from chalicelib.register.seed import establish
from infra.deploy import REGION
from infra.stack import Deployment, Refused


def link(session: boto3.Session, stack: str, company: str, name: str, phone: str, endpoint: str | None = None) -> str:
    """Make sure of the company and its administrator. Returns a link for the passkey, good for a day."""
    deployment = Deployment(session, stack, endpoint)
    deployment.account()
    try:
        told = deployment.outputs()
        secret = session.client("secretsmanager", endpoint_url=endpoint).get_secret_value(
            SecretId=told["InstallationSecretArn"]
        )["SecretString"]
    except (BotoCoreError, ClientError, KeyError) as error:
        raise Refused(f"The stack {stack} cannot be read; deploy it first: {error}") from error
    config = Config(
        region=session.region_name,
        dynamodb_endpoint=endpoint,
        table_prefix=told["TablePrefix"],
        shards=int(told["Shards"]),
        secret=secret,
        public_url=told["Address"],
    )
    engine = Engine(Store(config), config.shards)
    try:
        person = establish(engine, company, name, phone, now_ms())
    except Problem as problem:
        raise Refused(f"That cannot be: {problem}") from problem
    actor = Actor("system", "establish")
    return issue_enrolment(engine, config, person.state, actor, new_id(), DAY_MS, now_ms())[0]


def main(arguments: list[str]) -> None:
    """Read what is asked, and print the link."""
    plain = argparse.RawTextHelpFormatter
    parser = argparse.ArgumentParser(prog="make establish", description=__doc__, formatter_class=plain)
    parser.add_argument("--stack", default="varde")
    parser.add_argument("--region", default=REGION)
    parser.add_argument("--company", required=True, help="the security company's name")
    parser.add_argument("--administrator", required=True, help="the person's name")
    parser.add_argument("--phone", required=True, help="that person's number")
    asked = parser.parse_args(arguments)
    session = boto3.Session(region_name=asked.region)
    print(link(session, asked.stack, asked.company, asked.administrator, asked.phone))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refused as refusal:
        raise SystemExit(str(refusal)) from None
