"""Which number is rung for a place: the nearest that is known, and never one that was made up."""

from chalicelib.register.municipalities import Municipality, direct_numbers
from chalicelib.register.states import Site

OSLO = Municipality(customer_id="self", id="oslo", name="Oslo", fire_centre="110 Oslo", fire_phone="+4749000802")


def site(*, fire_phone: str | None = None) -> Site:
    return Site(
        customer_id="harbour",
        id="quay",
        name="Kai 4",
        address="Havnegata 4",
        postal_code="0150",
        town="Oslo",
        municipality="Oslo",
        fire_phone=fire_phone,
    )


def told(site: Site | None, area: Municipality | None) -> list[tuple[str, str, str]]:
    return [(one.short, one.phone, one.source) for one in direct_numbers(site, area)]


def test_a_sites_own_number_comes_before_its_municipalitys() -> None:
    found = told(site(fire_phone="+4749000702"), OSLO)
    assert found[0] == ("110", "+4749000702", "site")


def test_what_the_municipality_lacks_is_the_general_number_and_said_to_be() -> None:
    assert told(site(), OSLO) == [
        ("110", "+4749000802", "municipality"),
        ("112", "112", "general"),
        ("113", "113", "general"),
    ]


def test_without_any_place_there_are_the_three_digits() -> None:
    assert told(None, None) == [("110", "110", "general"), ("112", "112", "general"), ("113", "113", "general")]


def test_a_centre_is_named_only_where_the_number_is_that_centres() -> None:
    names = [one.centre for one in direct_numbers(site(fire_phone="+4749000702"), OSLO)]
    same = [one.centre for one in direct_numbers(site(fire_phone="+4749000802"), OSLO)]
    assert (names[0], same[0]) == ("", "110 Oslo")
