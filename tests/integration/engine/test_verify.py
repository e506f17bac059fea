"""``verify`` finds whatever was done to the journal behind the engine's back; and nothing where nothing was done."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from chalicelib.engine.auditor import audit
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import Item, Key, Put
from chalicelib.platform.time import DAY_MS
from chalicelib.records.anchors import anchor_pk
from chalicelib.records.change import Change, Event, update
from chalicelib.records.journal import digest
from chalicelib.register.repository import everything, get_person
from host.verify import verify_journal
from tests.support.faults import Faults, Trouble
from tests.support.sms import Killed
from tests.support.world import TESTER, World


@pytest.fixture
def told(world: World) -> str:
    """A night with a silence in it, anchored; the duty whose story it is."""
    duty_id = world.on_duty("alice")
    world.check_in(duty_id)
    world.advance(21 * 60)
    case = world.the_case("silence")
    world.take(case)
    world.resolve(case, note="Vekteren var i kjelleren.")
    world.off_duty(duty_id)
    world.advance(0)
    audit(world.engine, world.config, world.now_ms)
    assert reasons(world) == []
    return f"duty/{duty_id}"


def reasons(world: World) -> list[str]:
    return [broken.reason for broken in verify_journal(world.engine.store, world.config.secret).broken]


def entries(world: World, pk: str, chain: str = "state") -> list[Item]:
    return list(world.engine.store.partition("journal", pk, f"{chain}@"))


def put(world: World, item: Item, table: Any = "journal") -> None:
    """As somebody does who has the table's keys and not the installation's secret."""
    world.engine.store.write([Put(table, item, None)], new_id())


def take_out(world: World, item: Item, table: Any = "journal") -> None:
    store = world.engine.store
    store.client.delete_item(TableName=store.table(table), Key={name: {"S": item[name]} for name in ("pk", "sk")})


def changed(world: World, told: str) -> None:
    put(
        world,
        {**entries(world, told)[1], "public": '{"at_ms":1,"actor":{"kind":"x","id":"y"},"command":null,"events":[]}'},
    )


def rehashed(world: World, told: str) -> None:
    """Changed, and the entry's own hash made to fit."""
    public = msgspec.json.decode(entries(world, told)[1]["public"])
    public["events"][0]["kind"] = "nothing_happened"
    item = {**entries(world, told)[1], "public": msgspec.json.encode(public).decode()}
    put(world, {**item, "hash": digest(item)})


def told_at_another_time(world: World, told: str) -> None:
    put(world, {**entries(world, told)[1], "at_ms": 1})


def moved_to_another_customer(world: World, told: str) -> None:
    put(world, {**entries(world, told)[1], "customer_id": "another"})


def private_part_changed(world: World, told: str) -> None:
    put(world, {**entries(world, told)[0], "private": '[{"name":"Bob"}]'})


def private_part_added(world: World, told: str) -> None:
    bare = next(item for item in entries(world, told) if not item.get("seal"))
    put(world, {**bare, "private": '[{"name":"Bob"}]'})


def removed(world: World, told: str) -> None:
    take_out(world, entries(world, told)[1])


def first_removed(world: World, told: str) -> None:
    take_out(world, entries(world, told)[0])


def tail_cut(world: World, told: str) -> None:
    take_out(world, entries(world, told)[-1])


def tail_cut_and_the_row_put_back(world: World, told: str) -> None:
    """The row's head made to fit: only the signed anchor knows better."""
    *_, before, last = entries(world, told)
    take_out(world, last)
    row = world.engine.store.get("live", [Key(told)])[Key(told)]
    put(world, {**row, "head": before["hash"]}, "live")


def tail_cut_and_the_row_gone(world: World, told: str) -> None:
    take_out(world, entries(world, told)[-1])
    take_out(world, {"pk": told, "sk": "state"}, "live")


def inserted(world: World, told: str) -> None:
    """One more entry in the middle, with the hash that it should have."""
    first, second, *_ = entries(world, told)
    forged = {**second, "sk": f"{first['sk']}5", "previous": first["hash"]}
    put(world, {**forged, "hash": digest(forged)})


def appended(world: World, told: str) -> None:
    last = entries(world, told)[-1]
    forged = {**last, "sk": "state@00009999", "previous": last["hash"]}
    put(world, {**forged, "hash": digest(forged)})


