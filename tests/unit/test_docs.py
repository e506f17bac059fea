"""The documents are true to the code."""

import re
from pathlib import Path

import msgspec
import pytest

from chalicelib.platform.config import Config

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


def test_every_setting_is_described_with_its_default() -> None:
    text = (ROOT / "docs/operating.md").read_text()
    rows = dict(re.findall(r"^\| `VARDE_([A-Z_]+)` \|.*\| ([^|]*) \|$", text, re.MULTILINE))
    assert set(rows) == {field.name.upper() for field in msgspec.structs.fields(Config)}
    for field in msgspec.structs.fields(Config):
        if isinstance(field.default, str | int) and not isinstance(field.default, bool):
            assert str(field.default) in rows[field.name.upper()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_every_named_file_exists(page: Path) -> None:
    text = page.read_text()
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / target).exists(), target
    for named in re.findall(r"`((?:backend/|docs/|infra/|tests/)?[a-z_]+(?:/[a-z_0-9]+)*\.(?:py|yaml|md))`", text):
        places = [ROOT / named, ROOT / "backend" / named, ROOT / "backend/chalicelib" / named]
        places += [found for found in (ROOT / "backend/chalicelib").rglob(named)]
        assert any(place.exists() for place in places), named


def test_every_command_in_the_documents_is_a_target_of_make() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"(?:`|^)make ([a-z0-9]+)", page.read_text(), re.MULTILINE))
        assert named <= targets, f"{page.name}: {named - targets}"


def test_every_package_of_the_backend_is_in_the_picture() -> None:
    picture = (ROOT / "docs/architecture.md").read_text()
    for package in (ROOT / "backend/chalicelib").iterdir():
        if (package / "__init__.py").exists():
            assert f"{package.name}/" in picture


def test_every_target_of_make_is_named_to_the_reader_and_explained_by_help() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z0-9-]+):", makefile, re.MULTILINE))
    explained = set(re.findall(r"^([a-z0-9-]+):.*## \S", makefile, re.MULTILINE))
    named = set(
        re.findall(r"`(?:make )?([a-z0-9]+)\b[^`]*`|^make ([a-z0-9]+)", (ROOT / "README.md").read_text(), re.MULTILINE)
    )
    assert targets == explained
    assert targets - {one for pair in named for one in pair} - {"help"} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_that_is_shown_was_taken(page: Path) -> None:
    for target in re.findall(r'src="([^"]+)"', page.read_text()):
        assert (page.parent / target).stat().st_size < 200_000, target


def test_every_fact_names_tests_that_exist() -> None:
    rows = re.findall(r"^\| (?!what holds|-)(.+) \| (.+) \|$", (ROOT / "docs/facts.md").read_text(), re.MULTILINE)
    defined = {
        name for path in (ROOT / "tests").rglob("test_*.py") for name in re.findall(r"def (test_\w+)", path.read_text())
    }
    assert len(rows) > 40
    for fact, tests in rows:
        named = re.findall(r"`(test_\w+)`", tests)
        assert named, fact
        assert set(named) <= defined, (fact, set(named) - defined)
