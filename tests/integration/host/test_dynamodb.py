"""DynamoDB Local on one machine: on disk, in memory, after a crash."""

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from host.dynamodb import ROOT, DynamoDBLocal, Unavailable

TABLE = "things"


def client(dynamodb: DynamoDBLocal, access_key_id: str | None = None) -> Any:
    return boto3.client(
        "dynamodb",
        endpoint_url=dynamodb.endpoint,
        region_name="eu-north-1",
        aws_access_key_id=access_key_id or dynamodb.credentials.access_key_id,
        aws_secret_access_key=dynamodb.credentials.secret_access_key,
        config=Config(retries={"total_max_attempts": 1}),
    )


def create_table(store: Any) -> None:
    store.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
    )


def put(store: Any, pk: str) -> None:
    store.put_item(TableName=TABLE, Item={"pk": {"S": pk}})


def count(store: Any) -> int:
    return int(store.scan(TableName=TABLE, ConsistentRead=True)["Count"])


def test_what_is_on_disk_is_there_after_a_restart(tmp_path: Path) -> None:
    with DynamoDBLocal(tmp_path / "data") as first:
        create_table(client(first))
        put(client(first), "one")
    with DynamoDBLocal(tmp_path / "data") as second:
        assert count(client(second)) == 1
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_what_was_acknowledged_survives_a_killed_engine(tmp_path: Path) -> None:
    with DynamoDBLocal(tmp_path) as first:
        store = client(first)
        create_table(store)
        for number in range(50):
            put(store, str(number))
        os.kill(first.pid, signal.SIGKILL)
    with DynamoDBLocal(tmp_path) as second:
        assert count(client(second)) == 50


def test_a_memory_database_forgets() -> None:
    with DynamoDBLocal() as first:
        create_table(client(first))
    with DynamoDBLocal() as second:
        assert client(second).list_tables()["TableNames"] == []


def test_another_access_key_sees_nothing() -> None:
    with DynamoDBLocal() as dynamodb:
        create_table(client(dynamodb))
        with pytest.raises(ClientError, match="ResourceNotFound"):
            count(client(dynamodb, access_key_id="SOMEBODYELSE"))


def test_two_hosts_on_one_folder_are_refused(tmp_path: Path) -> None:
    with DynamoDBLocal(tmp_path), pytest.raises(Unavailable, match="already runs"):
        DynamoDBLocal(tmp_path).start()


def test_the_engine_of_a_killed_host_is_replaced(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from host.dynamodb import DynamoDBLocal; "
        "print(DynamoDBLocal(pathlib.Path(sys.argv[1])).start().port, flush=True); sys.stdin.read()"
    )
    # Without setpriv on the path the engine outlives its host, as it does on a Mac.
    environment = {"PYTHONPATH": str(ROOT / "backend"), "PATH": str(_path_without_setpriv(tmp_path))}
    host = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "data")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    )
    with host:
        assert host.stdout is not None
        assert host.stdin is not None
        port = int(host.stdout.readline())
        orphan = int((tmp_path / "data" / "dynamodb.pid").read_text())
        host.kill()
        host.wait()
        os.kill(orphan, 0)  # it is still there
        with DynamoDBLocal(tmp_path / "data") as second:
            assert second.pid != orphan
            assert second.port != port
            assert client(second).list_tables()["TableNames"] == []
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))


def test_an_engine_that_cannot_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "java"
    broken.write_text(
        '#!/bin/sh\n[ "$1" = -version ] && echo \'openjdk version "21"\' && exit\necho out of luck\nexit 3\n'
    )
    broken.chmod(0o755)
    monkeypatch.setattr("host.java.shutil.which", lambda name: str(broken) if name == "java" else None)
    with pytest.raises(Unavailable, match=r"exit code 3(.|\n)*out of luck"):
        DynamoDBLocal(tmp_path / "data").start()


def test_a_missing_installation_names_the_command_that_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("host.dynamodb.ROOT", tmp_path)
    with pytest.raises(Unavailable, match="make setup"):
        DynamoDBLocal().start()


def _path_without_setpriv(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    java = subprocess.run(["sh", "-c", "command -v java"], capture_output=True, text=True, check=False).stdout.strip()
    if java:
        (folder / "java").symlink_to(java)
    return folder
