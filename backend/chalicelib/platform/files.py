"""Files that are too large for rows, and personal: pictures. A folder behind the host, or a bucket in AWS.

Each is put once under a name of its own and never changed. The store itself forgets them: the bucket by its own rule,
the folder when the retention of what they belong to ends.
"""

import os
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from chalicelib.platform.config import Config
from chalicelib.platform.problems import conflict
from chalicelib.platform.texts import Text, add_texts

_NAME = re.compile(r"[a-z]+(/[0-9A-Za-z_-]{1,64}){2}")
BUCKET = "s3://"


class Files(Protocol):
    """Where files are kept, by names like ``photo/<case>/<id>``."""

    def put(self, name: str, content: bytes, media_type: str) -> None:
        """Keep it. Putting the same again changes nothing."""

    def get(self, name: str) -> bytes | None:
        """It, or None when it is not (any longer) there."""

    def forget(self, folder: str) -> None:
        """Delete all that is kept below ``photo/<case>``."""


class FolderFiles:
    """Files in a folder that only the host's owner may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, content: bytes, media_type: str) -> None:
        """Whole or not at all, and on the disk before it counts as kept."""
        path = self._path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)

    def get(self, name: str) -> bytes | None:
        """What was kept under that name."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None

    def forget(self, folder: str) -> None:
        """The whole folder of one subject."""
        shutil.rmtree(self._path(f"{folder}/x").parent, ignore_errors=True)

    def _path(self, name: str) -> Path:
        return self._folder / _checked(name)


class BucketFiles:
    """Files in a bucket, whose own rule forgets them when the retention ends."""

    def __init__(self, bucket: str, region: str) -> None:
        import boto3

        self._bucket = bucket
        self._client: Any = boto3.client("s3", region_name=region)

    def put(self, name: str, content: bytes, media_type: str) -> None:
        """Keep it."""
        self._client.put_object(Bucket=self._bucket, Key=_checked(name), Body=content, ContentType=media_type)

    def get(self, name: str) -> bytes | None:
        """What was kept under that name."""
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=_checked(name))
        except self._client.exceptions.NoSuchKey:
            return None
        content: bytes = answer["Body"].read()
        return content

    def forget(self, folder: str) -> None:
        """Left to the bucket's rule."""


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a file")
    return name


@cache
def _files(place: str, region: str) -> Files:
    if place.startswith(BUCKET):
        return BucketFiles(place.removeprefix(BUCKET), region)
    return FolderFiles(Path(place))


def files_of(config: Config) -> Files:
    """Where this installation keeps its files. Raises Problem where it keeps none."""
    if not config.files:
        raise conflict("files.nowhere")
    return _files(config.files, config.region)


add_texts(
    {
        "files.nowhere": Text(
            "Bilder kan ikke lagres her. Administratoren må sette VARDE_FILES.",
            "Pictures cannot be kept here. The administrator has to set VARDE_FILES.",
        ),
    }
)
