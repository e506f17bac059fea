"""What is said when a dispatch cannot be what was asked for, in both languages."""

from chalicelib.platform.texts import Text, add_texts

add_texts(
    {
        "dispatch.already": Text(
            "En vekter er alt sendt. Be om forsterkning hvis det trengs en til.",
            "A guard is sent already. Ask for back-up if one more is needed.",
        ),
        "dispatch.many": Text(
            "Høyst {most} vektere kan være sendt på én sak. Kall tilbake en av dem først.",
            "At most {most} guards can be sent to one case. Call one of them back first.",
        ),
        "dispatch.over": Text(
            "Utrykningen er avsluttet eller avlyst. Ring sentralen hvis du er usikker.",
            "The turn-out is over or called off. Ring the centre if you are unsure.",
        ),
        "dispatch.passed_on": Text(
            "Utrykningen er gitt til en annen. Du trenger ikke dra.",
            "The turn-out went to somebody else. You need not go.",
        ),
        "dispatch.nobody": Text(
            "Ingen har utrykningen nå. Velg hvem som skal sendes.", "Nobody has the turn-out now. Choose whom to send."
        ),
        "dispatch.not_accepted": Text("Ta utrykningen først.", "Take the turn-out first."),
        "dispatch.not_on_duty": Text(
            "{name} er ikke på vakt. Velg en annen.", "{name} is not on duty. Choose somebody else."
        ),
        "dispatch.unsuitable": Text(
            "{name} kan ikke sendes nå ({why}). Velg en annen.", "{name} cannot be sent now ({why}). Choose another."
        ),
        "dispatch.whom": Text("Velg teknikeren som skal få oppdraget.", "Choose the technician who gets the order."),
        "dispatch.no_contractor": Text(
            "{name} er ikke underleverandør. Velg en som er det, eller send en vekter.",
            "{name} is not a subcontractor. Choose one who is, or send a guard.",
        ),
        "dispatch.inform": Text(
            "Er ikke blant sakens kontakter: {unknown}. Velg noen av dem.",
            "Not among the case's contacts: {unknown}. Choose some of those.",
        ),
        "case.dispatched": Text(
            "En vekter er spurt eller under veis. Vent til det er ferdig, eller kall tilbake.",
            "A guard is asked or under way. Wait until it is done, or call back.",
        ),
    }
)
