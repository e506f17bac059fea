"""``/training``: the page of the exercise, and its JSON. Exists in a training installation, on its own machine.

::

    GET  /training/state            what has happened out there, who answers what when rung, what came of the cases
    POST /training/start {pace}     begin the night, or change its pace
    POST /training/stop             end it where it is
"""

import asyncio
import html as markup
import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import msgspec

from chalicelib.platform.problems import Problem, malformed, not_found
from chalicelib.platform.texts import Language, Text, add_texts, all_texts, language_of, say
from host.pages import CLOCK, security_headers
from host.training.night import FASTEST, LASTS_S, PEOPLE, SLOWEST, last_of_each, spoken
from host.training.player import Player
from host.training.summary import CaseTold
from host.web import Answer, Request, json_answer

ToldOf = Callable[[int], list[CaseTold]]
_FOLDER = Path(__file__).parent / "page"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_WORD = re.compile(r"\{\{([a-z_.]+)\}\}")
_PREFIX = "training."


class _Start(msgspec.Struct, forbid_unknown_fields=True):
    pace: Annotated[float, msgspec.Meta(ge=SLOWEST, le=FASTEST)]


class Training:
    """The doors to the exercise."""

    def __init__(self, player: Player, told_of: ToldOf) -> None:
        self.player = player
        self._told_of = told_of

    async def __call__(self, request: Request) -> Answer:
        """Answer what is asked under ``/training``. Raises Problem."""
        language = language_of(request.query("language") or request.headers.get("accept-language"))
        match request.method, request.path.rstrip("/"):
            case (("GET" | "HEAD"), "/training"):
                return _page(request, language)
            case (("GET" | "HEAD"), ("/training/page.css" | "/training/page.js" | "/training/clock.js") as path):
                name = path.rpartition("/")[2]
                file = CLOCK if name == CLOCK.name else _FOLDER / name
                headers: dict[str, str | list[str]] = {"content-type": _TYPES[file.suffix], "cache-control": "no-cache"}
                return Answer(200, file.read_bytes(), headers)
            case "GET", "/training/state":
                return json_answer(await asyncio.to_thread(self._state, language))
            case "POST", "/training/start":
                _only_json(request)
                self.player.start(_read(await request.body()).pace)
                return json_answer(await asyncio.to_thread(self._state, language))
            case "POST", "/training/stop":
                _only_json(request)
                await asyncio.to_thread(self.player.stop)
                return json_answer(await asyncio.to_thread(self._state, language))
        raise not_found()

    def _state(self, language: Language) -> dict[str, Any]:
        player = self.player
        holds = last_of_each(tuple(one.act for one in player.done))
        return {
            "running": player.running,
            "pace": player.pace,
            "started_ms": player.started_ms,
            "lasts_s": LASTS_S,
            "done": [
                {
                    "at_ms": one.at_ms,
                    "who": one.act.who,
                    "does": say(f"training.does.{one.act.does}", language, {}),
                    "fault": one.fault,
                }
                for one in player.done
            ],
            "telephones": [
                {
                    "name": name,
                    "phone": PEOPLE[name].phone,
                    "says": say(f"training.says.{act.says}", language, {}),
                    "code_word": spoken(act),
                }
                for name, act in sorted(holds.items())
            ],
            "cases": [msgspec.to_builtins(case) for case in self._told_of(player.started_ms)]
            if player.started_ms
            else [],
        }


def _only_json(request: Request) -> None:
    """A page elsewhere can send a form here; it cannot send JSON without being asked first."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Problem(415, "unsupported", "content_type", params={"expected": "application/json"})


def _read(body: bytes) -> _Start:
    try:
        return msgspec.json.decode(body, type=_Start)
    except msgspec.MsgspecError as error:
        raise malformed("training.pace", least=SLOWEST, most=FASTEST) from error


def _page(request: Request, language: Language) -> Answer:
    template = (_FOLDER / "page.html").read_text()
    text = _WORD.sub(lambda found: markup.escape(_value(found[1], language)), template)
    headers: dict[str, str | list[str]] = {
        **security_headers(request.headers.get("host", "localhost")),
        "content-type": "text/html; charset=utf-8",
        "content-language": language,
        "cache-control": "no-cache",
    }
    return Answer(200, text.encode(), headers)


def _value(name: str, language: Language) -> str:
    if name == "language":
        return language
    if name == "words":
        prefix = f"{_PREFIX}script."
        mine = {key.removeprefix(prefix): text for key, text in all_texts().items() if key.startswith(prefix)}
        return msgspec.json.encode({key: getattr(text, language) for key, text in mine.items()}).decode()
    return say(_PREFIX + name, language, {})


add_texts(
    {
        "training.pace": Text(
            "Takten skal være et tall fra {least} til {most}.", "The pace must be a number from {least} to {most}."
        ),
        "training.title": Text("Øvelse: en natt ved sentralen", "Exercise: a night at the centre"),
        "training.what": Text(
            "Natten spilles for desken ved siden av. Ta sakene der; den du ringer, svarer slik det står her.",
            "The night is played for the desk beside. Take the cases there; whoever you ring answers as it says here.",
        ),
        "training.desk": Text("Åpne desken", "Open the desk"),
        "training.pace_label": Text("Takt", "Pace"),
        "training.start": Text("Spill natten", "Play the night"),
        "training.stop": Text("Stopp", "Stop"),
        "training.happened": Text("Der ute", "Out there"),
        "training.telephones": Text("Hvem svarer hva når du ringer", "Who answers what when you ring"),
        "training.cases": Text("Slik gikk det", "How it went"),
        "training.no_script": Text("Siden trenger JavaScript.", "This page needs JavaScript."),
        "training.script.running": Text("Natten spilles", "The night is being played"),
        "training.script.idle": Text("Ingen natt spilles", "No night is being played"),
        "training.script.nothing": Text("Ingenting ennå.", "Nothing yet."),
        "training.script.stale": Text("Får ikke kontakt. Siden prøver igjen.", "No contact. The page keeps trying."),
        "training.script.code_word": Text("sier på spørsmål om kodeordet:", "asked for the code word, says:"),
        "training.script.reveal": Text("Spør om kodeordet", "Ask for the code word"),
        "training.script.ring": Text("Ring", "Ring"),
        "training.script.failed": Text("gikk ikke:", "failed:"),
        "training.script.taken": Text("tatt etter", "taken after"),
        "training.script.resolved": Text("avsluttet etter", "resolved after"),
        "training.script.all_done": Text("alt gjort", "all done"),
        "training.script.seconds": Text("s", "s"),
        "training.script.summer": Text("sommertid", "summer time"),
        "training.script.winter": Text("vintertid", "winter time"),
        "training.script.kind.sos": Text("SOS", "SOS"),
        "training.script.kind.duress": Text("Tvang", "Duress"),
        "training.script.kind.other": Text("Sak", "Case"),
        "training.script.missed.not_taken": Text("ble ikke tatt", "was not taken"),
        "training.script.missed.taken_late": Text("tatt for sent", "taken late"),
        "training.script.missed.nobody_rung": Text("ingen ble ringt", "nobody was rung"),
        "training.script.missed.rung_in_silence": Text("den tvungne ble ringt", "the one under duress was rung"),
        "training.script.missed.no_code_word": Text("kodeordet ble ikke spurt om", "the code word was not asked for"),
        "training.script.missed.not_resolved": Text("ikke avsluttet", "not resolved"),
    }
)
