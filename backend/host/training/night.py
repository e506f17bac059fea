"""The night as it is written: who does what and when, and what they say when they are rung. No real person is in it."""

from typing import Literal

import msgspec

from chalicelib.platform.texts import Text, add_texts
from chalicelib.register.seed_data import GUARDS

Does = Literal["on_duty", "sos", "regret", "text", "forced"]


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """Something that somebody out there does, so many seconds into the night at its own pace."""

    at_s: int
    who: str
    does: Does
    where: str = ""
    words: str = ""
    says: str = ""
    """The text's id: what is answered at that telephone from now on."""
    code_word: Literal["right", "duress", "wrong"] = "right"


NIGHT: tuple[Act, ...] = (
    Act(at_s=0, who="Ola Berg", does="on_duty", where="Nattvakt havneterminalen", says="calm"),
    Act(at_s=20, who="Kari Lund", does="on_duty", where="Tilsyn tankanlegget", says="calm"),
    Act(at_s=40, who="Per Haugen", does="on_duty", where="Nattvakt hotellet", says="calm"),
    Act(at_s=60, who="Anne Solberg", does="on_duty", where="Kveldsvakt senteret", says="calm"),
    Act(at_s=120, who="Kari Lund", does="sos", says="fallen"),
    Act(at_s=300, who="Ola Berg", does="text", words="HJELP", says="pocket"),
    Act(at_s=480, who="Per Haugen", does="forced", says="forced", code_word="duress"),
    Act(at_s=660, who="Anne Solberg", does="sos", says="wrong_key"),
    Act(at_s=690, who="Anne Solberg", does="regret", says="wrong_key"),
)
LASTS_S = 900
SLOWEST, FASTEST = 0.5, 30.0


class Person(msgspec.Struct, frozen=True):
    """One of the seeded guards: the number is in a series given to nobody."""

    name: str
    phone: str
    code_word: str
    duress_word: str


PEOPLE = {
    name: Person(name, f"+47{phone}", code_word, duress_word) for name, phone, _, code_word, duress_word in GUARDS
}


def spoken(act: Act) -> str:
    """The word that is said when the code word is asked for."""
    person = PEOPLE[act.who]
    return {"right": person.code_word, "duress": person.duress_word, "wrong": "fjellrype"}[act.code_word]


def last_of_each(done: tuple[Act, ...]) -> dict[str, Act]:
    """What holds at each telephone now."""
    return {act.who: act for act in done}


def due(night: tuple[Act, ...], already: int, seconds: float) -> tuple[Act, ...]:
    """The acts whose time has come after so many seconds of the night."""
    return tuple(act for act in night[already:] if act.at_s <= seconds)


add_texts(
    {
        "training.says.calm": Text("Alt er rolig her. Ring hvis det er noe.", "All is calm here. Ring if there is."),
        "training.says.fallen": Text(
            "Jeg falt ved tank 2 og kommer meg ikke opp. Foten er vond. Jeg puster fint.",
            "I fell by tank 2 and cannot get up. My foot hurts. I breathe well.",
        ),
        "training.says.pocket": Text(
            "Beklager, telefonen lå i lommen. Det er ingenting galt.",
            "Sorry, the phone was in my pocket. Nothing is wrong.",
        ),
        "training.says.forced": Text("Alt er fint her. Dere trenger ikke komme.", "All is fine. No need to come."),
        "training.says.wrong_key": Text("Jeg trykket feil. Alt er bra.", "I pressed the wrong key. All is well."),
        "training.does.on_duty": Text("går på vakt", "goes on duty"),
        "training.does.sos": Text("sender SOS", "sends an SOS"),
        "training.does.regret": Text("angrer SOS", "takes the SOS back"),
        "training.does.text": Text("sender SMS", "sends an SMS"),
        "training.does.forced": Text("melder seg under tvang", "checks in under duress"),
    }
)
