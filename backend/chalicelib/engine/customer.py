"""What the customer is told at each step of an alarm: one function, for whoever knows whom the instruction names.

    writes = customer.tell(case, recipients, "received", site, now_ms)

Nothing goes to a customer's number where somebody may be standing beside that phone against his will.
"""

from collections.abc import Iterable
from typing import Literal

from chalicelib.engine.case import Case
from chalicelib.engine.messages import Recipient, compose_all
from chalicelib.records.change import Write

Step = Literal["received", "guard_sent", "on_scene", "concluded", "over"]
"""The last is of the case itself, where no turn-out was concluded."""


def tell(
    case: Case, recipients: Iterable[Recipient], step: Step | None, site: str, now_ms: int, about: str = ""
) -> tuple[Write, ...]:
    """The step's SMS to each of them, once for ``about`` (a dispatch, a class of alarm); nothing of a silent case."""
    people = tuple(recipients)
    if step is None or not people or case.silent:
        return ()
    params: dict[str, object] = {"site": site or None, "at_ms": now_ms, "kind_text": case.kind}
    slot = f"customer/{about}/{step}" if about else f"customer/{step}"
    return compose_all(
        case.key.pk, slot, people, f"customer_{step}", params, now_ms, customer_id=case.customer_id, site=case.site
    )
