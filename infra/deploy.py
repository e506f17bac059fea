"""Deploys Varde to an AWS account: the package, the stack, the pages.

    make deploy ARGS="PublicDomain=varde.example.no CertificateArn=arn:... AlarmEmail=vakt@example.no"

Parameters that are not given keep the value they have. What would change is shown first, and asked about.
"""

import argparse
import subprocess
import sys

import boto3

from infra.package import lint, load, package
from infra.stack import Deployment, Refused
from infra.vendor import AWS, ROOT

REGION = "eu-north-1"
PAGES = ROOT / "frontend" / "dist"


def main(arguments: list[str]) -> None:
    """Package, propose, ask, deploy, publish."""
    parser = argparse.ArgumentParser(
        prog="make deploy", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--stack", default="varde", help="the stack's name, and the beginning of the tables' names")
    parser.add_argument("--region", default=REGION)
    parser.add_argument("--yes", action="store_true", help="do not ask before changing anything")
    parser.add_argument("parameters", nargs="*", metavar="Name=value")
    chosen = parser.parse_args(arguments)
    if any("=" not in text for text in chosen.parameters):
        raise Refused("Parameters are written Name=value.")
    session = boto3.Session(region_name=chosen.region)
    deployment = Deployment(session, chosen.stack)
    account = deployment.account()
    subprocess.run([ROOT / "infra" / "setup", "run"], check=True)
    out = package(AWS)
    lint(out)
    template = load(out)
    given = dict(text.split("=", 1) for text in chosen.parameters)
    address = deployment.upload(out, template, account)
    proposed = deployment.propose(address, template, given)
    if proposed is not None:
        print("\n".join([f"In account {account}, {chosen.region}:", *deployment.changes(proposed)]))
        if not chosen.yes and input("Go ahead? [y/N] ").strip().lower() != "y":
            raise Refused("Nothing was changed.")
        deployment.execute(proposed)
    told = deployment.outputs()
    count = deployment.publish(PAGES, told["PagesBucket"], told["DistributionId"])
    print("\n".join([f"{count} files of the pages published.", *(f"{name}: {told[name]}" for name in sorted(told))]))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refused as refusal:
        raise SystemExit(str(refusal)) from None
