"""The register's doors as the people at their desks meet them; who is asking is said, not proved."""

import itertools
import json
from typing import Any

from chalice.app import Chalice
from chalice.config import Config as ChaliceConfig
from chalice.local import LocalChalice, LocalGateway

from chalicelib.platform.access import Caller, Role
from chalicelib.platform.config import Config
from chalicelib.platform.http import PREFIX, Context, Identified, Incoming, mount
from chalicelib.platform.ids import new_id
from chalicelib.records.commit import Engine, Facts
from chalicelib.register.routes import ROUTES
from tests.support.doors import Answered
from tests.support.register import NOW_MS, good

MANAGER = Caller(person_id="dina", name="Dina", roles=frozenset({"duty_manager"}))
ADMINISTRATOR = Caller(person_id="eva", name="Eva", roles=frozenset({"system_administrator"}))
OPERATOR = Caller(person_id="olav", name="Olav", roles=frozenset({"operator"}))
GUARD = Caller(person_id="alice", name="Alice", roles=frozenset({"guard"}))


def customers_own(customer_id: str, role: Role = "customer_administrator") -> Caller:
    """Somebody who belongs to a customer."""
    return Caller(person_id=f"somebody at {customer_id}", roles=frozenset({role}), customer_id=customer_id)


_numbers = itertools.count(1)


class Office:
    """A client of the register."""

    def __init__(self, engine: Engine, config: Config) -> None:
        self.engine = engine
        self.now_ms = NOW_MS
        self._caller: Caller | None = None
        app: Chalice = LocalChalice("office", configure_logs=False)
        app.api.binary_types.append("text/csv")
        mount(
            app,
            ROUTES,
            Context(engine=engine, config=config, authenticate=self._who, provider=lambda _: False, now=self._now),
        )
        self._gateway = LocalGateway(app, ChaliceConfig())

    def _who(self, _: Incoming) -> Identified:
        return Identified(self._caller, Facts({}))

    def _now(self) -> int:
        return self.now_ms

    def __call__(
        self,
        caller: Caller | None,
        method: str,
        path: str,
        body: object = None,
        *,
        key: str = "",
        language: str = "nb",
    ) -> Answered:
        self._caller = caller
        csv = isinstance(body, bytes)
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        headers = {
            "content-type": "text/csv; charset=utf-8" if csv else "application/json",
            "idempotency-key": key or self.new_key(),
            "accept-language": language,
        }
        answer = self._gateway.handle_request(method, PREFIX + path, headers, raw)
        text = answer["body"]
        return Answered(answer["statusCode"], answer["headers"], json.loads(text) if text else None)

    def new_key(self) -> str:
        """An idempotency key that was not used before."""
        return f"request-{new_id()}"

    def create(self, plural: str, caller: Caller = MANAGER, /, **fields: Any) -> dict[str, Any]:
        """Something new, as it was answered."""
        answered = self(caller, "POST", plural, good(plural, **fields))
        assert answered.status == 201, answered.json
        return dict(answered.json)

    def customer(self, name: str = "Havnekontoret") -> str:
        """A new customer's id."""
        return str(self.create("customers", name=name)["id"])

    def site(self, customer_id: str, name: str = "Kai 4") -> str:
        """A new site's id."""
        return str(self.create("sites", customer_id=customer_id, name=name)["id"])

    def person(self, caller: Caller = MANAGER, /, **fields: Any) -> dict[str, Any]:
        """A new person with a number nobody else has."""
        return self.create("people", caller, **{"phone": self.new_phone(), **fields})

    def new_phone(self) -> str:
        """A number that nobody has."""
        return f"+4745{next(_numbers):06d}"

    def file(self, caller: Caller, plural: str, raw: str | bytes, *, dry_run: bool = False, key: str = "") -> Answered:
        """Import a file."""
        body = raw.encode() if isinstance(raw, str) else raw
        return self(caller, "POST", f"imports/{plural}" + ("?dry_run=true" if dry_run else ""), body, key=key)
