"""The auditor: everything open has a next step, what is over is cleared, and what is personal is forgotten."""

import msgspec

from chalicelib.engine.auditor import audit
from chalicelib.platform.operations import Key
from chalicelib.platform.time import DAY_MS
from chalicelib.records.anchors import anchor_pk, verify_anchor
from tests.support.world import World


def a_night(world: World) -> tuple[str, str]:
    """A duty with a silence in it, ended; and its case, resolved."""
    duty_id = world.on_duty("alice")
    world.advance(21 * 60)
    case = world.the_case("silence")
    world.take(case)
    world.resolve(case, note="Vekteren var i kjelleren.")
    world.off_duty(duty_id)
    return f"duty/{duty_id}", case.state.key.pk


def test_a_quiet_night_has_nothing_wrong(world: World) -> None:
    a_night(world)
    seen = audit(world.engine, world.config, world.now_ms)
    assert seen.wrong == ()
    assert seen.rows > 0


def test_a_row_that_cannot_be_read_becomes_a_case(world: World) -> None:
    item = {"pk": "duty/broken", "sk": "state", "version": 1, "kind": "duty", "customer_id": "self"}
    world.engine.store.put_new("live", {**item, "doc": "{", "schema": 1, "lane": "watch#0", "due_at_ms": 2**45})
    assert audit(world.engine, world.config, world.now_ms).wrong == ("duty/broken state: unreadable",)
    audit(world.engine, world.config, world.now_ms)
    assert len(world.open_cases("system")) == 1


def test_an_open_row_that_waits_for_nothing_becomes_a_case(world: World) -> None:
    duty_id = world.on_duty("alice")
    key = Key(f"duty/{duty_id}")
    item = world.engine.store.get("live", [key])[key]
    lost = {name: value for name, value in item.items() if name not in ("lane", "due_at_ms")}
    from chalicelib.platform.operations import Put

    world.engine.store.write([Put("live", {**lost, "version": 2}, 1)], "lost-from-the-index")
    (wrong,) = audit(world.engine, world.config, world.now_ms).wrong
    assert "open but in no lane" in wrong


def test_an_overdue_row_though_the_clock_beats_becomes_a_case(world: World) -> None:
    world.on_duty("alice")
    world.now_ms += 30 * 60_000
    world.clock.beat()
    assert any("overdue" in wrong for wrong in audit(world.engine, world.config, world.now_ms).wrong)


def test_what_was_closed_a_day_ago_leaves_the_table_and_stays_in_the_journal(world: World) -> None:
    duty, case = a_night(world)
    world.now_ms += 2 * DAY_MS
    assert audit(world.engine, world.config, world.now_ms).cleared >= 2
    assert world.engine.store.get("live", [Key(duty), Key(case)]) == {}
    assert "off_duty" in world.told(duty)


def test_names_and_positions_are_forgotten_when_their_time_is_over_and_the_chain_still_verifies(world: World) -> None:
    duty, case = a_night(world)
    world.now_ms += 2 * DAY_MS
    audit(world.engine, world.config, world.now_ms)
    assert any(item.get("private") for item in world.engine.store.partition("journal", duty))
    world.now_ms += world.config.retention_days * DAY_MS
    world.settle()
    for pk in (duty, case):
        items = list(world.engine.store.partition("journal", pk))
        assert items
        assert not any(item.get("private") or item.get("salt") for item in items)
    assert world.broken(duty, case) == []


def test_a_cut_tail_shows_against_the_days_anchor(world: World) -> None:
    duty, _ = a_night(world)
    audit(world.engine, world.config, world.now_ms)
    store = world.engine.store
    anchor = list(store.partition("journal", anchor_pk(world.now_ms)))
    assert list(verify_anchor(store, anchor, world.config.secret)) == []
    last = [item for item in store.partition("journal", duty, "state@")][-1]
    store.client.delete_item(TableName=store.table("journal"), Key={"pk": {"S": last["pk"]}, "sk": {"S": last["sk"]}})
    assert world.broken(duty) == []
    (broken,) = verify_anchor(store, anchor, world.config.secret)
    assert broken.key == Key(duty)


def test_an_anchor_signed_by_somebody_else_is_not_believed(world: World) -> None:
    a_night(world)
    audit(world.engine, world.config, world.now_ms)
    anchor = list(world.engine.store.partition("journal", anchor_pk(world.now_ms)))
    assert list(verify_anchor(world.engine.store, anchor, "another secret of thirty-two letters"))


def test_an_entry_that_was_changed_shows(world: World) -> None:
    duty, _ = a_night(world)
    store = world.engine.store
    first = next(iter(store.partition("journal", duty, "state@")))
    forged = msgspec.json.decode(first["public"])
    forged["at_ms"] += 1
    store.client.update_item(
        TableName=store.table("journal"),
        Key={"pk": {"S": duty}, "sk": {"S": first["sk"]}},
        UpdateExpression="SET #p = :p",
        ExpressionAttributeNames={"#p": "public"},
        ExpressionAttributeValues={":p": {"S": msgspec.json.encode(forged).decode()}},
    )
    assert [one.reason for one in world.broken(duty)] == ["the entry was changed after it was written"]
