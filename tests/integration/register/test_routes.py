"""The register through its doors: kept, versioned, each customer apart, and nothing taken from under somebody."""

import json
from typing import Any

import pytest

from chalicelib.platform.access import Caller
from chalicelib.platform.ids import new_id
from chalicelib.platform.operations import Key
from chalicelib.records import journal
from tests.support.office import ADMINISTRATOR, GUARD, MANAGER, OPERATOR, Office, customers_own
from tests.support.register import as_sent, good

KINDS = ("customers", "sites", "contacts", "people", "assignments", "policies", "place-kinds", "panels")


def made(office: Office, plural: str) -> dict[str, Any]:
    """One new thing of that kind with all that it needs."""
    if plural == "customers":
        return office.create("customers", name="Kunde")
    if plural == "people":
        return office.person()
    customer = office.customer()
    fields = {"site_id": office.site(customer)} if plural in ("assignments", "panels") else {}
    fields |= {"account": new_id()} if plural == "panels" else {}
    return office.create(plural, customer_id=customer, **fields)


@pytest.mark.parametrize("plural", KINDS)
class TestEveryKind:
    def test_is_created_read_changed_and_deleted(self, office: Office, plural: str) -> None:
        thing = made(office, plural)
        path = f"{plural}/{thing['id']}"
        assert office(OPERATOR, "GET", path).json == thing
        changed = office(MANAGER, "PUT", path, as_sent(plural, thing, name="Et annet navn"))
        assert (changed.status, changed.json["name"], changed.json["version"]) == (200, "Et annet navn", 2)
        assert office(MANAGER, "DELETE", path + "?version=2").status == 204
        assert office(OPERATOR, "GET", path).status == 404

    def test_a_repeated_request_is_answered_and_done_once(self, office: Office, plural: str) -> None:
        thing = made(office, plural)
        path, sent = f"{plural}/{thing['id']}", as_sent(plural, thing, name="Nytt navn")
        key = office.new_key()
        answers = [office(MANAGER, "PUT", path, sent, key=key) for _ in range(2)]
        assert [(one.status, one.json["version"]) for one in answers] == [(200, 2), (200, 2)]
        key = office.new_key()
        assert [office(MANAGER, "DELETE", path, key=key).status for _ in range(2)] == [204, 204]
        assert office(MANAGER, "DELETE", path).status == 404

    def test_a_stale_version_is_refused_and_the_current_one_named(self, office: Office, plural: str) -> None:
        thing = made(office, plural)
        path = f"{plural}/{thing['id']}"
        assert office(MANAGER, "PUT", path, as_sent(plural, thing, name="Først")).status == 200
        late = office(MANAGER, "PUT", path, as_sent(plural, thing, name="Sist"))
        assert (late.status, late.json["version"]) == (409, 2)
        assert office(MANAGER, "DELETE", path + "?version=1").status == 409
        assert office(OPERATOR, "GET", path).json["name"] == "Først"

    def test_is_found_in_its_list_once(self, office: Office, plural: str) -> None:
        thing = made(office, plural)
        owner = thing.get("customer_id", thing["id"])
        listed = office(OPERATOR, "GET", f"{plural}?customer_id={owner}").json["items"]
        assert [one for one in listed if one["id"] == thing["id"]] == [thing]

    def test_operators_read_and_do_not_write_and_guards_do_neither(self, office: Office, plural: str) -> None:
        thing = made(office, plural)
        path = f"{plural}/{thing['id']}"
        for caller, reads in ((OPERATOR, 200), (GUARD, 403), (None, 401)):
            refused = 403 if caller else 401
            assert office(caller, "GET", path).status == reads
            assert office(caller, "GET", plural).status == reads
            assert office(caller, "POST", plural, good(plural)).status == refused
            assert office(caller, "PUT", path, as_sent(plural, thing)).status == refused
            assert office(caller, "DELETE", path).status == refused
        assert office(OPERATOR, "GET", path).json == thing

    def test_every_field_is_named_that_is_missing_unknown_or_of_the_wrong_type(
        self, office: Office, plural: str
    ) -> None:
        for sent, field in (
            ({"name": 7}, "name"),
            (good(plural, shoe_size=42), "shoe_size"),
            (good(plural, version=1), "version"),
        ):
            answered = office(MANAGER, "POST", plural, sent)
            assert (answered.status, answered.fields) == (422, [field])
        thing = made(office, plural)
        sent = as_sent(plural, thing)
        del sent["version"]
        assert office(MANAGER, "PUT", f"{plural}/{thing['id']}", sent).fields == ["version"]

    def test_nobody_finds_what_does_not_exist(self, office: Office, plural: str) -> None:
        for method, body in (("GET", None), ("PUT", {**good(plural), "version": 1}), ("DELETE", None)):
            assert office(MANAGER, method, f"{plural}/nothing", body).status == 404


