"""Reading what a customer wishes: two strong reads, however many customers and instructions there are."""

from collections.abc import Iterable

from chalicelib.platform.operations import Key
from chalicelib.records.commit import Engine
from chalicelib.register.categories import Category
from chalicelib.register.instruction import CustomerInstruction
from chalicelib.register.repository import everything, find_all
from chalicelib.register.scopes import Scope, Span, scope_key
from chalicelib.register.states import Site
from chalicelib.register.times import holds
from chalicelib.register.wishes import Wish, wish_for


def wish_at(
    engine: Engine, site: Site, category: Category, at_ms: int, draft: CustomerInstruction | None = None
) -> Wish:
    """What the customer wishes of that category at that site at that moment; with ``draft`` if that were saved."""
    ids = [one for one, span in _spans(engine, site) if category in span.categories and holds(span.times, at_ms)]
    found = [row.state for row in find_all(engine, everything, CustomerInstruction, ids).values()]
    if draft is not None:
        found = [*(one for one in found if one.id != draft.id), draft]
    return wish_for(found, category, site, at_ms)


def _spans(engine: Engine, site: Site) -> Iterable[tuple[str, Span]]:
    keys: list[Key] = [scope_key(f"site/{site.id}"), scope_key(f"customer/{site.customer_id}")]
    for row in engine.read(keys, "register").all(Scope):
        yield from row.state.spans.items()
