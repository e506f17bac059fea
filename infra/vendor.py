"""Lays what travels to Lambda beside our code into one folder, from the locked requirements and for one platform.

The functions' runtime is named here, and not by whichever Python runs Chalice: the packages that carry compiled code
have no wheels for the older Amazon Linux. pynamodb comes without its dependencies, since boto3 is in the runtime.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "package"
REQUIREMENTS = ROOT / "backend" / "requirements.txt"
HOST_REQUIREMENTS = ROOT / "infra" / "requirements-host.txt"


class Target(NamedTuple):
    """What a package is made for."""

    name: str
    runtime: str
    options: tuple[str, ...]


AWS = Target("aws", "python3.13", ("--python-platform", "x86_64-manylinux_2_28", "--python-version", "3.13"))
HERE = Target("here", f"python{sys.version_info.major}.{sys.version_info.minor}", ("--python", sys.executable))
"""This machine's own interpreter: for measuring, and for an emulator that runs functions on this machine."""


def vendor(target: Target) -> Path:
    """The folder for a target, filled once for each state of the locks."""
    folder = BUILD / target.name / "vendor"
    stamp = folder.with_suffix(".stamp")
    pynamodb = _locked("pynamodb", HOST_REQUIREMENTS.read_text())
    wanted = hashlib.sha256(f"{target}\n{pynamodb}\n{REQUIREMENTS.read_text()}".encode()).hexdigest()
    if folder.is_dir() and stamp.is_file() and stamp.read_text() == wanted:
        return folder
    stamp.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    everything = folder.with_suffix(".txt")
    everything.write_text(f"{REQUIREMENTS.read_text()}\n{pynamodb}")
    _install(everything, folder, target)
    for left in (folder / ".lock", folder / "bin"):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)
    stamp.write_text(wanted)
    return folder


def _locked(name: str, requirements: str) -> str:
    """One package's lines in a lock file: its version and its hashes."""
    found = re.search(rf"^{re.escape(name)}==.*?(?=^\S|\Z)", requirements, re.MULTILINE | re.DOTALL)
    if found is None:
        raise LookupError(f"{name} is not locked; run `make lock`")
    return "".join(line for line in found[0].splitlines(keepends=True) if not line.lstrip().startswith("#"))


def _install(requirements: Path, folder: Path, target: Target) -> None:
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-config", "--target", str(folder)]
    options = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--link-mode", "copy", *target.options]
    subprocess.run([*command, *options, "-r", str(requirements)], check=True)
