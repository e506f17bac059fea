"""The proof of what happened at a site: whole while nobody touched it, and broken at the place where somebody did."""

from typing import Any

from chalicelib.platform.operations import Key
from tests.integration.doors.conftest import Centre


def proof(centre: Centre, token: str, language: str = "nb") -> dict[str, Any]:
    site, now = centre.world.id("site"), centre.world.now_ms
    query = f"from_ms={now - 86_400_000}&until_ms={now}"
    headers = {"accept-language": language}
    answered = centre.send("GET", f"sites/{site}/journal/proof?{query}", token=token, headers=headers)
    assert answered.status == 200, answered.json
    return dict(answered.json)


def test_a_tampered_entry_is_found_and_named(centre: Centre) -> None:
    guard = centre.token("alice", "guard")
    duty = centre.go_on_duty(guard).json
    centre.world.check_in(duty["id"])
    centre.world.off_duty(duty["id"])
    eva = centre.token("eva", "system_administrator")
    whole = proof(centre, eva)
    assert whole["entries"] >= 3
    assert whole["chains"] >= 1
    assert whole["broken"] == []

    store = centre.world.engine.store
    first = next(iter(store.partition("journal", f"duty/{duty['id']}")))
    told = first["public"].replace("on_duty", "off_duty")
    store.client.update_item(
        TableName=store.table("journal"),
        Key={"pk": {"S": first["pk"]}, "sk": {"S": first["sk"]}},
        UpdateExpression="SET #public = :told",
        ExpressionAttributeNames={"#public": "public"},
        ExpressionAttributeValues={":told": {"S": told}},
    )
    broken = proof(centre, eva)["broken"]
    assert [(one["subject"], one["entry"]) for one in broken] == [(first["pk"], first["sk"])]
    assert broken[0]["reason"] == "Endret etter at det ble skrevet."
    assert proof(centre, eva, "en")["broken"][0]["reason"] == "Changed after it was written."


def test_a_cut_tail_is_found(centre: Centre) -> None:
    duty = centre.go_on_duty(centre.token("bob", "guard")).json
    centre.world.check_in(duty["id"])
    store = centre.world.engine.store
    last = list(store.partition("journal", f"duty/{duty['id']}", "state@"))[-1]
    store.client.delete_item(TableName=store.table("journal"), Key={"pk": {"S": last["pk"]}, "sk": {"S": last["sk"]}})
    broken = proof(centre, centre.token("dina", "duty_manager"))["broken"]
    assert ("De siste oppføringene mangler eller er andre.", f"duty/{duty['id']}") in [
        (one["reason"], one["subject"]) for one in broken
    ]
    assert Key(last["pk"], last["sk"]) not in store.get("journal", [Key(last["pk"], last["sk"])])


def test_only_the_companys_own_people_read_it(centre: Centre) -> None:
    site, now = centre.world.id("site"), centre.world.now_ms
    for role in ("guard", "field_worker", "customer_administrator"):
        token = centre.token(role, role)
        for path in ("journal", "journal/proof"):
            assert centre.send("GET", f"sites/{site}/{path}?from_ms=0&until_ms={now}", token=token).status == 403
    eva = centre.token("eva", "system_administrator")
    for path in ("journal", "journal/proof"):
        long = centre.send("GET", f"sites/{site}/{path}?from_ms=0&until_ms={now}", token=eva)
        assert (long.status, long.fields) == (422, ["until_ms"])
        assert centre.send("GET", f"sites/nowhere/{path}?from_ms={now}&until_ms={now}", token=eva).status == 404
