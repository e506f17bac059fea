"""Every SMS in Norwegian (bokmål). How the notation is read stands in ``templates.py``."""

from chalicelib.channels.catalogue import Catalogue

NORWEGIAN = Catalogue(
    texts={
        # to the one who signs in
        "sign_in_code": "{code} er koden din for å logge inn. Den gjelder i fem minutter. Ikke gi den til noen.",
        # to the guard on duty
        "reminder": "Meld deg innen {deadline_ms}[!, {site}]. Svar OK. Trenger du hjelp, svar HJELP.",
        "overdue_worker": "Du skulle ha meldt deg innen {deadline_ms}[!, {site}]. Svar OK eller ring sentralen nå. "
        "Trenger du hjelp, svar HJELP.",
        "end_reminder": "Vakten din slutter {planned_end_ms}[!, {site}]. Svar SLUTT når du går av vakt, "
        "eller +15 for et kvarter til.",
        "shift_start_reminder": "Vakten din begynner {start_ms}: {assignment}[!, {site}]. Svar PÅ når du er på plass.",
        "left_alone": "Du er nå alene på vakt[!, {site}]. Meld deg innen {next_ms}: svar OK. "
        "Trenger du hjelp, svar HJELP.",
        "joined": "Du er ikke lenger alene på vakt[!, {site}]: {name} er kommet. "
        "Du trenger ikke melde deg mens dere er sammen.",
        "after_outage": "Sentralen har hatt et avbrudd siden {since_ms}. Er alt i orden[!, {site}]? Svar OK. "
        "Trenger du hjelp, svar HJELP.",
        # to colleagues and the duty manager
        "silence_case": "{name} har ikke meldt seg[! siden {since_ms}][!. {site}][, {town}]."
        "[! Ring {number}, og si fra til sentralen.| Si fra til sentralen.]",
        "not_on_duty_case": "{name} har ikke gått på vakt. Skulle ha begynt {start_ms}[!, {site}]."
        "[! Ring {number}, og si fra til sentralen.| Si fra til sentralen.]",
        "not_off_duty_case": "{name} har ikke gått av vakt. Skulle ha sluttet {planned_end_ms}[!, {site}]."
        "[! Ring {number}, og si fra til sentralen.| Si fra til sentralen.]",
        "sos_case": "SOS fra {name}[! {at_ms}][!. {site}][, {town}].[! Tlf. {phone}.][! Pos {position}.]"
        "[ Kontakt sentralen.]",
        "duress_case": "STILLE ALARM: {name}[!, {site}][, {town}][!, {at_ms}].[! Pos {position}.] "
        "IKKE RING vekteren. Politiet først. Vent på avstand[ til det er klarert].",
        "case_opened": "{kind_text}[!: {name}][!, {site}][, {town}][!, siden {since_ms}].[ Ta kontakt med sentralen.]",
        "broadcast": "INGEN HAR TATT SAKEN: {kind_text}[!, {name}][!, {site}][, {town}][!, siden {since_ms}]. "
        "Ring sentralen nå.",
        "broadcast_silent": "INGEN HAR TATT SAKEN: STILLE ALARM, {name}[!, {site}][, {town}][!, siden {since_ms}]. "
        "IKKE RING vekteren. Ring sentralen nå.",
        "taken": "{operator} har tatt saken[: {name}][!, {site}]. Sentralen tar kontakt hvis du trengs.",
        "resolved": "Saken er avsluttet {at_ms}[ av {operator}][: {name}][!, {site}]. Du trenger ikke gjøre mer.",
        "desk_absent_case": "INGEN SVARER I SENTRALEN siden {since_ms}. Saker som venter: {count}. "
        "Ta over nå: ring sentralen, og dra dit hvis ingen svarer.",
        "manned": "{operator} er på plass i sentralen igjen. Du trenger ikke gjøre mer.",
        "undeliverable": "SMS til {name} kom ikke fram[ ({number})][!, {site}]. Ta kontakt på en annen måte.",
        # to the field worker, and to the party
        "mission_start_reminder": "Oppdraget ditt skulle begynne {start_ms}[!, {site}]. Svar PÅ når du er i gang, "
        "eller ring sentralen.",
        "mission_end_reminder": "Oppdraget ditt slutter {planned_end_ms}[!, {site}]. Svar SLUTT når du er ferdig, "
        "eller +30 for en halvtime til.",
        "call_unanswered_worker": "Sentralen har ringt deg uten å få svar[!, {site}]. Svar OK eller ring oss nå. "
        "Trenger du hjelp, svar HJELP.",
        "mission_party": "{name} har tatt deg med på oppdrag[!: {site}], start {start_ms}. Oppdraget vises i appen. "
        "Trenger du hjelp, svar HJELP.",
        "mission_party_over": "Oppdraget er avsluttet {at_ms}[!, {site}]. Du følges ikke lenger.",
        # about a mission, to those who are to act
        "mission_silence_case": "{name} på oppdrag har ikke meldt seg[! siden {since_ms}][!. {site}]."
        "[! Ring {number}, og si fra til sentralen.| Si fra til sentralen.][ Sist Pos {position}.]",
        "call_unanswered_case": "{name} svarer ikke når sentralen ringer.[! Sist hørt {since_ms}.][! {site}.]"
        "[! Prøv {number}, og si fra til sentralen.| Si fra til sentralen.][ Sist Pos {position}.]",
        "call_missed_case": "SENTRALEN HAR IKKE RINGT {name} som avtalt {deadline_ms}[!, {site}]."
        "[! Ring {number} nå, og si fra til sentralen.| Ring sentralen nå.]",
        "mission_not_started_case": "{name} har ikke begynt på oppdraget. Skulle ha begynt {start_ms}[!, {site}]."
        "[! Ring {number}, og si fra til sentralen.| Si fra til sentralen.]",
        "mission_not_ended_case": "{name} har ikke avsluttet oppdraget. Skulle ha sluttet {planned_end_ms}[!, {site}]."
        "[! Ring {number}, og si fra til sentralen.| Si fra til sentralen.]",
        # to who is sent to an alarm
        "dispatch_offer": "UTRYKNING: {kind_text}[!, {site}][!, {address}][, {town}]. Svar JA eller NEI innen "
        "{deadline_ms}.",
        "dispatch_hold": "UTRYKNING: {kind_text}[!, {site}][!, {address}][, {town}]. VENT PÅ AVSTAND til sentralen "
        "klarerer. Svar JA eller NEI innen {deadline_ms}.",
        "dispatch_clear": "KLARERT[!: {site}]. Du kan gå fram. Si fra til sentralen når du er på stedet: svar FREMME.",
        "dispatch_passed_on": "Utrykningen[! til {site}] er gitt til en annen, for svaret kom ikke i tide. "
        "Du trenger ikke dra.",
        "dispatch_recalled": "AVLYST: utrykningen[! til {site}]. Du trenger ikke dra. "
        "Spør sentralen hvis du alt er der.",
        # to a technician
        "order_offer": "OPPDRAG: {kind_text}[!, {site}][!, {address}][, {town}]. Frist {due_ms}. Svar JA eller NEI "
        "innen {deadline_ms}.",
        "order_lapsed": "Oppdraget[! ved {site}] er trukket tilbake, for svaret kom ikke i tide. Ring sentralen hvis "
        "du kan ta det.",
        "order_recalled": "AVLYST: oppdraget[! ved {site}]. Du trenger ikke dra.",
        # to the customer
        "customer_received": "Vi har mottatt alarm {at_ms}[!, {site}]: {kind_text}. Sentralen følger opp, og du "
        "trenger ikke ringe noen.",
        "customer_guard_sent": "Vekter er sendt[! til {site}], {at_ms}. Vi sier fra når vekteren er på stedet.",
        "customer_on_scene": "Vekteren er på stedet[!, {site}], {at_ms}. Vi sier fra når det er ferdig.",
        "customer_concluded": "Utrykningen er avsluttet {at_ms}[!, {site}]. Ring sentralen om du har spørsmål.",
        "customer_over": "Alarmen er ferdig behandlet {at_ms}[!, {site}]. Ring sentralen om du har spørsmål.",
        # to the fitter at a panel on test
        "panel_test_link": "Alarmtest til {until_ms}. Signalene: {link}",
        "panel_test_ends": "Alarmtesten slutter {until_ms}[!, {site}]. Ring sentralen hvis den skal vare lenger. "
        "Det som ikke er tilbakestilt da, blir en alarm.",
        # answers to what somebody sent
        "dispatch_yes_ack": "Takk, du tar utrykningen[! til {site}]. Svar FREMME når du er på stedet, og FERDIG når du "
        "er ferdig. Trenger du hjelp, svar HJELP.",
        "dispatch_no_ack": "Takk for svar. Vi spør en annen.",
        "dispatch_on_scene_ack": "Du er meldt på stedet[!, {site}]. Svar FERDIG når du er ferdig. "
        "Trenger du hjelp, svar HJELP.",
        "dispatch_done_ack": "Utrykningen er meldt ferdig[!, {site}]. Takk.",
        "on_duty_ack": "Du er på vakt[!, {site}]. [Meld deg innen {next_ms}: svar OK.|Du er ikke alene og trenger ikke "
        "melde deg nå.][ Vakten slutter {planned_end_ms}.]",
        "check_in_ack": "Takk, du har meldt deg. "
        "[Neste gang innen {next_ms}.|Du er ikke alene og trenger ikke melde deg nå.]",
        "evidence_ack": "Takk, sentralen ser at du har meldt deg og bekrefter det med deg."
        "[ Neste gang innen {next_ms}.]",
        "off_duty_ack": "Du har gått av vakt[ {at_ms}][!, {site}]. Takk for i dag.",
        "extended_ack": "Vakten din varer nå til {planned_end_ms}. Svar SLUTT når du går av vakt.",
        "extension_refused": "Vakten kan ikke forlenges så mye. Den slutter {planned_end_ms}. Ring sentralen.",
        "position_ack": "Posisjonen er mottatt: {degrees_minutes}.[ Meld deg innen {next_ms}.]",
        "not_understood_ack": "Operatøren har fått meldingen din. Trenger du hjelp, svar HJELP.",
        "sos_ack": "SOS er mottatt {at_ms}. Sentralen handler nå. Ring 112 eller 113 hvis du kan.",
        "wrong_contact_ack": "Takk for beskjed. Vi har merket nummeret som feil og kontakter en annen.",
        "not_on_duty_ack": "Du er ikke på vakt, så meldingen telte ikke. Svar PÅ for å gå på vakt. "
        "Trenger du hjelp, svar HJELP.",
        "already_on_duty_ack": "Du er alt på vakt[!, {site}].[ Meld deg innen {next_ms}: svar OK.]",
        "no_assignment_ack": "Vi finner ikke noe oppdrag for deg nå. Operatøren har fått meldingen din.",
        "several_assignments": "Du er IKKE på vakt ennå, for du har flere oppdrag: {names}. "
        "Velg i appen, eller ring sentralen.",
        "unknown_sender": "Sentralen kjenner ikke nummeret ditt. Operatøren har fått meldingen. "
        "I nød: ring 110, 112 eller 113.",
        "mission_on_ack": "Oppdraget er i gang[!, {site}].[! Meld deg innen {next_ms}: svar OK.]"
        "[! Vi ringer deg {call_ms}.] Slutter {planned_end_ms}.",
        "mission_call_ack": "Takk, vi vet at alt er i orden. Vi ringer deg {next_ms}.",
        "mission_over_ack": "Oppdraget er avsluttet {at_ms}[!, {site}]. Takk for at du sa fra.",
        "mission_extended_ack": "Oppdraget ditt varer nå til {planned_end_ms}. Svar SLUTT når du er ferdig.",
        "mission_leader_ack": "Bare lederen kan avslutte oppdraget[!, {site}]. Ring sentralen hvis du går hjem alene. "
        "Trenger du hjelp, svar HJELP.",
        "no_mission_ack": "Du har ikke noe oppdrag nå, så meldingen telte ikke. Registrer det i appen, "
        "eller ring sentralen. Trenger du hjelp, svar HJELP.",
        # an operator's own words
        "operator_message": "{text}",
        # to the customer
        "customer_notice": "{text}",
        "notice_ack": "Takk, sentralen ser at du har fått beskjeden. Ring oss hvis noe endrer seg.",
    },
    kinds={
        "silence": "Vekter har ikke meldt seg",
        "not_on_duty": "Vekter har ikke gått på vakt",
        "not_off_duty": "Vekter har ikke gått av vakt",
        "mission_silence": "Feltarbeider har ikke meldt seg",
        "call_unanswered": "Feltarbeider svarer ikke",
        "call_missed": "Avtalt samtale er ikke ringt",
        "mission_not_started": "Oppdrag er ikke begynt",
        "mission_not_ended": "Oppdrag er ikke avsluttet",
        "phone_dying": "Telefonen dør",
        "sos": "SOS",
        "sos_silent": "STILLE ALARM",
        "duress": "STILLE ALARM",
        "message": "Ubesvart melding",
        "wrong_contact": "Feil kontaktnummer",
        "wrong_pins": "Feil PIN flere ganger",
        "key_lost": "Tapt nøkkel",
        "key_not_in": "Nøkkel er ikke levert",
        "undeliverable": "Melding kom ikke fram",
        "shift_note": "Vaktskifte er ikke lest",
        "desk_absent": "Ingen svarer i sentralen",
        "system": "Systemfeil",
        "assistance": "Bistand",
        "alarm_hold_up": "OVERFALLSALARM",
        "alarm_fire": "BRANNALARM",
        "alarm_medical": "Medisinsk alarm",
        "alarm_gas": "Gassalarm",
        "alarm_lift": "Heisalarm",
        "alarm_burglary": "Innbruddsalarm",
        "alarm_forged": "Mulig forfalsket signal",
        "alarm_water": "Vannalarm",
        "alarm_unknown": "Signal med ukjent kode",
        "alarm_unreadable": "Uleselig signal",
        "alarm_opened": "Åpnet utenom åpningstid",
        "alarm_not_armed": "Alarmen er ikke slått på",
        "alarm_technical": "Teknisk alarm",
        "alarm_trouble": "Feil på alarmanlegg",
        "panel_silent": "Alarmanlegg er taust",
        "lift_untested": "Heistest uteblir",
        "test_unrestored": "Åpen alarm etter test",
        "unknown_account": "Signal fra ukjent konto",
        "unreadable_signal": "Uleselige signaler",
        "receiver_absent": "Alarmmottaker er borte",
    },
    person_unknown="Ukjent person",
    summer_time="sommertid",
    winter_time="vintertid",
    hemispheres=("N", "S", "Ø", "V"),
    date="{day}.{month}.",
)
