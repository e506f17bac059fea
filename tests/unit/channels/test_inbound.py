"""What people answer by SMS is understood when it is plain, and read by an operator when it is not."""

import pytest

from chalicelib.channels.inbound import (
    CheckIn,
    Command,
    Extend,
    OffDuty,
    OnDuty,
    Other,
    Position,
    Sos,
    WrongContact,
    parse,
)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        *[(text, OnDuty()) for text in ("PÅ", "på", "Pa\u030a", "PAA", "pa", "ON", " På!\n")],
        *[(text, CheckIn()) for text in ("OK", "ok", "Ok.", "«OK»", '"ok"!', "\u200bOK\u00a0", "ＯＫ", "'Ok.'")],
        *[(text, OffDuty()) for text in ("SLUTT", "slutt.", "END", "off")],
        *[(text, WrongContact()) for text in ("FEIL", "feil.", " “Feil”! ", "WRONG", "wrong...", "'FEIL'.")],
        ("+30", Extend(30)),
        ("+ 30", Extend(30)),
        ("+30 min", Extend(30)),
        ("+30minutter.", Extend(30)),
        ("+1 minute", Extend(1)),
        ("+240", Extend(240)),
        ("POS 59.91 10.75", Position(59.91, 10.75)),
        ("pos: 59,91 10,75.", Position(59.91, 10.75)),
        ("Posisjon N59 54.6 Ø10 45", Position(59.91, 10.75)),
        ("POS59.91,10.75", Position(59.91, 10.75)),
        ("pos −33.5 −70.25", Position(-33.5, -70.25)),
        ("POS 32V NM 97423 43460", Position(59.9170969, 10.7424158)),
        ("pos: 32V 597423 6643460", Position(59.9170926, 10.7424066)),
    ],
)
def test_a_whole_message_of_the_grammar_does_what_it_says(text: str, command: Command) -> None:
    assert parse(text) == command


@pytest.mark.parametrize(
    "text",
    [
        *("hjelp", "HJELP!!", "Hjelp meg", "kan dere hjelpe meg", "HJEEELP", "hhjjeellpp", "jeg trenger hjelp nå"),
        *("help", "HELP ME!", "heeelp", "helpme", "hjelpmeg", "HELP2", "(hjelp)", "«hjelp»", "hjelp_", "ring?hjelp"),
        *("SOS", "sos!", "S.O.S.", "S O S", "s-o-s", "SOOOS", "SOS 59.91 10.75", "1sos1"),
        *("ok, men hjelp", "FEIL hjelp", "PÅ. HJELP", "OK\nSOS", "h\u200bj\u00adelp", "ＨＪＥＬＰ", "selv-hjelp"),
    ],
)
def test_a_call_for_help_wins_over_everything(text: str) -> None:
    assert parse(text) == Sos(text)


@pytest.mark.parametrize(
    "text", ["selvhjelp", "førstehjelpskurs", "takk for hjelpen", "sosial", "helper", "kaosos", "so", ""]
)
def test_another_word_is_no_call_for_help(text: str) -> None:
    assert parse(text) == Other(text)


@pytest.mark.parametrize(
    "text",
    [
        *("ok, men hvor er nøkkelen?", "OK?", "ikke ok", "okei da", "alt ok her", "ok ok"),
        *("feil nummer", "FEIL?", "det er feil", "slutt å ringe", "på vei", "PÅ Alnabru", "on my way"),
        *("+", "+0", "+241", "+999", "+1000", "+-5", "+30 timer", "30", "++30", "+3 0"),
        *("POS", "pos ukjent", "POS 59.91", "POS 59.91 10.75 ved hytta", "POS 91 10", "post 59 10", "pos ° '"),
        *("POS 32V NM 98 4", "POS 597423 6643460", "POS NM 98 43", "\x00", "?", "👍", "   ", "\n", '"".'),
    ],
)
def test_anything_else_is_an_operators_to_read_with_every_word_kept(text: str) -> None:
    assert parse(text) == Other(text)