def exchanged(world: World, told: str) -> None:
    first, second, *_ = entries(world, told)
    put(world, {**second, "sk": first["sk"]})
    put(world, {**first, "sk": second["sk"]})


def everything_removed(world: World, told: str) -> None:
    for item in world.engine.store.partition("journal", told):
        take_out(world, item)


def anchor_changed(world: World, told: str) -> None:
    anchor = entries(world, anchor_pk(world.now_ms), heads_of(world))[0]
    heads = [head for head in msgspec.json.decode(anchor["public"]) if head[0] != told]
    item = {**anchor, "public": msgspec.json.encode(heads).decode()}
    put(world, {**item, "hash": digest(item)})


def heads_taken_out_of_the_anchor(world: World, _told: str) -> None:
    take_out(world, entries(world, anchor_pk(world.now_ms), heads_of(world))[-1])


def heads_of(world: World) -> str:
    first = next(world.engine.store.partition("journal", anchor_pk(world.now_ms), "heads/"))
    return str(first["sk"]).rpartition("@")[0]


@pytest.mark.parametrize(
    "tamper",
    [
        *(changed, rehashed, told_at_another_time, moved_to_another_customer, private_part_changed, private_part_added),
        *(removed, first_removed, tail_cut, tail_cut_and_the_row_put_back, tail_cut_and_the_row_gone),
        *(inserted, appended, exchanged, everything_removed, anchor_changed, heads_taken_out_of_the_anchor),
    ],
    ids=lambda tamper: tamper.__name__.replace("_", " "),
)
def test_what_was_done_to_the_journal_is_found(world: World, told: str, tamper: Callable[[World, str], None]) -> None:
    tamper(world, told)
    assert reasons(world)


def test_the_registers_journal_is_anchored_too(world: World, told: str) -> None:
    def rename(name: str) -> None:
        row = get_person(world.engine, everything, world.id("alice"))
        assert row is not None
        after = msgspec.structs.replace(row.state, name=name)
        world.engine.commit(Change((update(row, after, Event("person.changed")),)), actor=TESTER, at_ms=world.now_ms)

    rename("Alice Dahl")
    rename("Alice Lund")
    world.now_ms += DAY_MS
    audit(world.engine, world.config, world.now_ms)
    assert reasons(world) == []
    pk = f"person/{world.id('alice')}"
    before, last = entries(world, pk)
    take_out(world, last)
    row = world.engine.store.get("register", [Key(pk)])[Key(pk)]
    put(world, {**row, "head": before["hash"]}, "register")
    assert [reason for reason in reasons(world) if "cut off" in reason]


def test_a_day_cannot_be_taken_out_from_between_two_others(world: World, told: str) -> None:
    days = [anchor_pk(world.now_ms)]
    for _ in range(2):
        world.now_ms += DAY_MS
        audit(world.engine, world.config, world.now_ms)
        days.append(anchor_pk(world.now_ms))
    assert reasons(world) == []
    for item in list(world.engine.store.partition("journal", days[1])):
        take_out(world, item)
    assert reasons(world)


def test_no_days_anchor_can_stand_in_for_anothers(world: World, told: str) -> None:
    first = anchor_pk(world.now_ms)
    world.now_ms += DAY_MS
    audit(world.engine, world.config, world.now_ms)
    old, second = list(world.engine.store.partition("journal", first)), anchor_pk(world.now_ms)
    for item in list(world.engine.store.partition("journal", second)):
        take_out(world, item)
    for item in old:
        moved = {**item, "pk": second}
        put(world, {**moved, "hash": digest(moved)})
    assert "the anchor was not signed by this installation" in reasons(world)


@pytest.mark.parametrize("trouble", list(Trouble))
def test_an_anchor_that_is_written_on_a_bad_day_is_whole(world: World, trouble: Trouble) -> None:
    world.on_duty("alice")
    with Faults(world.engine.store) as faults:
        faults.next(trouble, trouble, trouble)
        audit(world.engine, world.config, world.now_ms)
    assert reasons(world) == []


def test_a_walk_that_was_cut_short_breaks_nothing(world: World) -> None:
    duty_id = world.on_duty("alice")
    with Faults(world.engine.store) as faults:
        faults.kill(1, after=False)
        with pytest.raises(Killed):
            audit(world.engine, world.config, world.now_ms)
    world.check_in(duty_id)
    audit(world.engine, world.config, world.now_ms)
    assert reasons(world) == []