class TestCustomersApart:
    @pytest.fixture
    def harbour(self, office: Office) -> dict[str, Any]:
        customer = office.customer("Havnekontoret")
        site = office.site(customer)
        return {
            "customers": customer,
            "sites": site,
            "contacts": office.create("contacts", customer_id=customer, site_id=site)["id"],
            "people": office.person(customer_id=customer, roles=["field_worker"])["id"],
            "assignments": office.create("assignments", customer_id=customer, site_id=site)["id"],
            "policies": office.create("policies", customer_id=customer)["id"],
            "place-kinds": office.create("place-kinds", customer_id=customer)["id"],
            "panels": office.create("panels", customer_id=customer, site_id=site, account=new_id())["id"],
        }

    @pytest.mark.parametrize("plural", KINDS)
    def test_a_customers_administrator_sees_and_changes_that_customer_only(
        self, office: Office, harbour: dict[str, Any], plural: str
    ) -> None:
        own, stranger = customers_own(harbour["customers"]), customers_own(office.customer("Hotellet"))
        path = f"{plural}/{harbour[plural]}"
        thing = office(own, "GET", path).json
        assert office(stranger, "GET", path).status == 404
        assert office(stranger, "PUT", path, as_sent(plural, thing)).status == 404
        assert office(stranger, "DELETE", path).status == 404
        assert office(own, "PUT", path, as_sent(plural, thing, name="Vårt navn")).json["name"] == "Vårt navn"
        assert [one["id"] for one in office(own, "GET", plural).json["items"]] == [harbour[plural]]
        other = f"{plural}?customer_id={harbour['customers']}"
        assert office(stranger, "GET", other).json == {"items": [], "more": False, "next": ""}

    @pytest.mark.parametrize("plural", [one for one in KINDS if one != "customers"])
    def test_nothing_is_made_for_another_customer(self, office: Office, harbour: dict[str, Any], plural: str) -> None:
        stranger = customers_own(office.customer("Hotellet"))
        sent = good(plural, customer_id=harbour["customers"])
        sent |= {"site_id": harbour["sites"]} if plural in ("assignments", "panels") else {}
        sent |= {"account": new_id()} if plural == "panels" else {}
        sent |= {"roles": ["field_worker"], "phone": office.new_phone()} if plural == "people" else {}
        answered = office(stranger, "POST", plural, sent)
        assert (answered.status, answered.fields) == (422, ["customer_id"])

    def test_customers_come_and_go_by_the_company_only(self, office: Office, harbour: dict[str, Any]) -> None:
        own = customers_own(harbour["customers"])
        assert office(own, "POST", "customers", good("customers")).status == 403
        assert office(own, "DELETE", f"customers/{harbour['customers']}").status == 403

    def test_a_customers_administrator_makes_no_operators(self, office: Office, harbour: dict[str, Any]) -> None:
        own = customers_own(harbour["customers"])
        for customer_id in (harbour["customers"], "self"):
            sent = good("people", customer_id=customer_id, roles=["operator"], phone=office.new_phone())
            assert office(own, "POST", "people", sent).status == 422


class TestPeople:
    SECRETS = {"pin": "25803691", "duress_pin": "91194758", "code_word": "blåbær", "duress_word": "tordenvær"}  # noqa: RUF012

    def test_no_secret_is_ever_answered(self, office: Office) -> None:
        person = office.person(**self.SECRETS)
        answers = [person, *(office(MANAGER, "GET", path).json for path in (f"people/{person['id']}", "people"))]
        for answer in answers:
            said = json.dumps(answer, ensure_ascii=False)
            assert not any(secret in said for secret in (*self.SECRETS.values(), "_hash"))
        assert [person[f"has_{name}"] for name in self.SECRETS] == [True] * 4

    def test_nor_written_into_the_journal(self, office: Office) -> None:
        person = office.person(**self.SECRETS)
        told = list(office.engine.store.partition("journal", f"person/{person['id']}"))
        assert [event.kind for item in told for event in journal.read(item).events] == ["person.created"]
        assert not any(secret in repr(told) for secret in self.SECRETS.values())
        assert list(journal.verify(told)) == []

    def test_two_people_never_share_a_number(self, office: Office) -> None:
        first = office.person()
        answered = office(MANAGER, "POST", "people", good("people", phone=first["phone"], name="Bob"))
        assert (answered.status, answered.fields) == (422, ["phone"])
        second = office.person(name="Bob")
        moved = office(MANAGER, "PUT", f"people/{second['id']}", as_sent("people", second, phone=first["phone"]))
        assert (moved.status, moved.fields) == (422, ["phone"])

    def test_a_number_is_free_again_when_its_owner_has_another_or_is_gone(self, office: Office) -> None:
        alice = office.person()
        moved = as_sent("people", alice, phone=office.new_phone())
        assert office(MANAGER, "PUT", f"people/{alice['id']}", moved).status == 200
        bob = office.create("people", name="Bob", phone=alice["phone"])
        assert office(MANAGER, "DELETE", f"people/{bob['id']}").status == 204
        assert office.create("people", name="Charlie", phone=alice["phone"])["version"] == 1

    def test_only_a_system_administrator_touches_one(self, office: Office) -> None:
        root = office.person(ADMINISTRATOR, roles=["system_administrator"])
        path, sent = f"people/{root['id']}", as_sent("people", root, phone=office.new_phone())
        new = good("people", phone=office.new_phone(), roles=["system_administrator"])
        assert office(MANAGER, "POST", "people", new).status == 403
        assert office(MANAGER, "PUT", path, sent).status == 403
        assert office(MANAGER, "DELETE", path).status == 403
        guard = office.person()
        risen = as_sent("people", guard, roles=["system_administrator"])
        assert office(MANAGER, "PUT", f"people/{guard['id']}", risen).status == 403
        assert office(ADMINISTRATOR, "PUT", path, sent).status == 200

    def test_nobody_locks_themselves_out(self, office: Office) -> None:
        root = office.person(ADMINISTRATOR, roles=["operator", "system_administrator"])
        myself = Caller(person_id=root["id"], roles=frozenset({"system_administrator"}))
        path = f"people/{root['id']}"
        assert office(myself, "PUT", path, as_sent("people", root, roles=["operator"])).status == 409
        assert office(myself, "PUT", path, as_sent("people", root, active=False)).status == 409
        assert office(myself, "DELETE", path).status == 409
        assert office(myself, "PUT", path, as_sent("people", root, name="Eva H")).status == 200


