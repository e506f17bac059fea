"""Run by the receiver's container as it starts: gets the package that the functions run too, and becomes the receiver.

It is laid into the template as text (infra/template.py), so nothing of ours need be built into an image.
"""

import io
import os
import sys
import tempfile
import zipfile

RUNTIME = "/var/runtime"
"""Where the image of the functions' runtime may keep boto3."""


def main() -> None:
    """Fetch, unpack, and be replaced by ``python -m receiver``."""
    sys.path.append(RUNTIME)
    import boto3

    bucket, key = os.environ["VARDE_PACKAGE"].removeprefix("s3://").split("/", 1)
    package = io.BytesIO()
    boto3.client("s3").download_fileobj(bucket, key, package)
    home = os.environ.get("VARDE_PACKAGE_HOME") or tempfile.mkdtemp()
    zipfile.ZipFile(package).extractall(home)
    door = ["--host", os.environ.get("VARDE_PANEL_HOST", "0.0.0.0"), "--port", os.environ["VARDE_PANEL_PORT"]]
    path = os.pathsep.join([home, RUNTIME])
    os.execve(sys.executable, [sys.executable, "-m", "receiver", *door], {**os.environ, "PYTHONPATH": path})


if __name__ == "__main__":
    main()
