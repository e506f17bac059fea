"""``make run``: everything that one machine needs, from an empty folder to a centre that answers, and back down."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from chalicelib.channels.sms_local import local_secret
from chalicelib.platform.config import config
from chalicelib.platform.shapes import know_all
from chalicelib.platform.time import now_ms
from chalicelib.records.commit import Engine
from host import console, people
from host.centre import Application, Centre, Settings, listen
from host.database import Database
from host.dynamodb import ROOT
from host.installation import TRAINING_MARK, Installation
from host.panels import PanelDoor, Panels
from host.tables import CannotStart, open_engine
from host.training.told import told_since
from host.training.towards import exercise_beside
from host.words import beside, both
from receiver.server import listen as listen_for_panels

_TURN_S = 0.0005
"""How long one thread may keep the others waiting: a board of thousands is reckoned beside an SOS, not before it."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line says."""

    host: str = "127.0.0.1"
    port: int = 8000
    data: Path
    seed: bool = True
    training: bool = False
    receiver_port: int | None = None
    """Where alarm panels call, over TCP and UDP; None: nowhere."""


def run(options: Options) -> None:
    """Run until stopped. Raises CannotStart, Unavailable, Misconfigured."""
    console.show_warnings()
    sys.setswitchinterval(_TURN_S)
    with _listener(options) as listener, _panel_door(options) as door:
        installation = Installation(options.data, training=options.training)
        _not_the_other(installation)
        database = Database(installation.data)
        _say(beside("starting"))
        try:
            database.start()
            installation.withdraw()
            _serve(options, installation, database, listener, door)
        except KeyboardInterrupt:
            # The way in which it is meant to end.
            _say(beside("stopping"))
        finally:
            installation.withdraw_own()
            database.stop()
    _say(beside("stopped"))


def _serve(
    options: Options,
    installation: Installation,
    database: Database,
    listener: socket.socket,
    door: PanelDoor | None,
) -> None:
    url = f"http://localhost:{listener.getsockname()[1]}"
    environment = installation.environment(database.dynamodb, url)
    engine = open_engine(environment)
    if options.seed:
        _seed(installation, engine)
    settings = Settings(
        url=url,
        configuration=ROOT / "chalice.json",
        pages=ROOT / "frontend" / "dist",
        outside=installation.outside,
        sms_secret=local_secret(config()),
        access_key_id=database.dynamodb.credentials.access_key_id,
        open_to_others=options.host not in LOOPBACK,
        training=options.training,
    )
    centre = Centre(
        _application(),
        settings,
        names_of=lambda numbers: people.names_of(engine, numbers),
        database_up=lambda: database.running,
        told_of=lambda since_ms: told_since(engine, since_ms),
        exercise_at=lambda: exercise_beside(options.data),
        panels=(lambda put: Panels(door, put)) if door else None,
    )

    def ready() -> None:
        _greet(engine, options, url, door)
        installation.announce(url, environment)

    centre.serve(listener, ready)


def _not_the_other(installation: Installation) -> None:
    """A folder that began as one of the two stays that one: an exercise never goes on in the centre's own tables."""
    began = (installation.data / "secret").exists()
    if began and installation.training != (installation.data / TRAINING_MARK).exists():
        raise CannotStart(both("other_kind", folder=installation.data))


def _application() -> Application:
    # Imported when its settings stand in the environment, and not before.
    import app

    know_all()
    return app


def _seed(installation: Installation, engine: Engine) -> None:
    """Fill an empty register. One that was interrupted half-way is finished, one that is in use is left alone."""
    from chalicelib.register.seed import seed

    begun = installation.data / "seeding"
    if begun.exists() or not people.anybody(engine):
        _say(beside("seeding"))
        begun.touch()
        seed(engine, now_ms())
        begun.unlink()


def _listener(options: Options) -> socket.socket:
    try:
        return listen(options.host, options.port)
    except OSError as error:
        if error.errno is not None and "in use" in os.strerror(error.errno):
            raise CannotStart(both("port_taken", port=options.port, other=options.port + 1)) from error
        why = error.strerror or str(error)
        raise CannotStart(both("cannot_listen", host=options.host, port=options.port, why=why)) from error


@contextmanager
def _panel_door(options: Options) -> Iterator[PanelDoor | None]:
    """The sockets that panels call, if they may: the host's own, so that they outlive a receiver that falls."""
    port = options.receiver_port
    if port is None:
        yield None
        return
    try:
        stream, datagrams = listen_for_panels(options.host, port)
    except OSError as error:
        why = error.strerror or str(error)
        raise CannotStart(both("panel_port", host=options.host, port=port, other=port + 1, why=why)) from error
    with stream, datagrams:
        yield PanelDoor(stream, datagrams)


def _greet(engine: Engine, options: Options, url: str, door: PanelDoor | None) -> None:
    lines = ["", *([both("training"), ""] if options.training else []), beside("up"), ""]
    pages = [("/", "phone"), ("/desk", "desk"), ("/admin", "admin"), ("/sms", "sms")]
    pages += [("/training", "night")] if options.training else []
    lines += [f"  {url + path:<32}{beside(name)}" for path, name in pages]
    if door is not None:
        lines += [f"  {f'{options.host}:{door.port}':<32}{beside('panels')}"]
    lines += ["", both("localhost"), ""]
    lines += _how_field_people_sign_in(engine)
    lines += _how_operators_sign_in(engine)
    if options.host not in LOOPBACK:
        lines += [both("exposed", host=options.host), ""]
    _say("\n".join([*lines, beside("stop"), ""]))


def _how_field_people_sign_in(engine: Engine) -> list[str]:
    shown = people.those_who(engine, people.BY_CODE)[:_MOST_SHOWN]
    return [both("guards"), *(f"  {_grouped(person.phone):<20}{person.name}" for person in shown), ""] if shown else []


def _how_operators_sign_in(engine: Engine) -> list[str]:
    waiting = people.without_passkey(engine, people.those_who(engine, people.BY_PASSKEY))[:_MOST_SHOWN]
    if not waiting:
        return [both("all_have"), ""]
    lines = [f"  {person.name}\n    {people.enrolment_link(engine, person)}" for person in waiting]
    return [both("operators"), *lines, both("another", name=waiting[0].name), ""]


_MOST_SHOWN = 20
"""A register of a thousand people is not printed at each start."""


def _grouped(phone: str) -> str:
    if phone.startswith("+47") and len(phone) == 11:
        return f"+47 {phone[3:6]} {phone[6:8]} {phone[8:]}"
    return phone


def _say(text: str) -> None:
    print(text, flush=True)
