"""What the repository promises about itself."""

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted([*ROOT.glob("infra/requirements-*.txt"), ROOT / "backend" / "requirements.txt"])
ADDRESS = re.compile(r"https?://|--(extra-)?index-url|--find-links|--trusted-host")


def tracked() -> list[Path]:
    """Every file that is in the repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    """Those of them that are text."""
    found = []
    for path in tracked():
        try:
            found.append((path, path.read_text()))
        except UnicodeDecodeError:
            continue
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_python_locks_have_hashes_and_no_addresses(lock: Path) -> None:
    text = lock.read_text()
    assert not ADDRESS.search(text)
    packages = re.findall(r"^\S+==[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.MULTILINE)
    assert len(packages) == len(re.findall(r"^[a-z]\S*==", text, re.MULTILINE)) > 0


def test_the_npm_lock_has_hashes_and_no_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    outside = {name: package for name, package in packages.items() if name}
    assert outside
    assert not [name for name, package in outside.items() if "resolved" in package]
    # What comes inside another package has no hash of its own.
    bare = [name for name, package in outside.items() if "integrity" not in package and not package.get("inBundle")]
    assert bare == []
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text().splitlines()


def test_every_requirement_is_locked() -> None:
    for wanted in (ROOT / "backend" / "requirements.in", *ROOT.glob("infra/requirements-*.in")):
        locked = wanted.with_suffix(".txt").read_text()
        for line in wanted.read_text().splitlines():
            name = re.match(r"[A-Za-z0-9_.-]+", line)
            if name and not line.startswith("-"):
                assert re.search(rf"^{re.escape(name[0].lower())}(\[|==)", locked, re.MULTILINE), f"{line} in {wanted}"


def test_what_lambda_gets_is_what_the_tests_run_with() -> None:
    here = (ROOT / "infra" / "requirements-host.txt").read_text().splitlines()
    for line in (ROOT / "backend" / "requirements.txt").read_text().splitlines():
        if "==" in line and not line.startswith(" "):
            assert line in here


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    places = [str(ROOT.parent) + os.sep, str(Path.home()) + os.sep]
    places = [place for place in places if place != os.sep]
    assert [
        (path.relative_to(ROOT).as_posix(), place) for path, text in texts() for place in places if place in text
    ] == []


def test_nothing_is_left_for_later() -> None:
    words = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")))
    ours = [(path, text) for path, text in texts() if path.suffix in (".py", ".ts", ".tsx", ".yaml", "")]
    assert [path.relative_to(ROOT).as_posix() for path, text in ours if words.search(text)] == []


def test_a_page_moves_the_focus_before_it_is_painted() -> None:
    """Later, it would take the field from somebody who has begun to write, and his letters would be single keys."""
    late = re.compile(r"useEffect\(\(\) => [\w.?]*focus\(\)")
    pages = [(path, text) for path, text in texts() if path.suffix == ".tsx"]
    assert [path.relative_to(ROOT).as_posix() for path, text in pages if late.search(text)] == []


def test_chalice_finds_its_configuration_through_a_relative_link() -> None:
    link = ROOT / "backend" / ".chalice" / "config.json"
    assert link.is_symlink()
    assert os.readlink(link) == "../../chalice.json"
    assert json.loads(link.read_text())["app_name"] == "varde"


def test_every_make_target_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    targets = set(re.findall(r"^([a-z0-9-]+):", makefile, re.MULTILINE))
    assert targets == set(phony[1].split())
    assert targets == set(re.findall(r"^([a-z0-9-]+):.*  ## .+", makefile, re.MULTILINE))
    told = "".join(path.read_text() for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))
    assert [target for target in sorted(targets) if f"make {target}" not in told and f"`{target}`" not in told] == []


def test_scripts_can_be_run() -> None:
    scripts = [path for path, text in texts() if text.startswith("#!")]
    assert ROOT / ".ci" / "run" in scripts
    assert [path.name for path in scripts if not os.access(path, os.X_OK)] == []


def test_warnings_are_errors() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    assert settings["pytest"]["ini_options"]["filterwarnings"][0] == "error"
    assert settings["mypy"]["strict"] is True
