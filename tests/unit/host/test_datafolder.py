"""The data folder keeps its key, and lets one installation in at a time."""

import stat
from pathlib import Path

import pytest

from host.datafolder import Unusable, kept_credentials, lock


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = kept_credentials(tmp_path / "credentials.json")
    assert kept_credentials(tmp_path / "credentials.json") == first
    assert stat.S_IMODE((tmp_path / "credentials.json").stat().st_mode) == 0o600
    assert first.access_key_id.isalnum()


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    assert kept_credentials(tmp_path / "a.json") != kept_credentials(tmp_path / "b.json")


def test_a_damaged_key_is_an_error_and_not_a_new_key(tmp_path: Path) -> None:
    path = tmp_path / "credentials.json"
    path.write_text('{"access_key_id": 1')
    with pytest.raises(Unusable, match="cannot be read"):
        kept_credentials(path)
    assert path.read_text() == '{"access_key_id": 1'


def test_a_second_host_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    held = lock(tmp_path)
    try:
        with pytest.raises(Unusable, match="already runs"):
            lock(tmp_path)
    finally:
        for file in held:
            file.close()
    for file in lock(tmp_path):
        file.close()


def test_a_foreign_process_is_never_signalled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("host.datafolder._STOP_S", 0.2)
    signalled: list[int] = []
    monkeypatch.setattr("host.datafolder.os.kill", lambda pid, _: signalled.append(pid))
    first, engines = lock(tmp_path)
    first.close()
    (tmp_path / "dynamodb.pid").write_text("1")
    with pytest.raises(Unusable, match="Another process holds"):
        lock(tmp_path)
    assert signalled == []
    engines.close()
