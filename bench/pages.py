"""The field app as Lighthouse sees it on a phone: the built page of a running centre, in the system's own Chromium.

Performance is told as the best of a few tries: what disturbs a try is this machine, never the page. A try that comes
to no report is disturbed, too; if all are, there is no result.
"""

import gzip
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.results import Result
from host.dynamodb import ROOT
from tests.support.centre import Centre

CATEGORIES = ("performance", "accessibility", "best-practices")
FULL = 100
BUDGET_KIB = 30
_LIGHTHOUSE = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
_CHROME_FLAGS = "--headless=new --no-sandbox"
_KIB = 1024
_TRIES = 3
"""So often at least, before there is no result."""


def measure(folder: Path, tries: int) -> Iterator[Result]:
    """Lighthouse's three scores for ``/`` on a phone, and the JavaScript that comes before the first picture."""
    subprocess.run(["infra/frontend"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    folder.mkdir(parents=True, exist_ok=True)
    with Centre.start(folder) as centre:
        reports = _reports(centre.url, tries)
    for category in CATEGORIES:
        score = max(round(report["categories"][category]["score"] * FULL) for report in reports)
        yield Result(f"Lighthouse, {category}, the field app on a phone", score, "of 100", FULL, more_is_better=True)
    weight = _first_load(reports[0]) / _KIB
    yield Result("JavaScript of the field app's first load, gzip", weight, "KiB", BUDGET_KIB)


class NoReport(Exception):
    """Lighthouse came to no judgement of the page, and says why."""


def _reports(url: str, tries: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    told = NoReport("not tried")
    for _ in range(max(tries, _TRIES)):
        try:
            found.append(_lighthouse(url))
        except NoReport as failure:
            told = failure
        if len(found) >= tries:
            break
    if not found:
        raise told
    return found


def _lighthouse(url: str) -> dict[str, Any]:
    chromium = subprocess.run(["infra/chromium"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
    command = ["node", str(_LIGHTHOUSE), f"{url}/", "--quiet", "--output=json", f"--chrome-flags={_CHROME_FLAGS}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise NoReport(done.stderr.strip())
    report: dict[str, Any] = json.loads(done.stdout)
    if report.get("runtimeError"):
        raise NoReport(report["runtimeError"]["message"])
    return report


def _first_load(report: dict[str, Any]) -> int:
    """What the scripts that the page itself names weigh; what it fetches when it is idle comes after its picture."""
    dist = ROOT / "frontend" / "dist"
    named = set(_scripts((dist / "index.html").read_text()))
    requests = report["audits"]["network-requests"]["details"]["items"]
    missing = named - {one["url"].rpartition("/")[2] for one in requests}
    if missing:
        raise LookupError(f"the page did not fetch {', '.join(sorted(missing))}")
    return sum(len(gzip.compress((dist / "assets" / name).read_bytes())) for name in named)


def _scripts(page: str) -> Iterator[str]:
    for part in page.split('"'):
        if part.startswith("/assets/") and part.endswith(".js"):
            yield part.removeprefix("/assets/")
