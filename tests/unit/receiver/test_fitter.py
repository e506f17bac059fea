"""The fitter's tool: frames in, one object a line out, and whatever is wrong is said in words."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from receiver.dc09 import Wrong
from receiver.fitter import main
from receiver.sentences import SENTENCES, sentence
from tests.support.dc09 import CORPUS, NOW, Entry, same_answer

ROOT = Path(__file__).parents[3]
TOLD = [entry for entry in CORPUS if entry.behind_s == 40]
"""The tool judges clocks as it does for any account."""


def _run(lines: str, *arguments: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    assert main(["--now", NOW, *arguments], io.StringIO(lines), out) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("entry", TOLD, ids=[entry.name for entry in TOLD])
def test_every_frame_of_the_corpus_is_told(entry: Entry) -> None:
    arguments = [part for odd in entry.allow for part in ("--allow", odd.value)]
    told = _run(f"{entry.hex} {entry.key or ''}\n", *arguments, "--nak", entry.nak)
    assert len(told) == len(entry.read)
    for one, wanted, answer in zip(told, entry.read, entry.answer, strict=True):
        for name in {"id", "encrypted", "seq", "receiver", "line", "account", "extended", "timestamp"} & set(wanted):
            assert one[name] == wanted[name]
        for event, expected in zip(one.get("events", []), wanted.get("events", []), strict=True):
            assert {name: event[name] for name in expected} == expected
        sent = None if one["answer"] is None else bytes.fromhex(one["answer"])
        assert same_answer(sent, answer, entry.rules)
        if "wrong" not in wanted:
            assert [fault["what"] for fault in one["wrong"]] == entry.wrong
        for fault in one["wrong"]:
            assert fault["sentence"].endswith(".")
            assert 0 <= fault["where"] < len(entry.raw)


def test_checksum_and_length_are_told_as_sent_and_as_they_should_be() -> None:
    told = _run(b'\n12340012"NULL"0000L0#AAA[]\r'.hex(), "--language", "en")[0]
    assert told["crc"] == {"sent": "1234", "computed": "5423", "right": False}
    assert told["length"] == {"sent": "0012", "computed": 18, "right": True}
    assert [(fault["what"], fault["where"]) for fault in told["wrong"]] == [("departure not allowed", 1)]
    assert "crc wrong" in told["wrong"][0]["sentence"]


def test_bytes_may_be_written_apart_and_a_key_in_characters() -> None:
    entry = next(entry for entry in CORPUS if entry.name == "encrypted with 128 bits")
    apart = " ".join(entry.hex[at : at + 2] for at in range(0, len(entry.hex), 2))
    assert _run(f"{apart} {entry.key}")[0]["events"][0]["code"] == "130"
    assert _run(apart)[0]["wrong"][0]["what"] == Wrong.NO_KEY
    assert _run(f"{entry.hex} ascii:abcdefgh ijklmno")[0]["wrong"][0]["what"] == Wrong.KEY


@pytest.mark.parametrize(
    ("line", "what", "where"),
    [
        ("0a3x", "line not hexadecimal", 3),
        ("0a3", "line half a byte", 3),
        ("0a37 00112233", "key unreadable", 5),
        ("0a37 ascii:kort", "key unreadable", 5),
        ("0a37 ascii:nøkkelnøkkelnøk", "key unreadable", 5),
    ],
)
def test_a_line_that_is_none_is_answered_with_what_to_do(line: str, what: str, where: int) -> None:
    (told,) = _run(line)
    assert [(fault["what"], fault["where"]) for fault in told["wrong"]] == [(what, where)]
    assert told["answer"] is None


def test_one_bad_line_does_not_stop_the_others() -> None:
    told = _run("zz\n\n// a comment\n" + CORPUS[0].hex + "\n")
    assert [one["input"] for one in told] == [1, 4]
    assert told[1]["reply"] == "ACK"


def test_strict_says_by_its_status_that_something_was_wrong() -> None:
    assert main(["--strict"], io.StringIO("zz\n"), io.StringIO()) == 1
    assert main(["--strict"], io.StringIO(CORPUS[1].hex), io.StringIO()) == 0


def test_a_clock_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--now", "yesterday"], io.StringIO(""), io.StringIO())
    assert "HH:MM:SS,MM-DD-YYYY" in capsys.readouterr().err


def test_there_is_a_sentence_in_both_languages_for_everything_wrong() -> None:
    assert set(SENTENCES) >= set(Wrong)
    for what in SENTENCES:
        assert sentence(what, "x", "nb") != sentence(what, "x", "en")


def test_it_speaks_unicode_whatever_the_terminal_does() -> None:
    entry = next(entry for entry in CORPUS if entry.name == "text in UTF-8")
    environment = {**os.environ, "PYTHONPATH": "backend", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "receiver.fitter"]
    done = subprocess.run(
        command, input=entry.hex.encode() + b"\n\xff\n", capture_output=True, cwd=ROOT, env=environment
    )
    first, second = done.stdout.decode().splitlines()
    assert "ÆØÅ æøå" in first
    assert json.loads(second)["wrong"][0]["what"] == "line not hexadecimal"
    assert done.stderr == b""
