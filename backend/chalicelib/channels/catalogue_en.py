"""Every SMS in English: the same identifiers as in Norwegian, which a test compares."""

from chalicelib.channels.catalogue import Catalogue

ENGLISH = Catalogue(
    texts={
        # to the one who signs in
        "sign_in_code": "{code} is your sign-in code. It is valid for five minutes. Do not give it to anyone.",
        # to the guard on duty
        "reminder": "Check in by {deadline_ms}[!, {site}]. Reply OK. If you need help, reply HELP.",
        "overdue_worker": "You should have checked in by {deadline_ms}[!, {site}]. Reply OK or call the centre now. "
        "If you need help, reply HELP.",
        "end_reminder": "Your shift ends {planned_end_ms}[!, {site}]. Reply OFF when you go off duty, "
        "or +15 for fifteen minutes more.",
        "shift_start_reminder": "Your shift starts {start_ms}: {assignment}[!, {site}]. Reply ON when you are there.",
        "left_alone": "You are now alone on duty[!, {site}]. Check in by {next_ms}: reply OK. "
        "If you need help, reply HELP.",
        "joined": "You are no longer alone on duty[!, {site}]: {name} has come. No check-ins while you are together.",
        "after_outage": "The centre has been cut off since {since_ms}. Is all well[!, {site}]? Reply OK. "
        "If you need help, reply HELP.",
        # to colleagues and the duty manager
        "silence_case": "{name} has not been heard from[! since {since_ms}][!. {site}][, {town}]."
        "[! Call {number}, and tell the centre.| Tell the centre.]",
        "not_on_duty_case": "{name} has not come on duty. Should have started {start_ms}[!, {site}]."
        "[! Call {number}, and tell the centre.| Tell the centre.]",
        "not_off_duty_case": "{name} has not gone off duty. Should have ended {planned_end_ms}[!, {site}]."
        "[! Call {number}, and tell the centre.| Tell the centre.]",
        "sos_case": "SOS from {name}[! {at_ms}][!. {site}][, {town}].[! Tel. {phone}.][! Pos {position}.]"
        "[ Contact the centre.]",
        "duress_case": "SILENT ALARM: {name}[!, {site}][, {town}][!, {at_ms}].[! Pos {position}.] "
        "DO NOT CALL the guard. Police first. Wait at a distance[ until cleared].",
        "case_opened": "{kind_text}[!: {name}][!, {site}][, {town}][!, since {since_ms}].[ Contact the centre.]",
        "broadcast": "NOBODY HAS TAKEN THIS: {kind_text}[!, {name}][!, {site}][, {town}][!, since {since_ms}]. "
        "Call the centre now.",
        "broadcast_silent": "NOBODY HAS TAKEN THIS: SILENT ALARM, {name}[!, {site}][, {town}][!, since {since_ms}]. "
        "DO NOT CALL the guard. Call the centre now.",
        "taken": "{operator} has taken the case[: {name}][!, {site}]. The centre will contact you if you are needed.",
        "resolved": "The case was closed {at_ms}[ by {operator}][: {name}][!, {site}]. You need not do more.",
        "desk_absent_case": "NOBODY ANSWERS AT THE CENTRE since {since_ms}. Cases that wait: {count}. "
        "Take over now: ring the centre, and go there if nobody answers.",
        "manned": "{operator} is back at the centre. There is nothing more for you to do.",
        "undeliverable": "An SMS to {name} did not arrive[ ({number})][!, {site}]. Try another way.",
        # to the field worker, and to the party
        "mission_start_reminder": "Your mission should have begun {start_ms}[!, {site}]. Reply ON when you have begun, "
        "or call us.",
        "mission_end_reminder": "Your mission ends {planned_end_ms}[!, {site}]. Reply OFF when you are done, "
        "or +30 for half an hour more.",
        "call_unanswered_worker": "The centre has called you without an answer[!, {site}]. Reply OK or call us now. "
        "If you need help, reply HELP.",
        "mission_party": "{name} has taken you along on a mission[!: {site}], start {start_ms}. It is in the app. "
        "If you need help, reply HELP.",
        "mission_party_over": "The mission has ended {at_ms}[!, {site}]. You are watched no longer.",
        # about a mission, to those who are to act
        "mission_silence_case": "{name} on a mission has not checked in[! since {since_ms}][!. {site}]."
        "[! Call {number}, and tell the centre.| Tell the centre.][ Last Pos {position}.]",
        "call_unanswered_case": "{name} does not answer the centre's calls.[! Last heard {since_ms}.][! {site}.]"
        "[! Try {number}, and tell the centre.| Tell the centre.][ Last Pos {position}.]",
        "call_missed_case": "THE CENTRE HAS NOT CALLED {name} as agreed {deadline_ms}[!, {site}]."
        "[! Call {number} now, and tell the centre.| Call the centre now.]",
        "mission_not_started_case": "{name} has not begun the mission. Should have begun {start_ms}[!, {site}]."
        "[! Call {number}, and tell the centre.| Tell the centre.]",
        "mission_not_ended_case": "{name} has not ended the mission. Should have ended {planned_end_ms}[!, {site}]."
        "[! Call {number}, and tell the centre.| Tell the centre.]",
        # to who is sent to an alarm
        "dispatch_offer": "TURN-OUT: {kind_text}[!, {site}][!, {address}][, {town}]. Reply YES or NO by {deadline_ms}.",
        "dispatch_hold": "TURN-OUT: {kind_text}[!, {site}][!, {address}][, {town}]. WAIT AT A DISTANCE until the "
        "centre clears it. Reply YES or NO by {deadline_ms}.",
        "dispatch_clear": "CLEAR[!: {site}]. You may go up. Tell the centre when you are there: reply HERE.",
        "dispatch_passed_on": "The turn-out[! to {site}] went to somebody else, as no answer came in time. "
        "You need not go.",
        "dispatch_recalled": "CALLED OFF: the turn-out[! to {site}]. You need not go. Ask the centre if you are there.",
        # to a technician
        "order_offer": "ORDER: {kind_text}[!, {site}][!, {address}][, {town}]. Due {due_ms}. Reply YES or NO by "
        "{deadline_ms}.",
        "order_lapsed": "The order[! at {site}] was withdrawn, as no answer came in time. Call the centre if you can "
        "take it.",
        "order_recalled": "CALLED OFF: the order[! at {site}]. You need not go.",
        # to the customer
        "customer_received": "We received an alarm {at_ms}[!, {site}]: {kind_text}. The centre sees to it; you need "
        "not call anybody.",
        "customer_guard_sent": "A guard was sent[! to {site}], {at_ms}. We will tell you when the guard is there.",
        "customer_on_scene": "The guard is there[!, {site}], {at_ms}. We will tell you when it is over.",
        "customer_concluded": "The turn-out ended {at_ms}[!, {site}]. Call the centre if you have questions.",
        "customer_over": "The alarm has been dealt with, {at_ms}[!, {site}]. Call the centre if you have questions.",
        # to the fitter at a panel on test
        "panel_test_link": "Alarm test until {until_ms}. Signals: {link}",
        "panel_test_ends": "The alarm test ends {until_ms}[!, {site}]. Call the centre if it has to last longer. "
        "What is not restored by then becomes an alarm.",
        # answers to what somebody sent
        "dispatch_yes_ack": "Thanks, you take the turn-out[! to {site}]. Reply HERE when you arrive and DONE when you "
        "are done. If you need help, reply HELP.",
        "dispatch_no_ack": "Thanks for answering. We ask somebody else.",
        "dispatch_on_scene_ack": "You are noted as there[!, {site}]. Reply DONE when you are done. "
        "If you need help, reply HELP.",
        "dispatch_done_ack": "The turn-out is noted as done[!, {site}]. Thanks.",
        "on_duty_ack": "You are on duty[!, {site}]. [Check in by {next_ms}: reply OK.|You are not alone and need not "
        "check in now.][ The shift ends {planned_end_ms}.]",
        "check_in_ack": "Thank you, you have checked in. "
        "[Next time by {next_ms}.|You are not alone and need not check in now.]",
        "evidence_ack": "Thank you, the centre sees your check-in and will confirm it with you."
        "[ Next time by {next_ms}.]",
        "off_duty_ack": "You are off duty[ {at_ms}][!, {site}]. Thank you for today.",
        "extended_ack": "Your shift now lasts until {planned_end_ms}. Reply OFF when you go off duty.",
        "extension_refused": "The shift cannot be extended that much. It ends {planned_end_ms}. Call the centre.",
        "position_ack": "Your position is received: {degrees_minutes}.[ Check in by {next_ms}.]",
        "not_understood_ack": "The operator has received your message. If you need help, reply HELP.",
        "sos_ack": "SOS received {at_ms}. The centre is acting now. Call 112 or 113 if you can.",
        "wrong_contact_ack": "Thank you for telling us. We have marked the number as wrong and contact somebody else.",
        "not_on_duty_ack": "You are not on duty, so your message did not count. Reply ON to go on duty. "
        "If you need help, reply HELP.",
        "already_on_duty_ack": "You are on duty already[!, {site}].[ Check in by {next_ms}: reply OK.]",
        "no_assignment_ack": "We find no assignment for you now. The operator has received your message.",
        "several_assignments": "You are NOT on duty yet: you have several assignments: {names}. "
        "Choose in the app, or call us.",
        "unknown_sender": "The centre does not know your number. The operator has received the message. "
        "In an emergency: call 110, 112 or 113.",
        "mission_on_ack": "The mission is under way[!, {site}].[! Check in by {next_ms}: reply OK.]"
        "[! We call you {call_ms}.] It ends {planned_end_ms}.",
        "mission_call_ack": "Thank you, we know that all is well. We call you {next_ms}.",
        "mission_over_ack": "The mission has ended {at_ms}[!, {site}]. Thank you for telling us.",
        "mission_extended_ack": "Your mission now lasts until {planned_end_ms}. Reply OFF when you are done.",
        "mission_leader_ack": "Only the leader can end the mission[!, {site}]. Call us if you go home alone. "
        "If you need help, reply HELP.",
        "no_mission_ack": "You have no mission now, so the message did not count. Register it in the app, or call us. "
        "If you need help, reply HELP.",
        # an operator's own words
        "operator_message": "{text}",
        # to the customer
        "customer_notice": "{text}",
        "notice_ack": "Thank you, the centre sees that you have been told. Ring us if anything changes.",
    },
    kinds={
        "silence": "Guard has not checked in",
        "not_on_duty": "Guard has not come on duty",
        "not_off_duty": "Guard has not gone off duty",
        "mission_silence": "Field worker has not checked in",
        "call_unanswered": "Field worker does not answer",
        "call_missed": "Agreed call was not made",
        "mission_not_started": "Mission has not begun",
        "mission_not_ended": "Mission has not ended",
        "phone_dying": "The phone is dying",
        "sos": "SOS",
        "sos_silent": "SILENT ALARM",
        "duress": "SILENT ALARM",
        "message": "Unanswered message",
        "wrong_contact": "Wrong contact number",
        "wrong_pins": "Wrong PIN several times",
        "key_lost": "Lost key",
        "key_not_in": "Key not handed in",
        "undeliverable": "Message did not arrive",
        "shift_note": "A hand-over is unread",
        "desk_absent": "Nobody at the centre",
        "system": "System fault",
        "assistance": "Assistance",
        "alarm_hold_up": "HOLD-UP ALARM",
        "alarm_fire": "FIRE ALARM",
        "alarm_medical": "Medical alarm",
        "alarm_gas": "Gas alarm",
        "alarm_lift": "Lift alarm",
        "alarm_burglary": "Burglar alarm",
        "alarm_forged": "Possibly forged signal",
        "alarm_water": "Water alarm",
        "alarm_unknown": "Signal with unknown code",
        "alarm_unreadable": "Unreadable signal",
        "alarm_opened": "Opened out of hours",
        "alarm_not_armed": "Alarm is not set",
        "alarm_technical": "Technical alarm",
        "alarm_trouble": "Alarm system fault",
        "panel_silent": "Alarm system is silent",
        "lift_untested": "Lift test is missing",
        "test_unrestored": "Open alarm after test",
        "unknown_account": "Signal from unknown account",
        "unreadable_signal": "Unreadable signals",
        "receiver_absent": "Alarm receiver is absent",
    },
    person_unknown="Unknown person",
    summer_time="summer time",
    winter_time="winter time",
    hemispheres=("N", "S", "E", "W"),
    date="{day} {month_name}",
)
