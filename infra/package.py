"""Makes what is deployed: Chalice's own package and template, with infra/template.yaml laid over it, and lints it.

python -m infra.package           build/package/aws/out/{sam.json,deployment.zip}, and a table of the functions
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from infra.measure import measure, table
from infra.template import Template, merge_template
from infra.vendor import AWS, BUILD, HERE, ROOT, Target, vendor

STAGE = "production"
SETTINGS = {
    "AWS_DEFAULT_REGION": "eu-north-1",
    "VARDE_SECRET": "only-for-importing-the-app-while-it-is-packaged",
    "VARDE_SMS_PROVIDER": "aws",
    "VARDE_SMS_OPTIONS": '{"origination": "Varde"}',
    "VARDE_VOICE_PROVIDER": "aws",
    "VARDE_VOICE_OPTIONS": '{"origination": "+4721000000"}',
}
"""The app is imported while it is packaged and measured; this is what it is told then."""


def package(target: Target) -> Path:
    """Make the package for a target. Returns the folder with sam.json and deployment.zip."""
    home = BUILD / target.name
    project = _project(home / "project", target)
    merge = home / "merge.json"
    merge.write_text(json.dumps(_for_runtime(merge_template(), target), indent=1))
    out = home / "out"
    shutil.rmtree(out, ignore_errors=True)
    _chalice(project, "package", "--stage", STAGE, "--merge-template", str(merge), str(out))
    return out


def load(out: Path) -> Template:
    """The template that was made."""
    return dict(json.loads((out / "sam.json").read_text()))


def lint(out: Path) -> None:
    """Have cfn-lint read the template. Raises CalledProcessError at any warning."""
    linter = Path(sys.executable).with_name("cfn-lint")
    subprocess.run([linter, "--regions", "eu-north-1", "--", out / "sam.json"], check=True)


def _project(project: Path, target: Target) -> Path:
    """Our code and what it needs, laid out as Chalice expects it."""
    shutil.rmtree(project, ignore_errors=True)
    (project / ".chalice").mkdir(parents=True)
    shutil.copyfile(ROOT / "chalice.json", project / ".chalice" / "config.json")
    shutil.copyfile(ROOT / "backend" / "app.py", project / "app.py")
    no_bytecode = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "backend" / "chalicelib", project / "chalicelib", ignore=no_bytecode)
    shutil.copytree(vendor(target), project / "vendor", ignore=no_bytecode)
    # Chalice takes its own folders and what is vendored; the receiver's container runs from the same package.
    shutil.copytree(ROOT / "backend" / "receiver", project / "vendor" / "receiver", ignore=no_bytecode)
    return project


def _for_runtime(merge: Template, target: Target) -> Template:
    """Chalice names the runtime of the Python it runs on; the template shall name the one we package for."""
    for resource in merge["Resources"].values():
        if "Type" not in resource and "FunctionName" in resource["Properties"]:
            resource["Properties"]["Runtime"] = target.runtime
    return merge


def _chalice(project: Path, *arguments: str) -> None:
    chalice = Path(sys.executable).with_name("chalice")
    command: list[Any] = [chalice, "--project-dir", project, *arguments]
    done = subprocess.run(command, env={**os.environ, **SETTINGS}, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"chalice {arguments[0]} failed:\n{done.stdout}{done.stderr}")


def main() -> None:
    """Package, lint, measure, print."""
    out = package(AWS)
    lint(out)
    here = package(HERE)
    lines = measure(load(out), out / "deployment.zip", here / "deployment.zip", SETTINGS)
    resources = len(load(out)["Resources"])
    print(f"{out.relative_to(ROOT)}/sam.json: {resources} resources; cfn-lint has nothing to say.\n")
    print(table(lines))
    print("\nOne package serves all functions. Import times are of this machine, without bytecode, as at a cold start.")


if __name__ == "__main__":
    main()