class TestWhatIsInUse:
    def test_is_not_deleted_and_it_is_said_what_holds_it(self, office: Office) -> None:
        customer = office.customer()
        site = office.site(customer)
        policy = office.create("policies", customer_id=customer)["id"]
        assignment = office.create("assignments", customer_id=customer, site_id=site, policy_id=policy)["id"]
        contact = office.create("contacts", customer_id=customer, site_id=site)["id"]
        held = [f"customers/{customer}", f"sites/{site}", f"policies/{policy}"]
        said = [office(MANAGER, "DELETE", path) for path in held]
        assert [one.status for one in said] == [409, 409, 409]
        assert "1 kontakt" in said[1].json["detail"]
        assert "1 oppdrag" in said[1].json["detail"]
        free = [f"assignments/{assignment}", f"contacts/{contact}", f"policies/{policy}", f"sites/{site}"]
        assert [office(MANAGER, "DELETE", path).status for path in [*free, f"customers/{customer}"]] == [204] * 5

    def test_a_policy_that_is_a_customers_default(self, office: Office) -> None:
        customer = office.create("customers", name="Havna")
        policy = office.create("policies", customer_id=customer["id"], risk="low")["id"]
        chosen = as_sent("customers", customer, default_policies={"low": policy})
        chosen = office(MANAGER, "PUT", f"customers/{customer['id']}", chosen).json
        assert office(MANAGER, "DELETE", f"policies/{policy}").status == 409
        back = as_sent("customers", chosen, default_policies={})
        assert office(MANAGER, "PUT", f"customers/{customer['id']}", back).status == 200
        assert office(MANAGER, "DELETE", f"policies/{policy}").status == 204

    def test_the_company_itself_stays(self, office: Office) -> None:
        assert office(ADMINISTRATOR, "DELETE", "customers/self").status == 409


class TestLists:
    def test_come_in_parts_by_name(self, office: Office) -> None:
        customer = office.customer()
        for name in ("Øst", "Vest", "Nord"):
            office.site(customer, name)
        first = office(OPERATOR, "GET", f"sites?customer_id={customer}&limit=2").json
        rest = office(OPERATOR, "GET", f"sites?customer_id={customer}&limit=2&offset=2").json
        assert ([one["name"] for one in first["items"]], first["more"]) == (["Nord", "Vest"], True)
        assert ([one["name"] for one in rest["items"]], rest["more"]) == (["Øst"], False)

    def test_of_one_site(self, office: Office) -> None:
        customer = office.customer()
        quay, gate = office.site(customer, "Kai"), office.site(customer, "Port")
        mine = office.create("contacts", customer_id=customer, site_id=quay)["id"]
        office.create("contacts", customer_id=customer, site_id=gate, phone="49000299")
        assert [one["id"] for one in office(OPERATOR, "GET", f"contacts?site_id={quay}").json["items"]] == [mine]

    @pytest.mark.parametrize(
        ("query", "field"), [("limit=0", "limit"), ("limit=501", "limit"), ("offset=-1", "offset"), ("sort=x", "sort")]
    )
    def test_a_question_that_cannot_be_is_named(self, office: Office, query: str, field: str) -> None:
        answered = office(OPERATOR, "GET", f"sites?{query}")
        assert (answered.status, answered.fields) == (422, [field])


def test_what_the_register_refuses_changes_nothing(office: Office) -> None:
    before = list(office.engine.store.get("register", [Key("customer/self", "uses")]).values())
    office(MANAGER, "POST", "people", good("people", phone="x", roles=["field_worker"]))
    assert list(office.engine.store.get("register", [Key("customer/self", "uses")]).values()) == before


@pytest.mark.parametrize(("language", "word"), [("nb", "sifre"), ("en-GB", "digits")])
def test_what_is_wrong_is_said_in_the_readers_language(office: Office, language: str, word: str) -> None:
    answered = office(MANAGER, "POST", "people", good("people", phone="12"), language=language)
    assert word in answered.json["errors"][0]["message"]
