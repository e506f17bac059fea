import { describe, expect, it } from "vitest";
import { bodyOf, draftOf } from "../register/draft";
import { KINDS } from "../register/kinds";
import { minutesOf } from "./drafts";

const SENT = {
  customer_id: "harbour",
  site_id: "quay",
  name: "Innbrudd om natten",
  categories: ["burglary", "water"],
  action: "both",
  response_s: 1200,
  times: [{ days: ["fri", "holiday"], start_min: 1320, end_min: 1440 }],
  verify_contact_id: "kari",
  notices: [{ contact_id: "kari", by: "sms", at_once: true, each_step: true, text: "Alarm ved {site}" }],
  steps: [{ text: "Slå av pumpen", compulsory: false }],
  emergency: { service: "fire", when: "confirmed", direct: true, call_off_s: 90 },
  home: false,
  access: "Nøkkelboks",
};

describe("an alarm instruction in its form", () => {
  it("is sent as it was answered when nothing was changed", () => {
    const { body, unreadable } = bodyOf(KINDS.instructions, draftOf(KINDS.instructions, SENT));
    expect(unreadable.size).toBe(0);
    expect(body).toEqual(SENT);
  });

  it("without an emergency centre, a first call or a site sends nothing for them", () => {
    const { body } = bodyOf(
      KINDS.instructions,
      draftOf(KINDS.instructions, {
        ...SENT,
        site_id: null,
        verify_contact_id: null,
        response_s: null,
        emergency: null,
      }),
    );
    expect(body).toMatchObject({ site_id: null, verify_contact_id: null, response_s: null, emergency: null });
  });

  it("names the field whose time or duration cannot be read", () => {
    const draft = draftOf(KINDS.instructions, SENT);
    const times = [{ days: ["mon"], from: "halv sju", until: "24:30" }];
    const emergency = { service: "fire", when: "confirmed", direct: true, callOff: "snart" };
    const { unreadable } = bodyOf(KINDS.instructions, { ...draft, times, emergency });
    expect([...unreadable]).toEqual([
      ["times[0].start_min", "time"],
      ["times[0].end_min", "time"],
      ["emergency.call_off_s", "duration"],
    ]);
  });

  it.each([
    ["7", 420],
    ["07:30", 450],
    ["7.30", 450],
    ["24:00", 1440],
    ["0:00", 0],
    ["24:01", null],
    ["12:60", null],
    ["", null],
    ["sju", null],
  ])("reads %s as a time of day", (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes);
  });
});
